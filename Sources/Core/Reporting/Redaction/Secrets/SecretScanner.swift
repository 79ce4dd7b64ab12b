/// The recognizers of secrets by position over one text; each answers for one place. They look at a bounded stretch or at a
/// line, and are asked only where a word begins.
struct SecretScanner {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The value after `password=`, `"token": "…"` and the like; the name stays.
    func namedValue(at index: Int, isSecret: ((Slice<UnsafeBufferPointer<UInt8>>) -> Bool)? = nil) -> IdentityMatch? {
        let end = run(from: index, limit: 65) { Ascii.isWord($0) || Self.joints.contains($0) }
        guard end - index <= 64 else { return nil }
        var place = end
        while place - end < 12, let length = quote(at: place) ?? blank(at: place) ?? bracket(at: place) {
            place += length
        }
        guard let sign = byte(place), sign == Ascii.colon || sign == Ascii.equals else {
            return valueWithoutSign(of: index..<end, isSecret)
        }
        let name = bytes[index..<end]
        let further = isSecret?(name) == true
        guard let kind = further ? .secret : SecretNames.kind(of: name) else { return nil }
        let start = valueStart(behind: place + 1)
        if kind == .secret, !further, SecretNames.hasManyWords(name) {
            let found = words(of: start, openedBefore: index)
            return found.isEmpty ? nil : IdentityMatch(kind: kind, start: found.lowerBound, end: found.upperBound)
        }
        let found = value(at: start, ofJSON: sign == Ascii.colon && enclosing(index) == 0x22)
        return found.isEmpty ? nil : IdentityMatch(kind: kind, start: found.lowerBound, end: found.upperBound)
    }

    /// `"token" "…"` and `"token""…"`: between two texts of JSON the colon was lost.
    private func valueWithoutSign(
        of name: Range<Int>, _ isSecret: ((Slice<UnsafeBufferPointer<UInt8>>) -> Bool)?
    ) -> IdentityMatch? {
        guard let mark = enclosing(name.lowerBound) else { return nil }
        let close = run(from: name.upperBound) { $0 == Ascii.backslash }
        guard self.mark(at: close) == mark, let length = quote(at: close) else { return nil }
        let next = run(from: close + length) { $0 == Ascii.space || $0 == Ascii.backslash }
        // Without a blank, two marks may be one that is doubled.
        let isApart = next > close + length || byte(next + (quote(at: next) ?? 1)).map(Ascii.isWord) == true
        guard isApart, self.mark(at: next) == mark,
            SecretNames.kind(of: bytes[name]) == .secret || isSecret?(bytes[name]) == true
        else { return nil }
        let found = value(at: next)
        // What a colon follows is the next key.
        let behind = run(from: found.upperBound) { "\"'\\ ".utf8.contains($0) }
        if found.isEmpty || byte(behind) == Ascii.colon { return nil }
        return IdentityMatch(kind: .secret, start: found.lowerBound, end: found.upperBound)
    }

    /// The token after `Bearer` or `Basic`.
    func bearer(at index: Int) -> IdentityMatch? {
        guard let start = schemeEnd(at: index) else { return nil }
        let end = run(from: start) { !Ascii.isBlank($0) && !Self.endsValue.contains($0) }
        let token = bytes[start..<end]
        // "Basic information" is not a credential.
        let telling = token.contains { Ascii.isDigit($0) || $0 == Ascii.equals } || token.count >= 20
        return telling && token.count >= 8 ? IdentityMatch(kind: .token, start: start, end: end) : nil
    }

    private static let joints = ByteSet("-_.")
    private static let endsValue = ByteSet(",;&\"'<>)}]")
}

/// Where a value begins and ends.
extension SecretScanner {
    /// After blanks, backslashes and the arrow of `=>`, in front of a quotation mark.
    private func valueStart(behind sign: Int) -> Int {
        var place = sign
        while place - sign < 16 {
            if let length = blank(at: place) {
                place += length
            } else if "ub".utf8.contains(byte(place) ?? 0), place > sign, quote(at: place + 1) != nil {
                // Python 2 marks its texts: `u'…'`.
                place += 1
            } else if byte(place) == Ascii.backslash || byte(place) == 0x3E || byte(place) == UInt8(ascii: "^")
                || place == sign && byte(place) == Ascii.equals
            {
                place += 1
            } else {
                break
            }
        }
        return place
    }

    /// One value, in quotation marks or up to what ends one.
    func value(at place: Int, ofJSON isJSON: Bool = false) -> Range<Int> {
        if let length = quote(at: place) {
            var start = place + length
            // A mark that was doubled, or that a shell writes as `'\''`, opens nothing that is empty.
            var opening = start
            while mark(at: opening) == mark(at: place) || byte(opening) == Ascii.backslash {
                opening += quote(at: opening) ?? 1
            }
            if opening > start + 1, let next = byte(opening), !Ascii.isBlank(next), !",:;}])\n\r".utf8.contains(next) {
                start = opening
            }
            return start..<closing(openedAt: place, from: start)
        }
        return place..<(isJSON ? bareEnd(from: place) : valueEnd(from: place))
    }

    /// The end of a value of JSON whose quotation marks are missing: commas and brackets may be signs of it.
    private func bareEnd(from start: Int) -> Int {
        var end = start
        while let byte = byte(end), byte != 0x0A, byte != 0x0D {
            let next = run(from: end + 1) { $0 == Ascii.space || $0 == Ascii.backslash }
            let opens = quote(at: next) != nil || self.byte(next) == UInt8(ascii: "{")
            if byte == UInt8(ascii: ","), opens { break }
            if "}]".utf8.contains(byte), opens || self.byte(next).map({ ",}]\n\r".utf8.contains($0) }) ?? true { break }
            end += 1
        }
        while end > start, Ascii.isBlank(bytes[end - 1]) || mark(at: end - 1) != nil { end -= 1 }
        return end
    }

    /// The complete value of a header: to the mark that encloses header or value, to a bracket around it, to another header or
    /// option, or to the line's end.
    private func words(of start: Int, openedBefore name: Int) -> Range<Int> {
        if quote(at: start) != nil { return value(at: start) }
        if let token = singleToken(from: start), enclosing(name) == nil { return start..<token }
        let close = enclosing(name)
        var end = start
        var quoted: UInt8?
        while let byte = byte(end), byte != 0x0A, byte != 0x0D {
            if let close, self.mark(at: end) == close, !isEscaped(end) || isEscaped(name - 1) { break }
            if byte == UInt8(ascii: "\""), close != byte { quoted = quoted == nil ? byte : nil }
            if quoted == nil {
                if "}])".utf8.contains(byte) { break }
                if byte == UInt8(ascii: ","), beginsHeader(end + 1) { break }
                if close == nil, byte == Ascii.space, beginsOptionOrAddress(end + 1) { break }
            }
            end += 1
        }
        // The backslash in front of an escaped mark is the mark's.
        if end > start, byte(end) != nil, bytes[end - 1] == Ascii.backslash, byte(end) != 0x0A { end -= 1 }
        while end > start, Ascii.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The end of `Bearer x`, however often the scheme is written; nothing where more may belong to the value.
    private func singleToken(from start: Int) -> Int? {
        var place = start
        while let end = schemeEnd(at: place) { place = end }
        guard place > start, !has("digest ", at: start) else { return nil }
        let end = valueEnd(from: place)
        if mark(at: end) != nil { return nil }
        let token = bytes[place..<end]
        if token.count >= 8, token.contains(where: Ascii.isDigit) { return end }
        // A short word without digits may be one more word in front of the token.
        let next = run(from: end) { $0 == Ascii.space }
        let after = bytes[next..<run(from: next) { !Ascii.isBlank($0) && !Self.endsValue.contains($0) }]
        return after.contains(where: Ascii.isDigit) || after.count >= 12 ? nil : end
    }

    private func valueEnd(from start: Int) -> Int {
        var first = start
        // "Authorization: Bearer x" is one value of two words.
        while let end = schemeEnd(at: first) { first = end }
        var end = first
        while let byte = byte(end), !Self.endsValue.contains(byte) {
            // A shell's escaped blank belongs to the word.
            if byte == Ascii.backslash, self.byte(end + 1) == Ascii.space {
                end += 2
                continue
            }
            // A backtick may be a sign of the value.
            if byte == Ascii.space, let next = furtherWord(at: end + 1) {
                end = next
                continue
            }
            if Ascii.isBlank(byte) || byte != 0x60 && mark(at: end) != nil { break }
            end += 1
        }
        return min(end, bytes.count)
    }

    /// The end of a word of letters and digits mixed, as no word of a sentence is: a secret may hold a blank.
    private func furtherWord(at start: Int) -> Int? {
        let end = run(from: start, limit: 64) { Ascii.isLetter($0) || Ascii.isDigit($0) }
        let word = bytes[start..<end]
        guard word.count >= 4, word.contains(where: Ascii.isDigit), word.contains(where: Ascii.isLetter) else {
            return nil
        }
        // A name or an address goes on.
        return byte(end).map { "-_.:/=".utf8.contains($0) } == true ? nil : end
    }

    private func schemeEnd(at index: Int) -> Int? {
        guard let first = byte(index) else { return nil }
        let schemes: (StaticString, StaticString)
        switch Ascii.lowered(first) {
        case UInt8(ascii: "a"): schemes = ("apikey ", "apikey ")
        case UInt8(ascii: "b"): schemes = ("bearer ", "basic ")
        case UInt8(ascii: "d"): schemes = ("digest ", "digest ")
        case UInt8(ascii: "n"): schemes = ("negotiate ", "ntlm ")
        case UInt8(ascii: "t"): schemes = ("token ", "token ")
        default: return nil
        }
        let isFirst = has(schemes.0, at: index)
        guard isFirst || has(schemes.1, at: index) else { return nil }
        let length = (isFirst ? schemes.0 : schemes.1).utf8CodeUnitCount
        return run(from: index + length) { $0 == Ascii.space }
    }

    /// The mark that ends a value: the first of its kind that does not belong to the value, or the line's end.
    func closing(openedAt opening: Int, from start: Int) -> Int {
        let wanted = mark(at: opening)
        let isEscapedText = isEscaped(opening)
        var index = start
        while let byte = byte(index), byte != 0x0A {
            if mark(at: index) == wanted, !isEscaped(index) || isEscapedText, endsBehind(index) {
                return isEscapedText && index > start && bytes[index - 1] == Ascii.backslash ? index - 1 : index
            }
            index += 1
        }
        return index
    }

    /// Whether a mark ends a value: after it nothing, a blank, or a sign of JSON, a shell or a sentence.
    private func endsBehind(_ index: Int) -> Bool {
        let next = index + (quote(at: index) ?? 1)
        guard let byte = byte(next) else { return true }
        return Ascii.isBlank(byte) || ",;:}])>&|/\\<".utf8.contains(byte) || mark(at: next) != nil
    }

    /// Whether an odd number of backslashes is in front of a place.
    private func isEscaped(_ index: Int) -> Bool {
        var count = 0
        while let byte = byte(index - 1 - count), byte == Ascii.backslash { count += 1 }
        return count % 2 == 1
    }
}

/// Marks of all kinds: straight, escaped, and what chat programs and office documents make of them.
extension SecretScanner {
    /// The straight form of the quotation mark at a place.
    func mark(at index: Int) -> UInt8? {
        guard let byte = byte(index) else { return nil }
        if byte < 0x80 {
            if byte == 0x26 { return has("&quot;", at: index) || has("&#34;", at: index) ? 0x22 : nil }
            return byte == 0x22 || byte == 0x27 || byte == 0x60 ? byte : nil
        }
        guard byte == 0xE2, self.byte(index + 1) == 0x80, let last = self.byte(index + 2) else { return nil }
        switch last {
        case 0x98...0x9B, 0xB2: return 0x27
        case 0x9C...0x9F, 0xB3: return 0x22
        default: return nil
        }
    }

    /// The length of a quotation mark.
    func quote(at index: Int) -> Int? {
        guard mark(at: index) != nil else { return nil }
        return bytes[index] >= 0x80 ? 3 : bytes[index] != 0x26 ? 1 : has("&quot;", at: index) ? 6 : 5
    }

    /// The length of a blank, a no-break one included.
    func blank(at index: Int) -> Int? {
        switch byte(index) {
        case 0x20, 0x09: 1
        case 0xC2 where byte(index + 1) == 0xA0: 2
        default: nil
        }
    }

    private func bracket(at index: Int) -> Int? {
        // A caret is the escape of Windows' shell.
        byte(index).map { "\\]^".utf8.contains($0) } == true ? 1 : nil
    }

    /// The mark that is directly before a name, and so ends after its value.
    private func enclosing(_ name: Int) -> UInt8? {
        guard name > 0 else { return nil }
        return mark(at: name - 1) ?? (name > 2 ? mark(at: name - 3) : nil)
    }

    /// ` Content-Type: ` or ` Accept=`: the name of a header, which parameters of a scheme are not.
    private func beginsHeader(_ index: Int) -> Bool {
        let start = run(from: index) { $0 == Ascii.space || $0 == 0x22 || $0 == 0x27 }
        let end = run(from: start, limit: 64) { Ascii.isWord($0) || $0 == Ascii.hyphen }
        guard end > start, byte(end) == Ascii.colon || byte(end) == Ascii.equals else { return false }
        let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        return name.contains("-") || SecretNames.harmlessHeaders.contains(name)
    }

    private func beginsOptionOrAddress(_ index: Int) -> Bool {
        has("-", at: index) && (byte(index + 1).map { Ascii.isLetter($0) || $0 == Ascii.hyphen } ?? false)
            || has("http://", at: index) || has("https://", at: index)
    }
}

extension SecretScanner {
    func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

    func run(from start: Int, limit: Int = .max, while wanted: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, end - start < limit, wanted(bytes[end]) { end += 1 }
        return end
    }

    /// Whether this lower-case word is here, in any case.
    func has(_ word: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { Ascii.lowered(bytes[index + $0]) == wanted[$0] }
        }
    }
}
