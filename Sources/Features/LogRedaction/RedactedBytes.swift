internal import Reporting

/// A copy in the making: what was written, and which stretches of it are vouched for. All else is looked at once more as text
/// before it leaves, whatever wrote it (rules.md D41).
struct RedactedBytes {
    private(set) var bytes: [UInt8] = []
    /// In order; none overlaps another.
    private var vouched: [Range<Int>] = []

    init(capacity: Int = 0) { if capacity > 0 { bytes.reserveCapacity(capacity) } }

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
        if let last = vouched.last, last.upperBound == start || joins && last.upperBound > bytes.count {
            vouched[vouched.count - 1] = last.lowerBound..<(bytes.count + range.upperBound)
        } else {
            vouched.append(start..<(bytes.count + range.upperBound))
        }
    }

    /// Adds what `write` writes, which stays as it is.
    mutating func vouch(_ write: (inout [UInt8]) -> Void) { vouch(from: bytes.count, write) }

    @inline(__always)
    private mutating func vouch(from start: Int, _ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        if start == bytes.count { return }
        if let last = vouched.last, last.upperBound == start {
            vouched[vouched.count - 1] = last.lowerBound..<bytes.count
        } else {
            vouched.append(start..<bytes.count)
        }
    }

    /// The copy, in which `hide` has written something else in place of each word and number that is neither vouched for nor
    /// known to be harmless.
    func looked(by harmless: HarmlessText, _ hide: (HiddenKind, Bytes, inout [UInt8]) -> Void) -> [UInt8] {
        bytes.withUnsafeBufferPointer { text in
            var result: [UInt8] = []
            var copied = 0
            func look(_ range: Range<Int>) {
                if range.isEmpty { return }
                harmless.forEachDoubtful(in: text, range) { kind, found in
                    result.append(contentsOf: Bytes(rebasing: text[copied..<found.lowerBound]))
                    hide(kind, Bytes(rebasing: text[found]), &result)
                    copied = found.upperBound
                }
            }
            var start = 0
            for range in vouched {
                look(start..<range.lowerBound)
                start = range.upperBound
            }
            look(start..<text.count)
            if copied == 0 { return bytes }
            result.append(contentsOf: Bytes(rebasing: text[copied...]))
            return result
        }
    }
}
