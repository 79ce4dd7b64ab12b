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
        var all = rows.elements.map { Array($0.elements) }
        guard rows.elements.allSatisfy({ $0.kind == .array }) else { return nil }
        // With `columnar`, a list holds what stands below one name.
        if all.count == names.count, let height = all.first?.count, height != names.count,
            all.allSatisfy({ $0.count == height })
        {
            let columns = all
            all = (0..<height).map { row in columns.map { $0[row] } }
        }
        for cells in all {
            guard cells.count == names.count else { return nil }
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

    /// In quotes, with a blank for every control character but the newline.
    private static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? " " : $0 }
        return JSONText.quoted(String(String.UnicodeScalarView(shown)))
    }
}

/// What parts of a line of text may be the value of a field.
enum TextCells {
    /// Longer lines are no cell of a table and no sentence of a mail.
    private static let longest = 4096

    /// The whole line, its columns, what stands behind a colon or an equals sign, and what is quoted in it; each without
    /// quotes and bullets.
    static func of(_ line: ArraySlice<UInt8>) -> [String] {
        guard line.count <= longest else { return [] }
        let text = String(decoding: line, as: UTF8.self)
        var cells: [String] = []
        func add(_ part: Substring) {
            let cell = trimmed(part)
            if !cell.isEmpty && !cells.contains(cell) { cells.append(cell) }
        }
        add(text[...])
        for column in text.split(separator: "\t") { add(column) }
        var rest = text[...]
        while let sign = rest.firstIndex(where: { $0 == ":" || $0 == "=" }) {
            rest = rest[rest.index(after: sign)...]
            add(rest)
        }
        // What somebody quotes in a sentence, and the cells of a CSV report.
        let quoted = text.split(omittingEmptySubsequences: false) { "\"“”„«»".contains($0) }
        for part in quoted.dropFirst() { add(part) }
        for part in text.split(whereSeparator: { ",;|".contains($0) }) { add(part) }
        return cells
    }

    /// Without blanks, bullets, and quotes that stand around the whole.
    private static func trimmed(_ part: Substring) -> String {
        var text = part
        func drop(_ signs: String) {
            while let first = text.first, first.isWhitespace || signs.contains(first) { text.removeFirst() }
            while let last = text.last, last.isWhitespace || signs.contains(last) { text.removeLast() }
        }
        drop("*•–`,;")
        if text.hasPrefix("- ") { text = text.dropFirst(2) }
        drop("\"“”„`,;")
        return String(text)
    }
}

/// The cells of a line of a CSV report (RFC 4180), as Kibana writes them.
enum SeparatedCells {
    static func of(_ line: Substring, separator: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var rest = line
        while let sign = rest.popFirst() {
            if sign == "\"" {
                // Two quotes inside of quotes are one.
                if isQuoted && rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted.toggle() }
            } else if sign == separator && !isQuoted {
                cells.append(plain(cell))
                cell = ""
            } else {
                cell.append(sign)
            }
        }
        return cells + [plain(cell)]
    }

    /// Kibana sets a quote before what a spreadsheet would calculate.
    private static func plain(_ cell: String) -> String {
        let isGuarded = cell.first == "'" && cell.dropFirst().first.map { "=+-@".contains($0) } ?? false
        return isGuarded ? String(cell.dropFirst()) : cell
    }
}
