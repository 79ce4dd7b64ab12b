/// Reads times of the form that nearly all logs have, `2026-11-20T06:00:00.000Z`, knowing that neighbours share a day.
struct DayCache {
    private var head: UInt64 = 0
    private var tail: UInt64 = 0
    private var start: Int64 = 0

    /// The same as `LogTime(bytes)`.
    mutating func time(_ bytes: UnsafeRawBufferPointer) -> LogTime? {
        guard bytes.count == 24, bytes[23] == UInt8(ascii: "Z") else { return LogTime(bytes) }
        // Eleven bytes: the day and its T.
        let head = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = bytes.loadUnaligned(fromByteOffset: 3, as: UInt64.self)
        if head == self.head, tail == self.tail, let milliseconds = Self.milliseconds(bytes) {
            return .instant(start + milliseconds)
        }
        let time = LogTime(bytes)
        if case .instant(let instant) = time, let milliseconds = Self.milliseconds(bytes),
            bytes[10] == UInt8(ascii: "T")
        {
            (self.head, self.tail, start) = (head, tail, instant - milliseconds)
        }
        return time
    }

    /// Milliseconds since midnight out of `…THH:MM:SS.mmmZ`; nothing for any other form.
    private static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var isPlain = bytes[13] == 0x3A && bytes[16] == 0x3A && bytes[19] == 0x2E
        func digit(_ at: Int) -> Int64 {
            let value = bytes[at] &- 0x30
            if value > 9 { isPlain = false }
            return Int64(value)
        }
        let hour = digit(11) * 10 + digit(12)
        let minute = digit(14) * 10 + digit(15)
        let second = digit(17) * 10 + digit(18)
        let rest = digit(20) * 100 + digit(21) * 10 + digit(22)
        guard isPlain, hour < 24, minute < 60, second <= 60 else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1000 + rest
    }
}
