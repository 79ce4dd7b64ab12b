internal import Glibc
internal import Support

/// Lines that a container runtime has cut, put together again: Docker's json-file driver cuts at 16 KiB, and all entries but
/// the last have a `log` without a newline; its drivers for other programs name the line and its last piece beside the text
/// (`partial_id`, `partial_last`); by the Container Runtime Interface, a line says `P` for a piece and `F` for the last one.
/// A blank line stands for each piece, so that lines keep their numbers.
struct PartialLines: ByteRewriter {
    static let pieceSize = 1 << 20

    /// What has been read of a stream's line, its last piece aside.
    private var held: [[UInt8]: Held] = [:]
    private var begun = 0
    /// Whether the blank line of the last piece waits: where nothing follows, what is left stands there.
    private var owesBlank = false

    private struct Held {
        /// Counted from the first one on, so that what is left over keeps its order.
        var number: Int
        var text: [UInt8]
        /// What stands behind the text in the last piece.
        var tail: [UInt8] = []
    }

    /// Whether the line at hand is longer than what is looked at together.
    private var isInLongLine = false

    /// What Docker cuts after, before escaping.
    private static let dockerPiece = 16 << 10

    /// Longer lines stay cut: nobody's record is that long.
    private static let longest = 256 << 20

    /// Whether lines of a runtime are among the first ones, and one of them is a piece.
    ///
    /// Where no line of Docker's has a newline, a program has taken it off, and none is a piece.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if RuntimeLine.mayBeTold(bytes) {
            return bytes.split(separator: Ascii.newline).contains { RuntimeLine.told($0)?.isPiece == true }
        }
        guard let first = bytes.first, first == Ascii.openBrace || (0x30...0x39).contains(first) else { return false }
        var holdsPiece = false
        var holdsWhole = first != Ascii.openBrace
        for line in bytes.split(separator: Ascii.newline, omittingEmptySubsequences: true) {
            guard let entry = RuntimeLine(line) else { return false }
            if entry.isPiece { holdsPiece = true } else { holdsWhole = true }
            if entry.isPiece, entry.text.count >= dockerPiece { return true }
            if holdsPiece && holdsWhole { return true }
        }
        return false
    }

    mutating func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        var at = 0
        while at < piece.count {
            let rest = piece[at...]
            if let end = rest.firstIndex(of: Ascii.newline) {
                if isInLongLine { output.append(Array(rest[...end])) } else { take(rest[..<end], into: &output) }
                isInLongLine = false
                at = end + 1
            } else if isLast && !isInLongLine {
                take(rest, into: &output, end: [])
                at = piece.count
            } else if isLast || at == 0 && piece.count >= Self.pieceSize {
                // No runtime writes such a line.
                output.append(Array(rest))
                isInLongLine = true
                at = piece.count
            } else {
                break
            }
        }
        if isLast {
            // Whether the text of one without an end is damaged can be seen in it.
            for left in held.values.sorted(by: { $0.number < $1.number }) {
                Self.put(left.text + left.tail, into: &output)
            }
            held = [:]
        }
        return at
    }

    /// The last line of an input may have no end.
    private mutating func take(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, into output: inout ByteBuffer, end: [UInt8] = [Ascii.newline]
    ) {
        payBlank(&output)
        guard let entry = RuntimeLine(line) else { return output.append(Array(line) + end) }
        let before = held[entry.stream]
        if entry.isPiece, (before?.text.count ?? 0) < Self.longest {
            if before == nil {
                begun += 1
                held[entry.stream] = Held(number: begun, text: Array(line[..<entry.text.lowerBound]))
            }
            held[entry.stream]?.text += line[entry.text]
            held[entry.stream]?.tail = Array(line[entry.text.upperBound...])
            owesBlank = true
            return
        }
        guard let before else { return output.append(Array(line) + end) }
        held[entry.stream] = nil
        output.append(before.text + line[entry.text.lowerBound...] + end)
    }

    private mutating func payBlank(_ output: inout ByteBuffer) {
        if owesBlank { Self.put([], into: &output) }
        owesBlank = false
    }

    private static func put(_ line: [UInt8], into output: inout ByteBuffer) { output.append(line + [Ascii.newline]) }
}

/// A line of a container runtime: where its text stands, and whether more of it follows.
private struct RuntimeLine {
    /// `stdout` or `stderr`.
    var stream: [UInt8]
    var text: Range<Int>
    var isPiece: Bool

    init?(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let first = line.first else { return nil }
        let found = first == Ascii.openBrace ? Self.told(line) ?? Self.docker(line) : Self.interface(line)
        guard let found else { return nil }
        self = found
    }

    private init(stream: [UInt8], text: Range<Int>, isPiece: Bool) {
        self.stream = stream
        self.text = text
        self.isPiece = isPiece
    }

    /// Whether a document says in some bytes that it is a piece.
    static func mayBeTold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        let key = "partial_id\"".utf8
        var at = 0
        while let joint = base.offset(of: UInt8(ascii: "_"), from: at, to: bytes.count) {
            at = joint + 1
            let start = joint - 7
            if start >= 0, start + key.count <= bytes.count,
                zip(bytes[start...], key).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && $1 >= 0x61 })
            {
                return true
            }
        }
        return false
    }

    /// A document that names the line it is a piece of, as Docker's drivers for fluentd and journald write it.
    static func told(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> RuntimeLine? {
        let bytes = UnsafeBufferPointer(rebasing: line)
        guard mayBeTold(bytes), let node = try? JSONReading.document(in: UnsafeRawBufferPointer(bytes)) else {
            return nil
        }
        func member(endingIn end: String) -> JSONNode? { node.entries.first { $0.key.endsText(end) }?.value }
        guard let name = member(endingIn: "partial_id")?.text, let last = member(endingIn: "partial_last"),
            let text = ["log", "message", "msg"].compactMap({ name in node[name] }).first, text.kind == .text
        else { return nil }
        let start = line.startIndex
        return RuntimeLine(
            stream: Array(name.utf8), text: (start + text.span.lowerBound)..<(start + text.span.upperBound),
            isPiece: last.boolean != true && !last.isText("true"))
    }

    /// `TIME stdout P TEXT`, as the Kubernetes project describes it.
    private static func interface(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> RuntimeLine? {
        let words = line.prefix(96).split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, (20...40).contains(words[0].count), words[0].contains(UInt8(ascii: "T")),
            words[1].elementsEqual("stdout".utf8) || words[1].elementsEqual("stderr".utf8),
            let tag = words[2].first, tag == UInt8(ascii: "P") || tag == UInt8(ascii: "F"),
            words[2].count == 1 || words[2].dropFirst().first == Ascii.colon
        else { return nil }
        return RuntimeLine(
            stream: Array(words[1]), text: words[3].startIndex..<line.endIndex, isPiece: tag == UInt8(ascii: "P"))
    }

    /// `{"log":"TEXT\n","stream":"stdout","time":…}`, as Docker's json-file driver writes it.
    private static func docker(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> RuntimeLine? {
        var at = line.startIndex + 1
        func skipBlanks() { while at < line.endIndex, Ascii.isBlank(line[at]) { at += 1 } }
        func take(_ text: StaticString) -> Bool {
            skipBlanks()
            let length = text.utf8CodeUnitCount
            guard at + length <= line.endIndex, let base = line.base.baseAddress,
                memcmp(base + at, text.utf8Start, length) == 0
            else { return false }
            at += length
            return true
        }
        guard take("\"log\""), take(":"), take("\"") else { return nil }
        let start = at
        while at < line.endIndex, line[at] != Ascii.quote { at += line[at] == Ascii.backslash ? 2 : 1 }
        guard at < line.endIndex else { return nil }
        let text = start..<at
        at += 1
        guard take(","), take("\"stream\""), take(":"), take("\"") else { return nil }
        let stream = line[at...].prefix { $0 != Ascii.quote }
        let isWhole =
            text.count >= 2 && line[text.upperBound - 1] == UInt8(ascii: "n")
            && isEscape(line, text.upperBound - 2, text)
        return RuntimeLine(stream: Array(stream), text: text, isPiece: !isWhole)
    }

    /// Whether a backslash stands there that nothing escapes.
    private static func isEscape(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, _ at: Int, _ text: Range<Int>
    ) -> Bool {
        var count = 0
        while at - count >= text.lowerBound, line[at - count] == Ascii.backslash { count += 1 }
        return count % 2 == 1
    }
}
