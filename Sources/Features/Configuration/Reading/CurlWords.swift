internal import Model

/// The few words of a curl line that matter.
enum CurlWords {
    /// Where the data of an option begins, behind its opening quotation mark.
    struct Data {
        var start: Int
        /// What encloses it.
        var quote: Quote
    }

    /// What encloses a body.
    enum Quote {
        case none, single, double, dollar, typographic
    }

    /// The longest first, as each is looked for where the others may be a part of it.
    private static let options = [
        "--data-binary", "--data-ascii", "--data-raw", "--data", "--json", "-d",
    ].map { Array($0.utf8) }

    /// Whether `curl` stands at an offset as a command: at the beginning of a line, or behind a prompt or a pipe.
    static func isCurl(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 4 <= bytes.count, String(decoding: bytes[index..<index + 4], as: UTF8.self).lowercased() == "curl"
        else { return false }
        let next = index + 4 < bytes.count ? bytes[index + 4] : 0x20
        // `curl-X`, as the articles have it.
        guard next == 0x20 || next == 0x09 || next == UInt8(ascii: "-") || next == UInt8(ascii: "\\") else {
            return false
        }
        var before = index
        while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
        return before == 0 || "\n\r$#>;|&:`".utf8.contains(bytes[before - 1])
    }

    /// The next option that carries data, in a part of a line.
    static func data(_ bytes: [UInt8], _ range: Range<Int>) -> Data? {
        var index = range.lowerBound
        while index < range.upperBound {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "-"), index > range.lowerBound, isBoundary(bytes[index - 1]) else {
                continue
            }
            for option in options where bytes[index..<range.upperBound].starts(with: option) {
                if let data = value(bytes, index + option.count, range.upperBound) { return data }
                break
            }
        }
        return nil
    }

    /// The end of a command's own line, with those that a backslash joins to it.
    static func endOfCommand(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\n") {
                let last = bytes[range.lowerBound..<index].last { $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }
                if last != UInt8(ascii: "\\") { return index }
            }
            index += 1
        }
        return range.upperBound
    }

    /// The number at the end of a path such as `/integration/businessintegrationgroup/169990000000001`.
    static func businessNumber(_ line: ArraySlice<UInt8>) -> String? {
        let name = Array("businessintegration".utf8)
        var index = line.startIndex
        while index + name.count < line.endIndex {
            defer { index += 1 }
            guard zip(line[index...], name).allSatisfy({ $0 | 0x20 == $1 }) else { continue }
            var at = index
            while at < line.endIndex, (0x61...0x7A).contains(line[at] | 0x20) { at += 1 }
            guard at < line.endIndex, line[at] == UInt8(ascii: "/") else { continue }
            let digits = line[(at + 1)...].prefix { (0x30...0x39).contains($0) }
            if !digits.isEmpty { return String(decoding: digits, as: UTF8.self) }
        }
        return nil
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
            || byte >= 0x80
    }

    /// What stands behind an option, if it can be data.
    private static func value(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Data? {
        var at = start
        while at < end {
            let byte = bytes[at]
            let joins = byte == UInt8(ascii: "\\") && at + 1 < end && (bytes[at + 1] == 0x0A || bytes[at + 1] == 0x0D)
            guard byte == 0x20 || (0x09...0x0D).contains(byte) || byte == UInt8(ascii: "=") || joins else { break }
            at += 1
        }
        guard at < end else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "'"): return Data(start: at + 1, quote: .single)
        case UInt8(ascii: "\""): return Data(start: at + 1, quote: .double)
        case UInt8(ascii: "$") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "'"):
            return Data(start: at + 2, quote: .dollar)
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "@"): return Data(start: at, quote: .none)
        default:
            return TypographicQuotes.mark(bytes, at) == nil ? nil : Data(start: at + 3, quote: .typographic)
        }
    }
}
