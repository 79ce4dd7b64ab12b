internal import Glibc

/// JSON that was copied out of a page's source: its quotes, and all that HTML writes otherwise, as entities.
struct EntityDecoding: MarkRewriter {
    static let sign = UInt8(ascii: "&")

    /// Whether documents begin in a text, and all with an entity for their first quote.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var openings = 0
        var at = 0
        while openings < 4, let brace = bytes[at...].firstIndex(of: Ascii.openBrace) {
            at = brace + 1
            let behind = bytes[at...].drop { Ascii.isBlank($0) || $0 == Ascii.newline }
            if behind.first == Ascii.quote { return false }
            let isOpening = openingQuotes.contains { behind.starts(with: $0.utf8) }
            openings += isOpening ? 1 : 0
        }
        return openings > 0
    }

    private static let openingQuotes = ["&quot;", "&#34;", "&#x22;", "&ldquo;"]

    static func replacement(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, bytes: [UInt8], mayGoOn: Bool)
    {
        let text = UnsafeBufferPointer(start: bytes, count: min(count, longest))
        guard let end = text.firstIndex(of: UInt8(ascii: ";")) else { return (0, [], count < longest) }
        let name = String(decoding: text[1..<end], as: UTF8.self)
        guard let scalar = scalar(name) else { return (0, [], false) }
        return (end + 1, Array(String(scalar).utf8), false)
    }

    private static let longest = 12

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        if let known = names[name] { return known }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 < 0x20 ? nil : Unicode.Scalar($0) }
    }

    /// Those that stand in logs. Source: the HTML standard's list of named character references.
    private static let names: [String: Unicode.Scalar] = [
        "quot": "\"", "amp": "&", "lt": "<", "gt": ">", "apos": "'", "nbsp": "\u{A0}", "lsquo": "‘", "rsquo": "’",
        "ldquo": "“", "rdquo": "”", "sbquo": "‚", "bdquo": "„", "ndash": "–", "mdash": "—", "hellip": "…", "laquo": "«",
        "raquo": "»", "eacute": "é", "egrave": "è", "aacute": "á", "iacute": "í", "oacute": "ó", "uacute": "ú",
        "ntilde": "ñ", "ouml": "ö", "auml": "ä", "uuml": "ü", "szlig": "ß", "ccedil": "ç",
    ]
}

/// Text whose lines end with CR alone, as old programs of Apple wrote it.
struct LineEnds: ByteRewriter {
    /// Whether a text has such line ends and no other, but for one that an editor put at its very end.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var count = bytes.count
        if count > 0, bytes[count - 1] == Ascii.newline { count -= 1 }
        if count < bytes.count, count > 0, bytes[count - 1] == 0x0D { count -= 1 }
        return memchr(base, Int32(Ascii.newline), count) == nil && memchr(base, 0x0D, count) != nil
    }

    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        output.append(piece.map { $0 == 0x0D ? Ascii.newline : $0 })
        return piece.count
    }
}
