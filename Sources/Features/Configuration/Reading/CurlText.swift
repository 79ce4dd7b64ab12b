internal import Model
internal import Support

/// Finds the bodies and answers in pasted curl lines.
///
/// It does not follow a shell word by word, since pasted lines have lost blanks and quotation marks: it looks for the
/// options that carry data. Headers and users of a line, which may hold credentials, are never looked at.
struct CurlText {
    private let bytes: [UInt8]
    private let bodies: BodyReader
    private let places = PlaceCounter()

    init(_ bytes: [UInt8], _ bodies: BodyReader) {
        self.bytes = bytes
        self.bodies = bodies
    }

    /// Whether a line begins with `curl`, a prompt before it aside.
    static func hasCommand(_ bytes: [UInt8]) -> Bool { !starts(in: bytes).isEmpty }

    func read() {
        let starts = Self.starts(in: bytes)
        if let first = starts.first { answers(0..<first, number: nil) }
        for (start, end) in zip(starts, starts.dropFirst() + [bytes.count]) {
            command(start..<end, CurlWords.businessNumber(bytes[start..<end]))
        }
    }

    private func command(_ range: Range<Int>, _ number: String?) {
        var at = range.lowerBound
        var found = false
        while let data = CurlWords.data(bytes, at..<range.upperBound) {
            found = true
            at = body(data, range.upperBound, number)
        }
        let line = found ? at : CurlWords.endOfCommand(bytes, range)
        let before = bodies.yield
        answers(line..<range.upperBound, number: number)
        if !found, bodies.yield == before {
            bodies.note(mark(range.lowerBound), "a curl line without a body, and without its answer after it")
        }
    }

    /// Reads one body and answers where the line goes on.
    private func body(_ data: CurlWords.Data, _ end: Int, _ number: String?) -> Int {
        let place = mark(data.start)
        if data.start < end, bytes[data.start] == UInt8(ascii: "@") {
            bodies.fault(
                place, found: "a curl line whose body is in another file", expected: "the body itself",
                advice: "give that file with --config")
            return data.start + 1
        }
        let candidates = ShellBody.candidates(bytes, data, end)
        var first: JSONError?
        for candidate in candidates {
            do throws(JSONError) {
                let nodes = try JSONReading.documents(in: candidate.text, from: place)
                guard !nodes.isEmpty else { continue }
                if let note = candidate.note { bodies.note(place, note) }
                for node in nodes { bodies.read(node, number: number) }
                return candidate.end
            } catch {
                first = first ?? error
            }
        }
        if let first, !candidates.isEmpty, ShellBody.isWhole(bytes, data, end) {
            bodies.fault(first)
        } else {
            bodies.fault(
                place, found: "a curl line whose body is cut off",
                expected: "the complete line, up to the quotation mark after the body")
        }
        return max(candidates.map(\.end).max() ?? end, data.start)
    }

    /// JSON documents at the beginnings of lines; other lines are prose.
    private func answers(_ range: Range<Int>, number: String?) {
        var at = range.lowerBound
        while at < range.upperBound {
            let end = bytes[at..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            let first = bytes[at..<end].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            guard let first, bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") else {
                at = end + 1
                continue
            }
            let stop = ShellBody.balancedEnd(bytes, first, range.upperBound) ?? range.upperBound
            do throws(JSONError) {
                for node in try JSONReading.documents(in: Array(bytes[first..<stop]), from: mark(first)) {
                    bodies.read(node, number: number)
                }
            } catch {
                bodies.fault(error)
            }
            at = stop
        }
    }

    private func mark(_ offset: Int) -> JSONMark { places.mark(at: min(offset, bytes.count), in: bytes) }

    private static func starts(in bytes: [UInt8]) -> [Int] {
        bytes.indices.dropLast(3).filter { bytes[$0] | 0x20 == 0x63 && CurlWords.isCurl(bytes, $0) }
    }
}

/// The few words of a curl line that matter.
enum CurlWords {
    /// Where the data of an option begins, behind its opening quotation mark.
    struct Data {
        var start: Int
        /// What encloses it.
        var quote: ShellQuote
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
            if let option = options.first(where: { bytes[index..<range.upperBound].starts(with: $0) }),
                let data = value(bytes, index + option.count, range.upperBound)
            {
                return data
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
            let rest = line[index...].drop { (0x61...0x7A).contains($0 | 0x20) }
            guard rest.first == UInt8(ascii: "/") else { continue }
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            if !digits.isEmpty { return String(decoding: digits, as: UTF8.self) }
        }
        return nil
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        ShellLexer.isBlank(byte) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte >= 0x80
    }

    /// What stands behind an option, if it can be data.
    private static func value(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Data? {
        let at = ShellLexer.skipBlanks(bytes, start, end, and: UInt8(ascii: "="))
        guard at < end else { return nil }
        let (quote, length) = ShellLexer.opening(bytes, at, end)
        guard quote != .none || "{[@".utf8.contains(bytes[at]) else { return nil }
        return Data(start: at + length, quote: quote)
    }
}

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
        if let (text, stop) = ShellLexer.quoted(bytes, data.quote, data.start, end) {
            all.append(Candidate(text: text, end: stop))
        }
        guard let open = bytes[data.start..<end].firstIndex(where: { !ShellLexer.isBlank($0) }) else { return all }
        if let stop = balancedEnd(bytes, open, end) {
            let isPlain = data.quote == .none
            let note = "the quotation marks around the body are not a pair; it was read to the bracket that closes it"
            all.append(Candidate(text: Array(bytes[data.start..<stop]), end: stop, note: isPlain ? nil : note))
        }
        let rest = Array(bytes[data.start..<end])
        if let straight = ShellLexer.straightened(rest),
            let stop = balancedEnd(straight, open - data.start, straight.count)
        {
            let note = "curly quotation marks were read as straight ones"
            let end = ShellLexer.offset(in: rest, ofStraightened: stop) + data.start
            all.append(Candidate(text: Array(straight[..<stop]), end: end, note: note))
        }
        return all
    }

    static func isWhole(_ bytes: [UInt8], _ data: CurlWords.Data, _ end: Int) -> Bool {
        data.quote == .none || data.quote == .typographic
            || ShellLexer.quoted(bytes, data.quote, data.start, end) != nil
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
}
