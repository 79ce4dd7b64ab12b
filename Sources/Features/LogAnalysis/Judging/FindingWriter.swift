internal import Configuration
internal import Model
internal import Support

/// Turns what was gathered into a finding, with the playbooks' words.
struct FindingWriter {
    let knowledge: Knowledge
    let totals: AnalysisTotals
    let options: AnalysisOptions

    func finding(_ key: FindingTotals.Key, _ gathered: FindingTotals) -> Finding {
        let playbook = key.integration.flatMap { knowledge.playbooks.playbook(named: $0) }
        let lists = Set(gathered.expected.values)
        let common = lists.count == 1 ? lists.first ?? nil : nil
        let isSame = common != nil && gathered.businesses.keys.allSatisfy { gathered.expected[$0] != nil }
        let businesses = gathered.businesses.map { number, count in
            BusinessCount(
                businessNumber: number, count: count, expected: isSame ? nil : gathered.expected[number] ?? nil)
        }.sorted { ($1.count, $0.businessNumber) < ($0.count, $1.businessNumber) }
        let filler = RemedyFiller(knowledge: knowledge, reasonPath: totals.reasonPath, gathered: gathered)
        var finding = knowledge.playbooks.finding(
            key.code, key.verdict, key: [key.verdict.rawValue, key.integration],
            about: Subject(integration: key.integration),
            detail: FindingDetail(knowledge: knowledge, options: options, letThrough: letThrough(key)).text(
                key, gathered))
        finding.count = gathered.seen.count
        finding.holdsBack = !gathered.reasons.isEmpty
        finding.firstSeen = gathered.seen.first == .max ? nil : Timestamp.text(milliseconds: gathered.seen.first)
        finding.lastSeen = gathered.seen.last == .min ? nil : Timestamp.text(milliseconds: gathered.seen.last)
        finding.evidence = evidence(gathered, playbook)
        finding.businesses = cut(businesses)
        finding.businessesTotal = businesses.count
        finding.expected = isSame ? common : nil
        finding.nearMisses = gathered.nearMisses.sorted {
            ($0.value, $0.candidate, $0.why) < ($1.value, $1.candidate, $1.why)
        }
        finding.alsoBlockedBy = gathered.alsoBlocked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { AlsoBlocked(code: $0.key, count: $0.value) }
        finding.scope = ScopeJudge(population: totals.population, configuration: options.configuration).scope(
            of: key, gathered)
        finding.changePoint = totals.changePoint(of: key)
        finding.remedies = finding.remedies.map { filler.fill($0, of: finding) }
        return finding
    }

    private func letThrough(_ key: FindingTotals.Key) -> Int {
        let refused = FindingTotals.Key(
            integration: key.integration, code: Codes.refusedLetThrough, verdict: .undetermined)
        return totals.findings[refused]?.seen.count ?? 0
    }

    private func evidence(_ gathered: FindingTotals, _ playbook: Playbook?) -> [Evidence] {
        let all = gathered.evidence.map { value, count in
            Evidence(
                name: value.name, value: value.value, meaning: playbook?.meaning(of: value.value, field: value.name),
                count: count, isVisit: visit(value.name, value.value, playbook))
        }
        return cut(
            all.sorted { left, right in
                if left.count != right.count { return left.count > right.count }
                return (left.name, left.value ?? "") < (right.name, right.value ?? "")
            })
    }

    private func visit(_ name: String, _ value: String?, _ playbook: Playbook?) -> Bool? {
        guard let value, let field = playbook?.evidenceFields.first(where: { $0.name == name }), field.isStatus else {
            return nil
        }
        return field.visit(of: value)
    }

    private func cut<Element>(_ list: [Element]) -> [Element] { options.top.map { Array(list.prefix($0)) } ?? list }
}

/// What was seen, and the one thing that would decide it, in a few sentences.
struct FindingDetail {
    let knowledge: Knowledge
    let options: AnalysisOptions
    /// Contacts of the same integration that were let through though the configuration refuses them.
    var letThrough = 0

    func text(_ key: FindingTotals.Key, _ gathered: FindingTotals) -> String {
        if key.code == Codes.refusedLetThrough || key.code == Codes.nonVisitLetThrough {
            return letThrough(key, gathered)
        }
        var sentences = notes(gathered)
        switch key.verdict {
        case .likely: sentences.append(likely(key, gathered))
        case .confirmed:
            sentences.append(
                "Log and configuration agree: the configuration does not allow these values.")
        default: break
        }
        if key.code == Codes.contradiction {
            sentences.append(
                "The log says that these values are not allowed, but the configuration you gave allows them. "
                    + "Either the list was changed later, or the log is wrong.")
            if letThrough > 0 {
                sentences.append(
                    "In the other direction, \(Numbers.counted(letThrough, "contact was", "contacts were")) let through that it "
                        + "does not allow (\(Codes.refusedLetThrough)).")
            }
        }
        if key.code == Codes.unknownReason { sentences.append("No playbook knows this reason.") }
        if key.code == Codes.openIntegration {
            sentences.append("Several integrations use this reason, and the record names none.")
        }
        sentences += grounds(key, gathered)
        let entry = knowledge.playbooks.entry(forCode: key.code)
        if !gathered.notes.isEmpty, let field = gathered.field {
            sentences.append(
                "Decided by: Export again with \(field), or look it up in these records "
                    + "in Kibana.")
        } else if key.verdict != .confirmed, let entry, !entry.decidedBy.isEmpty {
            sentences.append("Decided by: \(entry.decidedBy)")
        }
        return sentences.joined(separator: " ")
    }

    /// What speaks against contacts that were let through.
    private func letThrough(_ key: FindingTotals.Key, _ gathered: FindingTotals) -> String {
        let contacts = Numbers.counted(gathered.seen.count, "contact", "contacts")
        let what =
            key.code == Codes.refusedLetThrough
            ? "\(contacts) let through without a restriction reason, with values that the configuration you gave does not allow. "
                + "It was changed since, is another client's, or the platform did not compare these values."
            : "\(contacts) let through with a status of appointments that did not take place. Their list of allowed statuses "
                + "is unknown (--config FILE, or --set KEY=VALUE)."
        let decider = knowledge.playbooks.entry(forCode: key.code)?.decidedBy ?? ""
        return decider.isEmpty ? what : "\(what) Decided by: \(decider)"
    }

    private func notes(_ gathered: FindingTotals) -> [String] {
        let field = gathered.field ?? ""
        var sentences: [String] = []
        if let missing = gathered.notes[.missing] {
            sentences.append("\(Count.records(missing)) without \(field), so the refused value is unknown.")
        }
        if let redacted = gathered.notes[.redacted] {
            sentences.append("\(Count.records(redacted)) with \(field) masked, so the refused value is unknown.")
        }
        return sentences
    }

    private func likely(_ key: FindingTotals.Key, _ gathered: FindingTotals) -> String {
        if gathered.disputed > 0 {
            let disputed = Count.records(gathered.disputed)
            return "The log says so. For \(disputed), two configurations disagree, and neither was chosen."
        }
        let rule = knowledge.comparedRules.first { $0.integration == key.integration && $0.rule.code == key.code }
        guard let rule else { return "From the log only." }
        let property = rule.property.key ?? rule.property.label
        return options.configuration?.isEmpty == false
            ? "From the log only: the configuration you gave has no \(property) for these locations."
            : "From the log only. To confirm, add --config FILE or --set \(property)=VALUES."
    }

    /// How the records were placed, where they do not name their integration.
    private func grounds(_ key: FindingTotals.Key, _ gathered: FindingTotals) -> [String] {
        guard let name = key.integration else { return [] }
        var sentences: [String] = []
        if let wording = gathered.grounds[.wording] {
            sentences.append(
                "\(Count.records(wording)) without the integration's name: only the reason's exact wording points to "
                    + "\(name).")
        }
        if let assumed = gathered.grounds[.assumed] {
            sentences.append("\(Count.records(assumed)) without the integration's name: you said that it is \(name).")
        }
        return sentences
    }
}

/// Whom a finding concerns, among all whose records were read, and so who is to be asked.
struct ScopeJudge {
    let population: Population
    let configuration: ResolvedConfiguration?

    /// Nothing for a finding without businesses.
    func scope(of key: FindingTotals.Key, _ gathered: FindingTotals) -> Scope? {
        guard let integration = key.integration, !gathered.businesses.isEmpty else { return nil }
        let all = population.businesses[integration] ?? []
        let concerned = gathered.businesses.count
        let total = max(all.count, concerned)
        func scope(_ kind: Scope.Kind, page: Owner = .support, _ text: String) -> Scope {
            Scope(kind: kind, businesses: concerned, of: total, page: page, text: text)
        }
        let some = "\(concerned) of \(total) \(integration) locations"
        // One business alone shows nothing of the others (rules.md D38).
        if total == 1 {
            return scope(
                .unknown,
                "Unknown: only one \(integration) location was read. An export with its sister locations shows it.")
        }
        if concerned == 1 { return scope(.oneBusiness, "This location only: \(some).") }
        if let group = commonGroup(of: gathered.businesses.keys, integration) {
            let these = concerned == total ? "All \(total) \(integration) locations here" : some
            return scope(.oneGroup, "\(these), one client (group \(group)).")
        }
        guard concerned == total else {
            return scope(.several, "\(some); \(groups(gathered.businesses.keys, integration)).")
        }
        let isSpared = (population.spared[integration] ?? 0) > 0
        let worth = " Every \(integration) record here has it, so unaffected locations cannot be seen."
        return scope(
            .everyBusiness, page: isSpared ? .engineering : .support,
            "All \(total) \(integration) locations here.\(isSpared ? "" : worth)")
    }

    /// How many clients these businesses belong to, as far as a configuration tells.
    private func groups(_ businesses: some Sequence<String>, _ integration: String) -> String {
        guard let configuration, !configuration.isEmpty else {
            return "add --config to see if they belong to one client"
        }
        let groups = businesses.map { configuration.group(of: $0, integration: integration) }
        let known = Set(groups.compactMap(\.self)).count
        let open = groups.count { $0 == nil }
        if known == 0 { return "none of them is in the configuration you gave" }
        let rest = open > 0 ? ", and \(open) not in the configuration" : ""
        return "of \(Numbers.plural(known, "group"))\(rest)"
    }

    /// The group that all of them belong to, where a configuration says so.
    private func commonGroup(of businesses: some Sequence<String>, _ integration: String) -> String? {
        let groups = Set(businesses.map { configuration?.group(of: $0, integration: integration) })
        return groups.count == 1 ? groups.first ?? nil : nil
    }
}
