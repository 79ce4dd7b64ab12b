/// Kibana's marks around what a search has found, where they come too late in an input for its reader to expect them.
enum Highlight {
    private static let sign = "kibana-highlighted-field@"

    /// A value without them.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            let length = mark(bytes, at)
            if length == 0 { result.append(bytes[at]) }
            at += max(1, length)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func mark(_ bytes: [UInt8], _ at: Int) -> Int {
        guard bytes[at] == UInt8(ascii: "@") else { return 0 }
        let slash = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/") ? 1 : 0
        return bytes[(at + 1 + slash)...].starts(with: sign.utf8) ? 1 + slash + sign.utf8.count : 0
    }
}
