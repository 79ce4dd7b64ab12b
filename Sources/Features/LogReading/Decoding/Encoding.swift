/// What stands between an input's stored bytes and its text: what it is called, how the first bytes tell, and how it is undone.
struct Encoding: Sendable {
    /// For `Documentation/log-forms.md`.
    let name: String
    /// Whether some first bytes, four or more, are in it.
    let isFound: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    /// A stream without it; throws where the library is missing.
    let undo: @Sendable (any ByteStream) throws(InputError) -> any ByteStream
    /// Whether what is left may be in it once more.
    var mayRepeat = true

    /// How deep one is undone inside another: a file that holds itself would never end.
    static let deepest = 4

    /// Asked in this order, and again of what is left when one was undone: what the bytes are comes before what the text is,
    /// lines before what stands in them, and pieces before the actions that they may hold.
    static let all = [
        gzip, zstd, utf16, bigEndianUTF16, windows1252, carriageReturns, colors, entities, highlights, tripleQuotes,
        partialLines, bulk,
    ]

    /// The encoding that `bytes` begin with, where those of some names were undone; nothing for text in UTF-8 and for what is
    /// no text.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>, undone: [String]) -> Encoding? {
        guard bytes.count >= 4, undone.count < deepest else { return nil }
        return all.first { ($0.mayRepeat || !undone.contains($0.name)) && $0.isFound(bytes) }
    }

    static let gzip = Encoding(name: "gzip, several members") { bytes in
        bytes.starts(with: [0x1F, 0x8B, 8])
    } undo: { upstream throws(InputError) in
        try Decompression(.gzip, upstream)
    }

    static let zstd = Encoding(name: "zstd, several frames") { bytes in
        // A frame, or one that may be skipped and stands before the frame.
        bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
            || bytes[0] & 0xF0 == 0x50 && bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
    } undo: { upstream throws(InputError) in
        try Decompression(.zstd, upstream)
    }

    static let utf16 = Encoding(name: "UTF-16") { bytes in
        // A UTF-32 mark begins like this one.
        bytes.starts(with: [0xFF, 0xFE])
            ? bytes[2] != 0 || bytes[3] != 0 : UTF16Decoding.isFound(bytes, isBigEndian: false)
    } undo: { upstream throws(InputError) in
        RewritingStream(upstream, UTF16Decoding(isBigEndian: false))
    }

    static let bigEndianUTF16 = Encoding(name: "UTF-16, the high byte first") { bytes in
        bytes.starts(with: [0xFE, 0xFF]) || UTF16Decoding.isFound(bytes, isBigEndian: true)
    } undo: { upstream throws(InputError) in
        RewritingStream(upstream, UTF16Decoding(isBigEndian: true))
    }

    static let windows1252 = rewriting("Windows-1252", WindowsDecoding.isNeeded) { WindowsDecoding() }
    static let carriageReturns = rewriting("line ends of CR alone", LineEnds.isNeeded) { LineEnds() }
    static let colors = rewriting("colors of a terminal", ColorRemoval.isNeeded) { ColorRemoval() }
    static let entities = rewriting("HTML's entities", EntityDecoding.isNeeded) { EntityDecoding() }
    static let highlights = rewriting("marks of a search", HighlightRemoval.isNeeded) { HighlightRemoval() }
    static let tripleQuotes = rewriting("strings in `\"\"\"`", TripleQuotes.isNeeded) { TripleQuotes() }
    /// What is left of pieces stays in pieces.
    static let partialLines = rewriting("lines cut into pieces", PartialLines.isNeeded, mayRepeat: false) {
        PartialLines()
    }
    static let bulk = rewriting("bulk lines", BulkJoining.isNeeded) { BulkJoining() }

    private static func rewriting(
        _ name: String, _ isFound: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool, mayRepeat: Bool = true,
        _ rewriter: @escaping @Sendable () -> some ByteRewriter
    ) -> Encoding {
        var encoding = Encoding(name: name, isFound: isFound) { upstream throws(InputError) in
            RewritingStream(upstream, rewriter())
        }
        encoding.mayRepeat = mayRepeat
        return encoding
    }
}

/// Windows-1252 text as UTF-8.
///
/// The five bytes that it leaves undefined become U+FFFD. Source: the mapping that Unicode publishes for cp1252.
struct WindowsDecoding: ByteRewriter {
    static let pieceSize = 128 << 10

    /// Whether a text holds letters beyond ASCII, none of them in UTF-8, and looks like text otherwise; 0xFF, a letter that
    /// hardly any word has, is damage.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var at = firstBeyondASCII(bytes) else { return false }
        var high = 0
        while at < bytes.count {
            if bytes[at] < 0x80 { at += 1; continue }
            if isSequence(bytes, at) || bytes[at] == 0xFF || undefined.contains(bytes[at]) {
                return false
            }
            high += 1
            at += 1
        }
        let looked = bytes.prefix(4096)
        let controls = looked.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) || $0 == 0x7F }
        return controls == 0 && high * 4 < bytes.count
    }

    /// Looks at eight bytes at a time: most logs have none.
    private static func firstBeyondASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = 0
        while at + 8 <= raw.count,
            raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            at += 8
        }
        return bytes[at...].firstIndex { $0 >= 0x80 }
    }

    /// Whether a character of several bytes in UTF-8 stands there, or one that the end cuts.
    private static func isSequence(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        let length: Int
        switch bytes[at] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return false
        }
        return bytes[(at + 1)...].prefix(length - 1).allSatisfy { $0 & 0xC0 == 0x80 }
    }

    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        // No byte becomes more than three.
        output.reserve(piece.count * 3)
        for byte in piece { Self.write(byte, &output) }
        return piece.count
    }

    private static func write(_ byte: UInt8, _ output: inout ByteBuffer) {
        if byte < 0x80 {
            output.base[output.count] = byte
            output.count += 1
            return
        }
        let scalar = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
        for unit in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            output.base[output.count] = unit
            output.count += 1
        }
    }

    private static let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

    /// What 0x80 to 0x9F stand for.
    private static let high: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}

/// UTF-16 as UTF-8; a surrogate without its other half becomes U+FFFD.
struct UTF16Decoding: ByteRewriter {
    static let pieceSize = 128 << 10

    private(set) var failure: ReadFailure?
    private let isBigEndian: Bool
    private var high: UInt32?
    private var isFirst = true

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Whether a text without a mark is in it: ASCII at the beginning has a zero in every other byte.
    static func isFound(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> Bool {
        let looked = min(bytes.count & ~1, 64)
        var zeros = [0, 0]
        for index in 0..<looked where bytes[index] == 0 { zeros[index & 1] += 1 }
        let (high, low) = isBigEndian ? (zeros[0], zeros[1]) : (zeros[1], zeros[0])
        return high * 4 >= looked / 2 * 3 && low == 0
    }

    mutating func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        // No two bytes become more than three; four may come for a half from the piece before.
        output.reserve(piece.count * 2 + 4)
        let whole = piece.count & ~1
        for index in stride(from: 0, to: whole, by: 2) {
            let first = UInt32(piece[index])
            let second = UInt32(piece[index + 1])
            take(isBigEndian ? first << 8 | second : second << 8 | first, &output)
        }
        // An odd byte waits for its other half.
        guard isLast else { return whole }
        if whole < piece.count || high != nil {
            failure = ReadFailure(text: "the UTF-16 text is cut off in the middle of a character", isCutOff: true)
            Self.write(0xFFFD, &output)
        }
        return piece.count
    }

    private mutating func take(_ unit: UInt32, _ output: inout ByteBuffer) {
        defer { isFirst = false }
        if isFirst && unit == 0xFEFF { return }
        if let waiting = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 {
                return Self.write(0x10000 + (waiting & 0x3FF) << 10 + (unit & 0x3FF), &output)
            }
            Self.write(0xFFFD, &output)
        }
        switch unit & 0xFC00 {
        case 0xD800: high = unit
        case 0xDC00: Self.write(0xFFFD, &output)
        default: Self.write(unit, &output)
        }
    }

    private static func write(_ scalar: UInt32, _ output: inout ByteBuffer) {
        func put(_ byte: UInt32) {
            output.base[output.count] = UInt8(truncatingIfNeeded: byte)
            output.count += 1
        }
        if scalar < 0x80 { return put(scalar) }
        if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
        } else if scalar < 0x10000 {
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
        } else {
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
        }
        put(0x80 | scalar & 0x3F)
    }
}
