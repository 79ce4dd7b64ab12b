internal import Support

/// Signs of a document in a line of text: where one may begin, and whether it is there in part.
enum DocumentPart {
    /// Whether a document begins in a line of text that cannot be read, `{"key":` and no good end, or ends there; also one
    /// whose quotes are escaped.
    static func isOne(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if isPlainPart(bytes, length) { return true }
        guard let escaped = escapedOpening(bytes, length) else { return false }
        let head = UnsafeBufferPointer(start: bytes + escaped, count: min(length - escaped, 1024))
        return head.filter { $0 != Ascii.backslash }.withUnsafeBufferPointer { plain in
            plain.baseAddress.map { isPlainPart($0, plain.count) } ?? false
        }
    }

    private static func isPlainPart(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard let brace = opening(bytes, 0, length), brace + 1 < length else {
            return isEnd(bytes, length) || opensPrinted(bytes, length) || isMember(bytes, length)
        }
        var at = brace + 1
        while at < length && Ascii.isBlank(bytes[at]) { at += 1 }
        guard at < length, bytes[at] == Ascii.quote else { return opensPrinted(bytes, length) }
        at += 1
        while at < length && bytes[at] != Ascii.quote && bytes[at] != Ascii.backslash { at += 1 }
        // Cut off in the first key.
        if at >= length { return true }
        at += 1
        while at < length && Ascii.isBlank(bytes[at]) { at += 1 }
        return at < length && bytes[at] == Ascii.colon || opensPrinted(bytes, length)
    }

    /// Where a document opens whose quotes are escaped.
    static func escapedOpening(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int? {
        var at = 0
        while let brace = bytes.offset(of: Ascii.openBrace, from: at, to: length - 2) {
            if bytes[brace + 1] == Ascii.backslash && bytes[brace + 2] == Ascii.quote { return brace }
            at = brace + 1
        }
        return nil
    }

    /// Where a brace opens with a key behind it, or closes at once.
    static func opening(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ length: Int) -> Int? {
        var at = from
        while let brace = bytes.offset(of: Ascii.openBrace, from: at, to: length) {
            var next = brace + 1
            while next < length && Ascii.isBlank(bytes[next]) { next += 1 }
            if next < length && (bytes[next] == Ascii.quote || bytes[next] == Ascii.closeBrace) { return brace }
            at = brace + 1
        }
        return nil
    }

    /// Whether a line is the end of a document that began before: `…,"key":"value"}`.
    private static func isEnd(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard length > 4, bytes[length - 1] == Ascii.closeBrace else { return false }
        return (1..<length - 1).contains { bytes[$0] == Ascii.colon && bytes[$0 - 1] == Ascii.quote }
    }

    /// Whether a line is a member of an indented document: `"key": …`.
    static func isMember(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let line = UnsafeBufferPointer(start: bytes, count: length)
        guard line[0] == Ascii.quote, let end = line[1...].firstIndex(of: Ascii.quote), end > 1 else { return false }
        return line[1..<end].allSatisfy(Quotes.isNameByte)
            && line[(end + 1)...].first { !Ascii.isBlank($0) } == Ascii.colon
    }

    /// Whether an object begins in a line as programs print it, `{name=` or `{'name'`, and does not end.
    private static func opensPrinted(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let line = UnsafeBufferPointer(start: bytes, count: length)
        guard let brace = line.firstIndex(of: Ascii.openBrace),
            line.count(where: { $0 == Ascii.openBrace }) > line.count(where: { $0 == Ascii.closeBrace })
        else { return false }
        let key = line[(brace + 1)...].drop { "'\"u:".utf8.contains($0) }
        // Cut off in the first key.
        guard let end = key.firstIndex(where: { !Quotes.isNameByte($0) }) else {
            return line.endIndex > brace + 1 && "'\"u".utf8.contains(line[brace + 1])
        }
        guard end > key.startIndex else { return false }
        return "='".utf8.contains(line[end]) || line[end] == Ascii.quote
    }
}
