internal import Model
internal import Reporting

/// What a value must look like to stay as it is.
enum ValueType: Sendable, Equatable {
    /// Of these its harmless words stay.
    case text
    /// A status of an appointment.
    case status
    /// A status of HTTP.
    case responseCode
    /// A name that a vendor's system gives to a type, a place or a procedure; it stays in its own field only.
    case name
    /// A number of a business, practice, department or provider.
    case identifier
    case number
    case time
    case index
    case documentID
    /// A property of a group: ids, statuses and words, also several with commas between.
    case property
    /// What the user keeps by hand.
    case any

    init(evidence field: EvidenceField) {
        self =
            switch field.type {
            case .status: .status
            case .name: .name
            case .identifier: .identifier
            }
    }

    init(_ type: KeptType) {
        self =
            switch type {
            case .text: .text
            case .number: .number
            case .identifier: .identifier
            case .time: .time
            case .index: .index
            case .documentID: .documentID
            }
    }

    /// A bit of its own for a type whose values come again and again, else 0.
    var bit: UInt16 {
        switch self {
        case .text: 1
        case .status: 2
        case .name: 4
        case .identifier: 8
        case .index: 16
        case .property: 32
        case .responseCode, .number, .time, .documentID, .any: 0
        }
    }

    /// The bit of a text of which nothing is hidden before its words are looked at.
    static let plainText: UInt16 = 64

    /// Whether a value, as it stands between its quotes, stays whole; what does not may still hold harmless words.
    func fits(_ value: Bytes, _ harmless: HarmlessText) -> Bool {
        if value.isEmpty { return true }
        switch self {
        case .text: return false
        case .any: return true
        case .property: return isProperty(value, harmless)
        case .status: return value.split(separator: 0x2C).allSatisfy { isStatus(Bytes(rebasing: $0)) }
        case .responseCode: return value.count <= 3 && value.allSatisfy(Self.isDigit)
        case .name: return isName(value)
        case .identifier:
            if value.contains(where: { $0 == 0x5C || $0 >= 0x80 }) {
                return Self.withoutSpaces(value).withUnsafeBufferPointer { isIdentifier($0) }
            }
            return isIdentifier(value)
        case .number: return value.count <= 24 && Self.isNumber(value, digits: 10)
        case .time: return TimeShape.fits(value)
        case .index: return isIndex(value, harmless)
        case .documentID: return MadeID.fits(value, harmless)
        }
    }

    private func isProperty(_ value: Bytes, _ harmless: HarmlessText) -> Bool {
        value.split(separator: 0x2C).allSatisfy { part in
            let part = Array(part.drop { $0 == 0x20 })
            let isID = part.count <= 15 && part.count != 10 && part.allSatisfy(Self.isDigit)
            return isID || part.withUnsafeBufferPointer { harmless.isClear($0) || isProvider($0) && $0.count == 10 }
        }
    }

    /// A short number, or one word: what a client calls a status is no word of a vocabulary.
    private func isStatus(_ value: Bytes) -> Bool {
        if value.count <= 3, value.allSatisfy(Self.isDigit) { return true }
        return value.count <= 16 && value.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    }

    /// Of what a person writes as a name of a place: no long number, no sign of an address, no more than ten words.
    private func isName(_ value: Bytes) -> Bool {
        guard value.count <= 120, !value.contains(UInt8(ascii: "@")) else { return false }
        var digits = 0
        var words = 0
        var isInWord = false
        for byte in value {
            digits = Self.isDigit(byte) ? digits + 1 : 0
            if digits > 5 { return false }
            let isBlank = byte == 0x20
            if !isBlank, !isInWord { words += 1 }
            isInWord = !isBlank
        }
        var isClear = words <= 10
        IdentityMask().forEachMatch(in: value) { _, _ in isClear = false }
        return isClear
    }

    /// Without spaces that do not break, as they stand or escaped: between groups of digits they are signs.
    static func withoutSpaces(_ value: Bytes) -> [UInt8] {
        var text = String(decoding: value, as: UTF8.self)
        for space in [
            "’", "‘", "\\u2019", "\\u2018", "\\u202f", "\\u00a0", "\\u2009", "\\u2007", "\\u202F", "\\u00A0",
            "\u{202F}", "\u{A0}", "\u{2009}", "\u{2007}",
        ] {
            text = text.replacing(space, with: "")
        }
        return Array(text.utf8)
    }

    /// Up to eighteen digits, with the signs that spreadsheets and Kibana put around and between them.
    private func isIdentifier(_ value: Bytes) -> Bool {
        var digits = 0
        for byte in value {
            if Self.isDigit(byte) {
                digits += 1
            } else if !" =\"'\\,.+E".utf8.contains(byte) && byte < 0x80 {
                return false
            }
        }
        guard digits > 0, digits <= 21 else { return false }
        // A number with signs between is a telephone's, unless it has as many digits as a business.
        if value.allSatisfy(Self.isDigit) { return digits != 10 || isProvider(value) }
        let core = value.drop { !Self.isDigit($0) }.reversed().drop { !Self.isDigit($0) }
        return core.count == digits ? digits != 10 : digits >= 15 || value.contains(UInt8(ascii: "E"))
    }

    /// A national provider identifier begins with 1 or 2 (45 CFR 162.406).
    private func isProvider(_ value: Bytes) -> Bool {
        value.allSatisfy(Self.isDigit) && (value.first == 0x31 || value.first == 0x32)
    }

    static func isNumber(_ value: Bytes, digits most: Int) -> Bool {
        var digits = 0
        for byte in value {
            if isDigit(byte) { digits += 1 } else if !"+-.,eE".utf8.contains(byte) { return false }
        }
        return digits > 0 && digits <= most + 8 && value.prefix(while: { $0 != 0x2E }).count(where: isDigit) <= most
    }

    private func isIndex(_ value: Bytes, _ harmless: HarmlessText) -> Bool {
        let isName = value.allSatisfy {
            Self.isDigit($0) || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || "-_.:*".utf8.contains($0)
        }
        guard isName, value.count <= 128, value.contains(where: { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) else {
            return false
        }
        return MadeID.parts(of: value, where: Self.isSign).allSatisfy { word in
            word.count <= 8 && word.allSatisfy(Self.isDigit) || harmless.isHarmless(word)
        }
    }

    /// Whether a value is a word for nothing or a constant, or has neither letters nor digits.
    static func isNothing(_ value: Bytes) -> Bool {
        guard let first = value.first else { return true }
        if isSign(first), value.allSatisfy(isSign) { return true }
        // Nearly all values are told by their first sign.
        switch first {
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "("), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "\\"):
            if value.count > 8 { return false }
        default: return false
        }
        let words: [StaticString] = [
            "null", "NULL", "None", "NaN", "nan", "N/A", "n/a", "\\N", "\\\\N", "(empty)", "true", "false", "True",
            "False", "nil",
        ]
        return words.contains { word in word.withUTF8Buffer { $0.elementsEqual(value) } }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte < 0x80 && !isDigit(byte) && !(byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// An id that a program made up: hexadecimal digits, twenty characters in disorder as Elasticsearch makes them, or words with
/// a short number. Whoever writes documents can as well take a person's name, mail address or number.
enum MadeID {
    static func fits(_ value: Bytes, _ harmless: HarmlessText) -> Bool {
        guard value.allSatisfy({ isLetter($0) || ValueType.isDigit($0) || $0 == 0x2D || $0 == 0x5F }) else {
            return false
        }
        let isHexadecimal = value.allSatisfy {
            ValueType.isDigit($0) || (0x61...0x66).contains($0 | 0x20) || $0 == 0x2D
        }
        if isHexadecimal, value.count >= 16, value.contains(where: isLetter) || value.count >= 32 { return true }
        if value.count == 20, disorder(of: value) >= 8 || isMixed(value) { return true }
        if value.count >= 8, isMixed(value) { return true }
        return parts(of: value) { $0 == 0x2D || $0 == 0x5F }.allSatisfy { isWord($0, harmless) }
    }

    /// What stands between signs; nothing is copied.
    static func parts(of value: Bytes, where isSign: @escaping (UInt8) -> Bool) -> some Sequence<Bytes> {
        sequence(state: 0) { start -> Bytes? in
            while start < value.count, isSign(value[start]) { start += 1 }
            if start == value.count { return nil }
            let end = value[start...].firstIndex(where: isSign) ?? value.count
            defer { start = end }
            return Bytes(rebasing: value[start..<end])
        }
    }

    /// Whether digits stand among letters, no more than two of which are in a row: `k1Vn-5cBq`.
    private static func isMixed(_ value: Bytes) -> Bool {
        var letters = 0
        for byte in value {
            letters = isLetter(byte) ? letters + 1 : 0
            if letters > 2 { return false }
        }
        let parts = Array(value).split { $0 == 0x2D || $0 == 0x5F }
        return parts.allSatisfy { part in
            part.contains(where: ValueType.isDigit) && part.drop { isLetter($0) }.contains(where: isLetter)
                || part.count < 7 && part.contains(where: ValueType.isDigit)
        } && value.contains(where: isLetter)
    }

    /// How often a capital, a small letter or a digit is followed by one of another sort.
    private static func disorder(of value: Bytes) -> Int {
        let sorts = value.compactMap { byte -> Int? in
            ValueType.isDigit(byte) ? 0 : byte == 0x2D || byte == 0x5F ? nil : byte < 0x60 ? 1 : 2
        }
        return zip(sorts, sorts.dropFirst()).count { $0 != $1 }
    }

    /// A word with a short number.
    private static func isWord(_ part: Bytes, _ harmless: HarmlessText) -> Bool {
        let letters = part.prefix(while: isLetter)
        let digits = part.dropFirst(letters.count)
        guard digits.count <= 6, digits.allSatisfy(ValueType.isDigit) else { return false }
        return letters.count <= 2 || harmless.isHarmless(Bytes(rebasing: letters))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}

/// A time as logs have it: digits, signs, and of words only those of times.
enum TimeShape {
    static func fits(_ value: Bytes) -> Bool {
        guard value.count <= 64 else { return false }
        if isInternetTime(value) { return true }
        var digits = 0
        var at = 0
        while at < value.count {
            let byte = value[at]
            if ValueType.isDigit(byte) {
                digits += 1
                at += 1
            } else if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
                let start = at
                while at < value.count, value[at] | 0x20 >= 0x61 && value[at] | 0x20 <= 0x7A { at += 1 }
                if !words.contains(value[start..<at].map { $0 | 0x20 }) { return false }
            } else if " :.,+-/@[]\"'_\\".utf8.contains(byte) {
                at += 1
            } else {
                return false
            }
        }
        // A year before this time is that of a birth.
        let groups = Array(value).split { !ValueType.isDigit($0) }
        let years = groups.filter { $0.count == 4 }.map { $0.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        if years.contains(where: { (1850..<2010).contains($0) }) { return false }
        // A number alone counts seconds or parts of them since 1970.
        let isNumber = value.allSatisfy { ValueType.isDigit($0) || $0 == 0x2E }
        return isNumber ? (10...20).contains(digits) && value.first != 0x30 : digits >= 4
    }

    /// A time since 2010 as RFC 3339 has it, also without a zone.
    private static func isInternetTime(_ value: Bytes) -> Bool {
        let shape: StaticString = "20dd-dd-ddTdd:dd:dd"
        guard value.count >= shape.utf8CodeUnitCount, value[2] >= 0x31 else { return false }
        for index in 0..<shape.utf8CodeUnitCount {
            let wanted = shape.utf8Start[index]
            let isFit = wanted == UInt8(ascii: "d") ? ValueType.isDigit(value[index]) : value[index] == wanted
            if !isFit { return false }
        }
        var at = shape.utf8CodeUnitCount
        if at < value.count, value[at] == UInt8(ascii: ".") {
            let start = at
            repeat { at += 1 } while at < value.count && ValueType.isDigit(value[at])
            if at - start > 10 { return false }
        }
        return at == value.count || at == value.count - 1 && value[at] == UInt8(ascii: "Z")
    }

    private static let words: Set<[UInt8]> = {
        let days = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday"
        let months =
            """
            jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
            october november december
            """
        let zones = "t z am pm utc gmt est edt cst cdt mst mdt pst pdt cet cest bst ist e"
        return Set("\(days) \(months) \(zones)".split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
    }()
}
