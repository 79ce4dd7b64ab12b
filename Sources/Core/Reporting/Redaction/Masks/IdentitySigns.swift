/// What a text has of the signs that recognizers look for, found in one pass, so that of most texts none has to look.
struct IdentitySigns: OptionSet {
    let rawValue: UInt16

    static let digit = IdentitySigns(rawValue: 1)
    /// `@`, or `%` of `%40`.
    static let at = IdentitySigns(rawValue: 1 << 1)
    static let colon = IdentitySigns(rawValue: 1 << 2)
    static let equals = IdentitySigns(rawValue: 1 << 3)
    static let caret = IdentitySigns(rawValue: 1 << 4)
    static let space = IdentitySigns(rawValue: 1 << 5)
    static let dot = IdentitySigns(rawValue: 1 << 6)
    /// A capital with which the name of a month begins.
    private static let monthCapital = IdentitySigns(rawValue: 1 << 7)
    static let fourDigits = IdentitySigns(rawValue: 1 << 8)
    static let sevenDigits = IdentitySigns(rawValue: 1 << 9)
    /// Twenty bytes in a row of which tokens are made.
    static let long = IdentitySigns(rawValue: 1 << 10)
    static let hyphen = IdentitySigns(rawValue: 1 << 11)
    private static let nonDigit = IdentitySigns(rawValue: 1 << 12)
    private static let tokenByte = IdentitySigns(rawValue: 1 << 13)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The signs of a text.
    init(of text: UnsafeBufferPointer<UInt8>) {
        let table = Self.ofBytes
        var found: UInt16 = 0
        for byte in text { found |= table[Int(byte)] }
        var signs = IdentitySigns(rawValue: found)
        // What has to be counted is counted where it can come to enough.
        if signs.contains(.digit), text.count >= 4 {
            var digits = 0
            for byte in text { digits += Int(table[Int(byte)] & Self.digit.rawValue) }
            if digits >= 4 { signs.insert(.fourDigits) }
            if digits >= 7 { signs.insert(.sevenDigits) }
        }
        if text.count >= Self.longRun, Self.hasLongRun(text, table) { signs.insert(.long) }
        self = signs
    }

    private static let longRun = 20

    /// Whether twenty bytes in a row are such as tokens are made of: one of every twenty is looked at first.
    private static func hasLongRun(_ text: UnsafeBufferPointer<UInt8>, _ table: UnsafePointer<UInt16>) -> Bool {
        var place = longRun - 1
        while place < text.count {
            guard table[Int(text[place])] & tokenByte.rawValue != 0 else {
                place += longRun
                continue
            }
            var start = place
            while start > 0, table[Int(text[start - 1])] & tokenByte.rawValue != 0 { start -= 1 }
            var end = place + 1
            while end < text.count, table[Int(text[end])] & tokenByte.rawValue != 0 { end += 1 }
            if end - start >= longRun { return true }
            place = end + longRun
        }
        return false
    }

    /// Whether no recognizer can find anything. `Bearer` and its like take a space and a token of eight bytes, a key in PEM
    /// its first line, and digits alone are a date or a number from eight of them on.
    func areNone(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        if !contains(.nonDigit), text.count < 8 { return true }
        return isDisjoint(with: [.fourDigits, .at, .colon, .equals, .caret, .long]) && !mayHoldMonth
            && (!contains(.space) || text.count < 14) && !mayHoldKey(in: text)
    }

    /// `-----BEGIN PRIVATE KEY-----`
    private func mayHoldKey(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        contains([.hyphen, .space]) && text.count >= 27
    }

    var mayHoldAssignment: Bool { !isDisjoint(with: [.colon, .equals]) }
    var mayHoldAddress: Bool { contains([.fourDigits, .dot]) || contains([.digit, .colon]) }
    var mayHoldMonth: Bool { contains([.digit, .monthCapital]) }
    var mayHoldDate: Bool { contains(.fourDigits) || mayHoldMonth }

    // Never changed, and asked once a byte, where an array would be held and let go each time.
    private nonisolated(unsafe) static let ofBytes: UnsafePointer<UInt16> = {
        let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
        for value in 0..<256 { table[value] = signs(of: UInt8(value)).rawValue }
        return UnsafePointer(table)
    }()

    private static func signs(of byte: UInt8) -> IdentitySigns {
        var signs: IdentitySigns = []
        signs.insert(Ascii.isDigit(byte) ? .digit : .nonDigit)
        if Ascii.isWord(byte) || "+/-_.=".utf8.contains(byte) { signs.insert(.tokenByte) }
        if "ADFJMNOS".utf8.contains(byte) { signs.insert(.monthCapital) }
        switch byte {
        case Ascii.at, Ascii.percent: signs.insert(.at)
        case Ascii.colon: signs.insert(.colon)
        case Ascii.equals: signs.insert(.equals)
        case UInt8(ascii: "^"): signs.insert(.caret)
        case Ascii.space: signs.insert(.space)
        case Ascii.dot: signs.insert(.dot)
        case Ascii.hyphen: signs.insert(.hyphen)
        default: break
        }
        return signs
    }
}
