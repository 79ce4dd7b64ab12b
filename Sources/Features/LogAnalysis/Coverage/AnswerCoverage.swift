internal import LogReading
internal import Model

/// Whether search answers hold all that their searches found.
struct AnswerCoverage {
    private var answers: [(input: String, answer: SearchAnswer)] = []
    private var wholeInputs: [(input: String, records: Int)] = []

    /// The largest number of documents that one search hands out (Elasticsearch's `index.max_result_window`), and so
    /// where an export stops that nobody made go on.
    static let resultWindow = 10_000

    mutating func add(_ name: String, _ summary: ReadSummary) {
        for answer in summary.answers { answers.append((name, answer)) }
        if summary.answers.isEmpty { wholeInputs.append((name, summary.records)) }
    }

    /// `hasDuplicates`: documents are in several inputs, so pages cannot be added up.
    func gaps(hasDuplicates: Bool) -> [Gap] {
        var gaps: [Gap] = []
        for (input, answer) in answers {
            if answer.isPartial || answer.failedShards > 0 {
                let why =
                    answer.failedShards > 0
                    ? "\(answer.failedShards) \(answer.failedShards == 1 ? "shard" : "shards") did not answer"
                    : "it ended before it was done"
                gaps.append(
                    Gap(code: Codes.partialAnswer, detail: "\(input): the search's answer is partial: \(why)."))
            }
            if answer.total == nil && answer.documents == Self.resultWindow { gaps.append(window(input)) }
        }
        for input in wholeInputs where input.records == Self.resultWindow { gaps.append(window(input.input)) }
        return gaps + totals(hasDuplicates)
    }

    private func window(_ input: String) -> Gap {
        Gap(
            code: Codes.resultWindow,
            detail:
                "\(input) holds exactly 10,000 documents, the most that one search hands out: the rest is probably missing."
        )
    }

    /// Pages of one search say the same total, so what they hold is added up.
    private func totals(_ hasDuplicates: Bool) -> [Gap] {
        var gaps: [Gap] = []
        var done: Set<Int> = []
        for (input, answer) in answers {
            guard let total = answer.total else { continue }
            let pages = answers.filter { $0.answer.total == total }
            let held = hasDuplicates ? answer.documents : pages.reduce(0) { $0 + $1.answer.documents }
            if !hasDuplicates && !done.insert(total).inserted { continue }
            let name = pages.count == 1 || hasDuplicates ? input : "\(input) and \(pages.count - 1) more"
            let isBound = pages.contains { $0.answer.isLowerBound }
            if held < total {
                gaps.append(
                    Gap(
                        code: Codes.incompleteAnswer,
                        detail:
                            "\(name): the search found \(isBound ? "at least " : "")\(total) documents, and \(held) of them are here."
                    ))
            } else if isBound {
                gaps.append(
                    Gap(
                        code: Codes.lowerBound,
                        detail:
                            "\(name): the search stopped counting at \(total) documents (relation gte); \(held) are here, and there may be more."
                    ))
            }
        }
        return gaps
    }
}
