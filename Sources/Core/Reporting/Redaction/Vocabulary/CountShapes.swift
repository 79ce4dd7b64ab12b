/// Numbers that a word next to them shows to be no one's.
extension HarmlessScanner {
    /// `412 mappings`, `409 succeeded`, `practice 24451`, `port 8080`: how many there are, or which one of ours it is.
    func isCountOrID(_ range: Range<Int>) -> Bool { isCount(range) || isNamedNumber(range) || isZone(range) }

    /// `06:00:13.812 -0600`
    private func isZone(_ range: Range<Int>) -> Bool {
        var at = range.lowerBound - 1
        guard range.count == 4, byte(at) == Ascii.hyphen || byte(at) == Ascii.plus, byte(at - 1) == Ascii.space else {
            return false
        }
        let digits = bytes[range].map { Int($0) - 0x30 }
        guard digits[0] * 10 + digits[1] <= 14, [0, 30, 45].contains(digits[2] * 10 + digits[3]) else { return false }
        at -= 2
        while at > 0, Ascii.isDigit(bytes[at]) || bytes[at] == Ascii.dot { at -= 1 }
        return byte(at) == Ascii.colon && at < range.lowerBound - 4 && byte(at - 1).map(Ascii.isDigit) == true
    }

    /// `-H`, an option of a program's.
    func isOption(_ range: Range<Int>) -> Bool {
        guard range.count == 1, byte(range.lowerBound - 1) == Ascii.hyphen, Ascii.isLetter(bytes[range.lowerBound])
        else { return false }
        let before = byte(range.lowerBound - 2) ?? Ascii.space
        let after = byte(range.upperBound) ?? Ascii.space
        return before <= Ascii.space && after <= Ascii.space
    }

    /// A number that begins a word, with what is counted after it; a street's or a telephone's number has other words
    /// there, or other numbers before it.
    private func isCount(_ range: Range<Int>) -> Bool {
        guard byte(range.upperBound) == Ascii.space, isApart(range.lowerBound) else { return false }
        return Self.counted.contains(bytes[lowerWord(from: range.upperBound + 1)])
    }

    /// `practice id 24451`, `department: 12`, `port(s): 8080`.
    private func isNamedNumber(_ range: Range<Int>) -> Bool {
        if byte(range.upperBound).map({ Ascii.isWord($0) || $0 == Ascii.hyphen }) == true { return false }
        var end = range.lowerBound
        while end > 0, range.lowerBound - end < 3, " :=#".utf8.contains(bytes[end - 1]) { end -= 1 }
        guard end < range.lowerBound else { return false }
        var word = wordBefore(end)
        if Self.id.contains(bytes[word]), byte(word.lowerBound - 1) == Ascii.space {
            word = wordBefore(word.lowerBound - 1)
        }
        return Self.namesOfNumbers.contains(bytes[word])
    }

    /// Letters that end at a place, `(s)` and brackets left out; empty where digits stand before them.
    private func wordBefore(_ place: Int) -> Range<Int> {
        var end = place
        if end > 3, bytes[(end - 3)..<end].elementsEqual("(s)".utf8) { end -= 3 }
        var start = end
        while start > 0, Ascii.isLetter(bytes[start - 1]) { start -= 1 }
        let isWord = start == 0 || !Ascii.isDigit(bytes[start - 1])
        return isWord ? start..<end : start..<start
    }

    private func isApart(_ place: Int) -> Bool {
        guard let before = byte(place - 1) else { return true }
        guard before <= Ascii.space || before == UInt8(ascii: "(") || before == Ascii.colon || before == Ascii.equals
        else {
            return false
        }
        // `555 0123 messages`
        return byte(place - 2).map(Ascii.isDigit) != true || before == 0x0A
    }

    private func lowerWord(from start: Int) -> Range<Int> {
        var end = start
        while let byte = byte(end), Ascii.isLower(byte) { end += 1 }
        return byte(end).map(Ascii.isWord) == true ? start..<start : start..<end
    }

    private static let counted = WordTable(
        """
        contacts records mappings appointments businesses requests reviews hits documents rows lines messages events items
        entries errors warnings failures exceptions retries attempts times pods shards departments providers patients
        customers checkins triggers pages files sessions threads connections succeeded failed skipped restricted sent
        duplicates properties batches tasks jobs tests common more frames
        """)
    private static let id = WordTable("id")
    private static let namesOfNumbers = WordTable(
        "practice practiceid department departmentid trigger triggerid port ports")
}
