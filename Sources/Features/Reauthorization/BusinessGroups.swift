internal import Model
internal import Support

/// Businesses of a plan or a run by what became of them, as a person sees them.
struct BusinessGroups {
    /// One business, and why it is where it is.
    struct Row {
        var number: String
        var code: String
        var why: String
    }

    let rows: [Row]
    /// Names all businesses, however many there are.
    let listsAll: Bool
    /// Whether the last step is done on the dashboard.
    let isByHand: Bool

    /// So many are named in one group.
    private static let mostNumbers = 12
    private static let mostReasons = 4
    /// So many are named in a sentence.
    private static let mostInSentence = 2

    /// What became of a business: its label, and how the first line counts it.
    private struct Kind {
        var codes: [String]
        var label: String
        var one: String
        var many: String
    }

    private static let kinds = [
        Kind(codes: [ReauthorizeCodes.authorized], label: "DONE", one: "is reauthorized", many: "are reauthorized"),
        Kind(codes: [ReauthorizeCodes.confirmed], label: "RECORDED", one: "is recorded", many: "are recorded"),
        Kind(codes: [ReauthorizeCodes.willAuthorize], label: "READY", one: "is ready", many: "are ready"),
        Kind(codes: [ReauthorizeCodes.open], label: "OPEN", one: "is not finished", many: "are not finished"),
        Kind(
            codes: [ReauthorizeCodes.byHand], label: "TO DO", one: "is left to do by hand",
            many: "are left to do by hand"),
        Kind(
            codes: [ReauthorizeCodes.alreadyAuthorized], label: "ALREADY", one: "is authorized already",
            many: "are authorized already"),
        Kind(
            codes: [ReauthorizeCodes.notGranted, ReauthorizeCodes.permissionMissing], label: "CLIENT",
            one: "needs the client", many: "need the client"),
        Kind(
            codes: [ReauthorizeCodes.credentialsFail], label: "REFUSED", one: "has rejected credentials",
            many: "have rejected credentials"),
        Kind(
            codes: [ReauthorizeCodes.wrongPractice], label: "WRONG ID", one: "has a wrong practice ID",
            many: "have a wrong practice ID"),
        Kind(codes: [ReauthorizeCodes.notFound], label: "NOT FOUND", one: "was not found", many: "were not found"),
        Kind(codes: [ReauthorizeCodes.changed], label: "CHANGED", one: "has changed", many: "have changed"),
        Kind(
            codes: [ReauthorizeCodes.unknown, ReauthorizeCodes.notRepeated, ReauthorizeCodes.loginCutOff],
            label: "UNKNOWN", one: "is unknown", many: "are unknown"),
    ]

    /// A row for each group, with its businesses and the reasons.
    var blocks: [ViewBlock] {
        let groups = Self.kinds.compactMap { kind -> (label: String, rows: [Row])? in
            let rows = rows.filter { kind.codes.contains($0.code) }
            let label = isByHand && kind.label == "READY" ? "BY HAND" : kind.label
            return rows.isEmpty ? nil : (label, rows)
        }
        if groups.isEmpty { return [] }
        let width = groups.map(\.label.count).max() ?? 0
        let counts = Numbers.column(groups.map(\.rows.count))
        return [
            .rows(zip(groups, counts).map { ViewRow("\($0.label.padded(to: width))  \($1)", texts($0.rows)) })
        ]
    }

    /// The numbers of each reason, then the reason.
    private func texts(_ rows: [Row]) -> [String] {
        var reasons: [String] = []
        for row in rows where !reasons.contains(row.why) { reasons.append(row.why) }
        let shown = listsAll ? reasons : Array(reasons.prefix(Self.mostReasons))
        let texts = shown.flatMap { why -> [String] in
            let same = rows.filter { $0.why == why }
            let code = same.first.map { " (\($0.code))" } ?? ""
            let text = why.hasSuffix(".") ? String(why.dropLast()) : why
            return [numbers(same.map(\.number)), text.isEmpty ? "" : text + code].filter { !$0.isEmpty }
        }
        let rest = reasons.count - shown.count
        return texts + (rest > 0 ? ["… and \(Numbers.counted(rest, "more reason", "more reasons")): --full"] : [])
    }

    private func numbers(_ numbers: [String]) -> String {
        if listsAll || numbers.count <= Self.mostNumbers { return numbers.joined(separator: " ") }
        return numbers.prefix(Self.mostNumbers).joined(separator: " ")
            + " … and \(Numbers.grouped(numbers.count - Self.mostNumbers)) more (all: --full)"
    }

    /// How many there are of each kind, those of `told` left out: `1 needs the client, 1 is unknown.`
    func counts(besides told: String...) -> String {
        let parts = Self.kinds.compactMap { kind -> String? in
            let count = rows.count { kind.codes.contains($0.code) && !told.contains($0.code) }
            return count == 0 ? nil : "\(Numbers.grouped(count)) \(count == 1 ? kind.one : kind.many)"
        }
        return parts.isEmpty ? "" : " " + parts.joined(separator: ", ") + "."
    }

    /// What became of a single business: `is authorized already`.
    func outcome(_ code: String) -> String { Self.kinds.first { $0.codes.contains(code) }?.one ?? "" }

    /// What to do about the others: the first step of each finding that asks for one.
    func steps(for findings: [Finding], besides told: [String]) -> [ViewStep] {
        let order = Self.kinds.flatMap(\.codes)
        let open = findings.filter { $0.isWrong && !told.contains($0.code) && !$0.businesses.isEmpty }
            .sorted { order.firstIndex(of: $0.code) ?? 0 < order.firstIndex(of: $1.code) ?? 0 }
        return open.compactMap { finding in
            guard let remedy = finding.remedies.first(where: { !$0.answered }) else { return nil }
            let numbers = finding.businesses.map(\.businessNumber)
            let whom =
                numbers.count <= Self.mostInSentence
                ? numbers.joined(separator: ", ") : "the \(Numbers.grouped(numbers.count)) with \(finding.code)"
            let client = remedy.tellClient == nil ? "" : " (text: be-diagnose codes \(finding.code))"
            let line = remedy.command.map { [ShellText.line($0)] } ?? []
            return ViewStep(remedy.owner, "For \(whom)\(client): \(remedy.short.beginningSmall)", lines: line)
        }
    }

    /// The end of a report: how many of how many remain.
    var verdict: String {
        let open = rows.count { row in
            [
                ReauthorizeCodes.unknown, ReauthorizeCodes.notRepeated, ReauthorizeCodes.loginCutOff,
                ReauthorizeCodes.open,
                ReauthorizeCodes.byHand, ReauthorizeCodes.changed,
            ].contains(row.code)
        }
        if open > 0 { return "\(Numbers.grouped(open)) of \(Numbers.grouped(rows.count)) undecided" }
        let ready = rows.count { $0.code == ReauthorizeCodes.willAuthorize }
        if ready > 0 { return "\(Numbers.grouped(ready)) of \(Numbers.grouped(rows.count)) ready to reauthorize" }
        let done = [ReauthorizeCodes.authorized, ReauthorizeCodes.alreadyAuthorized, ReauthorizeCodes.confirmed]
        let left = rows.count { !done.contains($0.code) }
        return left == 0
            ? "nothing left to do"
            : "\(Numbers.grouped(left)) of \(Numbers.grouped(rows.count)) cannot be reauthorized yet"
    }
}

extension String {
    /// With a small first letter, for a sentence after a colon; names keep theirs.
    fileprivate var beginningSmall: String {
        let word = prefix { $0.isLetter }
        let isName =
            ["Allscripts", "Unity", "Kibana"].contains(String(word)) || word.dropFirst().contains(where: \.isUppercase)
        return isName ? self : prefix(1).lowercased() + dropFirst()
    }
}
