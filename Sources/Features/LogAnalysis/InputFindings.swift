internal import LogReading
internal import Model
internal import Support

/// Findings and gaps that do not come from a rule but from the reading as a whole.
struct InputFindings {
    let knowledge: Knowledge
    let options: AnalysisOptions

    func gaps(_ totals: AnalysisTotals, _ silence: SilenceReport?) -> [Gap] {
        var gaps: [Gap] = []
        func add(_ code: String, _ count: Int, _ text: String) {
            if count > 0 { gaps.append(Gap(code: code, detail: text)) }
        }
        if totals.counters.records == 0 && options.businesses.isEmpty {
            add(
                Codes.nothingLeft, totals.counters.filtered,
                "The filters excluded all \(Count.records(totals.counters.filtered)).")
        }
        add(
            Codes.flagWithoutReason, totals.flagWithoutReason,
            "\(Count.records(totals.flagWithoutReason)) flagged as restricted without a reason, counted as "
                + "not held back. Is the reason in another field? --field reason=PATH.")
        add(
            Codes.reasonIsNoText, totals.reasonIsNoText,
            "\(Count.records(totals.reasonIsNoText)): the reason field has an object instead of text. A reason inside it is "
                + "found only if its text is known. Name the path inside it: --field reason=PATH.")
        let filters = !options.window.isOpen
        let zoneless = filters ? totals.zoneless : totals.reportedZoneless
        add(
            Codes.timeWithoutZone, zoneless,
            "\(Count.records(zoneless)) with a time without a zone: \(filters ? "kept by the time filter, and " : "")not in the "
                + "times shown. Add --timezone ZONE.")
        if !filters {
            add(
                Codes.recordWithoutTime, totals.timesNotRead,
                "\(Count.records(totals.timesNotRead)) with a time in an unknown or ambiguous form: not in "
                    + "the times shown.")
        }
        if filters {
            add(
                Codes.recordWithoutTime, totals.untimed,
                "\(Count.records(totals.untimed)) without a readable time: kept by the time filter.")
        }
        add(
            Codes.tooMany, totals.lostDays,
            "\(Numbers.counted(totals.lostDays, "contact", "contacts")) of more locations or days than are kept: whether these "
                + "locations stopped was not checked.")
        return gaps + missing(totals, silence)
    }

    /// The gap of an input whose rows may stand for more than one record each.
    static func unclearWeight(_ name: String) -> Gap {
        Gap(
            code: Codes.unclearWeight,
            detail: "\(name): rows have a number that may say how many contacts each counts, but it is unclear: "
                + "not in every row, not a whole number, or its name may mean something else. Each row was counted once."
        )
    }

    func findings(_ totals: AnalysisTotals, _ coverage: InputCoverage) -> [Finding] {
        var findings: [Finding] = []
        func add(_ code: String, _ verdict: Verdict, _ count: Int, _ detail: String) {
            findings.append(note(code, verdict, count, detail))
        }
        for business in absent(totals) {
            var finding = note(
                Codes.noRecordOfBusiness, .undetermined, 0, about: business,
                "No record of business \(business) was read. That is silence, not a restriction: the integration "
                    + "delivered no contacts of this location, or the export does not include them."
                    + others(of: business, totals))
            finding.subject.businessNumber = business
            findings.append(finding)
        }
        if options.contact != nil {
            if totals.counters.records == 0 {
                add(
                    Codes.noRecordOfContact, .undetermined, 0,
                    "No record of this contact was read: it was not delivered, the export does not include it, or it "
                        + "has another id, email address or phone number.")
            } else if totals.counters.restricted == 0 {
                add(
                    Codes.contactIsUnrestricted, .confirmed, totals.counters.records,
                    "\(Count.records(totals.counters.records)) of this contact, none with a restriction reason: look at "
                        + "the campaign (its tags and its own filters) and at the customer fetch delay.")
            }
        }
        if !totals.foundPaths.isEmpty {
            let paths = totals.foundPaths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            var finding = note(
                Codes.foundByValue, .confirmed, totals.foundByValue.count,
                "No known field has a reason. It was found by its text. "
                    + permanent(paths.map(\.key).filter { $0 != FieldPath.hidden }))
            finding.evidence = paths.map { Evidence(name: "path", value: $0.key, count: $0.value) }
            findings.append(finding)
        }
        if coverage.total.repaired > 0 {
            add(
                Codes.repaired, .confirmed, coverage.total.repaired,
                "\(Count.documents(coverage.total.repaired)) had invalid UTF-8 or control characters. Each was replaced by "
                    + "U+FFFD, and the records were kept.")
        }
        if coverage.total.duplicates > 0 {
            let known = Count.documents(coverage.total.duplicates)
            add(
                Codes.overlap, .confirmed, coverage.total.duplicates,
                "Already seen in an earlier input (same _index and _id), counted once: \(known).")
        }
        let unwrapping = coverage.unwrapping
        if unwrapping.documents > 0 { add(Codes.unwrapped, .confirmed, unwrapping.documents, unwrapping.detail) }
        let windows = coverage.windows
        if !windows.isEmpty {
            let more = windows.count > 3 ? " and \(windows.count - 3) more" : ""
            add(
                Codes.otherEncoding, .confirmed, windows.count,
                "\(windows.prefix(3).joined(separator: ", "))\(more): the text is not UTF-8. It was read as Windows-1252, "
                    + "which Excel and Windows editors write.")
        }
        return findings
    }

    /// The businesses that were asked for and of which there is no record.
    private func absent(_ totals: AnalysisTotals) -> [String] {
        if totals.counters.records == 0 { return options.businesses }
        if options.businesses.count < 2 { return [] }
        let seen = totals.population.businesses.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        return options.businesses.filter { !seen.contains($0) }
    }

    /// What was read of a business beside its records.
    private func others(of business: String, _ totals: AnalysisTotals) -> String {
        guard totals.othersOfBusiness > 0 else { return "" }
        let are = totals.othersOfBusiness == 1 ? "names it but is not a record" : "name it but are not records"
        return " \(Count.others(totals.othersOfBusiness)) \(are): no reason, and no part of a contact."
    }

    private func permanent(_ paths: [String]) -> String {
        paths.isEmpty
            ? "The field's name is not shown, because it may contain an identity."
            : "To make it permanent: " + paths.map { "--field reason=\($0)" }.joined(separator: " ")
    }

    private func note(
        _ code: String, _ verdict: Verdict, _ count: Int, about business: String? = nil, _ detail: String
    ) -> Finding {
        var finding = knowledge.finding(
            code, verdict,
            key: [verdict.rawValue] + (options.businesses.count > 1 ? [business].compactMap(\.self) : []),
            unlisted: .info, detail: detail,
            businesses: (business ?? options.business).map { [$0: 1] } ?? [:])
        finding.count = count
        return finding
    }
}

/// What the records as a whole do not hold.
extension InputFindings {
    private func missing(_ totals: AnalysisTotals, _ silence: SilenceReport?) -> [Gap] {
        [
            evidence(totals, .missing, Codes.evidenceMissing, "is not in the export"),
            evidence(totals, .redacted, Codes.evidenceRedacted, "is masked in the export"), uncovered(totals, silence),
            folded(totals), rounded(totals), unlike(totals),
        ].compactMap(\.self)
    }

    private func evidence(_ totals: AnalysisTotals, _ note: FieldEvidence.Note, _ code: String, _ what: String) -> Gap?
    {
        // A handful of records was picked by hand, and each finding says what it lacks.
        guard totals.counters.records > Self.handful else { return nil }
        let concerned = totals.findings.values.filter { $0.notes[note] != nil }
        let count = concerned.reduce(0) { $0 + ($1.notes[note] ?? 0) }
        guard count > 0 else { return nil }
        let fields = Set(concerned.compactMap(\.field)).sorted().joined(separator: ", ")
        return Gap(
            code: code, detail: "\(Count.records(count)): the value that the reason refuses \(what) (\(fields)).")
    }

    private static let handful = 5

    private func folded(_ totals: AnalysisTotals) -> Gap? {
        guard totals.folded > 0 else { return nil }
        return Gap(
            code: Codes.tooMany,
            detail: "More than \(RecordGroups.mostDifferent) distinct texts, locations or values of one kind: "
                + "more were counted, but are not listed.")
    }

    private func rounded(_ totals: AnalysisTotals) -> Gap? {
        guard let shown = totals.roundedBusinesses.min() else { return nil }
        return Gap(
            code: Codes.roundedBusiness,
            detail: "Business numbers were rounded by a spreadsheet (\(shown)): their last digits are not in the "
                + "export, so these records count for no location, and --business excludes them.")
    }

    /// A number that lost a digit, or took one too many, is that of no location: told where several others are whole.
    private func unlike(_ totals: AnalysisTotals) -> Gap? {
        let numbers = totals.population.businesses.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        let unlike = numbers.filter { $0.utf8.count != Self.digits }
        guard let shown = unlike.min(), numbers.count - unlike.count >= max(2, unlike.count * 2) else { return nil }
        let what = unlike.count == 1 ? "1 business number has" : "\(unlike.count) business numbers have"
        return Gap(
            code: Codes.unlikeBusiness,
            detail:
                "\(what) a different length than the others, which have \(Self.digits) digits (\(shown)): it may be cut off or "
                + "damaged, and its records may belong to another location.")
    }

    /// What every known business number has.
    private static let digits = 15

    /// The integrations run daily, so records that begin or end more than a day and a half from what was asked do not
    /// reach that far.
    private static let slack = 36 * 3_600_000

    private func uncovered(_ totals: AnalysisTotals, _ silence: SilenceReport?) -> Gap? {
        let (first, last) = (totals.reach.first, totals.reach.last)
        guard !options.window.isOpen, first != .max else { return nil }
        var parts: [String] = []
        // Where a rhythm is known, a weekend is no gap, and the end is judged by what stopped (rules.md D34).
        let hasRhythm = silence?.hasRhythm ?? false
        if let since = options.window.since, first - since > Self.slack,
            !hasRhythm || silence?.isExpected(after: since, before: first) ?? true
        {
            parts.append(
                "begin at \(ShownTime.moment(Timestamp.text(milliseconds: first))), \(days(first - since)) after --since"
            )
        }
        if !hasRhythm, let until = options.window.until, until - last > Self.slack {
            parts.append(
                "end at \(ShownTime.moment(Timestamp.text(milliseconds: last))), \(days(until - last)) before --until")
        }
        if parts.isEmpty { return nil }
        return Gap(
            code: Codes.windowNotCovered,
            detail: "The records do not cover the requested time: they \(parts.joined(separator: " and ")).")
    }

    private func days(_ milliseconds: Int) -> String { "\(max(1, milliseconds / DayClock.length)) days" }
}
