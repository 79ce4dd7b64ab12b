internal import LogReading
internal import Reporting
internal import Support

/// Writes a table in text again without identities and secrets: its columns' names decide, as those of fields do.
struct TableRedactor {
    private var copy: LogRedactor
    private let columns: [RedactionRules.Rule]
    private let dialect: CSVDialect
    private let hasCellLines: Bool
    private var held: [UInt8] = []
    private var isHeader = true
    /// The cell of a row that comes next, where each stands on a line of its own.
    private var column = 0

    /// `table`: how the cells are written.
    init(_ rules: RedactionRules, gate: Gate, table: TextTable) {
        copy = LogRedactor(rules, gate: gate, isText: true)
        dialect = CSVDialect(
            separator: table.separator, skipsBlanks: table.skipsBlanks, escapesQuotes: table.escapesQuotes)
        hasCellLines = table.hasCellLines
        columns = table.names.map { name in Array(name.utf8).withUnsafeBufferPointer { rules.rule(for: $0) } }
    }

    /// How many values were hidden, by kind.
    var counts: [String: Int] { copy.counts }

    /// The lines of names, as they are.
    mutating func header(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { copy.passed(copy.hidden($0) ?? bytes) }
    }

    /// Takes the next bytes and answers the rows that are whole; `isEnd`: nothing follows.
    mutating func next(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
        held += bytes
        let all = held
        return all.withUnsafeBufferPointer { text in
            var end = text.count
            if !isEnd {
                let isLines = dialect.separator == nil
                let last = isLines ? text.lastIndex(of: 0x0A).map { $0 + 1 } : CSVRows.endOfLast(in: text)
                guard let found = last ?? (text.count < LogRedactor.longest ? nil : text.count) else { return [] }
                end = found
            }
            held = Array(text[end...])
            var output: [UInt8] = []
            rows(Bytes(rebasing: text[..<end]), &output)
            return copy.passed(output)
        }
    }

    private mutating func rows(_ text: Bytes, _ output: inout [UInt8]) {
        var cursor = CSVCursor(text, dialect)
        var copied = 0
        while !cursor.isAtEnd {
            var cells: [CSVCell] = []
            repeat { cells.append(cursor.next()) } while cells.last?.endsRow == false
            // With a cell too many nobody knows which column each is in.
            let isRagged = cells.count > columns.count
            for (index, cell) in cells.enumerated() {
                let rule = isRagged ? .hide : rule(of: cell, at: index)
                let bytes = Bytes(rebasing: text[cell.start..<(cell.start + cell.length)])
                guard let shown = shown(bytes, cell, rule) else { continue }
                output.append(contentsOf: Bytes(rebasing: text[copied..<cell.start]))
                output += shown
                copied = cell.start + cell.length
            }
        }
        output.append(contentsOf: Bytes(rebasing: text[copied...]))
    }

    private mutating func rule(of cell: CSVCell, at index: Int) -> RedactionRules.Rule {
        guard hasCellLines else { return columns[index] }
        if cell.length == 0 {
            column = 0
            return .keep
        }
        column += 1
        return column <= columns.count ? columns[column - 1] : .hide
    }

    /// A cell's text as it is to be written; nothing where it stays.
    private mutating func shown(_ bytes: Bytes, _ cell: CSVCell, _ rule: RedactionRules.Rule) -> [UInt8]? {
        if rule == .keep || isBlank(bytes) { return nil }
        if !cell.hasDoubledQuotes { return copy.cell(bytes, rule) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            plain.append(bytes[index])
            index += bytes[index] == 0x22 && index + 1 < bytes.count ? 2 : 1
        }
        return plain.withUnsafeBufferPointer { copy.cell($0, rule) }.map { shown in
            shown.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }
        }
    }

    /// What Kibana writes where there is no value.
    private func isBlank(_ bytes: Bytes) -> Bool {
        let words: [StaticString] = ["", "-", "'-", "(empty)", "\r"]
        return words.contains { word in word.withUTF8Buffer { $0.elementsEqual(bytes) } }
    }
}

extension LogRedactor {
    /// A cell without what has to be hidden; nothing if that is all of it.
    mutating func cell(_ bytes: Bytes, _ rule: RedactionRules.Rule) -> [UInt8]? {
        switch rule {
        case .keep: return nil
        case .hide:
            var shown: [UInt8] = []
            hide(.identity, bytes, &shown)
            return shown
        case .mask, .propertyKey, .propertyValue, .perhapsPropertyKey, .perhapsPropertyValue:
            let start = JSONBytes.skipSpace(bytes, 0)
            let isDocument = start < bytes.count && JSONBytes.opens(bytes, start, true) == true && bytes[start] != 0x22
            return isDocument ? nested(Array(bytes)) : hidden(bytes)
        }
    }
}
