internal import Support

/// Reads JSON text that was damaged by copying, and writes what can be read of it as strict JSON on one line.
///
/// Values that were cut off are left out: half a value is another value.
struct JSONRepair {
    let bytes: [UInt8]
    var at = 0
    var out: [UInt8] = []
    var steps: Set<UnwrappingStep> = []
    /// Nothing more can be read: the end, or damage.
    var isOver = false
    /// Whether any member or element was written.
    private(set) var hasContent = false
    private var nesting = 0

    /// More levels than that no reader looks at.
    private static let deepest = 200

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        out.reserveCapacity(bytes.count)
    }

    /// Reads a document from its opening bracket on.
    mutating func document() { _ = value() }

    /// Reads members from the first key on that can be told from the inside of a text.
    mutating func headless() {
        steps.insert(.startMissing)
        out.append(Ascii.openBrace)
        if findKey() { members(isHeadless: true) }
        out.append(Ascii.closeBrace)
    }

    /// Reads a value; false if there is none, and then nothing was written.
    private mutating func value() -> Bool {
        skipBlanks()
        guard at < bytes.count else { return stop(.endMissing) }
        switch bytes[at] {
        case Ascii.openBrace, Ascii.openBracket:
            guard nesting < Self.deepest else { return stop(.damaged) }
            nesting += 1
            defer { nesting -= 1 }
            let isObject = bytes[at] == Ascii.openBrace
            at += 1
            out.append(isObject ? Ascii.openBrace : Ascii.openBracket)
            if isObject { members(isHeadless: false) } else { elements() }
            out.append(isObject ? Ascii.closeBrace : Ascii.closeBracket)
            return true
        default:
            return Quotes.at(at, of: bytes) == nil ? word() : text()
        }
    }

    private mutating func members(isHeadless: Bool) {
        var isFirst = true
        while !isOver {
            guard next(Ascii.closeBrace, isHeadless: isHeadless, isFirst: isFirst) else { return }
            let mark = out.count
            if !isFirst { out.append(Ascii.comma) }
            guard Quotes.at(at, of: bytes) != nil else { return give(up: mark, .damaged) }
            guard text() else { return give(up: mark, .endMissing) }
            skipBlanks()
            guard at < bytes.count else { return give(up: mark, .endMissing) }
            guard bytes[at] == Ascii.colon else { return give(up: mark, .damaged) }
            at += 1
            out.append(Ascii.colon)
            guard value() else { return give(up: mark, .endMissing) }
            hasContent = true
            isFirst = false
        }
    }

    private mutating func elements() {
        var isFirst = true
        while !isOver {
            guard next(Ascii.closeBracket, isHeadless: false, isFirst: isFirst) else { return }
            let mark = out.count
            if !isFirst { out.append(Ascii.comma) }
            guard value() else { return give(up: mark, .endMissing) }
            hasContent = true
            isFirst = false
        }
    }

    /// Goes to the next member or element; false at the closing bracket or the end.
    private mutating func next(_ closing: UInt8, isHeadless: Bool, isFirst: Bool) -> Bool {
        var commas = 0
        while true {
            skipBlanks()
            guard at < bytes.count else {
                if !isHeadless { _ = stop(.endMissing) }
                isOver = true
                return false
            }
            switch bytes[at] {
            case Ascii.comma:
                commas += 1
                at += 1
            case Ascii.closeBrace, Ascii.closeBracket:
                at += 1
                // Without the beginning nobody knows which brackets these close.
                if isHeadless { continue }
                if commas > 0 { steps.insert(.trailingComma) }
                if bytes[at - 1] != closing { _ = stop(.damaged) }
                return false
            default:
                if !isFirst && commas == 0 && !isHeadless { return stop(.damaged) }
                return true
            }
        }
    }

    /// Takes back what was written since `mark`, and ends.
    private mutating func give(up mark: Int, _ step: UnwrappingStep) {
        out.removeLast(out.count - mark)
        // Whatever ended first is the reason.
        if !isOver { _ = stop(step) }
    }

    mutating func stop(_ step: UnwrappingStep) -> Bool {
        steps.insert(step)
        isOver = true
        return false
    }

    /// Blank space, and what programs that show text put in its place.
    mutating func skipBlanks() {
        while at < bytes.count {
            let byte = bytes[at]
            if Ascii.isBlank(byte) || byte == Ascii.newline || byte == 0x0B || byte == 0x0C {
                at += 1
            } else if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xA0 {
                at += 2
            } else if byte == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80, (0x80...0x8F).contains(bytes[at + 2]) {
                at += 3
            } else if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBB, bytes[at + 2] == 0xBF {
                at += 3
            } else {
                return
            }
        }
    }

    /// Goes to the first text that a colon follows and that can be a field's name; false if there is none.
    private mutating func findKey() -> Bool {
        var place = 0
        while place < bytes.count {
            guard let quote = Quotes.at(place, of: bytes), quote.kind != .single else {
                place += 1
                continue
            }
            var end = place + quote.length
            while end < bytes.count && Quotes.isNameByte(bytes[end]) { end += 1 }
            if end > place + quote.length, let closing = Quotes.at(end, of: bytes) {
                var behind = end + closing.length
                while behind < bytes.count && Ascii.isBlank(bytes[behind]) { behind += 1 }
                if behind < bytes.count && bytes[behind] == Ascii.colon && mayBegin(place) {
                    at = place
                    return true
                }
            }
            place += quote.length
        }
        return false
    }

    /// Whether a key can stand at `place`.
    private func mayBegin(_ place: Int) -> Bool {
        var before = place
        while before > 0 && (Ascii.isBlank(bytes[before - 1]) || bytes[before - 1] == Ascii.newline) { before -= 1 }
        return before == 0 || bytes[before - 1] == Ascii.comma || bytes[before - 1] == Ascii.openBrace
    }

    /// Reads a text, whatever quotes it has, and writes it with straight ones; false if its end is missing.
    mutating func text() -> Bool {
        guard let quote = Quotes.at(at, of: bytes) else { return stop(.damaged) }
        at += quote.length
        switch quote.kind {
        case .straight: break
        case .typographic: steps.insert(.typographicQuotes)
        case .single: steps.insert(.singleQuotes)
        }
        let start = out.count
        out.append(Ascii.quote)
        while true {
            guard at < bytes.count else {
                out.removeLast(out.count - start)
                return stop(.endMissing)
            }
            let byte = bytes[at]
            if byte == Ascii.backslash {
                guard escape() else {
                    out.removeLast(out.count - start)
                    return stop(.endMissing)
                }
            } else if let found = Quotes.at(at, of: bytes), closes(found, quote.kind) {
                at += found.length
                out.append(Ascii.quote)
                break
            } else if byte == Ascii.quote {
                out += [Ascii.backslash, byte]
                at += 1
            } else if byte == Ascii.newline {
                joinLines()
            } else if byte < 0x20 {
                let escaped = byte == 0x09 ? "\\t" : JSONText.units(of: Unicode.Scalar(byte), uppercase: false)
                if byte != 0x0D { out += escaped.utf8 }
                at += 1
            } else {
                out.append(byte)
                at += 1
            }
        }
        return true
    }

    /// Whether a quote ends a text that began with a quote of kind `opening`.
    ///
    /// A straight text ends at the next straight quote. Typographic and single quotes stand inside of texts as well,
    /// reasons among them, so there only one that is followed by what follows a text is its end.
    private func closes(_ quote: (kind: Quotes.Kind, length: Int), _ opening: Quotes.Kind) -> Bool {
        switch opening {
        case .straight: return quote.kind == .straight
        case .typographic: if quote.kind == .single { return false }
        case .single: if quote.kind != .single { return false }
        }
        var behind = at + quote.length
        while behind < bytes.count && (Ascii.isBlank(bytes[behind]) || bytes[behind] == Ascii.newline) { behind += 1 }
        return behind == bytes.count
            || [Ascii.comma, Ascii.colon, Ascii.closeBrace, Ascii.closeBracket].contains(bytes[behind])
    }

    /// A backslash and what follows it; false if the text ends there.
    private mutating func escape() -> Bool {
        guard at + 1 < bytes.count else { return false }
        let escaped = bytes[at + 1]
        if escaped == UInt8(ascii: "u") {
            let digits = bytes[(at + 2)...].prefix(4)
            let isWhole = digits.count == 4 && UInt32(String(decoding: digits, as: UTF8.self), radix: 16) != nil
            out += isWhole ? Array("\\u".utf8) : Array("\\\\u".utf8)
            at += 2
        } else if "\"\\/bfnrt".utf8.contains(escaped) {
            out += [Ascii.backslash, escaped]
            at += 2
        } else {
            // A shell's or a chat's escape, such as \' or \_; what is escaped stays.
            at += 1
        }
        return true
    }

    /// A line end inside a text: mails and terminals break long lines. Where a number was broken, nothing stood there.
    private mutating func joinLines() {
        steps.insert(.joinedLines)
        at += 1
        while at < bytes.count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 }
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        if let last = out.last, isDigit(last), at < bytes.count, isDigit(bytes[at]) { return }
        if out.last != 0x20 { out.append(0x20) }
    }

    /// A number or literal; one that ends with the text may have gone on.
    mutating func word() -> Bool {
        let start = at
        while at < bytes.count, Quotes.isNameByte(bytes[at]) || bytes[at] == UInt8(ascii: "+") { at += 1 }
        guard at < bytes.count else { return stop(.endMissing) }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        switch word {
        case "true", "false", "null": out += word.utf8
        case "True", "False", "None":
            steps.insert(.singleQuotes)
            out += word == "None" ? Array("null".utf8) : Array(word.lowercased().utf8)
        default:
            guard Self.isNumber(word) else { return stop(.damaged) }
            out += word.utf8
        }
        return true
    }

    /// JSON's own grammar of numbers.
    private static func isNumber(_ word: String) -> Bool {
        var rest = Substring(word)
        func digits() -> Int {
            let count = rest.prefix { $0.isASCII && $0.isNumber }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == "-" { rest.removeFirst() }
        let leadsWithZero = rest.first == "0"
        let whole = digits()
        guard whole == 1 || whole > 1 && !leadsWithZero else { return false }
        if rest.first == "." {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
