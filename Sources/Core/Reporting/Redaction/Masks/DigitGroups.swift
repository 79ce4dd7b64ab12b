/// Groups of digits that stand together, as in a phone number.
struct DigitGroups {
    var plus = false
    var paren = false
    var lengths: [Int] = []
    /// Where each group ends.
    var ends: [Int] = []
    var digits: [UInt8] = []
}

extension IdentityScanner {
    /// The groups from this place on, as far as any number that is recognised can reach.
    func digitGroups(at index: Int) -> DigitGroups {
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
    func numberSignLength(at index: Int) -> Int {
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
