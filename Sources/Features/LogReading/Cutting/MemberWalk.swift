/// Walks over the members of one document, and over the elements of lists among them.
struct MemberWalk {
    /// An object that is a member, or an element of a list.
    struct Member {
        var name: UnsafeBufferPointer<UInt8>.SubSequence
        /// The number of the list that it is an element of.
        var list: Int?
        var range: Range<Int>
    }

    private(set) var members: [Member] = []
    /// The keys, the first few.
    private(set) var names: [String] = []
    /// Members that are neither objects nor lists of objects.
    private(set) var others = 0
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var lists = 0

    private static let mostNames = 256

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// False for what is no object, or does not end.
    mutating func run() -> Bool {
        skipBlanks()
        guard take(Ascii.openBrace) else { return false }
        while let name = key() {
            if names.count < Self.mostNames { names.append(String(decoding: name, as: UTF8.self)) }
            guard at < bytes.count else { return false }
            if bytes[at] == Ascii.openBrace {
                guard let range = value() else { return false }
                members.append(Member(name: name, list: nil, range: range))
            } else if bytes[at] == Ascii.openBracket {
                guard list(name) else { return false }
            } else {
                guard value() != nil else { return false }
                others += 1
            }
            skipBlanks()
            if !take(Ascii.comma) { break }
        }
        return take(Ascii.closeBrace)
    }

    private mutating func list(_ name: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
        let before = at
        at += 1
        var found: [Member] = []
        skipBlanks()
        while at < bytes.count, bytes[at] == Ascii.openBrace, let range = value() {
            found.append(Member(name: name, list: lists, range: range))
            skipBlanks()
            if !take(Ascii.comma) { break }
            skipBlanks()
        }
        if !found.isEmpty && take(Ascii.closeBracket) {
            members += found
            lists += 1
            return true
        }
        at = before
        others += 1
        return value() != nil
    }

    /// The key of the next member, and the colon behind it.
    private mutating func key() -> UnsafeBufferPointer<UInt8>.SubSequence? {
        skipBlanks()
        let start = at + 1
        guard at < bytes.count, bytes[at] == Ascii.quote, let range = value() else { return nil }
        skipBlanks()
        guard take(Ascii.colon) else { return nil }
        skipBlanks()
        return bytes[start..<range.upperBound - 1]
    }

    /// Passes over one value.
    private mutating func value() -> Range<Int>? {
        let start = at
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case Ascii.quote:
                guard string() else { return nil }
                if depth == 0 { return start..<at }
                continue
            case Ascii.openBrace, Ascii.openBracket: depth += 1
            case Ascii.closeBrace, Ascii.closeBracket:
                if depth == 0 { return start < at ? start..<at : nil }
                depth -= 1
                if depth == 0 {
                    at += 1
                    return start..<at
                }
            case Ascii.comma where depth == 0: return start < at ? start..<at : nil
            default: break
            }
            at += 1
        }
        return nil
    }

    private mutating func string() -> Bool {
        at += 1
        while at < bytes.count {
            if bytes[at] == Ascii.backslash { at += 1 } else if bytes[at] == Ascii.quote { at += 1; return true }
            at += 1
        }
        return false
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 }
    }
}
