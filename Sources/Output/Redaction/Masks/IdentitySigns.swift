/// What a text has of the signs that recognisers look for, found in one pass, so that of most texts none has to look.
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
    static let monthCapital = IdentitySigns(rawValue: 1 << 7)
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
        var found: UInt16 = 0
        var digits = 0
        var run = 0
        var longest = 0
        let table = Self.ofBytes
        for byte in text {
            let bits = table[Int(byte)]
            found |= bits
            digits += Int(bits & Self.digit.rawValue)
            run = bits & Self.tokenByte.rawValue == 0 ? 0 : run + 1
            longest = max(longest, run)
        }
        var signs = IdentitySigns(rawValue: found)
        if digits >= 4 { signs.insert(.fourDigits) }
        if digits >= 7 { signs.insert(.sevenDigits) }
        if longest >= 20 { signs.insert(.long) }
        self = signs
    }

    /// Whether no recogniser can find anything. `Bearer` and its like take a space and a token of eight bytes, a key in PEM
    /// its whole first line, and digits alone are a date or a number from eight of them on.
    func areNone(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        if !contains(.nonDigit), text.count < 8 { return true }
        return isDisjoint(with: [.fourDigits, .at, .colon, .equals, .caret, .long]) && !mayHoldMonth
            && (!contains(.space) || text.count < 14) && !mayHoldKey(in: text)
    }

    /// `-----BEGIN PRIVATE KEY-----`
    func mayHoldKey(in text: UnsafeBufferPointer<UInt8>) -> Bool { contains([.hyphen, .space]) && text.count >= 27 }

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
