internal import CSVReading

/// What people keep lists in: a column, or a table with commas, semicolons or tabs between its cells.
struct DelimitedText {
    struct Row {
        /// Without the quotation marks around them; never empty.
        var cells: [String]
        /// The line on which it begins, from 1.
        var number: Int
    }

    private let bytes: [UInt8]
    /// What separates the cells of the first row; nothing where it has one only.
    private(set) var separator: UInt8?

    /// Reads a text, with or without a byte order mark, with lines that end in any of the three ways.
    init(_ text: String) {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if !bytes.contains(0x0A) { bytes = bytes.map { $0 == 0x0D ? 0x0A : $0 } }
        self.bytes = bytes
        var most = 1
        for candidate in [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")] {
            guard let first = rows(candidate, most: 1).first, first.cells.count > most else { continue }
            (separator, most) = (candidate, first.cells.count)
        }
    }

    /// The rows in which there is anything; without a separator each line is one cell.
    func rows(_ separator: UInt8?) -> [Row] { rows(separator, most: .max) }

    private func rows(_ separator: UInt8?, most: Int) -> [Row] {
        bytes.withUnsafeBufferPointer { text in
            var rows: [Row] = []
            var cursor = CSVCursor(text, CSVDialect(separator: separator))
            var lines = 0
            while !cursor.isAtEnd && rows.count < most {
                let (start, number) = (cursor.position, lines + cursor.lines + 1)
                var cells: [String]? = []
                while true {
                    let cell = cursor.next()
                    if cell.isDamaged { cells = nil }
                    cells?.append(Self.content(of: cell, in: text))
                    if cell.endsRow { break }
                }
                if cells == nil {
                    // A quotation mark that is none of a table's: the line says what it says.
                    let line = text[start...].prefix { $0 != 0x0A }
                    cells = Self.cells(of: line, separator)
                    lines = number
                    cursor = CSVCursor(text, from: min(line.endIndex + 1, text.count), CSVDialect(separator: separator))
                }
                guard let cells, !cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { continue }
                rows.append(Row(cells: cells, number: number))
            }
            return rows
        }
    }

    private static func content(of cell: CSVCell, in text: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = text.baseAddress, cell.length > 0 else { return "" }
        return String(unsafeUninitializedCapacity: cell.length) { buffer in
            buffer.baseAddress.map { cell.copy(from: base, to: $0) } ?? 0
        }
    }

    private static func cells(of line: Slice<UnsafeBufferPointer<UInt8>>, _ separator: UInt8?) -> [String] {
        let line = line.last == 0x0D ? line.dropLast() : line
        let cells = separator.map { line.split(separator: $0, omittingEmptySubsequences: false) } ?? [line]
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
