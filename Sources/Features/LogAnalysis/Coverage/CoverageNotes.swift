internal import Model

/// Gaps and findings that come from what the records as a whole do not hold.
struct CoverageNotes {
    let options: AnalysisOptions

    func gaps(_ sums: Sums) -> [Gap] {
        [
            evidence(sums, .missing, Codes.evidenceMissing, "is not in the export"),
            evidence(sums, .redacted, Codes.evidenceRedacted, "is hidden in the export"), uncovered(sums),
            folded(sums), rounded(sums),
        ].compactMap(\.self)
    }

    private func evidence(_ sums: Sums, _ note: FieldEvidence.Note, _ code: String, _ what: String) -> Gap? {
        // A handful of records was picked by hand, and each finding says what it lacks.
        guard sums.counters.records > Self.handful else { return nil }
        let concerned = sums.findings.values.filter { $0.notes[note] != nil }
        let count = concerned.reduce(0) { $0 + ($1.notes[note] ?? 0) }
        guard count > 0 else { return nil }
        let fields = Set(concerned.compactMap(\.field)).sorted().joined(separator: ", ")
        return Gap(
            code: code, detail: "\(Count.records(count)): the value that the reason refuses \(what) (\(fields)).")
    }

    private static let handful = 5

    private func folded(_ sums: Sums) -> Gap? {
        guard sums.folded > 0 else { return nil }
        return Gap(
            code: Codes.tooMany,
            detail: "More than \(Census.mostDifferent) different texts, businesses or values of one kind: "
                + "further ones were counted, but not told apart.")
    }

    private func rounded(_ sums: Sums) -> Gap? {
        guard let shown = sums.roundedBusinesses.min() else { return nil }
        return Gap(
            code: Codes.roundedBusiness,
            detail: "Business numbers were rounded by a spreadsheet (\(shown)): their last digits are not in the "
                + "export, so these records count for no business, and a filter for one leaves them out.")
    }

    /// The integrations run daily, so records that begin or end more than a day and a half from what was asked do not
    /// reach that far.
    private static let slack: Int64 = 36 * 3_600_000

    private func uncovered(_ sums: Sums) -> Gap? {
        guard !options.window.isOpen, sums.reach.first != .max else { return nil }
        var parts: [String] = []
        if let since = options.window.since, sums.reach.first - since > Self.slack {
            parts.append(
                "begin at \(Timestamp.text(sums.reach.first)), \(days(sums.reach.first - since)) after --since")
        }
        if let until = options.window.until, until - sums.reach.last > Self.slack {
            parts.append("end at \(Timestamp.text(sums.reach.last)), \(days(until - sums.reach.last)) before --until")
        }
        if parts.isEmpty { return nil }
        return Gap(
            code: Codes.windowNotCovered,
            detail: "The records do not fill the time that was asked for: they \(parts.joined(separator: " and ")).")
    }

    private func days(_ milliseconds: Int64) -> String { "\(max(1, milliseconds / Rhythm.day)) days" }

    /// What to say of businesses that had no records for longer than is usual for them; nothing if there are none.
    func silence(_ sums: Sums) -> (businesses: [String], detail: String)? {
        // One contact has no rhythm.
        guard options.contact == nil else { return nil }
        let last = sums.days.values.compactMap { $0.max() }.max() ?? 0
        let found = SilenceFinder(lastDay: last).silences(sums.days)
        if found.isEmpty { return nil }
        let shown = found.prefix(3).map { silence in
            let until = silence.before.map { "to \(day($0))" } ?? "until the end of the export (\(day(last)))"
            return
                "\(silence.business) from \(day(silence.after)) \(until), \(silence.days) days (else at most \(silence.usual))"
        }
        let more = found.count > shown.count ? "; and \(found.count - shown.count) more" : ""
        let count = found.count == 1 ? "1 business has" : "\(found.count) businesses have"
        return (
            found.map(\.business),
            "\(count) no record for much longer than is usual: \(shown.joined(separator: "; "))\(more)."
        )
    }

    private func day(_ number: Int) -> String { String(Timestamp.text(Int64(number) * Rhythm.day).prefix(10)) }
}
