/// Counts what nests before GMime builds its tree: that takes 70 times the mail's size for 100,000 parts, and stops
/// silently at 1,024 levels.
enum MessageBoundaries {
    /// More parts than any credential mail has.
    static let most = 1000

    /// Whether a message has more lines that look like a boundary, or more messages inside it, than is sane.
    static func areTooMany(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        var index = 0
        while index < bytes.count, count <= most {
            if bytes[index] == 0x2D, index + 2 < bytes.count, bytes[index + 1] == 0x2D, bytes[index + 2] > 0x20 {
                count += 1
            } else if isMessageType(bytes, index) {
                count += 1
            }
            guard let end = bytes[index...].firstIndex(of: 0x0A) else { break }
            index = end + 1
        }
        return count > most
    }

    /// A line that declares a message inside the message, which needs no boundary of its own.
    private static func isMessageType(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard start < bytes.count, (bytes[start] | 0x20) == 0x63 || bytes[start] <= 0x20 else { return false }
        let word = Array("message/".utf8)
        var index = start
        let end = min(start + 200, bytes.count - word.count)
        while index < end, bytes[index] != 0x0A {
            if word.indices.allSatisfy({ (bytes[index + $0] | 0x20) == word[$0] || bytes[index + $0] == word[$0] }) {
                return true
            }
            index += 1
        }
        return false
    }

    /// Where the messages of an mbox begin and end; the whole where it is none.
    static func messages(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let mark = Array("From ".utf8)
        guard bytes.starts(with: mark) else { return [0..<bytes.count] }
        var starts: [Int] = []
        var ranges: [Range<Int>] = []
        var index = 0
        var isAfterBlank = true
        while index < bytes.count {
            let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            if isAfterBlank, bytes[index..<end].starts(with: mark) {
                if let start = starts.last { ranges.append(start..<index) }
                starts.append(min(end + 1, bytes.count))
            }
            isAfterBlank = end == index || (end == index + 1 && bytes[index] == 0x0D)
            index = end + 1
        }
        if let start = starts.last { ranges.append(start..<bytes.count) }
        return ranges
    }
}
