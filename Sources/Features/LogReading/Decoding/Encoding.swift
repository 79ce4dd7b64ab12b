/// What stands between an input's stored bytes and its text, as the first bytes tell.
enum Encoding: Equatable {
    case gzip, zstd
    case utf16(isBigEndian: Bool)
    /// Text in Windows-1252, as a spreadsheet or an editor of Windows saves it.
    case windows1252
    /// Plain text with Kibana's marks around what a search has found.
    case highlighted
    /// Plain text with the colors of a terminal.
    case colored
    /// JSON with strings in three quotation marks, as Console shows it.
    case tripleQuoted
    /// JSON with HTML's entities.
    case entities
    /// Lines that end with CR alone.
    case carriageReturns
    /// Lines that a container runtime has cut into pieces.
    case partialLines
    /// Elasticsearch's bulk lines: actions and documents in turn.
    case bulk

    /// How deep one is undone inside another: a file that holds itself would never end.
    static let deepest = 4

    /// The encoding that `bytes` begin with; nothing for text in UTF-8 and for what is no text.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
        guard bytes.count >= 4 else { return nil }
        if bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 { return .gzip }
        // A frame, or one that may be skipped and stands before the frame.
        let isFrame = bytes[0] == 0x28 && bytes[1] == 0xB5 && bytes[2] == 0x2F && bytes[3] == 0xFD
        let isSkipped = bytes[0] & 0xF0 == 0x50 && bytes[1] == 0x2A && bytes[2] == 0x4D && bytes[3] == 0x18
        if isFrame || isSkipped { return .zstd }
        // A UTF-32 mark begins like a little-endian UTF-16 one.
        if bytes[0] == 0xFF && bytes[1] == 0xFE {
            return bytes[2] == 0 && bytes[3] == 0 ? nil : .utf16(isBigEndian: false)
        }
        if bytes[0] == 0xFE && bytes[1] == 0xFF { return .utf16(isBigEndian: true) }
        return unmarked(bytes) ?? text(bytes)
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
        if WindowsDecoding.isNeeded(bytes) { return .windows1252 }
        if LineEnds.isNeeded(bytes) { return .carriageReturns }
        if ColorRemoval.isNeeded(bytes) { return .colored }
        if EntityDecoding.isNeeded(bytes) { return .entities }
        if HighlightRemoval.isNeeded(bytes) { return .highlighted }
        if TripleQuotes.isNeeded(bytes) { return .tripleQuoted }
        if PartialLines.isNeeded(bytes) { return .partialLines }
        return BulkJoining.isNeeded(bytes) ? .bulk : nil
    }

    /// UTF-16 without a mark: ASCII at the beginning has a zero in every other byte.
    private static func unmarked(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
        let looked = min(bytes.count & ~1, 64)
        var even = 0
        var odd = 0
        for index in 0..<looked where bytes[index] == 0 { if index & 1 == 0 { even += 1 } else { odd += 1 } }
        let pairs = looked / 2
        if odd * 4 >= pairs * 3 && even == 0 { return .utf16(isBigEndian: false) }
        if even * 4 >= pairs * 3 && odd == 0 { return .utf16(isBigEndian: true) }
        return nil
    }

    /// `upstream` without this encoding; throws where the library is missing.
    func undo(_ upstream: any ByteStream) throws(InputError) -> any ByteStream {
        switch self {
        case .gzip: try Decompression(.gzip, upstream)
        case .zstd: try Decompression(.zstd, upstream)
        case .highlighted: RewritingStream(upstream, HighlightRemoval())
        case .colored: RewritingStream(upstream, ColorRemoval())
        case .tripleQuoted: RewritingStream(upstream, TripleQuotes())
        case .entities: RewritingStream(upstream, EntityDecoding())
        case .carriageReturns: RewritingStream(upstream, LineEnds())
        case .partialLines: RewritingStream(upstream, PartialLines())
        case .bulk: RewritingStream(upstream, BulkJoining())
        case .windows1252: RewritingStream(upstream, WindowsDecoding())
        case .utf16(let isBigEndian): RewritingStream(upstream, UTF16Decoding(isBigEndian: isBigEndian))
        }
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
            failure = ReadFailure(text: "the UTF-16 text stops in the middle of a character", isCutOff: true)
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
