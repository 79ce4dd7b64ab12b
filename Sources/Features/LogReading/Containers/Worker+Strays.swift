internal import Glibc

/// What no form expects: lines and stretches that are nothing by themselves, and documents that are spread over entries.
extension Worker {
    /// Reads runs of lines that are nothing by themselves.
    func readStrays(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in strays.runs {
            let place = Place(line: run.lines.lowerBound, sequence: sequence)
            guard readStray(base + run.bytes.lowerBound, run.bytes.count, place) else { continue }
            counts.ignoredLines -= min(counts.ignoredLines, run.lines.count - counts.withdrawMalformed(run, sequence))
        }
        strays = StrayLines()
    }

    /// Reads documents that are spread over entries which are no records by themselves.
    func readEntries(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in entries.runs where run.lines.count > 1 && run.bytes.count < Self.longestReshapedLine {
            let (bytes, length) = (base + run.bytes.lowerBound, run.bytes.count)
            guard unread.unread(in: bytes, length) != nil else { continue }
            // The input's first document was read before it was known that the lines stand alone.
            let lead = sequence == 1 && run.lines.lowerBound <= 1 ? first.entry : []
            let text = SpreadText(UnsafeBufferPointer(start: bytes, count: length), after: lead, plan)
            guard !text.documents.isEmpty else { continue }
            let withdrawn = counts.withdrawMalformed(run, sequence)
            if text.isWhole {
                if !lead.isEmpty { if first.isMalformed { counts.malformed -= 1 } else { counts.others -= 1 } }
                counts.others -= min(counts.others, run.lines.count - withdrawn)
            } else {
                // Some piece is left over.
                counts.malformed(Place(line: run.lines.lowerBound, sequence: sequence))
            }
            deliver(text.documents, of: (bytes, length), Place(line: run.lines.lowerBound, sequence: sequence))
        }
        entries = StrayLines()
    }

    /// Reads what no form expects, where something that is sought stands in it: a document over several lines, one that was
    /// printed or copied, a list of fields; false if there is none.
    func readStray(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, isJSON: Bool = false) -> Bool {
        let isSought = !unread.isIdle && unread.unread(in: bytes, length) != nil
        guard length < Self.longestReshapedLine, isSought || triesStrays else { return false }
        let text = Array(UnsafeBufferPointer(start: bytes, count: length))
        var found = Stray()
        // What a mail quotes is unwrapped line by line first.
        if !text.starts(with: ">".utf8),
            let reshaped = ReshapedDocument(line: String(decoding: text, as: UTF8.self), plan)
        {
            found = Stray(reshaped)
        }
        // What has JSON's own quotes and is none is damaged, and nothing is made of it.
        if found.documents.isEmpty, isSought, !isJSON || text.starts(with: "{“".utf8) {
            found = Stray(unwrapper.read(all: text))
        }
        return deliver(unwrapped: found, of: (bytes, length), place)
    }

    /// Delivers what was found in a text that is no document; false if nothing was.
    func deliver(
        unwrapped found: Stray, of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place
    ) -> Bool {
        straysInVain = found.documents.isEmpty ? straysInVain + 1 : 0
        guard !found.documents.isEmpty else { return false }
        counts.unwrapped += found.steps.isEmpty ? 0 : found.documents.count
        counts.steps.formUnion(found.steps)
        deliver(found.documents, of: unit, place)
        return true
    }

    /// Documents in a text that is none, and what was taken off to get at them.
    struct Stray {
        var documents: [[UInt8]] = []
        var steps: Set<UnwrappingStep> = []

        init() {}

        init(_ reshaped: ReshapedDocument) {
            documents = reshaped.documents
            steps = reshaped.steps
        }

        /// Half of a document stays damage.
        init(_ all: [Unwrapped]) {
            let whole = all.filter { $0.kind == .document && !$0.isPartial }
            documents = whole.map(\.bytes)
            steps = whole.reduce(into: []) { $0.formUnion($1.steps) }
        }
    }

    /// Whether what nothing is sought in is worth a look as well: not where many were looked at in vain.
    var triesStrays: Bool { straysInVain < 64 }
}

/// Runs of lines, one directly behind the other.
struct StrayLines {
    struct Run {
        var bytes: Range<Int>
        var lines: Range<Int>
    }

    private(set) var runs: [Run] = []
    var isEmpty: Bool { runs.isEmpty }

    mutating func add(lineAt start: Int, to end: Int, _ line: Int) {
        if let last = runs.last, last.lines.upperBound == line {
            runs[runs.count - 1] = Run(
                bytes: last.bytes.lowerBound..<end, lines: last.lines.lowerBound..<(line + 1))
        } else {
            runs.append(Run(bytes: start..<end, lines: line..<(line + 1)))
        }
    }
}
