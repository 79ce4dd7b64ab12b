internal import Glibc

/// Text without the colors of a terminal: `ESC[1;39m` and the like, between tokens and inside of values.
struct ColorRemoval: ByteRewriter {
    static let pieceSize = 128 << 10

    private static let escape: UInt8 = 0x1B
    /// Longer sequences are no colors.
    private static let longest = 32

    /// Whether a color stands in some bytes.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress, let found = memchr(base, Int32(escape), bytes.count) else { return false }
        let at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        return length(base + at, bytes.count - at).map { $0 > 0 } ?? false
    }

    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        guard let base = piece.baseAddress else { return 0 }
        var at = 0
        while at < piece.count {
            let found = memchr(base + at, Int32(Self.escape), piece.count - at)
            let next = found.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? piece.count
            output.append(base + at, next - at)
            at = next
            guard at < piece.count else { break }
            guard let length = Self.length(base + at, piece.count - at) else {
                // The rest of it may be in the next piece.
                if !isLast { break }
                output.append(base + at, 1)
                at += 1
                continue
            }
            if length == 0 { output.append(base + at, 1) }
            at += max(1, length)
        }
        return at
    }

    /// The length of the sequence that stands at some bytes, 0 for none; nothing where it may be cut off.
    private static func length(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count > 1 else { return nil }
        guard bytes[1] == Ascii.openBracket else { return 0 }
        var at = 2
        while at < count, at < longest {
            let byte = bytes[at]
            if (0x40...0x7E).contains(byte) { return at + 1 }
            guard (0x30...0x3F).contains(byte) else { return 0 }
            at += 1
        }
        return at < longest ? nil : 0
    }
}
