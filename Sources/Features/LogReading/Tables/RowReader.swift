internal import Support

/// Reads batches of a table's rows.
struct RowReader {
    private let plan: FieldPlan
    private let documents: DocumentReader
    private let delivery: RecordDelivery

    init(_ plan: FieldPlan, _ documents: DocumentReader, _ delivery: RecordDelivery) {
        self.plan = plan
        self.documents = documents
        self.delivery = delivery
    }

    /// Reads whole rows, of which `table` is the header.
    func read(_ text: UnsafeBufferPointer<UInt8>, _ sequence: Int, _ table: TableHeader) {
        guard let base = text.baseAddress else { return }
        delivery.unread.look()
        if table.kind == .selection { return readGroups(text, base, sequence, table) }
        readRows(text, base, sequence, table)
    }

    private func readRows(
        _ text: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>, _ sequence: Int, _ table: TableHeader
    ) {
        var cursor = CSVCursor(text, table.dialect)
        var scanner = RowScanner(plan, table, longest: text.count)
        // The header in force, and those before it, whose names may still be pointed at.
        var table = table
        var headers = [table]
        // What follows a row that is none is one only where it is whole: lines of another form are not as wide.
        var isBehindDamage = false
        documents.containers.header = table
        defer { documents.containers.header = nil }
        while !cursor.isAtEnd {
            let start = cursor.position
            let place = Place(line: cursor.lines, sequence: sequence)
            if isRule(text, start, table) {
                while !cursor.next().endsRow {}
                continue
            }
            if let other = table.other(in: text, from: start, plan) {
                table = other
                documents.containers.header = other
                headers.append(table)
                scanner = RowScanner(plan, table, longest: text.count)
                while !cursor.next().endsRow {}
                delivery.counts.headers += 1
                // Its rows are missing.
                if cursor.isAtEnd, text[text.count - 1] != Ascii.newline { delivery.counts.cutOff = place }
                continue
            }
            var cells = 0
            var hasSurplus = false
            var isDamaged = false
            var isHeader = true
            scanner.begin()
            while true {
                let cell = cursor.next()
                if cell.isDamaged { isDamaged = true }
                // Where all cells stand in quotes, one that holds a quote and does not has lost another.
                if table.isQuoted, !cell.isQuoted, cell.length > 0,
                    text[cell.start..<(cell.start + cell.length)].contains(Ascii.quote)
                {
                    isDamaged = true
                }
                if cells < table.columns.count {
                    scanner.take(cell, in: base, table.columns[cells])
                    isHeader = isHeader && table.columns[cells].isSame(base + cell.start, cell.length)
                } else if cell.length > 0 || table.lacksNames {
                    hasSurplus = true
                }
                cells += 1
                if !cell.endsRow { continue }
                if cursor.isAtEnd, cells == table.columns.count, UnfinishedRow(text, table).stops(in: cell, from: start)
                {
                    (isDamaged, delivery.counts.cutOff) = (true, place)
                }
                break
            }
            if cells == 1 && cursor.position - start <= 2 && base[start] <= 0x20 && table.columns.count > 1 { continue }
            // A title, or what a program says of the rows: `(3 rows)`.
            if !isDamaged, table.columns.count > 2, isRemark(text, start..<cursor.position, cells, table) {
                delivery.counts.ignoredLines += 1
                continue
            }
            if isHeader && cells == table.columns.count { continue }
            delivery.counts.longestRow = max(delivery.counts.longestRow, cursor.position - start)
            if cursor.endsInQuotes { delivery.counts.cutOff = place }
            // A cell too many means that a value was cut in two: no cell is under its own name any more.
            let isShort = cells < table.columns.count
            if isDamaged || hasSurplus
                || cells == 1 && table.columns.count > 2
                || isShort && isBehindDamage
                || isOfAnotherForm(text[start..<cursor.position], isShort, table)
            {
                isBehindDamage = true
                delivery.counts.malformed(place)
            } else {
                isBehindDamage = false
                if isShort { delivery.counts.shortRows += 1 }
                documents.deliver(scanner.record, place, (base + start, cursor.position - start))
            }
        }
        delivery.counts.lines.append(BatchLines(sequence: sequence, count: cursor.lines))
        withExtendedLifetime(headers) {}
    }

    /// Whether a row is a line of another form: a document stands in it as it is, where commas would have cut it and a cell
    /// has its quotes doubled.
    private func isOfAnotherForm(
        _ row: Slice<UnsafeBufferPointer<UInt8>>, _ isShort: Bool, _ table: TableHeader
    ) -> Bool {
        guard isShort || table.dialect.separator == Ascii.comma || row.first == Ascii.openBrace,
            let base = row.base.baseAddress
        else { return false }
        var at = row.startIndex
        while let brace = base.offset(of: Ascii.openBrace, from: at, to: row.endIndex - 2) {
            if base[brace + 1] == Ascii.quote, base[brace + 2] != Ascii.quote { return true }
            at = brace + 1
        }
        return false
    }

    /// A line drawn below a header: `|---|:--|`, `-----+-----`.
    private func isRule(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ table: TableHeader) -> Bool {
        guard table.dialect.separator == UInt8(ascii: "|"), "|-+ :".utf8.contains(text[start]) else { return false }
        let line = text[start...].prefix { $0 != Ascii.newline }
        return line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-+ :=\r".utf8.contains($0) }
    }

    /// Whether a row is a line of words between tables or behind one, or a total: a blank line, a header or the end follows it.
    private func isRemark(
        _ text: UnsafeBufferPointer<UInt8>, _ row: Range<Int>, _ cells: Int, _ table: TableHeader
    ) -> Bool {
        let isWords = cells == 1 && text[row.lowerBound] != Ascii.quote && text[row.upperBound - 1] == Ascii.newline
        guard
            isWords && text[row].contains(where: { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
                || TotalsRow.begins(text[row])
        else { return false }
        let end = row.upperBound
        return end >= text.count || text[end] == Ascii.newline || text[end] == 0x0D
            || text[end] == UInt8(ascii: "(") || table.other(in: text, from: end, plan) != nil
    }

    /// Reads rows of which each cell is a line, with blank lines between rows.
    private func readGroups(
        _ text: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>, _ sequence: Int, _ table: TableHeader
    ) {
        var cursor = CSVCursor(text, CSVDialect(separator: nil))
        var scanner = RowScanner(plan, table, longest: text.count)
        var cells: [CSVCell] = []
        var place = Place(line: 0, sequence: sequence)
        func finish() {
            if cells.isEmpty { return }
            defer { cells.removeAll(keepingCapacity: true) }
            let isHeader =
                cells.count == table.columns.count
                && zip(cells, table.columns).allSatisfy { $1.isSame(base + $0.start, $0.length) }
            if isHeader { return }
            // A cell that holds nothing leaves a blank line behind, so what follows is under no name of its own.
            guard cells.count == table.columns.count else { return delivery.counts.malformed(place) }
            scanner.begin()
            for (cell, column) in zip(cells, table.columns) { scanner.take(cell, in: base, column) }
            let start = cells[0].start
            let end = cells.last.map { $0.start + $0.length } ?? start
            documents.deliver(scanner.record, place, (base + start, end - start))
        }
        while !cursor.isAtEnd {
            let line = cursor.lines
            let cell = cursor.next().withoutBlanks(base)
            if cell.length == 0 { finish(); continue }
            if cells.isEmpty { place.line = line }
            cells.append(cell)
        }
        finish()
        delivery.counts.lines.append(BatchLines(sequence: sequence, count: cursor.lines))
    }
}

extension TableHeader.Column {
    /// Whether a cell is the column's own name: a table whose header is repeated.
    fileprivate func isSame(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard length == self.length else { return false }
        for at in 0..<length where UInt8(bitPattern: name[at]) != text[at] { return false }
        return true
    }
}

extension CSVCell {
    fileprivate func withoutBlanks(_ base: UnsafePointer<UInt8>) -> CSVCell {
        var cell = self
        while cell.length > 0 && base[cell.start] <= 0x20 {
            cell.start += 1
            cell.length -= 1
        }
        while cell.length > 0 && base[cell.start + cell.length - 1] <= 0x20 { cell.length -= 1 }
        return cell
    }
}

/// The row with which a table's program sums it up: `Total,457`.
public enum TotalsRow {
    /// Whether a row, or its first cell, begins with a word for totals and nothing else in that cell.
    public static func begins(_ row: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let word = row.drop { $0 == Ascii.quote || $0 == 0x20 || $0 == UInt8(ascii: "|") }
        // Nearly always the first letter decides.
        guard let first = word.first, "tsg".utf8.contains(first | 0x20) else { return false }
        let text = String(decoding: word.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x20 }, as: UTF8.self)
        return ["total", "totals", "sum", "grand total"].contains(text.lowercased().trimming(\.isWhitespace))
    }
}
