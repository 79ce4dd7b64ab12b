/// What an input looks like from its first bytes; never from its name.
enum InputForm: Equatable {
    case empty
    /// Begins with a document or an array (design.md D5); `offset` is the first bracket.
    case json(offset: Int)
    case text(offset: Int)
    /// Nothing that could hold log lines; the associated text says what it is.
    case notALog(String)

    /// Looks at the first `count` bytes; `isWhole` if there are no more.
    static func of(_ bytes: UnsafePointer<UInt8>, count: Int, isWhole: Bool) -> InputForm {
        var start = 0
        if count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { start = 3 }
        let offset = start
        while start < count && (Ascii.isBlank(bytes[start]) || bytes[start] == Ascii.newline) { start += 1 }
        if start == count { return isWhole ? .empty : .text(offset: offset) }
        if let name = signature(bytes, start, count) { return .notALog(name) }
        if bytes[start] == Ascii.openBrace { return .json(offset: start) }
        if bytes[start] == Ascii.openBracket && opensArray(bytes, start + 1, count) { return .json(offset: start) }
        return .text(offset: offset)
    }

    /// `[INFO] …` and `[2026-11-20 …` are log lines, not arrays.
    private static func opensArray(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
        var at = start
        func skipBlanks() { while at < count && (Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.newline) { at += 1 } }
        skipBlanks()
        guard at < count else { return true }
        switch bytes[at] {
        case Ascii.openBrace, Ascii.openBracket, Ascii.quote: return true
        case Ascii.closeBracket:
            at += 1
            while at < count && Ascii.isBlank(bytes[at]) { at += 1 }
            return at == count || bytes[at] == Ascii.newline || bytes[at] == Ascii.comma
        default: break
        }
        let first = at
        while at < count, isScalarByte(bytes[at]) { at += 1 }
        let scalar = String(decoding: UnsafeBufferPointer(start: bytes + first, count: at - first), as: UTF8.self)
        guard ["true", "false", "null"].contains(scalar) || Double(scalar) != nil else { return false }
        skipBlanks()
        guard at < count else { return true }
        if bytes[at] == Ascii.comma { return true }
        guard bytes[at] == Ascii.closeBracket else { return false }
        at += 1
        while at < count && Ascii.isBlank(bytes[at]) { at += 1 }
        return at == count || bytes[at] == Ascii.newline
    }

    private static func isScalarByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x2B || byte == 0x2D
            || byte == 0x2E || byte == 0x45
    }

    private static func signature(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> String? {
        func begins(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard count - start >= wanted.count else { return false }
            return wanted.indices.allSatisfy { (bytes[start + $0] | 0x20) == (wanted[$0] | 0x20) }
        }
        if begins("%PDF-") { return "a PDF" }
        if begins("<!doctype html") || begins("<html") { return "an HTML page, perhaps a login page" }
        if start == 0 && count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B { return "gzip-compressed" }
        if start == 0 && count >= 4 && bytes[0] == 0x28 && bytes[1] == 0xB5 && bytes[2] == 0x2F && bytes[3] == 0xFD {
            return "zstd-compressed"
        }
        if count >= 2 && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF) {
            return "UTF-16 text"
        }
        // A stray NUL inside JSON text is damage, not a reason to give the file up.
        if bytes[start] == Ascii.openBrace || bytes[start] == Ascii.openBracket { return nil }
        var controls = 0
        let looked = min(count, 4096)
        for index in 0..<looked where bytes[index] == 0 || bytes[index] < 0x07 || bytes[index] == 0x7F { controls += 1 }
        return controls * 50 > looked ? "a binary file" : nil
    }
}
