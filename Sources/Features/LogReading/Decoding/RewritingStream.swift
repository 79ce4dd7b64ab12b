/// How bytes become others, a piece at a time.
protocol ByteRewriter: Sendable {
    /// How many bytes of the original are looked at together, at most.
    static var pieceSize: Int { get }
    /// Why the original is not whole, once its last piece was seen.
    var failure: ReadFailure? { get }
    /// Appends what `piece` becomes, and says how many of its bytes that were; the others come again in front of the
    /// next piece. It takes something of a piece of `pieceSize`, and all of the last one, which may be empty.
    mutating func rewrite(
        _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer
    ) -> Int
}

extension ByteRewriter {
    static var pieceSize: Int { 256 << 10 }
    var failure: ReadFailure? { nil }
}

/// A stream as a rewriter makes it of another.
final class RewritingStream<Rewriter: ByteRewriter>: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time.
    private let upstream: any ByteStream
    private var rewriter: Rewriter
    private var input = ByteBuffer(capacity: Rewriter.pieceSize)
    private var output = ByteBuffer(capacity: 3 * Rewriter.pieceSize)
    private var given = 0
    private var isDone = false

    init(_ upstream: any ByteStream, _ rewriter: Rewriter) {
        self.upstream = upstream
        self.rewriter = rewriter
    }

    var failure: ReadFailure? { rewriter.failure ?? upstream.failure }

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
        precondition(input.count < input.capacity, "nothing was taken of a full piece")
        let count = upstream.read(into: input.base + input.count, input.capacity - input.count)
        isDone = count == 0
        input.count += count
        let piece = UnsafeBufferPointer(start: UnsafePointer(input.base), count: input.count)
        input.dropFirst(rewriter.rewrite(piece, isLast: isDone, into: &output))
    }
}
