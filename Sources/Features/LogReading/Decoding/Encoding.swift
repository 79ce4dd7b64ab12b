/// What stands between an input's stored bytes and its text, as the first bytes tell.
enum Encoding: Equatable {
    case gzip, zstd
    case utf16(isBigEndian: Bool)
    /// Text in Windows-1252, as a spreadsheet or an editor of Windows saves it.
    case windows1252
    /// Plain text with Kibana's marks around what a search has found.
    case highlighted
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
        if HighlightRemoval.isNeeded(bytes) { return .highlighted }
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
    func undo(_ upstream: any ByteStream) throws(InputFault) -> any ByteStream {
        switch self {
        case .gzip: try Decompression(.gzip, upstream)
        case .zstd: try Decompression(.zstd, upstream)
        case .highlighted: RewritingStream(upstream, HighlightRemoval())
        case .bulk: RewritingStream(upstream, BulkJoining())
        case .windows1252: RewritingStream(upstream, WindowsDecoding())
        case .utf16(let isBigEndian): RewritingStream(upstream, UTF16Decoding(isBigEndian: isBigEndian))
        }
    }
}
