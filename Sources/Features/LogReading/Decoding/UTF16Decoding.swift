/// UTF-16 as UTF-8; a surrogate without its other half becomes U+FFFD.
struct UTF16Decoding: ByteRewriter {
    static let pieceSize = 128 << 10

    private(set) var failure: ReadFailure?
    private let isBigEndian: Bool
    private var high: UInt32?
    private var isFirst = true

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func rewrite(
        _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer
    ) -> Int {
        // No two bytes become more than three; four may come for a half from the piece before.
        output.reserve(piece.count * 2 + 4)
        let whole = piece.count & ~1
        for index in stride(from: 0, to: whole, by: 2) {
            let first = UInt32(piece[index])
            let second = UInt32(piece[index + 1])
            take(isBigEndian ? first << 8 | second : second << 8 | first, &output)
        }
        // An odd byte waits for its other half.
        guard isLast else { return whole }
        if whole < piece.count || high != nil {
            failure = ReadFailure(text: "the UTF-16 text stops in the middle of a character", isCutOff: true)
            Self.write(0xFFFD, &output)
        }
        return piece.count
    }

    private mutating func take(_ unit: UInt32, _ output: inout ByteBuffer) {
        defer { isFirst = false }
        if isFirst && unit == 0xFEFF { return }
        if let waiting = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 {
                return Self.write(0x10000 + (waiting & 0x3FF) << 10 + (unit & 0x3FF), &output)
            }
            Self.write(0xFFFD, &output)
        }
        switch unit & 0xFC00 {
        case 0xD800: high = unit
        case 0xDC00: Self.write(0xFFFD, &output)
        default: Self.write(unit, &output)
        }
    }

    private static func write(_ scalar: UInt32, _ output: inout ByteBuffer) {
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
