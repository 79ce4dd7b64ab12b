/// Bytes where they stand, which nobody copies to look at them.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// The little of JSON's grammar that telling names from values takes.
enum JSONBytes {
    /// The quotation mark that ends the text which begins at `start`, or the line's end, which no text reaches unless
    /// something is damaged; and whether all before it is ASCII.
    static func close(_ bytes: Bytes, _ start: Int) -> (end: Int?, isASCII: Bool) {
        var index = start
        var seen: UInt64 = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let stops = (zeros(word ^ quotes) | zeros(word ^ backslashes) | zeros(word ^ newlines)) & upper
                let before = stops == 0 ? UInt64.max : (stops & (0 &- stops)) &- 1
                seen |= word & before
                index += stops == 0 ? 8 : stops.trailingZeroBitCount >> 3
                if stops == 0 { continue }
            }
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x0A { return (index, seen & upper == 0) }
            seen |= UInt64(byte)
            index += byte == 0x5C ? 2 : 1
        }
        return (nil, seen & upper == 0)
    }

    // Eight bytes at a time.
    private static let upper: UInt64 = 0x8080_8080_8080_8080
    private static let quotes: UInt64 = 0x2222_2222_2222_2222
    private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
    private static let newlines: UInt64 = 0x0A0A_0A0A_0A0A_0A0A

    /// The upper bit of the lowest byte that is zero comes out set, and none below it.
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

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
        if first != 0x5B && first != 0x7B { return first == 0x22 || first == 0x7D || first == 0x5D || first == 0x2C }
        let next = skipSpace(bytes, start + 1)
        guard next < bytes.count else { return isEnd ? false : nil }
        let second = bytes[next]
        // Python's `{'a': 1}` is text.
        if first == 0x7B { return second == 0x22 || second == 0x7D }
        return second == 0x7B || second == 0x5B || second == 0x22 || second == 0x5D
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
        guard start < content.count, content[start] == 0x7B || content[start] == 0x5B else { return nil }
        var result: [UInt8] = []
        var index = 0
        var quotes = 0
        while index < content.count {
            let byte = content[index]
            if byte == 0x5C, index + 1 < content.count, content[index + 1] == 0x22 || content[index + 1] == 0x5C {
                result.append(content[index + 1])
                quotes += content[index + 1] == 0x22 ? 1 : 0
                index += 2
            } else {
                result.append(byte)
                index += 1
            }
        }
        return quotes >= 2 ? result : nil
    }

    /// The way back.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if byte == 0x22 || byte == 0x5C { result.append(0x5C) }
            result.append(byte)
        }
        return result
    }
}

/// What stands at the beginning of a line of a log.
enum LogPrefix {
    /// The length of a date and time of day with which a line begins, a bracket before it included.
    static func timeLength(_ line: Bytes) -> Int {
        let start = line.first == 0x5B ? 1 : 0
        let shape = Array("dddd-dd-dd?dd:dd:dd".utf8)
        guard line.count >= start + shape.count else { return 0 }
        for (index, wanted) in shape.enumerated() {
            let byte = line[start + index]
            let fits =
                switch wanted {
                case UInt8(ascii: "d"): (0x30...0x39).contains(byte)
                case UInt8(ascii: "?"): byte == 0x20 || byte == 0x54
                default: byte == wanted
                }
            if !fits { return 0 }
        }
        var end = start + shape.count
        while end < line.count, (0x30...0x39).contains(line[end]) || ".,Z+:-".utf8.contains(line[end]) { end += 1 }
        return end
    }
}
