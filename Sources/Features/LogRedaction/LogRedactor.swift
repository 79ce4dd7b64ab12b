internal import Reporting

/// Writes a log again without what is not known to be harmless, piece by piece: documents by the names of their fields, lines
/// of text word by word.
struct LogRedactor: Sendable {
    let rules: RedactionRules
    let gate: Gate
    let harmless: HarmlessText
    let text: FreeText
    let secrets: [[UInt8]]
    /// Whether no line is JSON.
    let isText: Bool
    /// Values that the reader of logs has found in fields that are kept.
    var readValues: ReadValues
    private let pseudonyms: Pseudonyms
    var names = RecentTexts(unknown: FieldName.unknown)
    /// The types of which values that came before are, a bit each (`ValueType.bit`), and `ValueType.plainText`.
    var values = RecentTexts<UInt16>(unknown: 0)
    var tally = HiddenTally()
    /// Where a document stands that goes on.
    var walk = DocumentPlace()
    /// Whether a private key goes on.
    private var isInKey = false
    /// Whether a line of JSON goes on.
    private var isInside = false
    /// Whether a call of curl goes on, on the next line.
    private(set) var isInCommand = false
    /// Whether a carriage return waits for the newline that makes it a line's end.
    private var holdsReturn = false
    /// What came and could not be judged yet.
    private(set) var rest: [UInt8] = []
    /// A value or line that is longer is cut, and its parts are looked at alone.
    static let longest = 1 << 20

    /// `secrets`: texts to hide wherever they stand, those of fewer than four bytes left out. `isText`: no line is JSON.
    init(
        _ rules: RedactionRules, gate: Gate = Gate(), harmless: HarmlessText, pseudonyms: Pseudonyms = Pseudonyms(),
        secrets: [String] = [], isText: Bool = false, readValues: ReadValues = ReadValues()
    ) {
        self.rules = rules
        self.gate = gate
        self.harmless = harmless
        text = FreeText(rules, harmless)
        self.pseudonyms = pseudonyms
        self.isText = isText
        self.readValues = readValues
        self.secrets = secrets.map { Array($0.utf8) }.filter { $0.count >= 4 }
    }

    /// Whether nothing that came before bears on what comes.
    var isFresh: Bool { walk.isDone && !isInside && !isInKey && !isInCommand && rest.isEmpty }

    /// Begins another input; what was hidden before keeps its pseudonym.
    ///
    /// `linesStandAlone`: what is known of that already.
    mutating func begin(asIf linesStandAlone: Bool? = nil) {
        walk = DocumentPlace(linesStandAlone: linesStandAlone)
        (isInside, isInKey, holdsReturn, isInCommand) = (false, false, false, false)
        rest = []
    }

    /// Goes on where another one stopped.
    mutating func goOn(from other: LogRedactor) {
        (walk, isInside, isInKey) = (other.walk, other.isInside, other.isInKey)
        (rest, holdsReturn, isInCommand) = (other.rest, other.holdsReturn, other.isInCommand)
    }

    /// Takes the next bytes and answers what can be said of them so far; `isEnd`: nothing follows.
    mutating func next(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
        bytes.withUnsafeBufferPointer { next($0, isEnd: isEnd) }
    }

    mutating func next(_ bytes: Bytes, isEnd: Bool) -> [UInt8] {
        var output = RedactedBytes(capacity: bytes.count + bytes.count / 4)
        if rest.isEmpty {
            let used = units(bytes, isEnd, &output)
            rest = Array(bytes[used...])
        } else {
            rest.append(contentsOf: bytes)
            let all = rest
            let used = all.withUnsafeBufferPointer { units($0, isEnd, &output) }
            rest.removeFirst(used)
        }
        var shown = holdsReturn ? [0x0D] + looked(output) : looked(output)
        holdsReturn = false
        if !isEnd, shown.last == 0x0D {
            shown.removeLast()
            holdsReturn = true
        }
        return passed(shown)
    }

    /// The last look at what is about to be written.
    mutating func looked(_ output: RedactedBytes) -> [UInt8] {
        var tally = tally
        defer { self.tally = tally }
        return output.looked(by: harmless) { kind, value, target in
            tally.add(kind)
            pseudonyms.append(kind, of: value, to: &target)
        }
    }

    /// Documents and lines, whichever begins where the last one ended. Answers how much was used.
    private mutating func units(_ input: Bytes, _ isEnd: Bool, _ output: inout RedactedBytes) -> Int {
        var index = 0
        var start = -1
        while index < input.count {
            // Blank lines are passed over once, not once a line.
            if start < index { start = JSONBytes.skipSpace(input, index) }
            if !isInside, !isText, !isInKey, start < input.count {
                guard let opens = JSONBytes.opens(input, start, isEnd) else { return index }
                isInside = opens
                if opens { walk.begin() }
            }
            let next: Int
            if isInside {
                next = document(input, index, isEnd, &output)
                if walk.isDone { isInside = false }
            } else {
                next = lineEnd(input, index, isEnd, &output)
                if walk.linesStandAlone == nil, next > index, start < next { walk.linesStandAlone = false }
            }
            if next == index { return index }
            index = next
        }
        return index
    }

    /// The gate's look, a line at a time where there is anything to see.
    func passed(_ output: [UInt8]) -> [UInt8] {
        output.withUnsafeBufferPointer { bytes in
            guard gate.copied(bytes) != nil else { return output }
            var result: [UInt8] = []
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
                // Windows' line ends stay.
                let isWindows = end - start >= 2 && bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D
                let line = bytes[start..<(isWindows ? end - 2 : end)]
                // Between two tabs stand cells.
                for (index, cell) in line.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
                    if index > 0 { result.append(0x09) }
                    let plain = Self.withPlainSpaces(cell)
                    result += plain.withUnsafeBufferPointer { gate.copied($0) } ?? plain
                }
                if isWindows { result += [0x0D, 0x0A] }
                start = end
            }
            return result
        }
    }

    /// With a space in place of each one that does not break.
    private static func withPlainSpaces(_ line: Slice<Bytes>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(line.count)
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == 0xC2, index + 1 < line.endIndex, line[index + 1] == 0xA0 {
                result.append(0x20)
                index += 2
            } else {
                result.append(line[index])
                index += 1
            }
        }
        return result
    }

    /// Writes a value's pseudonym; what is one already stays.
    mutating func hide(_ kind: HiddenKind, _ value: Bytes, _ output: inout RedactedBytes) {
        if Pseudonyms.isOne(value) {
            output.vouch(value)
            return
        }
        tally.add(kind)
        output.vouch { pseudonyms.append(kind, of: value, to: &$0) }
    }

    /// Writes free text without what names, masks and known secrets tell of it; its words are looked at in the end. What stands
    /// for a hidden value already stays.
    mutating func write(text bytes: Bytes, from first: Int = 0, _ output: inout RedactedBytes) {
        var start = first
        while let found = Pseudonyms.next(in: bytes, from: start) {
            write(unhidden: Bytes(rebasing: bytes[..<found.lowerBound]), from: start, &output)
            output.vouch(Bytes(rebasing: bytes[found]))
            start = found.upperBound
        }
        write(unhidden: bytes, from: start, &output)
    }

    private mutating func write(unhidden bytes: Bytes, from first: Int, _ output: inout RedactedBytes) {
        if first >= bytes.count { return }
        if secrets.isEmpty {
            parts(of: bytes, from: first, &output)
            return
        }
        // The known ones first, and whole: a mask might take a piece of one, and leave the rest.
        var start = first
        while start < bytes.count {
            let found = nextSecret(in: bytes, from: start)
            let end = found?.lowerBound ?? bytes.count
            parts(of: Bytes(rebasing: bytes[..<end]), from: start, &output)
            guard let found else { return }
            hide(.secret, Bytes(rebasing: bytes[found]), &output)
            start = found.upperBound
        }
    }

    private mutating func parts(of bytes: Bytes, from first: Int, _ output: inout RedactedBytes) {
        let look = IdentityMask.Look(at: bytes)
        if !isInCommand, look.isClear { return output.append(Bytes(rebasing: bytes[first...])) }
        var copied = first
        var writer = RedactedBytes()
        swap(&writer, &output)
        let text = text
        text.forEachPart(in: bytes, from: first, look, isCommand: isInCommand) { part in
            switch part {
            case .hide(let kind, let range):
                writer.append(Bytes(rebasing: bytes[copied..<range.lowerBound]))
                hide(kind, Bytes(rebasing: bytes[range]), &writer)
                copied = range.upperBound
            case .vouch(let range):
                writer.append(Bytes(rebasing: bytes[copied..<range.lowerBound]))
                writer.vouch(Bytes(rebasing: bytes[range]))
                copied = range.upperBound
            }
        }
        writer.append(Bytes(rebasing: bytes[copied...]))
        swap(&writer, &output)
    }

    private func nextSecret(in text: Bytes, from start: Int) -> Range<Int>? {
        var first: Range<Int>?
        for secret in secrets {
            var at = start
            let limit = min(text.count, first?.lowerBound ?? text.count)
            while at < limit, let found = text[at..<limit].firstIndex(of: secret[0]) {
                if text[found...].starts(with: secret) {
                    first = found..<(found + secret.count)
                    break
                }
                at = found + 1
            }
        }
        return first
    }

    /// A line of text; answers where it ends.
    private mutating func lineEnd(_ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout RedactedBytes) -> Int {
        let newline = input[start...].firstIndex(of: 0x0A)
        if newline == nil, !isEnd, input.count - start < Self.longest { return start }
        let end = newline.map { $0 + 1 } ?? input.count
        line(Bytes(rebasing: input[start..<end]), &output)
        return end
    }

    private mutating func line(_ line: Bytes, _ output: inout RedactedBytes) {
        guard !isInKey else { return keyLine(line, &output) }
        // On one line it is the mask's.
        if let key = place(of: "-----BEGIN ", in: line), holds(line, "PRIVATE KEY-----"), !holds(line, "-----END ") {
            plainLine(Bytes(rebasing: line[..<key]), &output)
            isInKey = true
            tally.add(.privateKey)
            output.vouch(Array("‹private key hidden›\n".utf8))
            return
        }
        plainLine(line, &output)
    }

    /// A line of a private key is left empty; what stands behind its end is text again.
    private mutating func keyLine(_ line: Bytes, _ output: inout RedactedBytes) {
        guard let end = place(of: "-----END ", in: line) else { return output.vouch([0x0A]) }
        isInKey = false
        let rest = line[(end + 9)...].firstRange(of: Array("-----".utf8))?.upperBound ?? line.count
        if rest < line.count { plainLine(Bytes(rebasing: line[rest...]), &output) } else { output.vouch([0x0A]) }
    }

    mutating func plainLine(_ line: Bytes, _ output: inout RedactedBytes) {
        // When it was logged is what on-call needs; a date further on may be anyone's.
        let time = LogPrefix.time(in: line)
        write(text: Bytes(rebasing: line[..<time.lowerBound]), &output)
        output.vouch(Bytes(rebasing: line[time]))
        var start = time.upperBound
        while !isText, let found = JSONBytes.document(line, from: start) {
            // A shipper's words, or a command's, around a document.
            words(line, start..<found.range.lowerBound, &output)
            let part = Bytes(rebasing: line[found.range])
            if !found.isEscaped {
                output.vouch(nested(Array(part)))
            } else if let inner = JSONBytes.unescapedDocument(part) {
                output.vouch(JSONBytes.escaped(nested(inner)))
            } else {
                write(text: part, &output)
            }
            start = found.range.upperBound
        }
        words(line, start..<line.count, &output)
        isInCommand = (isInCommand || holds(line, "curl")) && goesOn(line)
    }

    /// Whether a shell goes on with the next line.
    private func goesOn(_ line: Bytes) -> Bool {
        let last = line.last { $0 > 0x20 }
        return last == 0x5C || last == 0x60 || last == 0x5E
    }

    /// Text in which values stand that were read as a record's.
    private mutating func words(_ line: Bytes, _ range: Range<Int>, _ output: inout RedactedBytes) {
        var start = range.lowerBound
        for found in readValues.places(in: line, range) {
            write(text: Bytes(rebasing: line[..<found.lowerBound]), from: start, &output)
            output.vouch(Bytes(rebasing: line[found]))
            start = found.upperBound
        }
        write(text: Bytes(rebasing: line[..<range.upperBound]), from: start, &output)
    }

    private func holds(_ line: Bytes, _ wanted: StaticString) -> Bool { place(of: wanted, in: line) != nil }

    private func place(of wanted: StaticString, in line: Bytes) -> Int? {
        wanted.withUTF8Buffer { wanted in
            var start = 0
            while let first = line[start...].firstIndex(of: wanted[0]) {
                if line[first...].starts(with: wanted) { return first }
                start = first + 1
            }
            return nil
        }
    }
}

/// How many values were hidden of each kind.
struct HiddenTally: Sendable {
    private var counts = InlineArray<32, Int>(repeating: 0)

    mutating func add(_ kind: HiddenKind) { counts[kind.rawValue] += 1 }

    mutating func add(_ other: HiddenTally) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }

    var named: [String: Int] {
        var result: [String: Int] = [:]
        for kind in HiddenKind.allCases where counts[kind.rawValue] > 0 { result[kind.name] = counts[kind.rawValue] }
        return result
    }
}
