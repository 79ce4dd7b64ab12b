/// Cuts a text into words and signs, and knows the harmless shapes of numbers.
struct HarmlessScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the stretch ends that is looked at.
    let end: Int

    /// Letters and digits up to what is neither, with escapes undone.
    struct Word {
        var start: Int
        var end: Int
        var letters = 0
        var digits = 0
        /// Whether it has a letter that no word of the vocabulary has, or one that was escaped.
        var isOdd = false
    }

    /// A character as it stands in the text.
    struct Piece {
        enum Kind { case sign, word }
        var kind: Kind
        var end: Int
        /// Whether it stands there otherwise than as a letter or digit of ASCII.
        var isOdd = false
    }

    static let underscore = UInt8(ascii: "_")
    static let apostrophe = UInt8(ascii: "'")

    /// Whether something may begin at a byte that has to be looked at.
    static func opensWord(_ byte: UInt8) -> Bool {
        Ascii.isWord(byte) || byte >= 0x80 || byte == Ascii.backslash || byte == Ascii.percent || byte == Ascii.ampersand
            || byte == underscore
    }

    func byte(_ index: Int) -> UInt8? { index >= 0 && index < end ? bytes[index] : nil }

    /// What stands at a place.
    func piece(at index: Int) -> Piece {
        let first = bytes[index]
        if Ascii.isWord(first) || first == Self.underscore { return Piece(kind: .word, end: index + 1) }
        if first < 0x80 {
            if first == Ascii.percent, let high = hex(index + 1), let low = hex(index + 2) {
                let isWord = Ascii.isWord(high << 4 | low) || high >= 8
                return Piece(kind: isWord ? .word : .sign, end: index + 3, isOdd: true)
            }
            if first == Ascii.backslash { return escape(at: index) }
            if first == Ascii.ampersand, let entity = entity(at: index) { return entity }
            return Piece(kind: .sign, end: index + 1)
        }
        if let end = mojibakeEnd(index) { return Piece(kind: .sign, end: end) }
        if let end = Pseudonyms.end(in: bytes, at: index, limit: end) { return Piece(kind: .sign, end: end) }
        return scalar(at: index)
    }

    /// `&#65;`, `&eacute;`; nothing where an ampersand stands for itself.
    private func entity(at index: Int) -> Piece? {
        var at = index + 1
        while let byte = byte(at), at - index < 12, Ascii.isWord(byte) || byte == UInt8(ascii: "#") { at += 1 }
        guard at > index + 1, byte(at) == UInt8(ascii: ";") else { return nil }
        let name = bytes[(index + 1)..<at]
        let isSign: Bool
        if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self).lowercased()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            isSign = value.flatMap(Unicode.Scalar.init).map { !Self.isWord($0) } ?? false
        } else {
            isSign = Self.signs.contains { name.elementsEqual($0.utf8) }
        }
        return Piece(kind: isSign ? .sign : .word, end: at + 1, isOdd: true)
    }

    private static let signs = [
        "amp", "lt", "gt", "quot", "apos", "nbsp", "lsquo", "rsquo", "ldquo", "rdquo", "ndash", "mdash", "hellip",
        "copy", "reg", "trade", "middot", "bull", "zwnj",
    ]

    /// `\n`, `\\", `\u0041`, however many backslashes there are.
    private func escape(at index: Int) -> Piece {
        var at = index
        while byte(at) == Ascii.backslash { at += 1 }
        guard let next = byte(at) else { return Piece(kind: .sign, end: at) }
        if next == UInt8(ascii: "u"), let value = hexadecimal(at + 1, 4) {
            // Half of a pair is a letter for all that anybody knows.
            guard let scalar = Unicode.Scalar(value) else { return Piece(kind: .word, end: at + 5, isOdd: true) }
            return Piece(kind: Self.isWord(scalar) ? .word : .sign, end: at + 5, isOdd: true)
        }
        return Piece(kind: .sign, end: "nrtbf".utf8.contains(next) ? at + 1 : at)
    }

    /// `â€™`: a quotation mark in UTF-8 that somebody has read as Windows-1252.
    private func mojibakeEnd(_ index: Int) -> Int? {
        let lead: StaticString = "â€"
        let length = lead.utf8CodeUnitCount
        let endings: [StaticString] = ["˜", "™", "œ", "\u{9D}", "“", "”", "?"]
        guard bytes[index] == 0xC3, index + length < end, starts(index, lead) else { return nil }
        return endings.first { starts(index + length, $0) }.map { index + length + $0.utf8CodeUnitCount }
    }

    private func starts(_ index: Int, _ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= end else { return false }
        return text.withUTF8Buffer { wanted in wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] } }
    }

    private func scalar(at index: Int) -> Piece {
        let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        guard bytes[index] >= 0xC2, index + length <= end else { return Piece(kind: .word, end: index + 1, isOdd: true) }
        var value = UInt32(bytes[index] & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07))
        for place in (index + 1)..<(index + length) {
            guard bytes[place] & 0xC0 == 0x80 else { return Piece(kind: .word, end: index + 1, isOdd: true) }
            value = value << 6 | UInt32(bytes[place] & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return Piece(kind: .word, end: index + 1, isOdd: true) }
        return Piece(kind: Self.isWord(scalar) ? .word : .sign, end: index + length, isOdd: true)
    }

    /// Letters, digits, marks, and what cannot be seen and may stand between them.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return Ascii.isWord(UInt8(scalar.value)) || scalar == "_" }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .connectorPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
            .otherSymbol, .control:
            return scalar == "\u{2019}" ? false : isLetterlike(scalar)
        default: return true
        }
    }

    /// Letters in circles and squares are symbols.
    private static func isLetterlike(_ scalar: Unicode.Scalar) -> Bool {
        (0x2100...0x214F).contains(scalar.value) && scalar != "\u{2122}" || (0x2460...0x24FF).contains(scalar.value)
            || (0x1F100...0x1F1FF).contains(scalar.value)
    }

    /// The word that begins at a place.
    func word(from start: Int) -> Word {
        var word = Word(start: start, end: start)
        var at = start
        while at < end {
            let byte = bytes[at]
            if Ascii.isLetter(byte) {
                word.letters += 1
                at += 1
            } else if Ascii.isDigit(byte) {
                word.digits += 1
                at += 1
            } else if byte == Self.underscore {
                at += 1
            } else if let next = apostropheEnd(at), next < end, at > start, Ascii.isLetter(bytes[next]), !opensText(start, at) {
                if next - at > 1 { word.isOdd = true }
                at = next
            } else if byte >= 0x80 || byte == Ascii.backslash || byte == Ascii.percent || byte == Ascii.ampersand {
                let piece = piece(at: at)
                guard piece.kind == .word else { break }
                word.isOdd = true
                word.letters += 1
                at = piece.end
            } else {
                break
            }
        }
        word.end = max(at, start + 1)
        if word.letters == 0, word.digits == 0 { word.letters = 0 }
        return word
    }

    /// `u'…'`, `b'…'`: Python's marks of a text.
    func opensText(_ start: Int, _ mark: Int) -> Bool {
        mark == start + 1 && byte(mark) == Self.apostrophe && "ubrf".utf8.contains(bytes[start])
    }

    /// Behind an apostrophe, straight or not.
    private func apostropheEnd(_ index: Int) -> Int? {
        if bytes[index] == Self.apostrophe { return index + 1 }
        guard bytes[index] == 0xE2, byte(index + 1) == 0x80, byte(index + 2) == 0x99 else { return nil }
        return index + 3
    }

    /// Where a part of a name ends: at a change of letters to digits, at a capital behind a small letter, and before the
    /// last of several capitals that a small letter follows.
    static func partEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var at = start + 1
        if Ascii.isDigit(bytes[start]) {
            while at < bytes.count, Ascii.isDigit(bytes[at]) { at += 1 }
            return at
        }
        while at < bytes.count, Ascii.isLetter(bytes[at]) {
            let isCapital = Ascii.isUpper(bytes[at])
            if isCapital, Ascii.isLower(bytes[at - 1]) { return at }
            let isLast = isCapital && at + 1 < bytes.count && Ascii.isLower(bytes[at + 1])
            if isLast, at > start { return at }
            at += 1
        }
        return at
    }

    private func hex(_ index: Int) -> UInt8? { byte(index).flatMap(Ascii.hexValue) }

    private func hexadecimal(_ start: Int, _ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for place in start..<(start + count) {
            guard let digit = hex(place) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

/// Numbers, and what stands around them.
extension HarmlessScanner {
    /// The end of digits in groups with dots between.
    func numberEnd(from start: Int) -> Int {
        var at = start
        while true {
            while let byte = byte(at), Ascii.isDigit(byte) { at += 1 }
            guard byte(at) == Ascii.dot, let next = byte(at + 1), Ascii.isDigit(next) else { return at }
            at += 1
        }
    }

    /// Whether a name stands in a path of names: `com.example.Client2`.
    func isQualified(_ range: Range<Int>) -> Bool {
        func joins(_ sign: Int, _ beyond: Int) -> Bool {
            (byte(sign) == Ascii.dot || byte(sign) == UInt8(ascii: "$")) && byte(beyond).map(Ascii.isLetter) == true
        }
        return joins(range.lowerBound - 1, range.lowerBound - 2) || joins(range.upperBound, range.upperBound + 1)
    }

    /// `true`, as JSON, Python and SQL write it, and `OK`.
    func isConstant(_ range: Range<Int>) -> Bool {
        // A type of a column.
        if range.count == 4, bytes[range].elementsEqual("long".utf8), byte(range.upperBound) == UInt8(ascii: "\"") {
            return byte(range.lowerBound - 1) == UInt8(ascii: "\"")
        }
        return range.count <= 4
            && ["true", "True", "TRUE", "OK", "ok"].contains { bytes[range].elementsEqual($0.utf8) }
    }

    /// `POST /v1/…`: the method of a request, in capitals and with an address behind it, or `-X POST`.
    func isMethod(_ range: Range<Int>) -> Bool {
        guard range.count <= 7, Self.methods.contains(Array(bytes[range])) else { return false }
        if byte(range.upperBound) == Ascii.space, let next = byte(range.upperBound + 1) {
            if next == Ascii.slash || next == UInt8(ascii: "h") { return true }
            // `# POST INDEX/_search`, as Console has it.
            let word = bytes[(range.upperBound + 1)..<end].prefix { $0 > 0x20 }
            if word.contains(Ascii.slash) { return true }
        }
        let before = byte(range.lowerBound - 1)
        let after = byte(range.upperBound)
        // `HEAD` is a name as well.
        let isQuoted = before == UInt8(ascii: "\"") && after == before && bytes[range.lowerBound] != UInt8(ascii: "H")
        return isQuoted || before == UInt8(ascii: "X") || before == Ascii.space && byte(range.lowerBound - 2) == UInt8(ascii: "X")
    }

    private static let methods = Set(["POST", "HEAD", "GET", "PUT", "PATCH", "DELETE", "OPTIONS"].map { Array($0.utf8) })

    /// `#49;`, what is left of an entity whose ampersand was escaped.
    func isEntity(_ range: Range<Int>) -> Bool {
        byte(range.lowerBound - 1) == UInt8(ascii: "#") && byte(range.upperBound) == UInt8(ascii: ";")
    }

    /// Whether an escaped sign joins a number to another one.
    func isJoined(_ range: Range<Int>) -> Bool {
        if let next = byte(range.upperBound), next == Ascii.percent || next == Ascii.backslash || next == Ascii.ampersand {
            let piece = piece(at: range.upperBound)
            if piece.end > range.upperBound + 1, byte(piece.end).map(Ascii.isDigit) == true { return true }
            if next == Ascii.backslash, byte(piece.end) == Ascii.slash, byte(piece.end + 1).map(Ascii.isDigit) == true {
                return true
            }
        }
        for length in [2, 3, 6, 5, 4] where range.lowerBound > length && Ascii.isDigit(bytes[range.lowerBound - length - 1]) {
            let start = range.lowerBound - length
            guard bytes[start] == Ascii.percent || bytes[start] == Ascii.backslash || bytes[start] == Ascii.ampersand else {
                continue
            }
            let isSlash = length == 2 && bytes[start] == Ascii.backslash && bytes[start + 1] == Ascii.slash
            if isSlash || piece(at: start).end == range.lowerBound { return true }
        }
        return false
    }

    /// The end of a list of numbers, as a text's bytes may be written: six or more, with commas or blanks between.
    func numberListEnd(from start: Int) -> Int? {
        var at = start
        var count = 0
        var end = start
        while true {
            while let byte = byte(at), " ,;\t-".utf8.contains(byte) { at += 1 }
            let number = at
            while let byte = byte(at), Ascii.isDigit(byte), at - number < 4 { at += 1 }
            guard at > number, byte(at).map(Ascii.isWord) != true, byte(at) != Ascii.dot, byte(at) != Ascii.colon else { break }
            count += 1
            end = at
        }
        return count >= 6 ? end : nil
    }

    /// `35ms`, `1.2 s`, `30 seconds`, `10 MB`, `75 %`.
    func isDuration(_ range: Range<Int>) -> Bool {
        var unit = range.lowerBound
        while unit < range.upperBound, Ascii.isDigit(bytes[unit]) || bytes[unit] == Ascii.dot { unit += 1 }
        guard unit > range.lowerBound else { return false }
        if unit == range.upperBound {
            // `%2F` is a sign of an address.
            if byte(unit) == Ascii.percent { return hex(unit + 1) == nil }
            if byte(unit) == Ascii.space || byte(unit) == Ascii.hyphen { unit += 1 }
        }
        let end = letters(from: unit)
        if byte(end).map(Ascii.isWord) == true { return false }
        // `260b` is as well a piece of an address or a token.
        if unit < range.upperBound, end - unit == 1, !standsAlone(range) { return false }
        return Self.units.contains(Array(bytes[unit..<end].map(Ascii.lowered)))
    }

    private static let units = words(
        """
        ns us ms s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days millis milliseconds
        microseconds nanoseconds b kb mb gb tb kib mib gib byte bytes
        """)

    /// Whether nothing but blanks and signs of a sentence stand around a word.
    private func standsAlone(_ range: Range<Int>) -> Bool {
        let before = byte(range.lowerBound - 1) ?? Ascii.space
        let after = byte(range.upperBound) ?? Ascii.space
        return " =([\"'\t\n".utf8.contains(before) && " ,;)]\"'\t\r\n".utf8.contains(after)
    }

    /// `HTTP 401`, `status=401`, `401 Unauthorized`.
    func standsBesideStatus(_ range: Range<Int>) -> Bool {
        var before = range.lowerBound
        var signs = 0
        while before > 0, signs < 6, !Ascii.isWord(bytes[before - 1]), bytes[before - 1] < 0x80, bytes[before - 1] != 0x0A {
            before -= 1
            signs += 1
        }
        var start = before
        while start > 0, Ascii.isWord(bytes[start - 1]) || bytes[start - 1] == Self.underscore { start -= 1 }
        if Self.statusWords.contains(bytes[start..<before].map(Ascii.lowered)) { return true }
        // `HTTP/1.1" 401`
        var version = before
        while version > 0, Ascii.isDigit(bytes[version - 1]) || bytes[version - 1] == Ascii.dot { version -= 1 }
        if version < before, version > 4, bytes[version - 1] == Ascii.slash,
            bytes[(version - 5)..<(version - 1)].map(Ascii.lowered) == Array("http".utf8)
        {
            return true
        }
        let gap = range.upperBound
        let next = byte(gap) == Ascii.space || byte(gap) == Ascii.colon ? gap + 1 : gap
        let phrase = byte(next) == Ascii.space || byte(next) == UInt8(ascii: "(") ? next + 1 : next
        return Self.phrases.contains(bytes[phrase..<letters(from: phrase)].map(Ascii.lowered))
    }

    private static let statusWords = words(
        "http status code statuscode httpstatus statuscode response error returned answered exit got responsecode")
    /// First words of the phrases that belong to statuses (RFC 9110).
    private static let phrases = words(
        """
        ok created accepted moved found unauthorized forbidden not bad payment method gone conflict request unprocessable
        too internal service gateway unauthorised
        """)

    /// `AthenaClient.java:148`, `line 148`.
    func isLineNumber(_ range: Range<Int>) -> Bool {
        var before = range.lowerBound
        while before > 0, range.lowerBound - before < 2, bytes[before - 1] == Ascii.colon || bytes[before - 1] == Ascii.space
        { before -= 1 }
        var start = before
        while start > 0, Ascii.isLetter(bytes[start - 1]) { start -= 1 }
        let word = bytes[start..<before].map(Ascii.lowered)
        if word == Array("line".utf8) { return true }
        return start > 0 && bytes[start - 1] == Ascii.dot && byte(range.lowerBound - 1) == Ascii.colon
            && Self.sourceEndings.contains(word)
    }

    private static let sourceEndings = words("java kt py js ts go rb scala groovy swift cs c cpp ndjson json csv log txt")

    private func letters(from start: Int) -> Int {
        var at = start
        while let byte = byte(at), Ascii.isLetter(byte) { at += 1 }
        return at
    }

    private static func words(_ text: String) -> Set<[UInt8]> {
        Set(text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
    }
}
