internal import Model
internal import Support

/// One finding in at most a dozen lines: what was seen, whose it is, how it is known, what would settle it, what to do next.
struct BriefCause {
    let finding: Finding
    /// From 1, as in the table of causes.
    let number: Int

    private static let mostValues = 4
    private static let mostBusinesses = 3
    /// What the values of locations that stopped are.
    private static let labels = [
        "firstMissedDay": "first missed day", "practiceid": "practice ID",
    ]

    /// A line of the block after its label.
    struct Part: Equatable {
        var label: String
        /// Each begins on a line of its own.
        var lines: [String]
    }

    /// The step that comes next for one responsible person, and what to run for it.
    struct Step: Equatable {
        var owner: Owner
        var text: String
        /// A Kibana query or a shell's command line, which is copied.
        var line: String?
    }

    /// For the table: what is not one of the contacts that were held back is in brackets.
    var count: String {
        let number = finding.count == 0 ? "" : Numbers.grouped(finding.count)
        return finding.holdsBack || number.isEmpty ? number : "(\(number))"
    }

    /// For the table.
    var verdict: String { finding.verdict.words }

    /// For the table: the title in a few words, with the values that show it.
    var cause: String {
        let values = finding.evidence.filter { $0.value != nil }.prefix(3).map { evidence in
            finding.evidence.count == 1
                ? ShownValue.text(evidence.value)
                : "\(ShownValue.text(evidence.value)) \(Numbers.grouped(evidence.count))"
        }
        let shown = values.joined(separator: ", ")
        // What a failure's title says, its status says again.
        return values.isEmpty || finding.severity == .error ? finding.shortTitle : "\(finding.shortTitle): \(shown)"
    }

    /// For the table.
    var businesses: String {
        let total = finding.locations
        switch total {
        case 0: return ""
        case 1: return finding.businesses.first?.businessNumber ?? ""
        case 2 where finding.businesses.count == 2:
            return finding.businesses.map { "…\($0.businessNumber.suffix(3)) \(Numbers.grouped($0.count))" }
                .joined(separator: ", ")
        default: return "\(Numbers.grouped(total)) locations"
        }
    }

    /// What was seen, and whose it is.
    var facts: [Part] {
        [Part(label: "Seen", lines: seen), Part(label: "Who", lines: who)].filter { !$0.lines.isEmpty }
    }

    /// How it is known, and what would settle it. `isAlone`: the report has no other cause, so that there is room for how a
    /// likely one is known.
    func grounds(isAlone: Bool) -> [Part] {
        let isSaid = isAlone || finding.verdict != .likely
        return [
            Part(label: "Known", lines: isSaid && (isAlone || settle.isEmpty) ? known : []),
            Part(label: "Settle", lines: isSaid ? settle : []),
        ].filter { !$0.lines.isEmpty }
    }

    private var seen: [String] {
        var first = finding.count > 0 ? [finding.counted] : []
        if let start = finding.firstSeen ?? finding.lastSeen {
            first.append(ShownTime.span(start, finding.lastSeen ?? start))
        }
        var lines: [String] = []
        let values = finding.evidence.prefix(Self.mostValues)
        if values.count == 1, finding.evidence.count == 1, let only = values.first {
            first.append(said(only))
        } else {
            lines = zip(values, Numbers.column(values.map(\.count))).map { "\($1)  \(said($0))" }
            let rest = finding.evidence.count - values.count
            if rest > 0 { lines.append("… and \(Numbers.counted(rest, "more value", "more values"))") }
        }
        lines.insert(first.joined(separator: ", "), at: 0)
        let near = finding.nearMisses.prefix(1).map {
            "\(ShownValue.text($0.value)) is almost \(ShownValue.text($0.candidate)), which is allowed: \($0.why)"
        }
        let others = finding.alsoBlockedBy.map { "\($0.code) (\(Numbers.grouped($0.count)))" }
        let also = others.isEmpty ? [] : ["also held back by \(others.joined(separator: ", "))"]
        // The one value that is allowed is named with the one that is almost it.
        let isNamed = !near.isEmpty && finding.expected?.values.count == 1
        return (lines + (isNamed ? [] : allowed) + near + also).filter { !$0.isEmpty }
    }

    private func said(_ evidence: Evidence) -> String {
        var text = ShownValue.text(evidence.value)
        if evidence.value == nil { text = "\(evidence.name) is missing" }
        if finding.countsLocations { text = "\(Self.labels[evidence.name] ?? evidence.name): \(text)" }
        if let meaning = evidence.meaning { text += " \(meaning.prefix { $0 != "(" }.trimmed)" }
        if finding.holdsBack, evidence.isVisit == false { text += ": usually right to hold back" }
        return text
    }

    private var allowed: [String] {
        if let expected = finding.expected { return ["allowed: \(said(expected)) (\(expected.property))"] }
        let lists = finding.businesses.compactMap { business in
            business.expected.map { "…\(business.businessNumber.suffix(3)) allows \(said($0))" }
        }
        if lists.isEmpty { return [] }
        return [
            lists.prefix(Self.mostBusinesses).joined(separator: "; ") + (lists.count > Self.mostBusinesses ? "; …" : "")
        ]
    }

    /// What is allowed, and that what was seen is not; nil where no list is known.
    var allowedLine: String? {
        guard let expected = finding.expected ?? finding.businesses.lazy.compactMap(\.expected).first else {
            return nil
        }
        let seen = finding.evidence.prefix(2).compactMap(\.value).map { ShownValue.text($0) }
        let are = expected.values.count == 1 ? "is" : "are"
        return "\(said(expected)) \(are) allowed, \(seen.joined(separator: ", ")) \(seen.count == 1 ? "is" : "are") not"
    }

    /// Where a configuration was compared, what someone else has to decide comes first.
    var firstForPaste: Step? {
        let open = finding.openRemedies
        let decided = finding.verdict == .confirmed ? open.first { $0.owner != .support } : nil
        return (decided ?? open.first ?? finding.remedies.first).map(Step.init)
    }

    private func said(_ expected: Expected) -> String {
        expected.values.isEmpty ? "nothing" : expected.values.map(ShownValue.text).joined(separator: ", ")
    }

    private var who: [String] {
        let total = finding.locations
        guard let scope = finding.scope else {
            let named = finding.businesses.prefix(Self.mostBusinesses).map(\.businessNumber)
            if named.isEmpty { return [] }
            return [named.joined(separator: ", ") + (total > named.count ? " and \(total - named.count) more" : "")]
        }
        let name = finding.subject.integration.map { $0 + " " } ?? ""
        let some = "\(scope.businesses) of the \(scope.of) \(name)locations here"
        switch scope.kind {
        case .unknown: return ["\(first), the only \(name)location in this input"]
        case .oneBusiness: return ["\(first), \(some)"]
        case .oneGroup, .several: return [scope.text]
        case .everyBusiness: return ["all \(scope.of) \(name)locations here"]
        }
    }

    private var first: String { finding.businesses.first?.businessNumber ?? "one location" }

    /// What is known is said only where it is not that log and configuration agree.
    private var known: [String] {
        // Of a configuration it is the place.
        guard finding.verdict != .confirmed || finding.evidence.isEmpty || finding.count == 0 else { return [] }
        return [finding.detailParts.known].filter { !$0.isEmpty }
    }

    private var settle: [String] {
        finding.verdict == .confirmed ? [] : [finding.detailParts.settle].filter { !$0.isEmpty }
    }

    /// The next step, and where the cause is certain the one that follows for someone else.
    var next: [Step] {
        let open = finding.openRemedies
        guard let first = open.first ?? finding.remedies.first else { return [] }
        return [first, finding.step(after: first, among: open.dropFirst())].compactMap { $0.map(Step.init) }
    }
}

extension BriefCause.Step {
    init(_ remedy: Remedy) {
        owner = remedy.owner
        text = remedy.short
        line = remedy.copiedLine
    }
}
