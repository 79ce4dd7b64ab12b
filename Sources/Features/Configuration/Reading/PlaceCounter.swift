internal import Support

/// Counts lines and columns of rising offsets, each byte once.
final class PlaceCounter {
    private var offset = 0
    private var mark = JSONMark.start

    func mark(at target: Int, in bytes: [UInt8]) -> JSONMark {
        if target < offset {
            offset = 0
            mark = .start
        }
        for byte in bytes[offset..<target] {
            if byte == UInt8(ascii: "\n") {
                mark.line += 1
                mark.column = 1
            } else if byte & 0xC0 != 0x80 {
                mark.column += 1
            }
        }
        offset = target
        return mark
    }
}
