internal import LogReading
internal import Reporting
internal import Support

/// Writes a table in text again without what is not known to be harmless: its columns' names decide, as those of fields do.
struct TableRedactor {
    private var copy: LogRedactor
    private var columns: [RedactionRules.Rule]
    private let dialect: CSVDialect
    private let hasCellLines: Bool
    private var held: [UInt8] = []
    /// The cell of a row that comes next, where each stands on a line of its own.
    private var column = 0

    /// `table`: how the cells are written.
    init(_ redactor: LogRedactor, table: TextTable) {
        copy = redactor
        dialect = CSVDialect(
            separator: table.separator, skipsBlanks: table.skipsBlanks, escapesQuotes: table.escapesQuotes)
        hasCellLines = table.hasCellLines
        columns = table.names.map { Self.rule(of: $0, redactor.rules) }
    }

    private static func rule(of name: String, _ rules: RedactionRules) -> RedactionRules.Rule {
        Array(name.utf8).withUnsafeBufferPointer { rules.rule(for: $0) }
    }

    /// How many values were hidden, by kind.
    var tally: HiddenTally { copy.tally }

    /// The lines of names, and what stands above them.
    mutating func header(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { text in
            var output = RedactedBytes(capacity: text.count)
            var cursor = CSVCursor(text, dialect)
            var copied = 0
            while !cursor.isAtEnd {
                let cell = cursor.next()
                let name = Bytes(rebasing: text[cell.start..<(cell.start + cell.length)])
                output.append(Bytes(rebasing: text[copied..<cell.start]))
                copy.columnName(name, &output)
                copied = cell.start + cell.length
            }
            output.append(Bytes(rebasing: text[copied...]))
            return copy.passed(copy.looked(output))
        }
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
            var output = RedactedBytes(capacity: end + end / 4)
            rows(Bytes(rebasing: text[..<end]), &output)
            return copy.passed(copy.looked(output))
        }
    }

    private mutating func rows(_ text: Bytes, _ output: inout RedactedBytes) {
        var start = 0
        while start < text.count {
            // A line that is a document may stand between rows.
            let isDocument =
                dialect.separator != nil && text[start] == 0x7B && JSONBytes.opens(text, start, true) == true
            if isDocument {
                let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
                output.vouch(copy.nested(Array(text[start..<end])))
                start = end
            } else {
                start += rows(upToDocument: Bytes(rebasing: text[start...]), &output)
            }
        }
    }

    /// Writes rows up to one that is a document, or to the end; answers how much that was.
    private mutating func rows(upToDocument text: Bytes, _ output: inout RedactedBytes) -> Int {
        var cursor = CSVCursor(text, dialect)
        var copied = 0
        while !cursor.isAtEnd {
            if copied > 0, dialect.separator != nil, copied < text.count, text[copied] == 0x7B,
                JSONBytes.opens(text, copied, true) == true
            {
                return copied
            }
            var cells: [CSVCell] = []
            repeat { cells.append(cursor.next()) } while cells.last?.endsRow == false
            let isHeader = takesHeader(cells, text)
            // With a cell too many nobody knows which column each is in, and with one too few hardly.
            let isRagged = cells.count > columns.count
            let isLine = isTextLine(cells, text)
            let property = propertyRule(cells, text)
            let isShort = cells.count < columns.count && !hasCellLines
            let isTotals = areTotals(cells, text)
            for (index, cell) in cells.enumerated() {
                var rule: RedactionRules.Rule = isRagged ? .unknown : rule(of: cell, at: index)
                if isShort { rule = rule.takingNoNames }
                // A title, or a line of totals.
                if rule == .unknown, dialect.separator != nil, cells.count * 2 <= columns.count { rule = .keep(.text) }
                let bytes = Bytes(rebasing: text[cell.start..<(cell.start + cell.length)])
                output.append(Bytes(rebasing: text[copied..<cell.start]))
                if rule == .propertyValue, let property { rule = property }
                if isHeader {
                    copy.columnName(bytes, &output)
                } else if isTotals {
                    output.vouch(bytes)
                } else if isLine {
                    copy.plainLine(bytes, &output)
                } else {
                    write(bytes, cell, rule, &output)
                }
                copied = cell.start + cell.length
            }
            // The row's end belongs to it.
            while copied < text.count, text[copied] == 0x22 || text[copied] == 0x0D || text[copied] == 0x0A {
                let isEnd = text[copied] == 0x0A
                output.append(Bytes(rebasing: text[copied..<(copied + 1)]))
                copied += 1
                if isEnd { break }
            }
        }
        output.append(Bytes(rebasing: text[copied...]))
        return text.count
    }

    /// Whether a row is a line of text between rows, as a log that goes on behind a table has: a cell alone and without
    /// quotes, in no column of a person's.
    private func isTextLine(_ cells: [CSVCell], _ text: Bytes) -> Bool {
        guard cells.count == 1, columns.count > 1, dialect.separator != nil else { return false }
        // Where bars separate, each row has one, and so has a row that goes on.
        if columns[0] == .hide, dialect.separator != UInt8(ascii: "|") { return false }
        return cells[0].length > 0 && (cells[0].start == 0 || text[cells[0].start - 1] != 0x22)
    }

    /// Whether a row sums up the table: a word for that, and nothing else but numbers that are too short to be anyone's.
    private func areTotals(_ cells: [CSVCell], _ text: Bytes) -> Bool {
        guard cells.count > 1, dialect.separator != nil, TotalsRow.begins(text[cells[0].start..<cells[1].start]) else {
            return false
        }
        return cells.dropFirst().allSatisfy { cell in
            cell.length < 8
                && text[cell.start..<(cell.start + cell.length)].allSatisfy {
                    ValueType.isDigit($0) || ",. ".utf8.contains($0)
                }
        }
    }

    /// What becomes of the property's value in a row that has the property's key beside it.
    private func propertyRule(_ cells: [CSVCell], _ text: Bytes) -> RedactionRules.Rule? {
        guard !hasCellLines, cells.count <= columns.count, let index = columns.firstIndex(of: .propertyKey),
            index < cells.count
        else { return nil }
        let cell = Bytes(rebasing: text[cells[index].start..<(cells[index].start + cells[index].length)])
        return copy.rules.rule(forValueOf: LogRedactor.trimmed(cell), isSurelyProperty: true)
    }

    /// Whether a row names other columns for what follows; then it does from here on.
    private mutating func takesHeader(_ cells: [CSVCell], _ text: Bytes) -> Bool {
        guard !hasCellLines, dialect.separator != nil, cells.count > 1 else { return false }
        let names = cells.map { Bytes(rebasing: text[$0.start..<($0.start + $0.length)]) }
        let areNames = names.allSatisfy { name in
            guard let first = name.first else { return false }
            return first == 0x40 || first == 0x5F || first | 0x20 >= 0x61 && first | 0x20 <= 0x7A
        }
        guard areNames, names.count(where: { copy.knowsColumn($0) }) > 1 else { return false }
        columns = names.map { copy.rules.rule(for: $0) }
        return true
    }

    private mutating func rule(of cell: CSVCell, at index: Int) -> RedactionRules.Rule {
        guard hasCellLines else { return columns[index] }
        if cell.length == 0 {
            column = 0
            return .keep(.text)
        }
        column += 1
        return column <= columns.count ? columns[column - 1] : .unknown
    }

    /// Writes a cell's text, with its quotes doubled where they were.
    private mutating func write(
        _ bytes: Bytes, _ cell: CSVCell, _ rule: RedactionRules.Rule, _ output: inout RedactedBytes
    ) {
        if ValueType.isNothing(bytes) || bytes.elementsEqual("'-".utf8) { return output.vouch(bytes) }
        guard cell.hasDoubledQuotes else { return copy.cell(bytes, rule, &output) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            plain.append(bytes[index])
            index += bytes[index] == 0x22 && index + 1 < bytes.count ? 2 : 1
        }
        var inner = RedactedBytes(capacity: plain.count)
        plain.withUnsafeBufferPointer { copy.cell($0, rule, &inner) }
        output.vouch(copy.looked(inner).flatMap { $0 == 0x22 ? [$0, $0] : [$0] })
    }
}

extension RedactionRules.Rule {
    /// The same where a name of a person may stand in place of what the column holds: of a status only known words stay, and
    /// of a place's name nothing.
    fileprivate var takingNoNames: Self {
        switch self {
        case .keep(.status): .keep(.text)
        case .keep(.name): .unknown
        default: self
        }
    }
}

extension LogRedactor {
    /// Whether a cell is surely the name of a column: `Page` and `Case` stand in rows as well.
    func knowsColumn(_ name: Bytes) -> Bool {
        rules.knows(name) && (FreeText.isCompound(name) || harmless.isClear(name))
    }

    /// Writes the name of a column, or a line above them.
    mutating func columnName(_ name: Bytes, _ output: inout RedactedBytes) {
        let isName = name.allSatisfy {
            $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || ValueType.isDigit($0) || "_.-@".utf8.contains($0)
        }
        if rules.knows(name) {
            output.vouch(name)
        } else if isName, !name.isEmpty, !harmless.isClear(name) {
            hide(.field, name, &output)
        } else {
            write(text: name, &output)
        }
    }

    /// Writes a cell without what has to be hidden.
    mutating func cell(_ bytes: Bytes, _ rule: RedactionRules.Rule, _ output: inout RedactedBytes) {
        switch rule {
        case .keep(let type) where type.fits(Self.trimmed(bytes), harmless):
            // Spaces that do not break would be written as escapes, and the number would be none any more.
            if type == .identifier, bytes.contains(where: { $0 >= 0x80 }) {
                output.vouch(ValueType.withoutSpaces(bytes))
            } else {
                output.vouch(bytes)
            }
        case .keep(.text), .keep(.status), .keep(.responseCode), .keep(.property): cellText(bytes, &output)
        case .hide: hideTrimmed(.identity, bytes, &output)
        case .keep, .unknown, .propertyKey, .propertyValue, .perhapsPropertyKey, .perhapsPropertyValue:
            let value = Self.trimmed(bytes)
            // A word below the rows, as in a line of totals.
            if rule == .propertyKey, rules.knows(value) { return output.vouch(bytes) }
            let isWord = rule != .unknown && value.count < 16 && harmless.isClear(value) && !value.contains(0x20)
            if Pseudonyms.isOne(value) || readValues.contains(value) || isWord {
                output.vouch(bytes)
            } else if readValues.isSought(in: bytes) || bytes.contains(0x7B) {
                cellText(bytes, &output)
            } else {
                hideTrimmed(.value, bytes, &output)
            }
        }
    }

    /// Blanks around the value stay, since they are the table's.
    private mutating func hideTrimmed(_ kind: HiddenKind, _ bytes: Bytes, _ output: inout RedactedBytes) {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        let end = (bytes.lastIndex { $0 > 0x20 } ?? start - 1) + 1
        if start >= end { return output.append(bytes) }
        output.append(Bytes(rebasing: bytes[..<start]))
        hide(kind, Bytes(rebasing: bytes[start..<end]), &output)
        // The lines that a cell goes over stay lines.
        output.append(Array(repeating: 0x0A, count: bytes[start..<end].count { $0 == 0x0A }))
        output.append(Bytes(rebasing: bytes[end...]))
    }

    private mutating func cellText(_ bytes: Bytes, _ output: inout RedactedBytes) {
        let start = JSONBytes.skipSpace(bytes, 0)
        let isDocument = start < bytes.count && JSONBytes.opens(bytes, start, true) == true && bytes[start] != 0x22
        if isDocument { output.vouch(nested(Array(bytes))) } else { write(text: bytes, &output) }
    }

    /// Without what spreadsheets put around a number.
    static func trimmed(_ bytes: Bytes) -> Bytes {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x27 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D || bytes[end - 1] == 0x09 { end -= 1 }
        return Bytes(rebasing: bytes[start..<end])
    }
}
