/// What an input looks like from its first bytes; never from its name.
enum InputForm: Equatable {
    case empty
    /// Begins with a document or an array (design.md D5); `offset` is the first bracket.
    case json(offset: Int)
    case text(offset: Int)
    /// Nothing that could hold log lines.
    case notALog(Signature)

    /// Looks at the first `count` bytes; `isWhole` if there are no more.
    static func of(_ bytes: UnsafePointer<UInt8>, count: Int, isWhole: Bool) -> InputForm {
        var start = 0
        if count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF { start = 3 }
        let offset = start
        while start < count && (Ascii.isBlank(bytes[start]) || bytes[start] == Ascii.newline) { start += 1 }
        if start == count { return isWhole ? .empty : .text(offset: offset) }
        if let found = Signature.of(bytes, start, count) { return .notALog(found) }
        func json(_ offset: Int) -> InputForm {
            let rest = UnsafeBufferPointer(start: bytes + offset, count: count - offset)
            return (isWhole ? ErrorAnswer.of(rest) : nil).map { .notALog($0) } ?? .json(offset: offset)
        }
        if bytes[start] == Ascii.openBrace { return json(start) }
        if bytes[start] == Ascii.openBracket && opensArray(bytes, start + 1, count) { return .json(offset: start) }
        if let document = behindHead(bytes, start, count) { return json(document) }
        return .text(offset: offset)
    }

    /// Where an answer begins behind what a program wrote above it: Kibana's Console a line with `#` for each request,
    /// `curl -i` the headers of a success up to a blank line. A failure's are what has to be explained.
    private static func behindHead(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        let text = UnsafeBufferPointer(start: bytes, count: min(count, start + 16 << 10))
        let status = text[start...].prefix(16).split(separator: 0x20).dropFirst().first?.first
        let isHTTP = text[start...].starts(with: "HTTP/".utf8) && status == UInt8(ascii: "2")
        var at = start
        while at < text.count {
            let line = text[at...].prefix { $0 != Ascii.newline }
            let isBlank = line.allSatisfy(Ascii.isBlank)
            if bytes[at] == Ascii.openBrace || bytes[at] == Ascii.openBracket && opensArray(bytes, at + 1, count) {
                return at > start ? at : nil
            }
            guard isBlank || isHTTP || bytes[at] == UInt8(ascii: "#") else { return nil }
            at = line.endIndex + 1
        }
        return nil
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
}
