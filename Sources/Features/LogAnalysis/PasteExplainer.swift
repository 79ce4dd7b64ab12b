public import LogReading
public import Model

/// Explains pasted text piece by piece, and in the end all of it together.
public final class PasteExplainer {
    private let knowledge: Knowledge
    private let options: AnalysisOptions
    private let unwrapper: Unwrapper
    private let whole: Analysis
    private var total = ReadSummary(format: "text", bytes: 0)
    private var unwrapping = Unwrapping()

    private let name: String

    /// The name under which pasted text stands in reports.
    public static let name = "-"

    /// Explains with these playbooks and options; `name`: of the input that the text is.
    public init(_ knowledge: Knowledge, options: AnalysisOptions, name: String = PasteExplainer.name) {
        self.name = name
        self.knowledge = knowledge
        self.options = options
        unwrapper = knowledge.unwrapper
        whole = Analysis(knowledge, options: options, inputs: 1, threads: 1)
    }

    /// The report on one piece; nothing for text in which nothing is known.
    public func explain(_ piece: PastePiece) -> Report? {
        if piece.isPlainDocument {
            let reading = Reading([Unwrapped(document: piece.bytes)], knowledge)
            let (report, isWhole) = report(on: reading, of: piece)
            if isWhole && !report.isBlank {
                count(reading)
                return report
            }
        }
        let reading = Reading(unwrapper.read(piece), knowledge)
        count(reading)
        return reading.hasDocuments ? report(on: reading, of: piece).0 : nil
    }

    /// What a piece says by itself, and whether all of it could be read.
    private func report(on reading: Reading, of piece: PastePiece) -> (Report, isWhole: Bool) {
        let alone = Analysis(knowledge, options: options, inputs: 1, threads: 1)
        let summary = alone.count(reading, bytes: piece.bytes.count, name: name)
        alone.coverage.add(name, summary)
        alone.coverage.add(name, reading.unwrapping)
        return (alone.report(), summary.malformed == 0)
    }

    /// The report on all that was explained so far.
    public func report() -> Report {
        var summary = total
        summary.isEmpty = summary.bytes == 0
        whole.coverage = InputCoverage()
        whole.coverage.add(name, summary)
        whole.coverage.add(name, unwrapping)
        return whole.report()
    }

    /// The report on a whole text; nothing where no document and nothing known is in it.
    func explain(all text: [UInt8]) -> Report? {
        let reading = Reading(unwrapper.read(all: text), knowledge, dropsHalves: true)
        guard reading.hasDocuments else { return nil }
        count(reading)
        total.bytes = text.count
        return report()
    }

    private func count(_ reading: Reading) {
        total.add(whole.count(reading, bytes: reading.bytes, name: name))
        unwrapping.add(reading.unwrapping)
    }

    /// What was made of a piece.
    struct Reading {
        private(set) var text: [UInt8] = []
        private(set) var ignoredLines = 0
        private(set) var unwrapping = Unwrapping()
        private(set) var bytes = 0
        var hasDocuments: Bool { !text.isEmpty }

        /// Whether objects or lists stand in a list, so that it may be several documents.
        private static func holdsList(_ document: [UInt8]) -> Bool {
            zip(document, document.dropFirst()).contains { $0 == UInt8(ascii: "[") && "[{".utf8.contains($1) }
        }

        /// `dropsHalves`: a document of which something is missing counts only where it shows a reason and is the only
        /// one: of a container that is damaged, pieces are no contacts.
        init(_ all: [Unwrapped], _ knowledge: Knowledge, dropsHalves: Bool = false) {
            let isOneOfSeveral = all.count { $0.kind == .document } > 1
            for found in all {
                bytes += found.bytes.count
                guard let document = knowledge.document(found) else {
                    ignoredLines += 1
                    if found.isPartial { unwrapping.add(found) }
                    continue
                }
                unwrapping.add(found)
                // Half of a document is no contact that was let through.
                if dropsHalves, found.isPartial,
                    isOneOfSeveral || Self.holdsList(found.bytes) || knowledge.plan.soughtTexts(in: found.bytes) == 0
                {
                    continue
                }
                if found.kind != .document, found.cells.count > 3 { unwrapping.bareRows += 1 }
                text += document
                text.append(UInt8(ascii: "\n"))
            }
        }
    }
}

extension Analysis {
    /// Counts the records of documents, which may stand on several lines.
    func count(_ reading: PasteExplainer.Reading, bytes: Int, name: String) -> ReadSummary {
        var summary = ReadSummary(format: "text", bytes: bytes)
        if reading.hasDocuments, let read = try? count(ByteSource(reading.text, name: name)) {
            summary = read
            summary.bytes = bytes
        }
        summary.ignoredLines += reading.ignoredLines
        return summary
    }
}

extension Knowledge {
    /// Cuts pasted text; it knows the fields' names.
    public var pasteCutter: PasteCutter { PasteCutter(fieldNames: names) }

    /// Unwraps pieces of pasted text.
    var unwrapper: Unwrapper { Unwrapper(fieldNames: names, textKey: key(of: .record(.text), else: "message")) }

    /// All names by which a field may stand in a record.
    private var names: Set<String> { Set(slots.plans.filter { !$0.isColumn }.flatMap { $0.aliases + $0.pinned }) }

    /// A document that says what an unwrapped line says; nothing for text in which nothing is known.
    func document(_ found: Unwrapped) -> [UInt8]? {
        if found.kind == .document { return found.bytes }
        if let reason = reason(in: found.cells) {
            return member(key(of: .record(.reason), else: "restrictionReason"), reason)
        }
        guard found.bytes.withUnsafeBytes(signatures.find) != nil else { return nil }
        return member(key(of: .record(.text), else: "message"), String(decoding: found.bytes, as: UTF8.self))
    }

    /// The cell that is a known reason, or nothing but known reasons.
    private func reason(in cells: [String]) -> String? {
        cells.first(where: reasons.isKnown) ?? cells.first { cell in reasons.split(cell).allSatisfy(reasons.isKnown) }
    }

    /// The name that is trusted most of those under which a field may stand; `name` for a field that no playbook has.
    func key(of use: SlotUse, else name: String) -> String {
        guard let slot = slots.number(of: use) else { return name }
        return slots.plans[slot].pinned.first ?? slots.plans[slot].aliases.first ?? name
    }

    private func member(_ key: String, _ text: String) -> [UInt8] { Unwrapped.document([(key, text)]) }
}
