internal import Support

/// Tells whether the last row of a table, which no line end closes, stops inside its last cell.
///
/// Healthy exports lack the last line end too, so that only what the other rows show counts: cells of one shape, such as
/// digits of a number or of a time, of which this one has the beginning; or a word that is whole elsewhere.
struct UnfinishedRow {
    private let text: UnsafeBufferPointer<UInt8>
    private let table: TableHeader

    init(_ text: UnsafeBufferPointer<UInt8>, _ table: TableHeader) {
        self.text = text
        self.table = table
    }

    /// Whether the row that begins at `start` is one; `cell` is its last, of as many as the header has.
    func stops(in cell: CSVCell, from start: Int) -> Bool {
        guard start < text.count, text[text.count - 1] != Ascii.newline else { return false }
        // Where every cell stands in quotes, so does an empty one.
        if table.isQuoted && !cell.isQuoted { return true }
        guard !cell.isQuoted, cell.length > 0 else { return false }
        let others = lastCells(before: start)
        let own = Array(text[cell.start..<(cell.start + cell.length)])
        return others.count > 1 && (isShorter(own, than: others) || isHalfWord(own, of: others))
    }

    /// The last cells of the whole rows above, as they stand there.
    private func lastCells(before end: Int) -> [[UInt8]] {
        var cursor = CSVCursor(UnsafeBufferPointer(rebasing: text[..<end]), table.dialect)
        var found: [[UInt8]] = []
        while !cursor.isAtEnd {
            var cells = 1
            var cell = cursor.next()
            while !cell.endsRow {
                cell = cursor.next()
                cells += 1
            }
            if cells == table.columns.count, !cell.isDamaged {
                found.append(Array(text[cell.start..<(cell.start + cell.length)]))
            }
        }
        return found
    }

    /// Whether all others have one shape, and this is the beginning of it.
    private func isShorter(_ own: [UInt8], than others: [[UInt8]]) -> Bool {
        guard let first = others.first, first.count >= Self.leastShaped, own.count < first.count else { return false }
        // Numbers with a fraction are as long as they happen to be.
        guard first.contains(where: Self.isDigit),
            !first.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: ".") })
                || first.allSatisfy(Self.isDigit)
        else { return false }
        func fits(_ cell: ArraySlice<UInt8>) -> Bool {
            zip(first, cell).allSatisfy { $0 == $1 || Self.isDigit($0) && Self.isDigit($1) }
        }
        return fits(own[...]) && others.allSatisfy { $0.count == first.count && fits($0[...]) }
    }

    /// Whether it stops between two letters of another row's value, and is no value of its own.
    private func isHalfWord(_ own: [UInt8], of others: [[UInt8]]) -> Bool {
        // Names of persons are no field of the plan, and many are the beginning of another.
        guard table.columns.last?.uses.isEmpty == false, own.count >= Self.leastLetters, let last = own.last,
            Self.isLetter(last), !others.contains(own)
        else { return false }
        return others.contains { $0.count > own.count && $0.starts(with: own) && Self.isLetter($0[own.count]) }
    }

    /// Shorter values are of one length by chance.
    private static let leastShaped = 8
    /// Shorter ones are abbreviations.
    private static let leastLetters = 4

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
}
