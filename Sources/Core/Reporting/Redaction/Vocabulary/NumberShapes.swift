/// Numbers, and what is around them.
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

    /// Whether a name is in a path of names: `com.example.Client2`.
    func isQualified(_ range: Range<Int>) -> Bool {
        func joins(_ sign: Int, _ beyond: Int) -> Bool {
            // What stands for a hidden word is one.
            (byte(sign) == Ascii.dot || byte(sign) == UInt8(ascii: "$"))
                && byte(beyond).map { Ascii.isLetter($0) || $0 == 0xBA && byte(beyond - 1) == 0x80 } == true
        }
        return joins(range.lowerBound - 1, range.lowerBound - 2) || joins(range.upperBound, range.upperBound + 1)
    }

    /// `true`, as JSON, Python and SQL write it, and `OK`.
    func isConstant(_ range: Range<Int>) -> Bool {
        guard range.count <= 6 else { return false }
        switch bytes[range.lowerBound] {
        // A type of a column.
        case UInt8(ascii: "l"):
            let mark = UInt8(ascii: "\"")
            return bytes[range].elementsEqual("long".utf8) && byte(range.upperBound) == mark
                && byte(range.lowerBound - 1) == mark
        // What `_cat/indices` says of an index.
        case UInt8(ascii: "g"), UInt8(ascii: "y"), UInt8(ascii: "r"):
            return bytes[range.upperBound..<end].starts(with: " open ".utf8)
                && ["green", "yellow", "red"].contains { bytes[range].elementsEqual($0.utf8) }
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "O"), UInt8(ascii: "o"):
            return ["true", "True", "TRUE", "OK", "ok"].contains { bytes[range].elementsEqual($0.utf8) }
        default: return false
        }
    }

    /// `POST /v1/…`: the method of a request, in capitals and with an address after it, or `-X POST`.
    func isMethod(_ range: Range<Int>) -> Bool {
        guard (3...7).contains(range.count), bytes[range].allSatisfy(Ascii.isUpper), Self.methods.contains(bytes[range])
        else { return false }
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
        return isQuoted || before == UInt8(ascii: "X")
            || before == Ascii.space && byte(range.lowerBound - 2) == UInt8(ascii: "X")
    }

    private static let methods = WordTable("post head get put patch delete options")

    /// `#49;`, what is left of an entity whose ampersand was escaped.
    func isEntity(_ range: Range<Int>) -> Bool {
        byte(range.lowerBound - 1) == UInt8(ascii: "#") && byte(range.upperBound) == UInt8(ascii: ";")
    }

    /// `12/24/54`, `9-17-65`: whether a number is one of three with slashes or hyphens between.
    func isPartOfDate(_ range: Range<Int>) -> Bool {
        guard range.count <= 4 else { return false }
        for sign in [Ascii.slash, Ascii.hyphen] {
            var start = range.lowerBound
            var end = range.upperBound
            var groups = 1
            while start > 1, bytes[start - 1] == sign, Ascii.isDigit(bytes[start - 2]) {
                start -= 2
                while start > 0, Ascii.isDigit(bytes[start - 1]) { start -= 1 }
                groups += 1
            }
            while byte(end) == sign, let next = byte(end + 1), Ascii.isDigit(next) {
                end += 2
                while let digit = byte(end), Ascii.isDigit(digit) { end += 1 }
                groups += 1
            }
            if groups == 3 { return true }
        }
        return false
    }

    /// Whether a sign that words do not have joins it to something else: `m~3`, `!w!5~`.
    func isAmongSigns(_ range: Range<Int>) -> Bool {
        func joins(_ sign: Int, _ beyond: Int) -> Bool {
            guard let byte = byte(sign), Self.isOddSign(byte), let next = self.byte(beyond) else { return false }
            return next > 0x20 && !Self.endsText(next)
        }
        return joins(range.lowerBound - 1, range.lowerBound - 2) || joins(range.upperBound, range.upperBound + 1)
    }

    private static func isOddSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "+"),
            UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    private static func endsText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"),
            UInt8(ascii: "]"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    /// Whether an escaped sign joins a number to another one.
    func isJoined(_ range: Range<Int>) -> Bool {
        if let next = byte(range.upperBound),
            next == Ascii.percent || next == Ascii.backslash || next == Ascii.ampersand
        {
            let piece = piece(at: range.upperBound)
            if piece.end > range.upperBound + 1, byte(piece.end).map(Ascii.isDigit) == true { return true }
            if next == Ascii.backslash, byte(piece.end) == Ascii.slash, byte(piece.end + 1).map(Ascii.isDigit) == true {
                return true
            }
        }
        for length in [2, 3, 6, 5, 4]
        where range.lowerBound > length && Ascii.isDigit(bytes[range.lowerBound - length - 1]) {
            let start = range.lowerBound - length
            guard bytes[start] == Ascii.percent || bytes[start] == Ascii.backslash || bytes[start] == Ascii.ampersand
            else {
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
            guard at > number, byte(at).map(Ascii.isWord) != true, byte(at) != Ascii.dot, byte(at) != Ascii.colon else {
                break
            }
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
        return Self.units.contains(bytes[unit..<end])
    }

    private static let units = WordTable(
        """
        ns us ms s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days millis milliseconds
        microseconds nanoseconds b kb mb gb tb kib mib gib byte bytes
        """)

    /// Whether nothing but blanks and signs of a sentence are around a word.
    private func standsAlone(_ range: Range<Int>) -> Bool {
        let before = byte(range.lowerBound - 1) ?? Ascii.space
        let after = byte(range.upperBound) ?? Ascii.space
        return " =([\"'\t\n".utf8.contains(before) && " ,;)]\"'\t\r\n".utf8.contains(after)
    }

    /// `HTTP 401`, `status=401`, `401 Unauthorized`.
    func standsBesideStatus(_ range: Range<Int>) -> Bool {
        var before = range.lowerBound
        var signs = 0
        while before > 0, signs < 6, !Ascii.isWord(bytes[before - 1]), bytes[before - 1] < 0x80,
            bytes[before - 1] != 0x0A
        {
            before -= 1
            signs += 1
        }
        var start = before
        while start > 0, Ascii.isWord(bytes[start - 1]) || bytes[start - 1] == Self.underscore { start -= 1 }
        if Self.statusWords.contains(bytes[start..<before]) { return true }
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
        return Self.phrases.contains(bytes[phrase..<letters(from: phrase)])
    }

    private static let statusWords = WordTable(
        "http status code statuscode httpstatus statuscode response error returned answered exit got responsecode")
    /// First words of the phrases that belong to statuses (RFC 9110).
    private static let phrases = WordTable(
        """
        ok created accepted moved found unauthorized forbidden not bad payment method gone conflict request unprocessable
        too internal service gateway unauthorised
        """)

    /// `AthenaClient.java:148`, `line 148`.
    func isLineNumber(_ range: Range<Int>) -> Bool {
        var before = range.lowerBound
        while before > 0, range.lowerBound - before < 2,
            bytes[before - 1] == Ascii.colon || bytes[before - 1] == Ascii.space
        { before -= 1 }
        var start = before
        while start > 0, Ascii.isLetter(bytes[start - 1]) { start -= 1 }
        if Self.line.contains(bytes[start..<before]) { return true }
        return start > 0 && bytes[start - 1] == Ascii.dot && byte(range.lowerBound - 1) == Ascii.colon
            && Self.sourceEndings.contains(bytes[start..<before])
    }

    private static let line = WordTable("line")
    private static let sourceEndings = WordTable(
        "java kt py js ts go rb scala groovy swift cs c cpp ndjson json csv log txt")

    private func letters(from start: Int) -> Int {
        var at = start
        while let byte = byte(at), Ascii.isLetter(byte) { at += 1 }
        return at
    }
}
