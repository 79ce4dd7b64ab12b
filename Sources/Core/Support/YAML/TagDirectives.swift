/// Finds `%TAG` lines before libyaml does: it compares each with all before it, and takes minutes for a hostile file.
enum TagDirectives {
    /// Where the first line begins with `%TAG`.
    static func first(in bytes: UnsafeRawBufferPointer) -> YAMLMark? {
        let name: [UInt8] = Array("%TAG".utf8)
        for position in bytes.indices where bytes[position] == name[0] {
            let isAtLineStart = position == 0 || isLineEnd(bytes[position - 1])
            guard isAtLineStart, bytes[position...].starts(with: name) else { continue }
            let lines = bytes[..<position].count { $0 == UInt8(ascii: "\n") }
            return YAMLMark(line: lines + 1, column: 1)
        }
        return nil
    }

    /// The last byte of one of YAML's line ends: LF, CR, and NEL, LS and PS in UTF-8.
    private static func isLineEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x0D, 0x85, 0xA8, 0xA9: true
        default: false
        }
    }
}
