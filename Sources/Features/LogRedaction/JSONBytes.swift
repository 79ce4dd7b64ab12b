internal import Glibc
internal import Reporting

/// Bytes where they stand, which nobody copies to look at them.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// The little of JSON's grammar that telling names from values takes.
enum JSONBytes {
    /// The quotation mark that ends the text which begins at `start`, or the line's end, which no text reaches unless
    /// something is damaged; whether all before it is ASCII, and whether a backslash is in it.
    static func close(_ bytes: Bytes, _ start: Int) -> (end: Int?, isASCII: Bool, isEscaped: Bool) {
        var index = start
        var seen: UInt64 = 0
        var isEscaped = false
        let raw = UnsafeRawBufferPointer(bytes)
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let stops = (zeros(word ^ quotes) | zeros(word ^ backslashes) | zeros(word ^ newlines)) & upper
                // Of the bytes in front of the first stop; all, where there is none.
                seen |= word & (stops & (0 &- stops) &- 1)
                index += stops.trailingZeroBitCount >> 3
                if stops == 0 { continue }
            }
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x0A { return (index, seen & upper == 0, isEscaped) }
            seen |= UInt64(byte)
            if byte == 0x5C { isEscaped = true }
            index += byte == 0x5C ? 2 : 1
        }
        return (nil, seen & upper == 0, isEscaped)
    }

    // Eight bytes at a time.
    private static let upper: UInt64 = 0x8080_8080_8080_8080
    private static let quotes: UInt64 = 0x2222_2222_2222_2222
    private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
    private static let newlines: UInt64 = 0x0A0A_0A0A_0A0A_0A0A

    /// The upper bit of the lowest byte that is zero comes out set, and none below it.
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

    /// Whether nothing but blanks stands there to the end; a line's end is more than that.
    static func isBlank(_ text: Bytes, from start: Int) -> Bool {
        text[start...].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    /// Whether a byte stands in a text.
    static func holds(_ text: Bytes, _ byte: UInt8) -> Bool {
        guard let base = text.baseAddress else { return false }
        return memchr(base, Int32(byte), text.count) != nil
    }

    /// `true`, `false` or `null`.
    static func isConstant(_ word: Bytes) -> Bool {
        guard word.count == 4 || word.count == 5, word[0] >= 0x61 else { return false }
        let first = UnsafeRawBufferPointer(word).loadUnaligned(as: UInt32.self)
        // The four letters in memory order, whatever that of the machine's numbers.
        let letters = UInt32(littleEndian: first)
        if word.count == 5 { return letters == 0x736C_6166 && word[4] == 0x65 }
        return letters == 0x6575_7274 || letters == 0x6C6C_756E
    }

    /// Whether JSON begins here; `[INFO] …` does not. Nothing where more has to come to tell.
    static func opens(_ bytes: Bytes, _ start: Int, _ isEnd: Bool) -> Bool? {
        let first = bytes[start]
        if first != 0x5B && first != 0x7B {
            guard first == 0x22 || first == 0x7D || first == 0x5D || first == 0x2C else { return false }
            return isFragment(bytes, start, isEnd)
        }
        let next = skipSpace(bytes, start + 1)
        guard next < bytes.count else { return isEnd ? false : nil }
        let second = bytes[next]
        // Python's `{'a': 1}` is text, and so is Ruby's `{"a"=>1}`.
        if first == 0x7B {
            if second != 0x22 { return second == 0x7D }
            guard let close = close(bytes, next + 1).end else {
                return isEnd ? true : bytes.count - start > 4096 ? true : nil
            }
            let sign = skipSpace(bytes, close + 1)
            return sign < bytes.count ? bytes[sign] != 0x3D : isEnd ? true : nil
        }
        if second == 0x7B { return opens(bytes, next, isEnd) }
        return second == 0x5B || second == 0x22 || second == 0x5D
    }

    /// Whether a line goes on with a document whose beginning is missing: nothing stands outside of quotes but signs, numbers
    /// and constants.
    private static func isFragment(_ bytes: Bytes, _ start: Int, _ isEnd: Bool) -> Bool? {
        var at = start
        while at < bytes.count, bytes[at] != 0x0A {
            let byte = bytes[at]
            if byte == 0x22 {
                guard let end = close(bytes, at + 1).end else { return isEnd ? false : nil }
                if bytes[end] != 0x22 { return false }
                at = end + 1
                // Between two texts stands a sign; in a table a tab or a semicolon does.
                while at < bytes.count, bytes[at] == 0x20 { at += 1 }
                if at < bytes.count, !",:]}\r\n".utf8.contains(bytes[at]) { return false }
            } else if byte <= 0x20 || ",:[]{}".utf8.contains(byte) {
                at += 1
            } else {
                let end = wordEnd(bytes, at)
                let word = Bytes(rebasing: bytes[at..<end])
                if end == bytes.count, !isEnd { return nil }
                guard isConstant(word) || word.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) })
                else { return false }
                at = end
            }
        }
        return at < bytes.count || isEnd ? true : nil
    }

    /// The next object in a line of text, to the brace that closes it or, where none does, to the line's end; its quotes
    /// may be escaped.
    static func document(_ line: Bytes, from start: Int) -> (range: Range<Int>, isEscaped: Bool)? {
        var index = start
        while let brace = line[index...].firstIndex(of: 0x7B) {
            let next = skipSpace(line, brace + 1)
            guard next < line.count else { return nil }
            if line[next] == 0x22 { return (brace..<end(line, brace), false) }
            if line[next] == 0x5C {
                let last = line[next...].lastIndex(of: 0x7D)
                return last.map { (brace..<($0 + 1), true) }
            }
            index = brace + 1
        }
        return nil
    }

    private static func end(_ line: Bytes, _ start: Int) -> Int {
        var depth = 0
        var index = start
        var isInText = false
        while index < line.count {
            switch line[index] {
            case 0x5C: index += 1
            case 0x22: isInText.toggle()
            case 0x7B where !isInText: depth += 1
            case 0x7D where !isInText:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        // The newline is not the document's.
        return line.last == 0x0A ? line.count - 1 : line.count
    }

    /// The end of a run of bytes that are no sign of JSON's.
    static func wordEnd(_ bytes: Bytes, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] > 0x20 {
            switch bytes[index] {
            case 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22: return index
            default: index += 1
            }
        }
        return index
    }

    static func skipSpace(_ bytes: Bytes, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        return index
    }

    /// The document that a text holds as its value, if it looks like one.
    static func unescapedDocument(_ content: Bytes) -> [UInt8]? {
        let start = skipSpace(content, 0)
        guard start < content.count else { return nil }
        // A text in a text is one as well.
        let isText = content[start] == 0x5C
        guard isText || content[start] == 0x7B || content[start] == 0x5B else { return nil }
        var result: [UInt8] = []
        var index = 0
        var quotes = 0
        while index < content.count {
            let byte = content[index]
            if byte == 0x5C, let scalar = scalar(content, index) {
                result += scalar.bytes
                index += scalar.length
                continue
            }
            let escaped = byte == 0x5C && index + 1 < content.count ? plain(content[index + 1]) : nil
            if let escaped {
                result.append(escaped)
                quotes += escaped == 0x22 ? 1 : 0
                index += 2
            } else {
                result.append(byte)
                index += 1
            }
        }
        return quotes >= 2 ? result : nil
    }

    /// A text without the `\\u00XX` of printable ASCII; nothing where it has none. Quotation marks and backslashes stay escaped.
    static func withoutNeedlessEscapes(_ content: Bytes) -> [UInt8]? {
        guard holds(content, 0x5C) else { return nil }
        var result: [UInt8] = []
        var isChanged = false
        var index = 0
        while index < content.count {
            guard content[index] == 0x5C, index + 1 < content.count else {
                result.append(content[index])
                index += 1
                continue
            }
            if content[index + 1] == UInt8(ascii: "u"), index + 5 < content.count,
                let value = UInt32(String(decoding: content[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
                (0x20..<0x7F).contains(value), value != 0x22, value != 0x5C
            {
                result.append(UInt8(value))
                index += 6
                isChanged = true
            } else if content[index + 1] == 0x2F {
                result.append(0x2F)
                index += 2
                isChanged = true
            } else {
                result.append(content[index])
                result.append(content[index + 1])
                index += 2
            }
        }
        return isChanged ? result : nil
    }

    /// The character beyond ASCII that `\\u201c` stands for, also in a pair.
    private static func scalar(_ content: Bytes, _ index: Int) -> (bytes: [UInt8], length: Int)? {
        func unit(_ start: Int) -> UInt32? {
            guard start + 6 <= content.count, content[start] == 0x5C, content[start + 1] == UInt8(ascii: "u") else {
                return nil
            }
            return UInt32(String(decoding: content[(start + 2)..<(start + 6)], as: UTF8.self), radix: 16)
        }
        guard let first = unit(index), first >= 0xA0 else { return nil }
        if first & 0xFC00 == 0xD800 {
            guard let second = unit(index + 6), second & 0xFC00 == 0xDC00,
                let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
            else { return nil }
            return (Array(String(Character(scalar)).utf8), 12)
        }
        return Unicode.Scalar(first).map { (Array(String(Character($0)).utf8), 6) }
    }

    /// What an escaped sign stands for.
    private static func plain(_ sign: UInt8) -> UInt8? {
        switch sign {
        case 0x22, 0x5C: sign
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The way back.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 0x0A: result += [0x5C, UInt8(ascii: "n")]
            case 0x0D: result += [0x5C, UInt8(ascii: "r")]
            case 0x09: result += [0x5C, UInt8(ascii: "t")]
            default:
                if byte == 0x22 || byte == 0x5C { result.append(0x5C) }
                result.append(byte)
            }
        }
        return result
    }
}

/// What stands at the beginning of a line of a log.
enum LogPrefix {
    /// The date and time of day at which a line was logged: at its beginning, or behind up to three words of it.
    ///
    /// Empty, at the line's beginning, where there is none.
    static func time(in line: Bytes) -> Range<Int> {
        var at = 0
        var words = 0
        while at < min(line.count, 160), words < 4 {
            while at < line.count, isOpening(line[at]) { at += 1 }
            guard at < line.count else { break }
            if let end = LogTimes.end(in: line, at: at) { return at..<end }
            // What stands for a hidden word is one word, though there is a space in it.
            if line[at] == 0xE2, let hidden = Pseudonyms.next(in: line, from: at), hidden.lowerBound == at {
                at = hidden.upperBound
            }
            // A name in front of the time, as of a pod, a file or a priority: `<13>`, `[pod/a]`, `time="…`.
            while at < line.count, line[at] > 0x20, line[at] != 0x3D || words > 0, line[at] != 0x7B { at += 1 }
            if at < line.count, line[at] == 0x7B { break }
            if at < line.count { at += 1 }
            words += 1
        }
        return 0..<0
    }

    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == 0x5B || byte == 0x28 || byte == 0x22 || byte == 0x27 || byte == 0x20 || byte == 0x09
    }
}
