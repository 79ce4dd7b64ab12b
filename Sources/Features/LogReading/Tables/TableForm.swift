internal import Support

/// A table of records in text, as its first lines tell.
struct TableForm {
    /// rules.md D24's words.
    enum Kind: String {
        /// Cells between commas, semicolons, tabs or bars: Kibana's CSV report.
        case csv
        /// Cells between a tab and a blank: Discover's *copy as text*.
        case table
        /// One column, its name first: Discover's *copy column*.
        case column
        /// A cell a line and a blank line between rows: what a mouse selects in a table.
        case selection
    }

    var kind: Kind
    var dialect: CSVDialect
    var names: [String]
    /// Where the rows begin.
    var headerEnd: Int
    /// Whether every name stands in quotes, and so every cell.
    var isQuoted = false
    /// Whether the first rows have a value more than there are names: a separator is missing between two of them.
    var lacksNames = false
    /// Lines above the header that are no title, counted from the text's first: rows of a table whose own header could not
    /// be read.
    var rowsAbove: [Int] = []

    /// The beginning of a text in which a header is looked for.
    struct Sample {
        var bytes: UnsafeBufferPointer<UInt8>
        var isWhole: Bool
        /// What may stand between cells.
        var separators: [UInt8]
        var plan: FieldPlan

        /// What stands below Excel's `sep=;` on a line of its own, and where that is.
        static func below(_ text: UnsafeBufferPointer<UInt8>, _ beginning: Beginning) -> (Sample, start: Int) {
            let (hinted, start) = hint(text)
            let separators = hinted.map { [$0] } ?? [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
            let rest = UnsafeBufferPointer(rebasing: text[start...])
            return (
                Sample(bytes: rest, isWhole: beginning.isWhole, separators: separators, plan: beginning.plan), start
            )
        }

        private static func hint(_ text: UnsafeBufferPointer<UInt8>) -> (UInt8?, Int) {
            guard text.count > 5, text.starts(with: Array("sep=".utf8)) else { return (nil, 0) }
            if text[5] == 0x0A { return (text[4], 6) }
            return text.count > 6 && text[5] == 0x0D && text[6] == 0x0A ? (text[4], 7) : (nil, 0)
        }
    }

    /// Names between separators, of which the one with most names is taken.
    ///
    /// Names look like identifiers. A header is told by the plan: at least one of its names leads to a field. Without one,
    /// the next row must have as many cells.
    static func delimited(_ sample: Sample) -> TableForm? {
        var best: TableForm?
        for separator in sample.separators {
            guard let found = delimited(sample, by: separator), found.names.count > best?.names.count ?? 1 else {
                continue
            }
            best = found
        }
        return best
    }

    /// A table under a title of a few lines; there, two names must lead to fields.
    static func titled(_ sample: Sample) -> TableForm? {
        let text = sample.bytes
        var start = 0
        for _ in 0..<longestTitle {
            guard let end = text[start...].prefix(1 << 16).firstIndex(of: Ascii.newline) else { return nil }
            start = end + 1
            // A document is no header, and what stands below it no table.
            guard start < text.count, !"{[".utf8.contains(text[start]) else { return nil }
            var below = sample
            below.bytes = UnsafeBufferPointer(rebasing: text[start...])
            guard var found = delimited(below), found.names.count(where: sample.plan.knows) > 1 else { continue }
            found.headerEnd += start
            let above = text[..<start].split(separator: Ascii.newline, omittingEmptySubsequences: false).dropLast()
            found.rowsAbove = above.indices.filter { found.isRow(above[$0], sample.plan) }
            return found
        }
        return nil
    }

    /// Whether a line above the header is a row: it names a reason, or has a value in most of the columns.
    private func isRow(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ plan: FieldPlan) -> Bool {
        if plan.soughtTexts(in: Array(line)) > 0 { return true }
        guard let row = CSVRows.first(in: UnsafeBufferPointer(rebasing: line), isWhole: true, dialect) else {
            return false
        }
        // A spreadsheet fills up the lines of a title with empty cells.
        return row.cells.count == names.count && names.count > 3 && row.cells.count { !$0.isEmpty } * 2 > names.count
    }

    /// Lines of a title, blank ones included.
    private static let longestTitle = 12

    private static func delimited(_ sample: Sample, by separator: UInt8) -> TableForm? {
        let (text, isWhole, plan) = (sample.bytes, sample.isWhole, sample.plan)
        var dialect = CSVDialect(separator: separator)
        guard var first = CSVRows.first(in: text, isWhole: isWhole, dialect), first.cells.count > 1 else { return nil }
        let isSpaced = first.cells.dropFirst().allSatisfy { $0.hasPrefix(" ") }
        let isTabbed = separator == 0x09 && isSpaced
        if isSpaced {
            dialect.skipsBlanks = true
            guard let again = CSVRows.first(in: text, isWhole: isWhole, dialect) else { return nil }
            first = again
        }
        first.cells = first.cells.map { $0.trimming(\.isWhitespace) }
        // A document view has its first name and value there.
        let knowsAny = first.cells.contains(where: plan.knows)
        // Beside two names that are read, others may be words of a heading.
        let mayHoldBlanks = first.cells.count(where: plan.knows) > 1
        func isName(_ name: String) -> Bool {
            isIdentifier(name) || plan.isColumn(name) || mayHoldBlanks && isHeading(name)
        }
        // A first column without a name numbers the rows.
        let isFramed = separator == UInt8(ascii: "|") && first.cells.last == ""
        guard
            first.cells.dropFirst().dropLast(isFramed ? 1 : 0).allSatisfy(isName),
            first.cells.first.map({ isName($0) || $0.isEmpty && knowsAny }) == true
        else { return nil }
        if !knowsAny {
            let rest = UnsafeBufferPointer(rebasing: text[first.end...])
            guard !rest.isEmpty,
                let second = CSVRows.first(in: rest, isWhole: isWhole, dialect),
                second.cells.count == first.cells.count
            else { return nil }
        }
        dialect.escapesQuotes = escapesQuotes(text, separator)
        return TableForm(
            kind: isTabbed ? .table : .csv, dialect: dialect, names: first.cells, headerEnd: first.end,
            isQuoted: first.isQuoted,
            lacksNames: areWider(UnsafeBufferPointer(rebasing: text[first.end...]), than: first.cells.count, dialect))
    }

    /// Whether most of the first rows have more cells than this, some of them with a value, and none has as many.
    private static func areWider(_ rows: UnsafeBufferPointer<UInt8>, than width: Int, _ dialect: CSVDialect) -> Bool {
        var cursor = CSVCursor(UnsafeBufferPointer(rebasing: rows.prefix(64 << 10)), dialect)
        var (all, fitting, wider, hasValue) = (0, 0, 0, false)
        while !cursor.isAtEnd, all < 64 {
            var cells = 1
            var cell = cursor.next()
            while !cell.endsRow {
                cell = cursor.next()
                cells += 1
                if cells > width, cell.length > 0 { hasValue = true }
            }
            all += 1
            if cells == width { fitting += 1 }
            if cells > width { wider += 1 }
        }
        return hasValue && fitting == 0 && wider * 2 > all
    }

    /// Whether backslashes stand before quotes inside cells, told by the first rows: as RFC 4180 has it, some would not fit.
    private static func escapesQuotes(_ text: UnsafeBufferPointer<UInt8>, _ separator: UInt8) -> Bool {
        let head = UnsafeBufferPointer(rebasing: text.prefix(256 << 10))
        guard head.indices.dropLast().contains(where: { head[$0] == 0x5C && head[$0 + 1] == Ascii.quote }) else {
            return false
        }
        func misfits(_ dialect: CSVDialect) -> Int {
            var cursor = CSVCursor(head, dialect)
            var misfits = 0
            while !cursor.isAtEnd, misfits < 64 { misfits += cursor.next().isDamaged ? 1 : 0 }
            return misfits
        }
        return misfits(CSVDialect(separator: separator))
            > misfits(CSVDialect(separator: separator, escapesQuotes: true))
    }

    /// Names a line, then a blank line; what the mouse marked above the table is passed over.
    static func selection(_ sample: Sample) -> TableForm? {
        let (text, plan) = (sample.bytes, sample.plan)
        var names: [String] = []
        var start = 0
        var isHeader = true
        while start < 64 << 10, let end = text[start...].firstIndex(of: Ascii.newline) {
            let line = String(decoding: text[start..<end], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
            start = end + 1
            if line.allSatisfy(\.isWhitespace) {
                if isHeader && names.count > 1 && names.contains(where: plan.knows) {
                    return TableForm(
                        kind: .selection, dialect: CSVDialect(separator: nil), names: names, headerEnd: start)
                }
                names = []
                isHeader = true
                continue
            }
            let name = line.split(separator: " ").joined(separator: " ")
            isHeader = isHeader && isIdentifier(name) && names.count < 256
            names.append(name)
        }
        return nil
    }

    /// One name on the first line, and values below it.
    static func column(_ sample: Sample) -> TableForm? {
        let (text, isWhole, plan) = (sample.bytes, sample.isWhole, sample.plan)
        let dialect = CSVDialect(separator: nil)
        guard let first = CSVRows.first(in: text, isWhole: isWhole, dialect), first.end < text.count,
            let name = first.cells.first, plan.knows(name)
        else { return nil }
        // A document view has names and values in turn.
        for line in text[first.end...].prefix(64 << 10).split(separator: Ascii.newline).prefix(64) {
            let value = String(decoding: line, as: UTF8.self).filter { $0 != "\r" }
            if isIdentifier(value) && plan.knows(value) { return nil }
        }
        return TableForm(kind: .column, dialect: dialect, names: [name], headerEnd: first.end)
    }

    /// A few words with a blank between: `Contact Name`, `Attribute 7`.
    private static func isHeading(_ name: String) -> Bool {
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        guard let first = words.first, isIdentifier(String(first)), words.count <= 5 else { return false }
        return words.dropFirst().allSatisfy { word in
            isIdentifier(String(word)) || !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    private static func isIdentifier(_ name: String) -> Bool {
        // What `redact` puts in a name's place.
        if name.hasPrefix("‹"), name.hasSuffix("›"), name.utf8.count < 48 { return true }
        guard let first = name.utf8.first, name.utf8.count <= 256 else { return false }
        let isStart = first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first == 0x5F || first == 0x40
        return isStart
            && name.utf8.allSatisfy { byte in
                byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
                    || [0x5F, 0x40, 0x2E, 0x2D].contains(byte)
            }
    }
}
