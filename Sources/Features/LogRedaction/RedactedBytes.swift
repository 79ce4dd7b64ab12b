internal import Reporting

/// A copy in the making: what was written, and which stretches of it are vouched for. All else is looked at once more as text
/// before it leaves, whatever wrote it (rules.md D41).
struct RedactedBytes {
    private(set) var bytes: [UInt8] = []
    /// In order; none overlaps another. The last one, which may grow yet, is `last`.
    private var vouched: [Range<Int>] = []
    /// Empty at the beginning.
    private var last = (start: 0, end: 0)
    /// About as many bytes of a document stand between the beginnings of two stretches.
    private static let stretch = 32

    init(capacity: Int = 0) {
        if capacity > 0 { bytes.reserveCapacity(capacity) }
        if capacity > Self.stretch { vouched.reserveCapacity(capacity / Self.stretch) }
    }

    /// Adds what nobody has looked at.
    mutating func append(_ text: Bytes) { bytes.append(contentsOf: text) }

    mutating func append(_ text: [UInt8]) { bytes += text }

    /// Adds what stays as it is.
    mutating func vouch(_ text: Bytes) {
        vouch(from: bytes.count) { $0.append(contentsOf: text) }
    }

    mutating func vouch(_ text: [UInt8]) {
        vouch(from: bytes.count) { $0 += text }
    }

    /// Vouches for a stretch of what will be added next: its place behind the end of what is there. `joins`: between what was
    /// vouched for last and this stand signs of JSON only, if that is to be added next too.
    mutating func vouch(ahead range: Range<Int>, joins: Bool = false) {
        let start = bytes.count + range.lowerBound
        if last.end != start, !joins || last.end <= bytes.count { close(before: start) }
        last.end = bytes.count + range.upperBound
    }

    /// Adds a sign that stays as it is.
    mutating func vouch(_ sign: UInt8) {
        if last.end != bytes.count { close(before: bytes.count) }
        bytes.append(sign)
        last.end = bytes.count
    }

    /// Whether a text was added as it stands since then: vouched for as a whole, or not at all; nothing where it was not.
    func isVouched(_ text: Bytes, from start: Int) -> Bool? {
        guard bytes.count - start == text.count, text.elementsEqual(bytes[start...]) else { return nil }
        if last.end <= start { return false }
        return last.start <= start && last.end == bytes.count ? true : nil
    }

    private mutating func close(before start: Int) {
        if last.end > last.start { vouched.append(last.start..<last.end) }
        last.start = start
    }

    /// Adds what `write` writes, which stays as it is.
    mutating func vouch(_ write: (inout [UInt8]) -> Void) { vouch(from: bytes.count, write) }

    @inline(__always)
    private mutating func vouch(from start: Int, _ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        if start == bytes.count { return }
        if last.end != start { close(before: start) }
        last.end = bytes.count
    }

    /// The copy, in which `hide` has written something else in place of each word and number that is neither vouched for nor
    /// known to be harmless.
    func looked(by harmless: HarmlessText, _ hide: (HiddenKind, Bytes, inout [UInt8]) -> Void) -> [UInt8] {
        bytes.withUnsafeBufferPointer { text in
            var copy = LookedBytes(text)
            var start = 0
            for range in vouched {
                copy.look(start..<range.lowerBound, harmless, hide)
                start = range.upperBound
            }
            if last.end > last.start {
                copy.look(start..<last.start, harmless, hide)
                start = last.end
            }
            copy.look(start..<text.count, harmless, hide)
            return copy.end() ?? bytes
        }
    }
}

/// What becomes of a copy when it is looked at, a stretch after the other.
private struct LookedBytes {
    private let text: Bytes
    private var result: [UInt8] = []
    /// Up to where the text was looked at and written.
    private var copied = 0

    init(_ text: Bytes) { self.text = text }

    mutating func look(
        _ range: Range<Int>, _ harmless: HarmlessText, _ hide: (HiddenKind, Bytes, inout [UInt8]) -> Void
    ) {
        // Mostly only signs of JSON's stand between two stretches.
        guard let start = range.first(where: { !Self.isSign(text[$0]) }) else { return }
        harmless.forEachDoubtful(in: text, start..<range.upperBound) { kind, found in
            // What stands for a value is longer than most values.
            if copied == 0 { result.reserveCapacity(text.count + text.count / 4) }
            result.append(contentsOf: Bytes(rebasing: text[copied..<found.lowerBound]))
            hide(kind, Bytes(rebasing: text[found]), &result)
            copied = found.upperBound
        }
    }

    /// The whole, unless it is the text as it was.
    consuming func end() -> [UInt8]? {
        if copied == 0 { return nil }
        result.append(contentsOf: Bytes(rebasing: text[copied...]))
        return result
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x20, 0x0A: true
        default: false
        }
    }
}
