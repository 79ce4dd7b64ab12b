internal import Support

/// A table in JSON, as SQL, ES|QL and PPL answer it: names in `columns` or `schema`, values in `rows`, `values` or
/// `datarows`.
struct JSONTable {
    /// A document a row.
    var documents: [[UInt8]] = []
    /// Whether the answer says that more rows follow.
    var hasMore = false

    /// More than this is no answer to a query by hand.
    private static let longest = 64 << 20

    /// Reads one document; nothing if it is no such table.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.longest, Self.mayBeOne(bytes),
            let node = try? JSONReading.document(in: UnsafeRawBufferPointer(bytes)), node.kind == .object,
            let columns = node["columns"] ?? node["schema"], columns.kind == .array,
            let rows = node["rows"] ?? node["values"] ?? node["datarows"], rows.kind == .array
        else { return nil }
        var names: [String] = []
        for column in columns.elements {
            guard let name = column["name"]?.text else { return nil }
            names.append(name)
        }
        for row in rows.elements {
            let cells = Array(row.elements)
            guard row.kind == .array, cells.count == names.count else { return nil }
            let members = zip(names, cells).map { "\(Self.quoted($0)):\(Self.written($1))" }
            documents.append(Array("{\(members.joined(separator: ","))}".utf8))
        }
        hasMore = node["cursor"]?.kind == .text || node["is_partial"]?.boolean == true
    }

    /// Judged by the keys alone, so that other documents cost little.
    private static func mayBeOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var walk = MemberWalk(bytes)
        guard walk.run() else { return false }
        return walk.names.contains { $0 == "columns" || $0 == "schema" }
            && walk.names.contains { $0 == "rows" || $0 == "values" || $0 == "datarows" }
    }

    private static func written(_ node: JSONNode) -> String {
        switch node.kind {
        case .text: quoted(node.text ?? "")
        case .number: node.number ?? "null"
        case .array: "[\(node.elements.map(written).joined(separator: ","))]"
        default: node.boolean.map { $0 ? "true" : "false" } ?? "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
