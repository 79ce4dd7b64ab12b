extension IdentityScanner {
    /// A social security number, a card number or a phone number; plain numbers of 15 digits are businesses and stay.
    func number(at index: Int) -> IdentityMatch? {
        if isDigit(at: index), let end = loneGroupEnd(from: index) { return plainNumber(index..<end) }
        let groups = digitGroups(at: index)
        for count in stride(from: groups.lengths.count, to: 0, by: -1) {
            let end = groups.ends[count - 1]
            let lengths = Array(groups.lengths[..<count])
            guard let kind = kind(of: lengths, groups, start: index) else { continue }
            let full = kind == .phone ? extensionEnd(from: end) : end
            if isWord(at: full) { continue }
            return IdentityMatch(kind: kind, start: index, end: full)
        }
        return nil
    }

    /// The end of digits that no other group follows: nearly all numbers of a log.
    private func loneGroupEnd(from index: Int) -> Int? {
        let end = run(from: index, limit: 21, while: Ascii.isDigit)
        var place = end
        for _ in 0..<3 { place += numberSignLength(at: place) }
        return place > end && isDigit(at: place) ? nil : end
    }

    private func plainNumber(_ range: Range<Int>) -> IdentityMatch? {
        guard range.count >= 10, !isWord(before: range.lowerBound),
            let kind = plainKind(bytes[range].map { $0 - 0x30 })
        else { return nil }
        let end = kind == .phone ? extensionEnd(from: range.upperBound) : range.upperBound
        return isWord(at: end) ? nil : IdentityMatch(kind: kind, start: range.lowerBound, end: end)
    }

    private func kind(of lengths: [Int], _ groups: DigitGroups, start: Int) -> HiddenKind? {
        let total = lengths.reduce(0, +)
        if groups.plus { return (7...15).contains(total) ? .phone : nil }
        if groups.paren { return (10...13).contains(total) && lengths.count > 1 ? .phone : nil }
        if lengths == [3, 2, 4] { return .socialSecurity }
        if lengths.count == 1 { return isWord(before: start) ? nil : plainKind(Array(groups.digits.prefix(total))) }
        return groupedKind(lengths, first: groups.digits.first ?? 0, total: total)
    }

    private func groupedKind(_ lengths: [Int], first: UInt8, total: Int) -> HiddenKind? {
        if Self.cards.contains(lengths) { return .card }
        if lengths == [3, 7] || lengths == [6, 4] || (lengths == [1, 10] && first == 1) { return .phone }
        let national = lengths.first == 1 && first == 1 ? Array(lengths.dropFirst()) : lengths
        guard national.count >= 3, (10...13).contains(total) else { return nil }
        if national == [3, 3, 4] { return .phone }
        // Elsewhere the groups differ; years and codes in a row are all of one length.
        let varied = Set(national).count > 1 && national.allSatisfy { (2...5).contains($0) }
        return varied && (first == 0 || (national.count == 3 && national.last == 4)) ? .phone : nil
    }

    private static let cards = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3]]

    private func plainKind(_ digits: [UInt8]) -> HiddenKind? {
        switch digits.count {
        case 10: return isNorthAmerican(digits[...]) && !isProvider(digits) ? .phone : nil
        case 11: return digits[0] == 1 && isNorthAmerican(digits.dropFirst()) ? .phone : nil
        case 13, 14, 16...19: return (3...6).contains(digits[0]) && passesLuhn(digits) ? .card : nil
        default: return nil
        }
    }

    private func isNorthAmerican(_ digits: ArraySlice<UInt8>) -> Bool {
        digits[digits.startIndex] >= 2 && digits[digits.startIndex + 3] >= 2
    }

    /// A national provider identifier has ten digits as a phone number has, and on-call needs it.
    private func isProvider(_ digits: [UInt8]) -> Bool { digits[0] <= 2 && passesLuhn([8, 0, 8, 4, 0] + digits) }

    private func passesLuhn(_ digits: [UInt8]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = Int(item.element) * (item.offset % 2 == 0 ? 1 : 2)
            return sum + value / 10 + value % 10
        }
        return sum % 10 == 0
    }

    private func extensionEnd(from end: Int) -> Int {
        let start = run(from: end, limit: 2) { $0 == Ascii.space || $0 == UInt8(ascii: ",") }
        let word = run(from: start, limit: 9) { Ascii.isLetter($0) || $0 == UInt8(ascii: "#") }
        guard has("x", at: start) || has("ext", at: start) || byte(start) == UInt8(ascii: "#") else { return end }
        let gap = run(from: word, limit: 2) { $0 == Ascii.space || $0 == Ascii.dot }
        let number = run(from: gap, limit: 7, while: Ascii.isDigit)
        return word > start && number > gap ? number : end
    }
}

/// Groups of digits that are together, as in a phone number.
struct DigitGroups {
    var plus = false
    var paren = false
    var lengths: [Int] = []
    /// Where each group ends.
    var ends: [Int] = []
    var digits: [UInt8] = []
}

extension IdentityScanner {
    /// The groups from this place on, as far as any number that is recognized can reach.
    private func digitGroups(at index: Int) -> DigitGroups {
        var groups = DigitGroups()
        var place = index
        if byte(place) == Ascii.plus {
            groups.plus = true
            place += 1
        }
        if byte(place) == UInt8(ascii: "(") {
            groups.paren = true
            place += 1
        }
        while groups.lengths.count < 8 {
            let end = run(from: place, limit: 21, while: Ascii.isDigit)
            if end == place || end - place > 20 { break }
            groups.lengths.append(end - place)
            groups.ends.append(end)
            groups.digits.append(contentsOf: bytes[place..<end].map { $0 - 0x30 })
            place = end
            // Up to three signs, as in "1 (555) 123".
            for _ in 0..<3 { place += numberSignLength(at: place) }
            if place == end { break }
        }
        return groups
    }

    /// Signs between groups, typographic dashes and invisible characters included.
    private func numberSignLength(at index: Int) -> Int {
        guard let first = byte(index) else { return 0 }
        switch first {
        case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: return 1
        default: break
        }
        if first == 0xC2, let second = byte(index + 1), second == 0xA0 || second == 0xAD { return 2 }
        guard first == 0xE2, let second = byte(index + 1), let third = byte(index + 2) else { return 0 }
        let isSpaceOrDash = second == 0x80 && ((0x80...0x95).contains(third) || third == 0xAF)
        let isMinusOrJoiner = (second == 0x88 && third == 0x92) || (second == 0x81 && third == 0xA0)
        return isSpaceOrDash || isMinusOrJoiner ? 3 : 0
    }
}
