internal import Model
internal import Support

/// The first and the last line of a report for a person: the answer in numbers and names, and the verdict again.
struct BriefHeadline {
    let report: Report

    private var wrong: [Finding] { report.findings.filter(\.isWrong) }
    private var counters: Counters { report.coverage.counters ?? Counters() }

    /// The answer: what is wrong, how many, and the main cause.
    var first: String {
        if let headline = report.headline { return headline }
        guard report.coverage.counters != nil else { return ofFindings }
        var clauses = wrong.compactMap(\.headline).prefix(1).map(\.self)
        if let heldBack { clauses.append(heldBack) }
        if let failures = failures(isSeparate: !clauses.isEmpty) { clauses.append(failures) }
        if clauses.isEmpty, let other = wrong.first(where: \.isDecided) ?? wrong.first {
            if counters.records > 0, counters.restricted == 0 { clauses.append(nothingHeldBack) }
            clauses.append("\(other.title) (\(other.code)\(count(of: other))).")
        }
        if clauses.isEmpty {
            clauses.append(
                counters.records > 0
                    ? nothingHeldBack : counters.filtered > 0 ? "No records left to check." : "No records to check.")
        }
        if let undecided { clauses.append(undecided) }
        return clauses.joined(separator: " ")
    }

    /// The verdict once more, with the exit code; nil where the answer is a list or a value, and all is well.
    var last: String? {
        let code = "(exit \(report.outcome.exitCode))"
        if let verdict = report.verdict { return "Result: \(verdict) \(code)" }
        if report.coverage.counters == nil, report.outcome == .ok { return nil }
        guard report.coverage.counters != nil, counters.records > 0 || !wrong.isEmpty else {
            return "Result: \(result) \(code)"
        }
        var parts: [String] = []
        if counters.records > 0 { parts.append("\(numberHeldBack) of \(Numbers.grouped(counters.records)) held back") }
        if contactsUndecided > 0 { parts.append("\(Numbers.grouped(contactsUndecided)) undecided") }
        var others: [String] = []
        let stopped = wrong.filter(\.countsLocations).map(\.count).max() ?? 0
        if stopped > 0 { others.append("\(Numbers.counted(stopped, "location", "locations")) to look at") }
        let letThrough = wrong.filter(\.isOfLetThrough).reduce(0) { $0 + $1.count }
        if letThrough > 0 { others.append("\(Numbers.grouped(letThrough)) let through") }
        if counters.failures > 0 { others.append(Numbers.counted(counters.failures, "failure", "failures")) }
        if !report.coverage.gaps.isEmpty { others.append(Numbers.counted(report.coverage.gaps.count, "gap", "gaps")) }
        let first = parts.isEmpty ? result.prefix(1).uppercased() + result.dropFirst() : parts.joined(separator: ", ")
        return "\(([first] + others).joined(separator: "; ")) \(code)"
    }

    private var result: String {
        switch report.outcome {
        case .ok: "nothing wrong"
        case .problem: "problem found"
        case .undetermined: "undecided"
        }
    }

    private var numberHeldBack: String { counters.restricted == 0 ? "None" : Numbers.grouped(counters.restricted) }

    /// A line that only shows a failure is a record and no contact.
    private var noun: (one: String, many: String) {
        counters.failures == 0 && counters.ignoredLines == 0 ? ("contact", "contacts") : ("record", "records")
    }

    private var heldBack: String? {
        guard counters.restricted > 0 else { return nil }
        let all = Numbers.grouped(counters.records)
        let text =
            counters.records == 1
            ? "The \(noun.one) was held back"
            : "\(Numbers.grouped(counters.restricted)) of \(all) \(noun.many) \(counters.restricted == 1 ? "was" : "were") held back"
        let causes = report.findings.filter { $0.holdsBack && $0.isWrong }
        guard let main = causes.max(by: { ($0.count, $1.code) < ($1.count, $0.code) }) else { return text + "." }
        let share = main.count == counters.restricted ? "" : ", \(Numbers.grouped(main.count))"
        return causes.count == 1
            ? "\(text): \(main.shortTitle) (\(main.code))."
            : "\(text). Main cause: \(main.shortTitle) (\(main.code)\(share))."
    }

    private func failures(isSeparate: Bool) -> String? {
        let failing = wrong.filter {
            $0.severity == .error && !$0.countsLocations && $0.headline == nil && $0.count > 0
        }
        guard counters.failures > 0, let main = failing.first else {
            guard counters.failures > 0 else { return nil }
            return "\(Numbers.counted(counters.failures, "record shows", "records show")) a failure."
        }
        let start = isSeparate ? "Separately, " : ""
        let total = main.locations
        let who =
            total == 1
            ? main.businesses.first.map(\.businessNumber) ?? "1 location"
            : total > 1 ? "\(total) locations" : Numbers.counted(main.count, "record", "records")
        let shows = total == 1 || total == 0 && main.count == 1 ? "shows" : "show"
        let more =
            failing.count > 1 ? ", and \(Numbers.counted(failing.count - 1, "more failure", "more failures"))" : ""
        // A status is shown; other titles are sentences of their own.
        let what = main.shortTitle.first?.isNumber == true ? " \(shows) \(main.shortTitle)" : ": \(main.shortTitle)"
        let clause = "\(start)\(who)\(what) (\(main.code))\(more)."
        return clause.prefix(1).uppercased() + clause.dropFirst()
    }

    private var nothingHeldBack: String {
        // With gaps, a record need not be a contact, and "none" is not known.
        let isSure = report.coverage.gaps.isEmpty && counters.malformed == 0
        if counters.records == 1 {
            return isSure ? "The contact was not held back." : "The record shows no reason why it was held back."
        }
        let checked = Numbers.counted(counters.records, isSure ? noun.one : "record", isSure ? noun.many : "records")
        return isSure
            ? "No contact was held back (\(checked) checked)." : "No contact was seen to be held back in \(checked)."
    }

    /// Contacts of which nothing decides why they were held back.
    private var contactsUndecided: Int {
        wrong.filter { $0.verdict == .undetermined && $0.holdsBack }.reduce(0) { $0 + $1.count }
    }

    private var undecided: String? {
        guard report.outcome == .undetermined else { return nil }
        if contactsUndecided > 0, counters.records > 1 {
            return "\(Numbers.counted(contactsUndecided, "contact is", "contacts are")) undecided."
        }
        // That the filters left nothing over is said by what comes first.
        let isUnread = report.coverage.gaps.contains { $0.code != "BE1020" } || counters.malformed > 0
        return isUnread ? "Not everything could be read." : nil
    }

    private func count(of finding: Finding) -> String { finding.count > 1 ? ", \(Numbers.grouped(finding.count))" : "" }

    /// Of a command that reads no records.
    private var ofFindings: String {
        if let headline = wrong.lazy.compactMap(\.headline).first { return headline }
        guard let main = wrong.first(where: \.isDecided) ?? wrong.first else {
            return report.outcome == .undetermined ? "Not everything could be checked." : "Nothing wrong found."
        }
        let more = wrong.count > 1 ? ", and \(Numbers.counted(wrong.count - 1, "more problem", "more problems"))" : ""
        return "\(main.title) (\(main.code))\(more)."
    }
}

extension Finding {
    /// Whether it is about contacts that were let through.
    var isOfLetThrough: Bool { Self.letThrough.contains(code) }

    /// Refused and non-visits that were let through (rules.md D32).
    private static let letThrough: Set = ["BE1103", "BE1104"]
}
