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
        var number: String?
        if let first = starts.first { answers(0..<first, number: nil) }
        for (position, start) in starts.enumerated() {
            let end = position + 1 < starts.count ? starts[position + 1] : bytes.count
            number = CurlWords.businessNumber(bytes[start..<end])
            command(start..<end, number)
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
            bodies.note(mark(range.lowerBound), "a curl line without a body, and without its answer behind it")
        }
    }

    /// Reads one body and answers where the line goes on.
    private func body(_ data: CurlWords.Data, _ end: Int, _ number: String?) -> Int {
        let place = mark(data.start)
        if data.start < end, bytes[data.start] == UInt8(ascii: "@") {
            bodies.fault(
                place, found: "a curl line whose body stands in another file", expected: "the body itself",
                advice: "give that file with --config")
            return data.start + 1
        }
        let candidates = ShellBody.candidates(bytes, data, end)
        var first: JSONFault?
        for candidate in candidates {
            do throws(JSONFault) {
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
                expected: "the whole line, to the quotation mark behind the body")
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
            do throws(JSONFault) {
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
        var starts: [Int] = []
        var index = 0
        while index + 4 <= bytes.count {
            defer { index += 1 }
            guard bytes[index] | 0x20 == 0x63, CurlWords.isCurl(bytes, index) else { continue }
            starts.append(index)
        }
        return starts
    }
}
