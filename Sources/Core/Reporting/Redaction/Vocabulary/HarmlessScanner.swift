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

    /// A character as it is in the text.
    struct Piece {
        enum Kind { case sign, word }
        var kind: Kind
        var end: Int
        /// Whether it is there otherwise than as a letter or digit of ASCII.
        var isOdd = false
    }

    static let underscore = UInt8(ascii: "_")
    static let apostrophe = UInt8(ascii: "'")

    /// Whether something may begin at a byte that has to be looked at.
    static func opensWord(_ byte: UInt8) -> Bool {
        Ascii.isWord(byte) || byte >= 0x80 || byte == Ascii.backslash || byte == Ascii.percent
            || byte == Ascii.ampersand
            || byte == underscore
    }

    func byte(_ index: Int) -> UInt8? { index >= 0 && index < end ? bytes[index] : nil }

    /// What is at a place.
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

    /// `â€™`: a quotation mark in UTF-8 that someone has read as Windows-1252.
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
        guard bytes[index] >= 0xC2, index + length <= end else {
            return Piece(kind: .word, end: index + 1, isOdd: true)
        }
        var value = UInt32(bytes[index] & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07))
        for place in (index + 1)..<(index + length) {
            guard bytes[place] & 0xC0 == 0x80 else { return Piece(kind: .word, end: index + 1, isOdd: true) }
            value = value << 6 | UInt32(bytes[place] & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return Piece(kind: .word, end: index + 1, isOdd: true) }
        return Piece(kind: Self.isWord(scalar) ? .word : .sign, end: index + length, isOdd: true)
    }

    /// Letters, digits, marks, and what cannot be seen and may be between them.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return Ascii.isWord(UInt8(scalar.value)) || scalar == "_" }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation, .openPunctuation,
            .closePunctuation,
            .initialPunctuation, .finalPunctuation, .connectorPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol,
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
                let first = at
                repeat { at += 1 } while at < end && Ascii.isLetter(bytes[at])
                word.letters += at - first
            } else if Ascii.isDigit(byte) {
                word.digits += 1
                at += 1
            } else if byte == Self.underscore {
                at += 1
            } else if let next = apostropheEnd(at), next < end, at > start, Ascii.isLetter(bytes[next]),
                !opensText(start, at)
            {
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

    /// After an apostrophe, straight or not.
    private func apostropheEnd(_ index: Int) -> Int? {
        if bytes[index] == Self.apostrophe { return index + 1 }
        guard bytes[index] == 0xE2, byte(index + 1) == 0x80, byte(index + 2) == 0x99 else { return nil }
        return index + 3
    }

    /// Where a part of a name ends: at a change of letters to digits, at a capital after a small letter, and before the
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

    func hex(_ index: Int) -> UInt8? { byte(index).flatMap(Ascii.hexValue) }

    private func hexadecimal(_ start: Int, _ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for place in start..<(start + count) {
            guard let digit = hex(place) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
