internal import Model

/// The first line, which says the outcome, and the totals.
struct TextSummary {
    let report: Report
    let style: TextStyle

    func write(on page: inout Page) {
        page.prose(outcome, hang: 2)
        page.repaint(from: 0, Paint(isOn: style.color).strong)
        guard let counters = report.coverage.counters else { return }
        let totals = totals(counters)
        page.parts(totals.enumerated().map { $0.offset + 1 < totals.count ? $0.element + "," : $0.element })
    }

    /// What weighs most comes first, since it may be the only line that is read.
    private var outcome: String {
        var sentences: [String] = []
        if let counters = report.coverage.counters { sentences.append(contentsOf: said(by: counters)) }
        if let cause { sentences.append(said(by: cause)) }
        switch report.outcome {
        case .ok where sentences.isEmpty: sentences.append("Nothing wrong found.")
        case .undetermined: sentences.append("Not everything could be looked at or decided.")
        default: break
        }
        return sentences.joined(separator: " ")
    }

    private func said(by counters: Counters) -> [String] {
        var sentences: [String] = []
        if counters.restricted > 0 {
            // A line that only shows a failure is a record and no contact.
            let noun = counters.failures == 0 ? ("checked-in contact", "checked-in contacts") : ("record", "records")
            let of = Numbers.counted(counters.records, noun.0, noun.1)
            sentences.append(
                "Restricted: \(Numbers.grouped(counters.restricted)) of \(of) got no review request; \(causes).")
        }
        if counters.failures > 0 {
            sentences.append("Failed: \(Numbers.counted(counters.failures, "record shows", "records show")) a failure.")
        }
        if counters.records == 0 && cause == nil { sentences.append("Undecided: no record to judge.") }
        if sentences.isEmpty && counters.records > 0 {
            // With gaps, a record need not be a contact, and "nothing" is not known.
            let isSure = report.outcome == .ok
            let contact = isSure ? ("checked-in contact", "checked-in contacts") : ("record", "records")
            let all = Numbers.counted(counters.records, contact.0, contact.1)
            sentences.append(isSure ? "Nothing restricted: \(all) looked at." : "No restriction seen in \(all).")
        }
        return sentences
    }

    private var causes: String {
        let known = report.findings.filter {
            $0.severity == .warning && ($0.verdict == .confirmed || $0.verdict == .likely)
        }
        return known.isEmpty ? "no cause found" : Numbers.counted(known.count, "cause", "causes") + " found"
    }

    /// The finding that matters most: the first that is wrong, in report order.
    private var cause: Finding? {
        let wrong = report.findings.filter { $0.severity != .info && $0.verdict != .ruledOut }
        return wrong.first { $0.verdict == .confirmed || $0.verdict == .likely } ?? wrong.first
    }

    private func said(by cause: Finding) -> String {
        let decided = cause.verdict == .confirmed || cause.verdict == .likely
        let word = !decided ? "Undecided" : report.coverage.counters == nil ? "Problem" : "Main cause"
        let share = cause.count > 0 ? ", \(Numbers.grouped(cause.count))" : ""
        return "\(word): \(cause.title) (\(cause.code)\(share))."
    }

    private func totals(_ counters: Counters) -> [String] {
        let always = [
            Numbers.counted(counters.records, "record", "records"),
            "\(Numbers.grouped(counters.restricted)) restricted",
            "\(Numbers.grouped(counters.unrestricted)) unrestricted",
        ]
        let others = [
            (counters.explained, "explained", "explained"), (counters.unexplained, "unexplained", "unexplained"),
            (counters.failures, "failure", "failures"), (counters.malformed, "malformed", "malformed"),
            (counters.duplicates, "duplicate", "duplicates"), (counters.filtered, "filtered out", "filtered out"),
            (counters.ignoredLines, "ignored line", "ignored lines"),
        ]
        return always + others.filter { $0.0 != 0 }.map(Numbers.counted)
    }
}
