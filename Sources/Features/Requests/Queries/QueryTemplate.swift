/// A search in one text, as a remedy gives it, with the placeholders of a query: `{reasonField} : {reason}`. Names and
/// values come out as in `query`, quotes included.
public struct QueryTemplate: Sendable {
    private let filling: ClauseFilling

    /// `fields`: paths, under `reason` that of `{reasonField}`. `values`: what stands for each other placeholder; any of
    /// several may match, and an empty list matches anything.
    public init(fields: [String: String], values: [String: [String]]) {
        filling = ClauseFilling(
            fields: QueryFields(paths: fields.mapValues { [$0] }), values: values, parameters: Array(values.keys))
    }

    /// The text as KQL; what is no placeholder of its own stays as it is.
    public func fill(_ text: String) -> String { filling.fill(text) ?? text }
}
