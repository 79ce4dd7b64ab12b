internal import Support

/// Reads an object as a program prints it: Python's and Ruby's with their quotes and arrows, Java's `{a=b, c={d=e}}`, and
/// JSON that is not strict. What does not end is none: half a value is another value.
struct PrintedObject {
    private let bytes: [UInt8]
    private var at: Int
    /// How deep objects stand in each other.
    private var depth = 0

    private static let deepest = 64

    private init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        at = start
    }

    /// The object or list that begins at a bracket, and where it ends.
    static func read(_ bytes: [UInt8], at start: Int) -> (tree: DocumentTree, end: Int)? {
        var reader = PrintedObject(bytes, at: start)
        guard let tree = reader.value(until: []) else { return nil }
        return (tree, reader.at)
    }

    /// Whether an object or a list of objects begins at a bracket, as what cannot be read there shows: with a known name in it
    /// or, where the text ends first, with the beginning of one.
    static func isDamaged(_ bytes: [UInt8], at start: Int, _ plan: FieldPlan) -> Bool {
        var at = start
        func skipBlanks() { while at < bytes.count, Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline { at += 1 } }
        while at < bytes.count, bytes[at] == Ascii.openBrace || bytes[at] == Ascii.openBracket {
            at += 1
            skipBlanks()
        }
        guard bytes[start..<at].contains(Ascii.openBrace) else { return false }
        var reader = PrintedObject(bytes, at: at)
        guard reader.key() != nil else { return false }
        let parts = bytes[at...].prefix(1 << 16).split { !Quotes.isNameByte($0) }
        return parts.contains { plan.knows(String(decoding: $0, as: UTF8.self)) }
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipBlanks() {
        while let byte, Ascii.isBlank(byte) || byte == Ascii.newline { at += 1 }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard at + length <= bytes.count, (0..<length).allSatisfy({ bytes[at + $0] == text.utf8Start[$0] }) else {
            return false
        }
        at += length
        return true
    }

    /// A value; a bare one ends before one of these signs.
    private mutating func value(until ends: [UInt8]) -> DocumentTree? {
        skipBlanks()
        guard let byte, depth < Self.deepest else { return nil }
        switch byte {
        case Ascii.openBrace: return object(closing: Ascii.closeBrace)
        case Ascii.openBracket: return list()
        default: break
        }
        if let text = quoted() { return .text(text) }
        return ends.isEmpty ? nil : bare(until: ends)
    }

    private mutating func object(closing: UInt8) -> DocumentTree? {
        depth += 1
        defer { depth -= 1 }
        at += 1
        var members: [DocumentTree.Member] = []
        while true {
            skipBlanks()
            guard let byte else { return nil }
            if byte == closing {
                at += 1
                return .object(members)
            }
            guard let key = key(), let value = value(until: [Ascii.comma, closing]), endsElement(closing) else {
                return nil
            }
            members.append(DocumentTree.Member(key: key, value: value))
        }
    }

    private mutating func list() -> DocumentTree? {
        depth += 1
        defer { depth -= 1 }
        at += 1
        var elements: [DocumentTree] = []
        while true {
            skipBlanks()
            guard let byte else { return nil }
            if byte == Ascii.closeBracket {
                at += 1
                return .array(elements)
            }
            guard let value = value(until: [Ascii.comma, Ascii.closeBracket]), endsElement(Ascii.closeBracket) else {
                return nil
            }
            elements.append(value)
        }
    }

    /// Passes over the comma behind an element; false where neither that nor the end follows.
    private mutating func endsElement(_ closing: UInt8) -> Bool {
        skipBlanks()
        if byte == Ascii.comma {
            at += 1
            return true
        }
        return byte == closing
    }

    /// A key and the sign behind it.
    private mutating func key() -> String? {
        _ = take(":")
        let isStraight = byte == Ascii.quote
        var name = quoted()
        if name == nil {
            let start = at
            while let byte, Quotes.isNameByte(byte) { at += 1 }
            name = at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
        }
        guard let name else { return nil }
        skipBlanks()
        if take("=>") || take("=") { return name }
        // What has JSON's own quotes and colons is JSON, and where it is damaged nothing is guessed.
        return !isStraight && take(":") ? name : nil
    }

    /// A text in quotes of any kind, with the letter before it that Python 2 writes.
    private mutating func quoted() -> String? {
        let start = at
        if let byte, "ubr".utf8.contains(byte), Quotes.at(at + 1, of: bytes) != nil { at += 1 }
        guard let quote = Quotes.at(at, of: bytes) else {
            at = start
            return nil
        }
        at += quote.length
        var text: [UInt8] = []
        while let byte {
            if byte == Ascii.backslash, at + 1 < bytes.count {
                text += [byte, bytes[at + 1]]
                at += 2
            } else if let found = Quotes.at(at, of: bytes), found.kind == quote.kind, found.length == quote.length,
                isEnd(behind: at + found.length)
            {
                at += found.length
                return Self.plain(text)
            } else {
                text.append(byte)
                at += 1
            }
        }
        // Quotes that nothing closes are a bare value's own: `‘Appointment status’ is not …`.
        at = start
        return nil
    }

    /// Whether what stands there follows a text.
    private func isEnd(behind place: Int) -> Bool {
        var next = place
        while next < bytes.count, Ascii.isBlank(bytes[next]) || bytes[next] == Ascii.newline { next += 1 }
        return next == bytes.count || ",:=}])".utf8.contains(bytes[next])
    }

    /// What stands to the next sign that ends a member: a comma counts only where a key or another element follows.
    private mutating func bare(until ends: [UInt8]) -> DocumentTree? {
        let isMember = ends.contains(Ascii.closeBrace)
        var text: [UInt8] = []
        while let byte {
            if byte == Ascii.comma ? !isMember || isKey(behind: at + 1) : ends.contains(byte) { break }
            if byte == Ascii.openBrace {
                // A type's name before its braces: `ContactEvent{…}`.
                let name = String(decoding: text, as: UTF8.self).trimming(\.isWhitespace)
                if name.allSatisfy({ $0.isLetter || $0.isNumber || "_.$@".contains($0) }) {
                    return object(closing: Ascii.closeBrace)
                }
                return nil
            }
            text.append(byte)
            at += 1
        }
        let word = String(decoding: text, as: UTF8.self).trimming(\.isWhitespace)
        guard byte != nil, !Self.isHalfQuoted(word) else { return nil }
        switch word {
        case "true", "false", "null": return .scalar(word)
        case "True", "False": return .scalar(word.lowercased())
        case "None", "nil", "undefined", "NULL": return .scalar("null")
        default: return .text(word)
        }
    }

    /// Whether one of two quotes is left, so that half of the value is another one's; `O'Dell` has no quotes.
    private static func isHalfQuoted(_ word: String) -> Bool {
        func isOdd(_ quote: Character) -> Bool { !word.count(where: { $0 == quote }).isMultiple(of: 2) }
        return isOdd("\"") || (word.hasPrefix("'") || word.hasSuffix("'")) && isOdd("'")
    }

    /// Whether a key or the object's end follows a comma.
    private func isKey(behind place: Int) -> Bool {
        var next = place
        while next < bytes.count, Ascii.isBlank(bytes[next]) || bytes[next] == Ascii.newline { next += 1 }
        guard next < bytes.count else { return false }
        if bytes[next] == Ascii.closeBrace { return true }
        let isMarked = "ub:".utf8.contains(bytes[next])
        if Quotes.at(next, of: bytes) != nil || isMarked && Quotes.at(next + 1, of: bytes) != nil { return true }
        if bytes[next] == Ascii.colon { next += 1 }
        let start = next
        while next < bytes.count, Quotes.isNameByte(bytes[next]) { next += 1 }
        return next > start && next < bytes.count && (bytes[next] == UInt8(ascii: "=") || bytes[next] == Ascii.colon)
    }

    private static func plain(_ text: [UInt8]) -> String {
        guard text.contains(Ascii.backslash) else { return String(decoding: text, as: UTF8.self) }
        return String(decoding: Escapes.resolved(text), as: UTF8.self)
    }
}

/// Reads `name=value name="more words"` out of a line, as logfmt and many loggers write it.
struct KeyValueLine {
    /// The pairs, in their order, and what stands before the first.
    let members: [DocumentTree.Member]
    let before: String

    /// `mayHoldBlanks`: of which names a value without quotes goes on to the next name.
    init?(_ text: String, mayHoldBlanks: (String) -> Bool) {
        let bytes = Array(text.utf8)
        var members: [DocumentTree.Member] = []
        var firstKey: Int?
        var at = 0
        while let (name, start, value) = Self.nextKey(bytes, from: at) {
            if firstKey == nil { firstKey = start }
            at = value
            guard at < bytes.count else { break }
            if bytes[at] == Ascii.quote {
                var end = at + 1
                while end < bytes.count, bytes[end] != Ascii.quote { end += bytes[end] == Ascii.backslash ? 2 : 1 }
                // What has no end is damage.
                guard end < bytes.count else { return nil }
                let inner = String(decoding: Escapes.resolved(bytes[(at + 1)..<end]), as: UTF8.self)
                members.append(DocumentTree.Member(key: name, value: .text(inner)))
                at = end + 1
                continue
            }
            let next = Self.nextKey(bytes, from: at)?.start ?? bytes.count
            let word = bytes[at...].firstIndex { Ascii.isBlank($0) || $0 == Ascii.newline } ?? bytes.count
            let end = mayHoldBlanks(name) ? next : min(word, next)
            var value = String(decoding: bytes[at..<end], as: UTF8.self).trimming(\.isWhitespace)
            if let last = value.last, ",;".contains(last) { value.removeLast() }
            let isNothing = ["null", "None", "nil"].contains(value)
            members.append(DocumentTree.Member(key: name, value: isNothing ? .scalar("null") : .text(value)))
            at = end
        }
        guard members.count > 2, let firstKey else { return nil }
        self.members = members
        before = String(decoding: bytes[..<firstKey], as: UTF8.self).trimming(\.isWhitespace)
    }

    /// A name with an equals sign behind it, at the beginning of a word.
    private static func nextKey(_ bytes: [UInt8], from start: Int) -> (name: String, start: Int, value: Int)? {
        var at = start
        while at < bytes.count, let sign = bytes[at...].firstIndex(of: UInt8(ascii: "=")) {
            var first = sign
            while first > start, Quotes.isNameByte(bytes[first - 1]) { first -= 1 }
            let isWord = first == 0 || Ascii.isBlank(bytes[first - 1]) || ",;[(\n".utf8.contains(bytes[first - 1])
            if first < sign, isWord, bytes[first] > 0x39 || bytes[first] == UInt8(ascii: "@") {
                return (String(decoding: bytes[first..<sign], as: UTF8.self), first, sign + 1)
            }
            at = sign + 1
        }
        return nil
    }
}
