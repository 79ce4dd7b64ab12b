/// Reads times of the form that nearly all logs have, `2026-11-20T06:00:00.000Z`, knowing that few days come often.
struct DayCache: ~Copyable {
    private let days: UnsafeMutablePointer<Day>

    /// A day by its first eleven bytes, the `T` included.
    private struct Day {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var start: Int64 = 0
    }

    private static let count = 64

    init() {
        days = .allocate(capacity: Self.count)
        days.initialize(repeating: Day(), count: Self.count)
    }

    deinit { days.deallocate() }

    /// The same as `LogTime(bytes)`.
    func time(_ bytes: UnsafeRawBufferPointer) -> LogTime? {
        guard bytes.count == 24, bytes[23] == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
            let milliseconds = Self.milliseconds(bytes)
        else { return LogTime(bytes) }
        let head = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = bytes.loadUnaligned(fromByteOffset: 3, as: UInt64.self)
        // The last digits of month and day tell most neighbouring days apart.
        let place = Int(bytes[9] &+ bytes[8] &* 10 &+ bytes[6] &* 31) & (Self.count - 1)
        if days[place].head == head && days[place].tail == tail { return .instant(days[place].start + milliseconds) }
        let time = LogTime(bytes)
        if case .instant(let instant) = time {
            days[place] = Day(head: head, tail: tail, start: instant - milliseconds)
        }
        return time
    }

    /// Milliseconds since midnight out of `…THH:MM:SS.mmmZ`; nothing for any other form.
    private static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var worst: UInt8 = bytes[13] == 0x3A && bytes[16] == 0x3A && bytes[19] == 0x2E ? 0 : 10
        func digit(_ at: Int) -> Int64 {
            let value = bytes[at] &- 0x30
            worst = max(worst, value)
            return Int64(value)
        }
        let hour = digit(11) * 10 + digit(12)
        let minute = digit(14) * 10 + digit(15)
        let second = digit(17) * 10 + digit(18)
        let rest = digit(20) * 100 + digit(21) * 10 + digit(22)
        guard worst < 10, hour < 24, minute < 60, second <= 60 else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1000 + rest
    }
}
