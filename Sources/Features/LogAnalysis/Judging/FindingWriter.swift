internal import Model

/// Turns what was gathered into a finding, with the playbooks' words.
struct FindingWriter {
    let knowledge: Knowledge
    let sums: Sums
    let options: AnalysisOptions

    func finding(_ key: Accumulator.Key, _ gathered: Accumulator) -> Finding {
        let entry = knowledge.playbooks.entry(forCode: key.code)
        let playbook = key.integration.flatMap { knowledge.playbooks.playbook(named: $0) }
        let lists = Set(gathered.expected.values)
        let common = lists.count == 1 ? lists.first ?? nil : nil
        let isSame = common != nil && gathered.businesses.keys.allSatisfy { gathered.expected[$0] != nil }
        let businesses = gathered.businesses.map { number, count in
            BusinessCount(
                businessNumber: number, count: count, expected: isSame ? nil : gathered.expected[number] ?? nil)
        }.sorted { ($1.count, $0.businessNumber) < ($0.count, $1.businessNumber) }
        let filler = RemedyFiller(knowledge: knowledge, reasonPath: sums.reasonPath, gathered: gathered)
        return Finding(
            id: [key.code, key.verdict.rawValue, key.integration].compactMap(\.self).joined(separator: "-"),
            code: key.code, title: entry?.title ?? key.code, severity: entry?.severity ?? .warning,
            verdict: key.verdict, subject: Subject(integration: key.integration), count: gathered.seen.count,
            firstSeen: gathered.seen.first == .max ? nil : Timestamp.text(gathered.seen.first),
            lastSeen: gathered.seen.last == .min ? nil : Timestamp.text(gathered.seen.last),
            evidence: evidence(gathered, playbook), businesses: cut(businesses), businessesTotal: businesses.count,
            expected: isSame ? common : nil, nearMisses: gathered.nearMisses.sorted(by: inOrder),
            alsoBlockedBy: gathered.alsoBlocked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { AlsoBlocked(code: $0.key, count: $0.value) },
            width: WidthJudge(population: sums.population, configuration: options.configuration).width(
                of: key, gathered),
            step: sums.step(of: key),
            detail: FindingDetail(knowledge: knowledge, options: options).text(key, gathered), source: entry?.source,
            remedies: (entry?.remedies ?? []).map(filler.fill))
    }

    private func inOrder(_ left: NearMiss, _ right: NearMiss) -> Bool {
        (left.value, left.candidate, left.why) < (right.value, right.candidate, right.why)
    }

    private func evidence(_ gathered: Accumulator, _ playbook: Playbook?) -> [Evidence] {
        let all = gathered.evidence.map { value, count in
            Evidence(
                name: value.name, value: value.value, meaning: playbook?.meaning(of: value.value, field: value.name),
                count: count)
        }
        return cut(
            all.sorted { left, right in
                if left.count != right.count { return left.count > right.count }
                return (left.name, left.value ?? "") < (right.name, right.value ?? "")
            })
    }

    private func cut<Element>(_ list: [Element]) -> [Element] { options.top.map { Array(list.prefix($0)) } ?? list }
}
