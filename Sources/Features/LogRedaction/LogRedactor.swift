internal import Reporting

/// Writes a log again without identities and secrets, piece by piece.
///
/// It cannot know names of people in free text; whoever uses it has to be told.
struct LogRedactor: Sendable {
    /// Where a copy stands between two pieces.
    struct Place: Sendable {
        /// Braces and brackets of JSON that are open.
        var depth = 0
        /// Whether a line of JSON goes on.
        var isInside = false
        /// Whether a private key goes on.
        var isInKey = false
        /// What becomes of the next value.
        var rule = RedactionRules.Rule.mask
        /// What becomes of the value of the property that was named last in this object.
        var property: RedactionRules.Rule?
        /// How many are open around the object or list in which everything is hidden.
        var hiddenFrom: Int?

        /// Whether nothing that came before bears on what comes.
        var isFresh: Bool { depth <= 0 && !isInside && !isInKey }
    }

    let rules: RedactionRules
    let gate: Gate
    private let pseudonyms = Pseudonyms()
    private let finder: ValueFinder
    let secrets: [[UInt8]]
    let isText: Bool
    var place = Place()
    /// Whether a carriage return waits for the newline that makes it a line's end.
    private var holdsReturn = false
    /// What came and could not be judged yet.
    var rest: [UInt8] = []
    var names = FieldNames()
    var tally = HiddenTally()
    /// A value or line that is longer is cut, and its parts are looked at alone.
    static let longest = 1 << 20

    /// `secrets`: texts to hide wherever they stand, those of fewer than four bytes left out. `isText`: no line is JSON.
    init(_ rules: RedactionRules, gate: Gate = Gate(), secrets: [String] = [], isText: Bool = false) {
        self.rules = rules
        finder = ValueFinder(rules)
        self.gate = gate
        self.isText = isText
        self.secrets = secrets.map { Array($0.utf8) }.filter { $0.count >= 4 }
    }

    /// How many values were hidden, by kind.
    var counts: [String: Int] { tally.named }

    /// Begins another input; what was hidden before keeps its pseudonym.
    mutating func begin() {
        place = Place()
        rest = []
        holdsReturn = false
    }

    /// Takes the next bytes and answers what can be said of them so far; `isEnd`: nothing follows.
    mutating func next(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
        bytes.withUnsafeBufferPointer { next($0, isEnd: isEnd) }
    }

    mutating func next(_ bytes: Bytes, isEnd: Bool) -> [UInt8] {
        var output: [UInt8] = holdsReturn ? [0x0D] : []
        holdsReturn = false
        if rest.isEmpty {
            output.reserveCapacity(bytes.count + bytes.count / 8)
            let used = units(bytes, isEnd, &output)
            rest = Array(bytes[used...])
        } else {
            rest.append(contentsOf: bytes)
            let all = rest
            let used = all.withUnsafeBufferPointer { units($0, isEnd, &output) }
            rest.removeFirst(used)
        }
        if isEnd, place.isInKey { endKey(&output) }
        if !isEnd, output.last == 0x0D {
            output.removeLast()
            holdsReturn = true
        }
        return passed(output)
    }

    /// Documents and lines, whichever begins where the last one ended. Answers how much was used.
    private mutating func units(_ input: Bytes, _ isEnd: Bool, _ output: inout [UInt8]) -> Int {
        var index = 0
        var start = -1
        while index < input.count {
            // Blank lines are passed over once, not once a line.
            if start < index { start = JSONBytes.skipSpace(input, index) }
            if !place.isInside, !isText, !place.isInKey, start < input.count {
                guard let opens = JSONBytes.opens(input, start, isEnd) else { return index }
                place.isInside = opens
                if opens { (place.rule, place.property, place.hiddenFrom) = (.mask, nil, nil) }
            }
            let next = place.isInside ? document(input, index, isEnd, &output) : lineEnd(input, index, isEnd, &output)
            if next == index { return index }
            index = next
        }
        return index
    }

    /// The gate's last look, a line at a time where there is anything to see.
    func passed(_ output: [UInt8]) -> [UInt8] {
        output.withUnsafeBufferPointer { bytes in
            guard gate.copied(bytes) != nil else { return output }
            var result: [UInt8] = []
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
                // Windows' line ends stay.
                let isWindows = end - start >= 2 && bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D
                let line = Bytes(rebasing: bytes[start..<(isWindows ? end - 2 : end)])
                result += gate.copied(line) ?? Array(line)
                if isWindows { result += [0x0D, 0x0A] }
                start = end
            }
            return result
        }
    }

    /// Writes a value's pseudonym.
    mutating func hide(_ kind: HiddenKind, _ value: Bytes, _ output: inout [UInt8]) {
        tally.add(kind)
        pseudonyms.append(kind, of: value, to: &output)
    }

    /// A stretch of text without what a mask or a known secret finds in it; nothing if that is all of it.
    mutating func hidden(_ text: Bytes) -> [UInt8]? {
        if secrets.isEmpty { return masked(text) }
        // The known ones first, and whole: a mask might take a piece of one, and leave the rest.
        let clean = withoutSecrets(Array(text))
        return clean.withUnsafeBufferPointer { masked($0) } ?? clean
    }

    private mutating func masked(_ text: Bytes) -> [UInt8]? {
        let look = IdentityMask.Look(at: text)
        if look.isClear { return nil }
        let finder = finder
        var result: [UInt8] = []
        var copied = 0
        finder.forEachMatch(in: text, look) { kind, range in
            result.append(contentsOf: Bytes(rebasing: text[copied..<range.lowerBound]))
            hide(kind, Bytes(rebasing: text[range]), &result)
            copied = range.upperBound
        }
        if copied == 0 { return nil }
        result.append(contentsOf: Bytes(rebasing: text[copied...]))
        return result
    }

    private mutating func withoutSecrets(_ text: [UInt8]) -> [UInt8] {
        var result = text
        for secret in secrets {
            while let place = result.firstRange(of: secret) {
                var name: [UInt8] = []
                secret.withUnsafeBufferPointer { hide(.secret, $0, &name) }
                result.replaceSubrange(place, with: name)
            }
        }
        return result
    }

    /// Writes what stands between two quotes without what a mask finds in it; false if that is nothing.
    mutating func masked(
        _ input: Bytes, _ range: Range<Int>, _ isASCII: Bool, _ output: inout [UInt8], _ copied: inout Int
    ) -> Bool {
        let text = Bytes(rebasing: input[range])
        if !isASCII || !secrets.isEmpty {
            let kept = hidden(text) ?? Array(text)
            let shown = kept.withUnsafeBufferPointer { gate.copied($0, isJSON: true) } ?? kept
            if shown.elementsEqual(text) { return false }
            output.append(contentsOf: Bytes(rebasing: input[copied..<range.lowerBound]))
            output += shown
            copied = range.upperBound
            return true
        }
        let look = IdentityMask.Look(at: text)
        if look.isClear { return false }
        var isChanged = false
        func write(_ kind: HiddenKind, _ found: Range<Int>) {
            let start = range.lowerBound + found.lowerBound
            output.append(contentsOf: Bytes(rebasing: input[copied..<start]))
            hide(kind, Bytes(rebasing: text[found]), &output)
            copied = range.lowerBound + found.upperBound
            isChanged = true
        }
        if look.mayAssign {
            let finder = finder
            finder.forEachMatch(in: text, look, write)
        } else {
            IdentityMask().forEachMatch(in: text, look, write)
        }
        return isChanged
    }

    /// Writes what stays as JSON writes it, where a character of it must not be shown.
    func visible(_ input: Bytes, _ range: Range<Int>, _ output: inout [UInt8], _ copied: inout Int) {
        guard let shown = gate.copied(Bytes(rebasing: input[range]), isJSON: true) else { return }
        output.append(contentsOf: Bytes(rebasing: input[copied..<range.lowerBound]))
        output += shown
        copied = range.upperBound
    }

    /// A line of text; answers where it ends.
    private mutating func lineEnd(_ input: Bytes, _ start: Int, _ isEnd: Bool, _ output: inout [UInt8]) -> Int {
        let newline = input[start...].firstIndex(of: 0x0A)
        if newline == nil, !isEnd, input.count - start < Self.longest { return start }
        let end = newline.map { $0 + 1 } ?? input.count
        line(Bytes(rebasing: input[start..<end]), &output)
        return end
    }

    private mutating func line(_ line: Bytes, _ output: inout [UInt8]) {
        if holds(line, "-----BEGIN ") && holds(line, "PRIVATE KEY-----") { place.isInKey = true }
        if place.isInKey {
            if holds(line, "-----END ") { endKey(&output) }
            return
        }
        // When it was logged is what on-call needs; a date further on may be anyone's.
        let time = LogPrefix.timeLength(line)
        output.append(contentsOf: line[..<time])
        var start = time
        while !isText, let found = JSONBytes.document(line, from: start) {
            // A shipper's words, or a command's, around a document.
            words(line, start..<found.range.lowerBound, &output)
            let part = Bytes(rebasing: line[found.range])
            if found.isEscaped {
                output +=
                    JSONBytes.unescapedDocument(part).map { JSONBytes.escaped(nested($0)) } ?? hidden(part)
                    ?? Array(part)
            } else {
                output += nested(Array(part))
            }
            start = found.range.upperBound
        }
        words(line, start..<line.count, &output)
    }

    private mutating func words(_ line: Bytes, _ range: Range<Int>, _ output: inout [UInt8]) {
        let words = Bytes(rebasing: line[range])
        if let shown = hidden(words) { output += shown } else { output.append(contentsOf: words) }
    }

    private mutating func endKey(_ output: inout [UInt8]) {
        place.isInKey = false
        tally.add(.privateKey)
        output += Array("‹private key hidden›\n".utf8)
    }

    private func holds(_ line: Bytes, _ wanted: StaticString) -> Bool {
        wanted.withUTF8Buffer { wanted in
            var start = 0
            while let first = line[start...].firstIndex(of: wanted[0]) {
                if line[first...].starts(with: wanted) { return true }
                start = first + 1
            }
            return false
        }
    }
}

/// How many values were hidden of each kind.
struct HiddenTally: Sendable {
    private var counts = [Int](repeating: 0, count: HiddenKind.allCases.count)

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
