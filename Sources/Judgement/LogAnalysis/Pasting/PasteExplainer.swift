public import Findings
public import LogReading

/// Explains pasted text piece by piece, and in the end all of it together.
public final class PasteExplainer {
    private let knowledge: Knowledge
    private let options: AnalysisOptions
    private let unwrapper: Unwrapper
    private let whole: Analysis
    private var total = ReadSummary(format: "text", bytes: 0)
    private var unwrapping = Unwrapping()

    /// The name under which pasted text stands in reports.
    public static let name = "-"

    /// Explains with these playbooks and options.
    public init(_ knowledge: Knowledge, options: AnalysisOptions) {
        self.knowledge = knowledge
        self.options = options
        unwrapper = knowledge.unwrapper
        whole = Analysis(knowledge, options: options, inputs: 1, threads: 1)
    }

    /// The report on one piece; nothing for text in which nothing is known.
    public func explain(_ piece: PastePiece) -> Report? {
        let reading = read(piece)
        count(reading)
        guard reading.hasDocuments else { return nil }
        let alone = Analysis(knowledge, options: options, inputs: 1, threads: 1)
        alone.coverage.add(Self.name, alone.count(reading, bytes: piece.bytes.count))
        alone.coverage.add(Self.name, reading.unwrapping)
        return alone.report()
    }

    /// The report on all that was explained so far.
    public func report() -> Report {
        var summary = total
        summary.isEmpty = summary.bytes == 0
        whole.coverage = InputCoverage()
        whole.coverage.add(Self.name, summary)
        whole.coverage.add(Self.name, unwrapping)
        return whole.report()
    }

    /// The report on a whole text; nothing where no document and nothing known is in it.
    func explain(all text: [UInt8]) -> Report? {
        let reading = Reading(unwrapper.read(all: text), knowledge)
        guard reading.hasDocuments else { return nil }
        count(reading)
        total.bytes = text.count
        return report()
    }

    private func count(_ reading: Reading) {
        total.add(whole.count(reading, bytes: reading.bytes))
        unwrapping.add(reading.unwrapping)
    }

    private func read(_ piece: PastePiece) -> Reading {
        if piece.isPlainDocument {
            let plain = Unwrapped(document: piece.bytes)
            // A document that says nothing by itself may hold another one in a text.
            if !piece.bytes.contains(UInt8(ascii: "\\")) || says(plain) { return Reading([plain], knowledge) }
        }
        return Reading(unwrapper.read(piece), knowledge)
    }

    /// Whether a document can be read as it stands, and has something in it that is known.
    private func says(_ document: Unwrapped) -> Bool {
        let trial = Analysis(knowledge, options: AnalysisOptions(), inputs: 1, threads: 1)
        let summary = trial.count(Reading([document], knowledge), bytes: document.bytes.count)
        trial.coverage.add(Self.name, summary)
        return summary.malformed == 0 && !trial.report().isBlank
    }

    /// What was made of a piece.
    struct Reading {
        private(set) var text: [UInt8] = []
        private(set) var ignoredLines = 0
        private(set) var unwrapping = Unwrapping()
        private(set) var bytes = 0
        var hasDocuments: Bool { !text.isEmpty }

        init(_ all: [Unwrapped], _ knowledge: Knowledge) {
            for found in all {
                bytes += found.bytes.count
                guard let document = knowledge.document(found) else {
                    ignoredLines += 1
                    continue
                }
                unwrapping.add(found)
                text += document
                text.append(UInt8(ascii: "\n"))
            }
        }
    }
}

extension Analysis {
    /// Counts the records of documents, which may stand on several lines.
    func count(_ reading: PasteExplainer.Reading, bytes: Int) -> ReadSummary {
        var summary = ReadSummary(format: "text", bytes: bytes)
        if reading.hasDocuments, let read = try? count(ByteSource(reading.text, name: PasteExplainer.name)) {
            summary = read
            summary.bytes = bytes
        }
        summary.ignoredLines += reading.ignoredLines
        return summary
    }
}
