/// What people keep lists in: a column, or a table with commas, semicolons or tabs between its cells.
public struct DelimitedText {
    /// A row in which at least one cell is not blank; it spans several lines where a quoted cell does.
    public struct Row {
        /// Without the quotation marks around them; never empty.
        public var cells: [String]
        /// The line on which it begins, from 1.
        public var number: Int
    }

    private let bytes: [UInt8]
    /// What separates the cells of the first row; nothing where it has one only.
    public private(set) var separator: UInt8?

    /// Reads a text, with or without a byte order mark, and with whatever ends its lines.
    public init(_ text: String) {
        bytes = Array(Self.withPlainLineEnds(text).utf8)
        // A tab stands in no name or address; commas do, so they are counted.
        let tab = UInt8(ascii: "\t")
        if (rows(tab, most: 1).first?.cells.count ?? 0) > 1 {
            separator = tab
            return
        }
        var most = 1
        for candidate in [UInt8(ascii: ";"), UInt8(ascii: ",")] {
            guard let first = rows(candidate, most: 1).first, first.cells.count > most else { continue }
            (separator, most) = (candidate, first.cells.count)
        }
    }

    private static func withPlainLineEnds(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var last: Unicode.Scalar = "\u{FEFF}"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{FEFF}" where result.isEmpty: break
            case "\n" where last == "\r": break
            case "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": result.append("\n")
            default: result.append(scalar)
            }
            last = scalar
        }
        return String(result)
    }

    /// The rows in which there is anything; without a separator each line is one cell.
    public func rows(_ separator: UInt8?) -> [Row] { rows(separator, most: .max) }

    private func rows(_ separator: UInt8?, most: Int) -> [Row] {
        bytes.withUnsafeBufferPointer { text in
            var rows: [Row] = []
            var (position, line) = (0, 1)
            // A quotation mark that nothing closes: from there on none reaches beyond its line.
            var isByLine = false
            while position < text.count && rows.count < most {
                let end = isByLine ? Self.endOfLine(text, position) : text.count
                let part = UnsafeBufferPointer(rebasing: text[..<end])
                var cursor = CSVCursor(part, from: position, CSVDialect(separator: separator))
                var cells = Self.cells(of: &cursor, in: part)
                if cursor.endsInQuotes {
                    if !isByLine {
                        isByLine = true
                        continue
                    }
                    cells = Self.plainCells(part[position...], separator)
                }
                if !cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { rows.append(Row(cells: cells, number: line)) }
                position = cursor.position
                line += cursor.lines
            }
            return rows
        }
    }

    private static func endOfLine(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        text[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    }

    private static func cells(of cursor: inout CSVCursor, in text: UnsafeBufferPointer<UInt8>) -> [String] {
        var cells: [String] = []
        while true {
            let cell = cursor.next()
            var content = content(of: cell, in: text)
            if cell.isDamaged && !cursor.endsInQuotes {
                // What stands behind the closing mark belongs to the cell: `"Riverbend" West`.
                let isCut = cursor.position > 0 && (!cell.endsRow || text[cursor.position - 1] == 0x0A)
                let tail = text[(cell.start + cell.length + 1)..<(isCut ? cursor.position - 1 : cursor.position)]
                if !tail.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { content += String(decoding: tail, as: UTF8.self) }
            }
            cells.append(content)
            if cell.endsRow { return cells }
        }
    }

    private static func content(of cell: CSVCell, in text: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = text.baseAddress, cell.length > 0 else { return "" }
        return String(unsafeUninitializedCapacity: cell.length) { buffer in
            buffer.baseAddress.map { cell.copy(from: base, to: $0) } ?? 0
        }
    }

    private static func plainCells(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ separator: UInt8?) -> [String] {
        let line = line.last == 0x0A ? line.dropLast() : line
        let cells = separator.map { line.split(separator: $0, omittingEmptySubsequences: false) } ?? [line]
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
