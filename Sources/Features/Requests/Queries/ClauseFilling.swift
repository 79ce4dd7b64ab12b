/// Fills one clause of a query.
struct ClauseFilling {
    let fields: QueryFields
    let values: [String: [String]]
    let parameters: [String]

    /// The clause, or nothing where it holds a parameter that was not given.
    func fill(_ clause: String) -> String? {
        var result = ""
        var rest = clause[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { return result + rest[open...] }
            let name = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            if parameters.contains(name) {
                guard let given = values[name] else { return nil }
                result += KQLText.values(given)
            } else if let paths = fields.paths(for: name) {
                guard let expression = expression(paths, &rest) else { return nil }
                result += expression
            } else {
                result += "{\(name)}"
            }
        }
        return result + rest
    }

    /// A field alone, or where several fields may hold the value, the whole expression once for each.
    private func expression(_ paths: [String], _ rest: inout Substring) -> String? {
        guard paths.count > 1, rest.hasPrefix(" : ") else { return KQLText.field(paths[0]) }
        rest = rest.dropFirst(3)
        let end = Self.valueEnd(rest)
        guard let value = fill(String(rest[..<end])) else { return nil }
        rest = rest[end...]
        return "(" + paths.map { "\(KQLText.field($0)) : \(value)" }.joined(separator: " or ") + ")"
    }

    /// Behind a placeholder, a quoted text or a word.
    private static func valueEnd(_ text: Substring) -> Substring.Index {
        guard let first = text.first else { return text.endIndex }
        if first == "{" { return text.firstIndex(of: "}").map { text.index(after: $0) } ?? text.endIndex }
        if first == "\"" {
            return text.dropFirst().firstIndex(of: "\"").map { text.index(after: $0) } ?? text.endIndex
        }
        return text.firstIndex { $0 == " " || $0 == ")" } ?? text.endIndex
    }
}
