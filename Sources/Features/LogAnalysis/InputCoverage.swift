internal import LogReading
internal import Model
internal import Support

/// What was read of each input, and what follows for the worth of a "no".
struct InputCoverage {
    private(set) var inputs: [InputSummary] = []
    private var ownGaps: [Gap] = []
    /// What was read of all inputs together, before filters.
    private(set) var total = ReadSummary(format: "", bytes: 0)
    /// Inputs whose text was in Windows-1252.
    private(set) var windows: [String] = []
    private var mayRepeat = 0
    private(set) var unwrapping = Unwrapping()
    private(set) var readable = 0
    private var answers = AnswerCoverage()

    /// What could not be looked at, input by input, and what follows from all of them together.
    var gaps: [Gap] {
        var gaps = ownGaps + answers.gaps(hasDuplicates: total.duplicates > 0)
        // Where a document may have been counted twice.
        if mayRepeat > 0 {
            let concerned = mayRepeat == 1 ? "the last input" : "the last \(mayRepeat) inputs"
            gaps.append(
                Gap(
                    code: Codes.tooMany,
                    detail: "More than \(LogReaderBounds.rememberedDocuments) documents: the rest were not "
                        + "remembered, so \(concerned) may repeat some of them, counted twice."))
        }
        return gaps
    }

    mutating func add(_ input: String, _ summary: ReadSummary) {
        let name = input == "-" ? "stdin" : input
        readable += 1
        inputs.append(InputSummary(name: input, format: summary.format, bytes: summary.bytes, records: summary.records))
        total.add(summary)
        unwrapping.add(Unwrapping(summary))
        if summary.isWindows1252 { windows.append(input) }
        if summary.mayRepeat { mayRepeat += 1 }
        gap(Codes.empty, if: summary.isEmpty, "\(name) is empty.")
        answers.add(name, summary)
        gap(
            Codes.cutOff, if: summary.isCutOff,
            "\(name) is cut off\(summary.cutOffDocuments > 0 ? " in the middle of a document" : ""): the part before that was "
                + "checked, the rest is missing.")
        gap(Codes.unread, if: summary.unread > 0, Self.unread(name, summary))
        gap(Codes.malformed, if: summary.malformed > summary.cutOffDocuments, Self.malformed(name, summary))
        addForm(name, summary)
        gap(
            Codes.noCheckIn,
            if: summary.records == 0 && summary.duplicates == 0 && !summary.isEmpty && summary.savedObjects == 0,
            Self.noRecord(name, summary))
        gap(
            Codes.tooDeep, if: summary.tooDeep > 0,
            "\(name): \(Count.documents(summary.tooDeep)) with values below 64 levels, which were not searched.")
        if let failure = summary.failure {
            gap(Codes.unreadable, "\(name): reading ended early: \(failure). The part before that was checked.")
        }
    }

    /// Notes what was done to an input to get at its documents.
    mutating func add(_ name: String, _ unwrapping: Unwrapping) {
        self.unwrapping.add(unwrapping)
        gap(Codes.fragment, if: unwrapping.fragments > 0, unwrapping.loss(name))
        gap(
            Codes.fragment, if: unwrapping.bareRows > 1,
            "\(name): \(Numbers.plural(unwrapping.bareRows, "row")) without a header line: the column names are missing, so "
                + "only the reasons were read, not the business, time or value. Add the line with the column names at the top."
        )
    }

    /// What its form keeps an input from telling.
    private mutating func addForm(_ name: String, _ summary: ReadSummary) {
        if let limit = SizeLimit.reached(by: summary) {
            gap(
                Codes.sizeLimit,
                "\(name) has the maximum size of a CSV report (\(limit >> 20) MiB): rows after its last one are probably "
                    + "missing.")
        }
        gap(
            Codes.shortRows, if: summary.shortRows > 0,
            "\(name): \(summary.shortRows) \(summary.shortRows == 1 ? "row has" : "rows have") fewer cells than the "
                + "header, and what is missing in them was not checked.")
        // Batches of a megabyte are read at once, each by the header of the first row.
        gap(
            Codes.shortRows, if: summary.headers > 0 && summary.textBytes > 1 << 20,
            "\(name): \(Numbers.plural(summary.headers, "header line")) with other columns between the rows: some rows were read "
                + "under the names of the first. Split the file there, and pass the parts one by one.")
        gap(
            Codes.savedObjects, if: summary.savedObjects > 0,
            "\(name) has \(summary.savedObjects) of Kibana's saved objects: they describe searches and dashboards, and "
                + "contain no log record.")
        gap(
            Codes.nested, if: summary.nested > 0,
            "\(name): a document contains \(summary.nested) others that look like records of their own. It was read "
                + "as one record.")
        let tooLong = summary.tooLong == 1 ? "1 line or document is" : "\(summary.tooLong) lines or documents are"
        gap(
            Codes.tooLong, if: summary.tooLong > 0,
            "\(name): \(tooLong) too long to be read (lines over 256 MiB, documents over 1 GiB).")
    }

    mutating func add(_ gaps: [Gap]) { ownGaps += gaps }

    mutating func skip(_ name: String, _ fault: InputError) {
        inputs.append(InputSummary(name: name, format: "unknown", bytes: fault.bytes, records: 0))
        let code = fault.isForm ? Codes.notALog : Codes.unreadable
        gap(code, "\(name): \(fault.text). Hint: \(fault.remedy).")
    }

    private mutating func gap(_ code: String, if isOne: Bool = true, _ detail: @autoclosure () -> String) {
        if isOne { ownGaps.append(Gap(code: code, detail: detail())) }
    }

    private static func noRecord(_ name: String, _ summary: ReadSummary) -> String {
        guard summary.others > 0 else {
            return "\(name) has no record: \(summary.ignoredLines) lines of plain text show no known error. "
                + "Expected JSON documents, one per line."
        }
        let others = Count.others(summary.others)
        return
            "\(name) has no record: \(others), none with a known field (reason, evidence, or business number "
            + "and contact). Different names in your logs? --field reason=PATH."
    }

    private static func unread(_ name: String, _ summary: ReadSummary) -> String {
        let lines = summary.unreadLines.map(String.init).joined(separator: ", ")
        let more = summary.unread > summary.unreadLines.count ? ", …" : ""
        let place = lines.isEmpty ? "" : " (\(summary.unread == 1 ? "line" : "lines") \(lines)\(more))"
        let what =
            summary.unread == 1
            ? "a known restriction reason is" : "\(summary.unread) known restriction reasons are"
        return
            "\(name): \(what) in text that was not read as a record's reason\(place): in another cell or field, inside a "
            + "text, or in a line without a record."
    }

    private static func malformed(_ name: String, _ summary: ReadSummary) -> String {
        let lines = summary.malformedLines.map(String.init).joined(separator: ", ")
        let more = summary.malformed > summary.malformedLines.count ? ", …" : ""
        let place = lines.isEmpty ? "" : " (\(summary.malformed == 1 ? "line" : "lines") \(lines)\(more))"
        let count = summary.malformed == 1 ? "1 line or document is" : "\(summary.malformed) lines or documents are"
        return "\(name): \(count) malformed\(place); expected a JSON document there. The rest was checked."
    }
}

/// Whether search answers hold all that their searches found.
struct AnswerCoverage {
    private var answers: [(input: String, answer: SearchAnswer)] = []
    private var wholeInputs: [(input: String, records: Int)] = []

    /// The largest number of documents that one search hands out (Elasticsearch's `index.max_result_window`), and so
    /// where an export stops that nobody made go on.
    private static let resultWindow = 10_000

    /// How many rows a query hands out where it does not say how many it wants.
    private static let tableLimits = [
        1000: "the default limit of ES|QL and SQL", 200: "the default limit of PPL",
    ]

    mutating func add(_ name: String, _ summary: ReadSummary) {
        for answer in summary.answers { answers.append((name, answer)) }
        if summary.answers.isEmpty { wholeInputs.append((name, summary.records + summary.others)) }
    }

    /// `hasDuplicates`: documents are in several inputs, so pages cannot be added up.
    func gaps(hasDuplicates: Bool) -> [Gap] {
        var gaps: [Gap] = []
        for (input, answer) in answers {
            if answer.isPartial || answer.failedShards > 0 {
                let shards = "\(Numbers.plural(answer.failedShards, "shard")) did not answer"
                let why = answer.failedShards > 0 ? shards : "it ended before it was done"
                gaps.append(Gap(code: Codes.partialAnswer, detail: "\(input): the search's answer is partial: \(why)."))
            }
            if answer.total == nil && answer.documents == Self.resultWindow { gaps.append(window(input)) }
            if answer.isTable, let limit = Self.tableLimits[answer.documents] {
                gaps.append(
                    Gap(
                        code: Codes.resultWindow,
                        detail:
                            "\(input) has exactly \(Numbers.grouped(answer.documents)) rows, \(limit): the rest is "
                            + "probably missing."))
            }
        }
        for input in wholeInputs where input.records == Self.resultWindow { gaps.append(window(input.input)) }
        return gaps + totals(hasDuplicates)
    }

    private func window(_ input: String) -> Gap {
        Gap(
            code: Codes.resultWindow,
            detail: "\(input) has exactly 10,000 documents, the most that one search returns: the rest is probably "
                + "missing.")
    }

    /// Pages of one search say the same total, so what they hold is added up.
    private func totals(_ hasDuplicates: Bool) -> [Gap] {
        var gaps: [Gap] = []
        func add(_ code: String, _ detail: String) { gaps.append(Gap(code: code, detail: detail)) }
        var done: Set<Int> = []
        for (input, answer) in answers {
            guard let total = answer.total else { continue }
            let pages = answers.filter { $0.answer.total == total }
            let held = hasDuplicates ? answer.documents : pages.reduce(0) { $0 + $1.answer.documents }
            if !hasDuplicates && !done.insert(total).inserted { continue }
            let name = pages.count == 1 || hasDuplicates ? input : "\(input) and \(pages.count - 1) more"
            let isBound = pages.contains { $0.answer.isLowerBound }
            if held < total {
                let least = isBound ? "at least " : ""
                add(
                    Codes.incompleteAnswer,
                    "\(name): the search found \(least)\(total) documents, but only \(held) are here.")
            } else if isBound {
                add(
                    Codes.lowerBound,
                    "\(name): the search stopped counting at \(total) documents (relation gte). \(held) are here, and "
                        + "there may be more.")
            }
        }
        return gaps
    }
}

/// Where Kibana ends a CSV report without saying so in the file.
enum SizeLimit {
    /// The defaults of `xpack.reporting.csv.maxSizeBytes`: 10 MiB in older versions, 250 MiB in newer ones.
    static let bytes = [10 << 20, 250 << 20]

    /// The limit that a table ends at: the next row would not have fitted any more.
    static func reached(by summary: ReadSummary) -> Int? {
        guard summary.format == "csv", summary.longestRow > 0 else { return nil }
        // A mark at the beginning is not counted by every version.
        return bytes.first { summary.textBytes <= $0 + 3 && $0 - summary.textBytes <= summary.longestRow }
    }
}

/// What had to be done to text to get at the documents in it.
struct Unwrapping {
    /// Documents that did not stand there as they are.
    private(set) var documents = 0
    /// Those of which something is missing.
    private(set) var fragments = 0
    /// Lines of cells whose names nobody gives: only the reason in them is known.
    var bareRows = 0
    private var steps: Set<UnwrappingStep> = []

    mutating func add(_ found: Unwrapped) {
        guard !found.steps.isEmpty, found.kind == .document || found.isPartial else { return }
        if found.steps.contains(where: { !$0.isLoss }) { documents += 1 }
        if found.isPartial { fragments += 1 }
        steps.formUnion(found.steps)
    }

    /// What was taken off while an input was read.
    init(_ summary: ReadSummary) {
        documents = summary.unwrapped
        steps = summary.steps
    }

    init() {}

    mutating func add(_ other: Unwrapping) {
        documents += other.documents
        fragments += other.fragments
        bareRows += other.bareRows
        steps.formUnion(other.steps)
    }

    /// What was taken off.
    var detail: String { "Cleaned up: \(list { !$0.isLoss } ?? "")." }

    /// What is missing in the input of this name.
    func loss(_ name: String) -> String {
        let input = name == "-" ? "" : "\(name): "
        let what = fragments == 1 ? "a document is a fragment" : "\(fragments) documents are fragments"
        return
            "\(input)\(what) (\(list(where: \.isLoss) ?? "")): the readable part was checked. The missing part may "
            + "have a reason, a status or the business number."
    }

    private func list(where isListed: (UnwrappingStep) -> Bool) -> String? {
        let listed = steps.filter(isListed).sorted()
        return listed.isEmpty ? nil : listed.map(\.rawValue).joined(separator: ", ")
    }
}
