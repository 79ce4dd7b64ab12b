internal import Glibc

/// Text without the marks that Kibana puts around what a search has found.
struct HighlightRemoval: ByteRewriter {
    private static let sign = UInt8(ascii: "@")
    private static let marks = ["@kibana-highlighted-field@", "@/kibana-highlighted-field@"].map { Array($0.utf8) }

    /// Whether a mark stands in some bytes.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var at = 0
        while at < bytes.count, let found = memchr(base + at, Int32(sign), bytes.count - at) {
            at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            if mark(base + at, bytes.count - at).length > 0 { return true }
            at += 1
        }
        return false
    }

    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        guard let base = piece.baseAddress else { return 0 }
        var at = 0
        while at < piece.count {
            let found = memchr(base + at, Int32(Self.sign), piece.count - at)
            let next = found.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? piece.count
            output.append(base + at, next - at)
            at = next
            guard at < piece.count else { break }
            let (length, mayGoOn) = Self.mark(base + at, piece.count - at)
            // The rest of a mark may be in the next piece.
            if length == 0 && mayGoOn && !isLast { break }
            if length == 0 { output.append(base + at, 1) }
            at += max(1, length)
        }
        return at
    }

    /// The length of the mark that stands at some bytes, 0 for none; then whether it may be one that is cut off.
    private static func mark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, mayGoOn: Bool) {
        var mayGoOn = false
        for mark in marks {
            let same = zip(mark, UnsafeBufferPointer(start: bytes, count: min(count, mark.count))).prefix(while: ==)
                .count
            if same == mark.count { return (same, false) }
            if same == count { mayGoOn = true }
        }
        return (0, mayGoOn)
    }
}
