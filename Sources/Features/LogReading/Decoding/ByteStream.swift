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
final class LeadStream: ByteStream, @unchecked Sendable {
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
