/// Bytes that a text grows in, in memory of its own: a report can be made of a million small pieces.
struct TextBuffer: ~Copyable {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    /// Takes the bytes whenever there are many; without it all of them are kept.
    private let drain: ((UnsafeBufferPointer<UInt8>) -> Void)?

    init(drain: ((UnsafeBufferPointer<UInt8>) -> Void)? = nil) {
        self.drain = drain
        capacity = drain == nil ? 1 << 12 : 1 << 16
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }

    /// What was added so far, or since it was last handed out.
    var text: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

    mutating func add(_ byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        count += 1
    }

    mutating func add(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let base = piece.baseAddress else { return }
        reserve(piece.count)
        (bytes + count).update(from: base, count: piece.count)
        count += piece.count
    }

    mutating func add(_ piece: StaticString) {
        add(UnsafeBufferPointer(start: piece.utf8Start, count: piece.utf8CodeUnitCount))
    }

    /// Adds a number in decimal digits.
    mutating func add(decimal value: Int) {
        reserve(Self.longestNumber)
        if value < 0 {
            bytes[count] = 0x2D
            count += 1
        }
        let start = count
        var rest = value.magnitude
        repeat {
            bytes[count] = 0x30 + UInt8(rest % 10)
            count += 1
            rest /= 10
        } while rest > 0
        var digits = UnsafeMutableBufferPointer(start: bytes + start, count: count - start)
        digits.reverse()
    }

    /// Of a whole number of 64 bits, its sign included.
    private static let longestNumber = 20

    mutating func add(_ byte: UInt8, count more: Int) {
        reserve(more)
        (bytes + count).update(repeating: byte, count: more)
        count += more
    }

    /// Hands out what is left.
    mutating func finish() {
        if count > 0 { drain?(UnsafeBufferPointer(start: bytes, count: count)) }
        if drain != nil { count = 0 }
    }

    private mutating func reserve(_ more: Int) { if count + more > capacity { makeRoom(more) } }

    private mutating func makeRoom(_ more: Int) {
        finish()
        if count + more <= capacity { return }
        capacity = max(capacity * 2, count + more)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = grown
    }
}
