/// The pieces of a list, cut at its separator and otherwise as they were written.
enum AllowedPieces {
    /// In their order, empty ones dropped; the whole text where nothing separates values.
    static func pieces(of text: String, separator: String?) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        guard let separator, !separator.isEmpty else { return bytes.isEmpty ? [] : [bytes] }
        let mark = Array(separator.utf8)
        var pieces: [[UInt8]] = []
        var start = 0
        var at = 0
        while at <= bytes.count {
            let isMark = at + mark.count <= bytes.count && bytes[at..<at + mark.count].elementsEqual(mark)
            guard isMark || at == bytes.count else {
                at += 1
                continue
            }
            if at > start { pieces.append(Array(bytes[start..<at])) }
            at += isMark ? mark.count : 1
            start = at
        }
        return pieces
    }

    static func set(of text: String, separator: String?) -> Set<[UInt8]> { Set(pieces(of: text, separator: separator)) }
}
