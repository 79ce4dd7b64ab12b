/// The body of a curl line, out of its quotation marks.
enum ShellBody {
    /// One way to read it.
    struct Candidate {
        var text: [UInt8]
        /// Where the line goes on.
        var end: Int
        /// What was mended.
        var note: String?
    }

    /// All ways to read it, the shell's own first.
    static func candidates(_ bytes: [UInt8], _ data: CurlWords.Data, _ end: Int) -> [Candidate] {
        var all: [Candidate] = []
        if let (text, stop) = quoted(bytes, data, end) { all.append(Candidate(text: text, end: stop)) }
        guard let open = bytes[data.start..<end].firstIndex(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else {
            return all
        }
        if let stop = balancedEnd(bytes, open, end) {
            let isPlain = data.quote == .none
            let note = "the quotation marks around the body are not a pair; it was read to the bracket that closes it"
            all.append(Candidate(text: Array(bytes[data.start..<stop]), end: stop, note: isPlain ? nil : note))
        }
        let rest = Array(bytes[data.start..<end])
        if let straight = TypographicQuotes.straightened(rest),
            let stop = balancedEnd(straight, open - data.start, straight.count)
        {
            let note = "typographic quotation marks were read as straight ones"
            all.append(
                Candidate(text: Array(straight[..<stop]), end: offset(in: rest, of: stop) + data.start, note: note))
        }
        return all
    }

    /// Whether the body has an end at all.
    static func isWhole(_ bytes: [UInt8], _ data: CurlWords.Data, _ end: Int) -> Bool {
        data.quote == .none || data.quote == .typographic
            ? candidates(bytes, data, end).contains { $0.end <= end } : quoted(bytes, data, end) != nil
    }

    /// Behind the bracket that closes the one at `start`; nothing where no bracket stands there, or none closes it.
    static func balancedEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else { return nil }
        var depth = 0
        var inside = false
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\") where inside: index += 1
            case UInt8(ascii: "\""): inside.toggle()
            case UInt8(ascii: "{") where !inside, UInt8(ascii: "[") where !inside: depth += 1
            case UInt8(ascii: "}") where !inside, UInt8(ascii: "]") where !inside:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// As a shell reads it, with the offset behind the closing mark; nothing where none closes it.
    private static func quoted(_ bytes: [UInt8], _ data: CurlWords.Data, _ end: Int) -> (text: [UInt8], end: Int)? {
        var text: [UInt8] = []
        var index = data.start
        let mark = UInt8(ascii: data.quote == .double ? "\"" : "'")
        guard data.quote != .none, data.quote != .typographic else { return nil }
        while index < end {
            let byte = bytes[index]
            if byte == mark {
                // '\'' is how a quotation mark gets into single ones.
                let again = Array("'\\''".utf8)
                guard data.quote == .single, bytes[index..<end].starts(with: again) else { return (text, index + 1) }
                text.append(mark)
                index += again.count
                continue
            }
            if byte == UInt8(ascii: "\\"), data.quote != .single, index + 1 < end {
                let (meant, length) = ShellEscape.meaning(bytes[(index + 1)..<end], isDollar: data.quote == .dollar)
                text += meant
                index += 1 + length
                continue
            }
            text.append(byte)
            index += 1
        }
        return nil
    }

    /// The offset in a text of a place in its straightened form.
    private static func offset(in bytes: [UInt8], of straight: Int) -> Int {
        var index = 0
        for _ in 0..<straight where index < bytes.count {
            index += TypographicQuotes.mark(bytes, index) == nil ? 1 : 3
        }
        return index
    }
}
