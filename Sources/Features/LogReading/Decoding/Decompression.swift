internal import CDecompression

/// What a compressed stream unpacks to, member by member; memory does not depend on how much that is.
final class Decompression: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time.
    private let upstream: any ByteStream
    private let stream: OpaquePointer
    private let kind: Kind
    private var input = ByteBuffer(capacity: 256 << 10)
    private var taken = 0
    /// Whether a member has begun and not ended.
    private var isInside = false
    private var members = 0
    private var isDone = false
    private var found: ReadFailure?

    /// What it was packed with.
    enum Kind: Int32 {
        case gzip = 1
        case zstd

        var name: String { self == .gzip ? "gzip" : "zstd" }
    }

    init(_ kind: Kind, _ upstream: any ByteStream) throws(InputError) {
        guard let stream = cdc_open(kind.rawValue) else {
            let package = cdc_package(kind.rawValue).map { String(cString: $0) } ?? ""
            throw InputError(
                "is \(kind.name)-compressed, and the library that unpacks it is not installed",
                remedy: "apt-get install \(package), or unpack it first and pipe the result in", isForm: true)
        }
        self.kind = kind
        self.stream = stream
        self.upstream = upstream
    }

    deinit { cdc_close(stream) }

    var failure: ReadFailure? { found ?? upstream.failure }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        var room = length
        while !isDone && room == length {
            if taken == input.count && !more() { break }
            if !isInside && members > 0 && !beginsMember() { break }
            var from: UnsafePointer<UInt8>? = UnsafePointer(input.base + taken)
            var left = input.count - taken
            var to: UnsafeMutablePointer<UInt8>? = target
            let before = left
            let code = cdc_step(stream, &from, &left, &to, &room)
            taken = input.count - left
            isInside = Int(code) != CDC_MEMBER_ENDED
            if Int(code) == CDC_MEMBER_ENDED { members += 1 }
            if Int(code) > CDC_MEMBER_ENDED { fail(damage(Int(code))) }
            // Neither took nor gave: a decoder that stands still would never end.
            if before == left && room == length && taken < input.count && Int(code) == CDC_GOES_ON {
                fail(damage(CDC_DAMAGED))
            }
        }
        return length - room
    }

    /// Reads on; false at the end, which must not be in the middle of a member.
    private func more() -> Bool {
        input.count = upstream.read(into: input.base, input.capacity)
        taken = 0
        if input.count > 0 { return true }
        isDone = true
        if isInside && upstream.failure == nil {
            fail(ReadFailure(text: "the \(kind.name) file is cut off", isCutOff: true))
        }
        return false
    }

    /// Behind a member stands another one, or padding; anything else is reported and left alone.
    private func beginsMember() -> Bool {
        if kind == .zstd { return true }
        while taken < input.count || more() {
            if input.base[taken] == 0x1F { return true }
            if input.base[taken] != 0 {
                fail(ReadFailure(text: "what follows the gzip data is not gzip"))
                return false
            }
            taken += 1
        }
        return false
    }

    private func damage(_ code: Int) -> ReadFailure {
        switch code {
        case CDC_TOO_LARGE:
            ReadFailure(text: "it needs a zstd window of more than 128 MiB (unpack it with zstd -d --long=31)")
        case CDC_NO_MEMORY: ReadFailure(text: "no memory to unpack it")
        default: ReadFailure(text: "the \(kind.name) data is damaged, and what was read before may be wrong")
        }
    }

    private func fail(_ failure: ReadFailure) {
        found = failure
        isDone = true
    }
}
