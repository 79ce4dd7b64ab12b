extension LenientJSON {
    /// Reads a text, whatever quotes it has, and writes it with straight ones; false if its end is missing.
    mutating func text(isKey: Bool) -> Bool {
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
                out += byte == 0x0D ? [] : byte == 0x09 ? Array("\\t".utf8) : Self.unicodeEscape(byte)
                at += 1
            } else {
                out.append(byte)
                at += 1
            }
        }
        if !isKey && depth < Self.mostInner { inner(from: start) }
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

    private static func unicodeEscape(_ byte: UInt8) -> [UInt8] {
        let digits = String(byte, radix: 16)
        return Array("\\u".utf8) + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.count) + Array(digits.utf8)
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

    /// If the text that was written from `start` on holds a document, that document stands beside it.
    private mutating func inner(from start: Int) {
        let raw = out[(start + 1)..<(out.count - 1)]
        guard raw.contains(Ascii.openBrace), raw.contains(Ascii.backslash) else { return }
        let text = Escapes.resolved(raw)
        guard let opening = text.firstIndex(of: Ascii.openBrace),
            let document = Unwrapper.document(Array(text[opening...]), depth: depth + 1)
        else { return }
        steps.formUnion(document.steps.union([.innerDocument]))
        out.insert(Ascii.openBracket, at: start)
        out.append(Ascii.comma)
        out += document.bytes
        out.append(Ascii.closeBracket)
    }
}
