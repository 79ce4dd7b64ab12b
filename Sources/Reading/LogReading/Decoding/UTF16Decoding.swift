/// UTF-16 as UTF-8; a surrogate without its other half becomes U+FFFD.
final class UTF16Decoding: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time.
    private let upstream: any ByteStream
    private let isBigEndian: Bool
    private var input = ByteBuffer(capacity: 128 << 10)
    private var output = ByteBuffer(capacity: 384 << 10)
    private var given = 0
    private var high: UInt32?
    private var isFirst = true
    private var found: ReadFailure?

    init(_ upstream: any ByteStream, isBigEndian: Bool) {
        self.upstream = upstream
        self.isBigEndian = isBigEndian
    }

    var failure: ReadFailure? { found ?? upstream.failure }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        if given == output.count && !more() { return 0 }
        let count = min(length, output.count - given)
        target.update(from: output.base + given, count: count)
        given += count
        return count
    }

    /// Decodes the next piece; false at the end.
    private func more() -> Bool {
        output.removeAll()
        given = 0
        while output.count == 0 {
            // An odd byte waits for its other half.
            let count = upstream.read(into: input.base + input.count, input.capacity - input.count)
            if count == 0 { return finish() }
            input.count += count
            let whole = input.count & ~1
            output.reserve(whole * 2 + 4)
            for index in stride(from: 0, to: whole, by: 2) { take(unit(index)) }
            input.dropFirst(whole)
        }
        return true
    }

    private func finish() -> Bool {
        if input.count > 0 || high != nil {
            found = ReadFailure(text: "the UTF-16 text stops in the middle of a character", isCutOff: true)
            input.removeAll()
            high = nil
            output.reserve(4)
            write(0xFFFD)
        }
        return output.count > 0
    }

    private func unit(_ index: Int) -> UInt32 {
        let first = UInt32(input.base[index])
        let second = UInt32(input.base[index + 1])
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    private func take(_ unit: UInt32) {
        defer { isFirst = false }
        if isFirst && unit == 0xFEFF { return }
        if let waiting = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 { return write(0x10000 + (waiting & 0x3FF) << 10 + (unit & 0x3FF)) }
            write(0xFFFD)
        }
        switch unit & 0xFC00 {
        case 0xD800: high = unit
        case 0xDC00: write(0xFFFD)
        default: write(unit)
        }
    }

    private func write(_ scalar: UInt32) {
        func put(_ byte: UInt32) {
            output.base[output.count] = UInt8(truncatingIfNeeded: byte)
            output.count += 1
        }
        if scalar < 0x80 { return put(scalar) }
        if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
        } else if scalar < 0x10000 {
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
        } else {
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
        }
        put(0x80 | scalar & 0x3F)
    }
}
