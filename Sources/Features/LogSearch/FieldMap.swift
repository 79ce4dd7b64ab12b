internal import LogAnalysis
internal import Support

/// What the mappings of all matched indices say of each field (`_field_caps`).
struct FieldMap: Sendable {
    /// One field, over all indices.
    struct Field: Sendable {
        /// The dotted path.
        var name: String
        /// Its types; several where indices differ.
        var types: [Kind]

        /// Whether every index that has it maps it as one of these types, so that it can be searched.
        func isSearchable(as names: Set<String>) -> Bool {
            let mapped = types.filter { $0.name != "unmapped" }
            return !mapped.isEmpty && mapped.allSatisfy { names.contains($0.name) && $0.isSearchable }
        }

        /// Whether some index maps it as one of these.
        func has(_ names: Set<String>) -> Bool { types.contains { names.contains($0.name) } }
    }

    /// A field's type in some or all of the indices.
    struct Kind: Sendable {
        var name: String
        var isSearchable: Bool
        /// The indices of this type; nothing where all have it.
        var indices: Set<String>?
    }

    /// The indices that the pattern matches and the user may read.
    let indices: [String]
    private let fields: [String: Field]
    /// In alphabetical order.
    let names: [String]

    /// Reads an answer; nothing for another document.
    init?(_ bytes: [UInt8]) {
        guard let answer = try? JSONReading.documents(in: bytes).first, let list = answer["fields"],
            let indices = answer["indices"]
        else { return nil }
        self.indices = indices.kind == .text ? [indices.text ?? ""] : indices.elements.compactMap(\.text)
        var fields: [String: Field] = [:]
        for entry in list.entries {
            guard let name = entry.key.text else { continue }
            let types = entry.value.entries.map { kind in
                Kind(
                    name: kind.key.text ?? "", isSearchable: kind.value["searchable"]?.boolean ?? false,
                    indices: kind.value["indices"].map { Set($0.elements.compactMap(\.text)) })
            }
            if types.contains(where: { $0.name != "unmapped" }) && !name.hasPrefix("_") {
                fields[name] = Field(name: name, types: types)
            }
        }
        for (name, field) in fields where Self.isNested(name, fields) {
            let types = field.types.map { Kind(name: $0.name, isSearchable: false, indices: $0.indices) }
            fields[name] = Field(name: name, types: types)
        }
        self.fields = fields
        names = fields.keys.sorted()
    }

    subscript(name: String) -> Field? { fields[name] }

    /// The fields whose path is one of these or ends with one at a dot, in the order of `paths`; twins for searching aside.
    func fields(endingWith paths: [String]) -> [Field] {
        var found: [Field] = []
        for path in paths {
            for name in names where SearchedFields.matches(name, [path]) && !isTwin(name) {
                if let field = fields[name], field.has(Self.values), !found.contains(where: { $0.name == name }) {
                    found.append(field)
                }
            }
        }
        return found
    }

    /// A field's twin that keeps the whole value, where each index that analyzes the field has one.
    func wholeTwin(of field: Field) -> String? {
        names.first { name in
            guard name.hasPrefix(field.name + "."), isTwin(name), let twin = fields[name] else { return false }
            guard twin.isSearchable(as: Self.whole) else { return false }
            // Where an index has the text and not the twin, the twin's caps say `unmapped` and name it.
            guard let without = twin.types.first(where: { $0.name == "unmapped" })?.indices else { return true }
            return field.types.filter { Self.analyzed.contains($0.name) }.allSatisfy { text in
                text.indices.map { $0.isDisjoint(with: without) } ?? false
            }
        }
    }

    /// Whether a field is another's, mapped a second time: it has no value of its own in a document.
    func isTwin(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), let above = fields[String(name[..<dot])] else { return false }
        return !above.has(["object", "nested", "flattened"])
    }

    /// Whether it stands in objects that are documents of their own, which a plain search does not look into.
    private static func isNested(_ name: String, _ fields: [String: Field]) -> Bool {
        var rest = name[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            if fields[String(rest)]?.has(["nested"]) == true { return true }
        }
        return false
    }

    /// Objects into which the mapping does not look.
    var closedObjects: [String] {
        names.filter { name in
            guard let field = fields[name], field.has(["object", "nested", "flattened"]) else { return false }
            return !names.contains { $0.hasPrefix(name + ".") }
        }
    }

    /// Types that keep a value whole, so that a search for it misses none.
    static let whole: Set<String> = [
        "keyword", "constant_keyword", "wildcard", "long", "integer", "unsigned_long", "double", "version",
    ]
    /// Types that cut a value into words.
    static let analyzed: Set<String> = ["text", "match_only_text", "annotated_text", "search_as_you_type"]
    static let dates: Set<String> = ["date", "date_nanos"]
    private static let values: Set<String> = whole.union(analyzed).union(dates).union([
        "boolean", "short", "byte", "float", "half_float", "scaled_float", "ip",
    ])
}
