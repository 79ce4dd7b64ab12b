internal import Support

/// Bytes front to back: those of a file or pipe, or what becomes of them.
protocol ByteStream: AnyObject, Sendable {
    /// Fills `target` with up to `length` bytes; 0 means the end.
    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int
    /// Why it ended early, once it has ended.
    var failure: ReadFailure? { get }
}

/// Why reading ended before an input's end.
struct ReadFailure: Sendable, Equatable {
    /// What happened, as the end of a sentence.
    var text: String
    /// Whether the input itself stops in the middle, so that the rest is elsewhere.
    var isCutOff = false

    /// Somebody wrote the file anew, or cut it.
    static let shrunk = ReadFailure(text: "the file became shorter while it was read")
}

/// What was read to recognise a form, and then what comes behind it.
final class PrefixedStream: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time.
    private let lead: [UInt8]
    private var given = 0
    private let rest: any ByteStream

    init(_ lead: UnsafeBufferPointer<UInt8>, then rest: any ByteStream) {
        self.lead = Array(lead)
        self.rest = rest
    }

    var failure: ReadFailure? { rest.failure }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        let count = lead.copy(from: given, into: target, length)
        given += count
        return count > 0 ? count : rest.read(into: target, length)
    }
}

/// How bytes become others, a piece at a time.
protocol ByteRewriter: Sendable {
    /// How many bytes of the original are looked at together, at most.
    static var pieceSize: Int { get }
    /// Why the original is not whole, once its last piece was seen.
    var failure: ReadFailure? { get }
    /// Appends what `piece` becomes, and says how many of its bytes that were; the others come again in front of the
    /// next piece. It takes something of a piece of `pieceSize`, and all of the last one, which may be empty.
    mutating func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int
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

/// A rewriter that writes something else for marks, all of which begin with the same byte.
protocol MarkRewriter: ByteRewriter {
    /// The first byte of each mark.
    static var sign: UInt8 { get }
    /// The length of the mark that stands at some bytes, 0 for none; what it means; then whether it may be cut off.
    static func replacement(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (
        length: Int, bytes: [UInt8], mayGoOn: Bool
    )
}

extension MarkRewriter {
    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        guard let base = piece.baseAddress else { return 0 }
        var at = 0
        while at < piece.count {
            let next = base.offset(of: Self.sign, from: at, to: piece.count) ?? piece.count
            output.append(base + at, next - at)
            at = next
            guard at < piece.count else { break }
            let (length, bytes, mayGoOn) = Self.replacement(base + at, piece.count - at)
            // The rest of a mark may be in the next piece.
            if length == 0 && mayGoOn && !isLast { break }
            if length == 0 { output.append(base + at, 1) } else { output.append(bytes) }
            at += max(1, length)
        }
        return at
    }
}

/// A rewriter that leaves out marks, all of which begin with the same byte.
protocol MarkRemoval: MarkRewriter {
    /// The length of the mark that stands at some bytes, 0 for none; then whether it may be one that is cut off.
    static func mark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, mayGoOn: Bool)
}

extension MarkRemoval {
    /// Whether a mark stands in some bytes.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var at = 0
        while let next = base.offset(of: sign, from: at, to: bytes.count) {
            if mark(base + next, bytes.count - next).length > 0 { return true }
            at = next + 1
        }
        return false
    }

    static func replacement(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (
        length: Int, bytes: [UInt8], mayGoOn: Bool
    ) {
        let (length, mayGoOn) = mark(bytes, count)
        return (length, [], mayGoOn)
    }
}

/// Text without the marks that Kibana puts around what a search has found.
struct HighlightRemoval: MarkRemoval {
    static let sign = UInt8(ascii: "@")
    private static let marks = ["@kibana-highlighted-field@", "@/kibana-highlighted-field@"].map { Array($0.utf8) }

    static func mark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, mayGoOn: Bool) {
        var mayGoOn = false
        for mark in marks {
            let same = zip(mark, UnsafeBufferPointer(start: bytes, count: count)).prefix(while: ==).count
            if same == mark.count { return (same, false) }
            if same == count { mayGoOn = true }
        }
        return (0, mayGoOn)
    }
}

extension String {
    /// Without such marks, where they came too late in an input for its reader to expect them.
    public var withoutHighlights: String {
        guard utf8.contains(UInt8(ascii: "@")) else { return self }
        var copy = self
        var output = ByteBuffer(capacity: utf8.count)
        _ = copy.withUTF8 { HighlightRemoval().rewrite($0, isLast: true, into: &output) }
        return String(decoding: UnsafeBufferPointer(start: output.base, count: output.count), as: UTF8.self)
    }
}
