internal import Glibc

/// Text without the marks that Kibana puts around what a search has found.
final class HighlightRemoval: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time.
    private let upstream: any ByteStream
    private var input = ByteBuffer(capacity: 256 << 10)
    private var output = ByteBuffer(capacity: 256 << 10)
    private var given = 0
    private var isDone = false

    private static let sign = UInt8(ascii: "@")
    private static let marks = ["@kibana-highlighted-field@", "@/kibana-highlighted-field@"].map { Array($0.utf8) }

    init(_ upstream: any ByteStream) { self.upstream = upstream }

    var failure: ReadFailure? { upstream.failure }

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

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        while given == output.count {
            if isDone { return 0 }
            more()
        }
        let count = min(length, output.count - given)
        target.update(from: output.base + given, count: count)
        given += count
        return count
    }

    private func more() {
        output.removeAll()
        given = 0
        let count = upstream.read(into: input.base + input.count, input.capacity - input.count)
        isDone = count == 0
        input.count += count
        var at = 0
        while at < input.count {
            let left = input.count - at
            let found = memchr(input.base + at, Int32(Self.sign), left)
            let next = found.map { UnsafeRawPointer(input.base).distance(to: UnsafeRawPointer($0)) } ?? input.count
            output.append(UnsafePointer(input.base + at), next - at)
            at = next
            guard at < input.count else { break }
            let (length, mayGoOn) = Self.mark(UnsafePointer(input.base + at), input.count - at)
            // The rest of a mark may be in the next piece.
            if length == 0 && mayGoOn && !isDone { break }
            if length == 0 { output.append(UnsafePointer(input.base + at), 1) }
            at += max(1, length)
        }
        input.dropFirst(at)
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
