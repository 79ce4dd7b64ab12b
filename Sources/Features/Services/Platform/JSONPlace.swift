internal import Support

/// Finds values in an answer by the places that a profile gives.
enum JSONPlace {
    /// The value at a path with dots, a number for an item of a list; nil where the answer has none.
    static func value(at path: String, in document: JSONNode) -> JSONNode? {
        var node: JSONNode? = document
        for part in path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
        {
            guard let here = node else { return nil }
            switch here.kind {
            case .array:
                let elements = Array(here.elements)
                node = Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            case .object: node = here[String(part)]
            default: return nil
            }
        }
        return node
    }

    /// A text, a number as it was written, or a truth value as its word.
    static func text(_ node: JSONNode) -> String? {
        node.text ?? node.number ?? node.boolean.map { $0 ? "true" : "false" }
    }

    /// `[{"propertyKey":…,"propertyValue":…}]`, or an object of texts; keys in lower case.
    static func properties(_ node: JSONNode) -> [String: String] {
        var properties: [String: String] = [:]
        if node.kind == .object {
            for entry in node.entries {
                if let key = entry.key.text, let value = text(entry.value) { properties[key.lowercased()] = value }
            }
        }
        for row in node.elements {
            if let key = row["propertyKey"]?.text, let value = row["propertyValue"].flatMap(text) {
                properties[key.lowercased()] = value
            }
        }
        return properties
    }
}
