public import Model
internal import Support

/// The Kibana queries in force.
public struct QueryCatalogue: Sendable {
    /// By playbook, in order.
    public let queries: [CallSet.Owned<Query>]
    let playbooks: [Playbook]

    /// The queries of these playbooks.
    public init(_ calls: CallSet, _ playbooks: [Playbook]) {
        queries = calls.queries
        self.playbooks = playbooks
    }

    /// What `--field NAME=PATH` can name.
    public var fieldNames: [String] { QueryFields(playbooks, overrides: [:]).names }

    /// The query of that name.
    public func query(named name: String) throws(RequestError) -> CallSet.Owned<Query> {
        if let found = queries.first(where: { $0.value.name == name }) { return found }
        throw .unknownName(nearest: MeantName(reads: queries.map(\.value.name)).of(name))
    }

    /// What one of its values must be, in a few words.
    public func expected(_ parameter: RequestParameter) -> String { ExpectedValue.of(parameter, in: nil) }

    /// The query of that name with these values, each of which may be given several times: then any may match.
    ///
    /// `fields` replaces the paths of fields by name; `since` and `until` are times as Elasticsearch reads them, and
    /// without both the query's own window holds.
    public func prepare(
        _ name: String, _ given: [GivenValue], fields overrides: [String: String] = [:], since: String? = nil,
        until: String? = nil
    ) throws(RequestError) -> PreparedQuery {
        let query = try query(named: name).value
        let (values, notes) = try QueryValues(query: query, playbooks: playbooks).read(given)
        let fields = QueryFields(playbooks, overrides: overrides)
        let filling = ClauseFilling(fields: fields, values: values, parameters: query.parameters.map(\.name))
        let from = since ?? (until == nil ? "now-\(query.window)" : nil)
        let begin = from.map { "{timeField} >= \(KQLText.quoted($0))" }
        let end = until.map { "{timeField} < \(KQLText.quoted($0))" }
        let window = [begin, end].compactMap(\.self).compactMap(filling.fill)
        let clauses = Self.withoutWider(query.clauses.compactMap(filling.fill)) + window
        return PreparedQuery(
            name: query.name, kql: clauses.joined(separator: " and "), since: from, until: until,
            notes: unknownStatuses(query, values) + notes + [query.note].compactMap(\.self))
    }

    /// What is said of a status that an integration with a closed list of them does not have. Without an integration, a
    /// longer value than all of its list is another integration's.
    private func unknownStatuses(_ query: Query, _ values: [String: [String]]) -> [String] {
        let named = query.parameters.filter { $0.type == .integration }.flatMap { values[$0.name] ?? [] }
        return playbooks.filter { named.isEmpty || named.contains($0.name) }.flatMap { playbook in
            playbook.evidenceFields.filter { $0.isStatus && !$0.meanings.isEmpty }.flatMap { field -> [String] in
                let known = field.meanings.map(\.value)
                let longest = named.isEmpty ? known.map(\.count).max() ?? 0 : Int.max
                return query.parameters.filter { query.clauses.contains("{\(field.name)} : {\($0.name)}") }
                    .flatMap { values[$0.name] ?? [] }
                    .filter { $0.count <= longest && !known.map { $0.lowercased() }.contains($0.lowercased()) }
                    .map { "'\($0)' is not a status of \(playbook.name); known: \(known.joined(separator: ", "))" }
            }
        }
    }

    /// `x : *` says nothing more where `x : "…"` stands as well.
    private static func withoutWider(_ clauses: [String]) -> [String] {
        clauses.filter { clause in
            guard clause.hasSuffix(" : *") else { return true }
            let field = clause.dropLast(1)
            return !clauses.contains { $0 != clause && $0.hasPrefix(field) }
        }
    }
}

/// A query with all its values.
public struct PreparedQuery: Sendable, Equatable {
    /// The query's name in its playbook.
    var name: String
    /// One line of KQL, the window included.
    public var kql: String
    /// Where the window begins; nothing for no beginning.
    public var since: String?
    /// Where it ends, exclusive; nothing for no end.
    public var until: String?
    /// What is worth knowing when it is used.
    public var notes: [String]
}

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

    /// For a code that is looked up without a log: fields by their usual names, any business, the last seven days.
    public static func usual(for code: String, _ playbooks: [Playbook]) -> QueryTemplate {
        var fields: [String: String] = [:]
        for playbook in playbooks {
            for field in playbook.recordFields where fields[field.role.rawValue] == nil {
                fields[field.role.rawValue] = field.aliases.first
            }
        }
        let rule = playbooks.lazy.flatMap(\.rules).first { $0.code == code }
        var values: [String: [String]] = [
            "reason": rule?.reason.map { [$0] } ?? [], "businesses": [], "since": ["now-7d"], "until": ["now"],
        ]
        if let name = rule?.field {
            fields["evidence"] =
                playbooks.lazy.flatMap(\.evidenceFields).first { $0.name == name }?.aliases.first ?? name
        } else {
            values["evidenceField"] = []
        }
        return QueryTemplate(fields: fields, values: values)
    }

    /// The text as KQL; what is no placeholder of its own stays as it is.
    public func fill(_ text: String) -> String { filling.fill(text) ?? text }
}

/// The names of fields in queries: what the user said, else a playbook's aliases in their order of trust.
struct QueryFields {
    private var paths: [String: [String]] = [:]

    init(paths: [String: [String]]) { self.paths = paths }

    init(_ playbooks: [Playbook], overrides: [String: String]) {
        for playbook in playbooks {
            for field in playbook.recordFields { paths[field.role.rawValue] = field.aliases }
            for field in playbook.evidenceFields where paths[field.name] == nil { paths[field.name] = field.aliases }
        }
        for (name, path) in overrides where paths[name] != nil { paths[name] = [path] }
    }

    /// What `--field NAME=PATH` can name.
    var names: [String] { paths.keys.sorted() }

    /// The paths that a placeholder stands for: `reasonField` the first alias of the role, `statusFields` all of them,
    /// an evidence field's own name its first alias.
    func paths(for placeholder: String) -> [String]? {
        if placeholder.hasSuffix("Fields"), let all = paths[String(placeholder.dropLast(6))] { return all }
        if placeholder.hasSuffix("Field"), let all = paths[String(placeholder.dropLast(5))] { return [all[0]] }
        return paths[placeholder].map { [$0[0]] }
    }
}
