internal import Findings
internal import Playbooks

/// Turns what was gathered into a finding, with the playbooks' words.
struct FindingWriter {
    let knowledge: Knowledge
    /// The reason's path that was really found, for queries.
    let reasonPath: String?
    /// How many entries of a list are kept; counts are never cut.
    let top: Int?

    func finding(_ key: Accumulator.Key, _ gathered: Accumulator) -> Finding {
        let entry = knowledge.playbooks.entry(forCode: key.code)
        let playbook = key.integration.flatMap { knowledge.playbooks.playbook(named: $0) }
        let businesses = gathered.businesses.map { BusinessCount(businessNumber: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.businessNumber) < ($0.count, $1.businessNumber) }
        let filler = QueryFiller(knowledge: knowledge, reasonPath: reasonPath)
        return Finding(
            id: [key.code, key.verdict.rawValue, key.integration].compactMap(\.self).joined(separator: "-"),
            code: key.code, title: entry?.title ?? key.code, severity: entry?.severity ?? .warning,
            verdict: key.verdict, subject: Subject(integration: key.integration), count: gathered.seen.count,
            firstSeen: gathered.seen.first == .max ? nil : Timestamp.text(gathered.seen.first),
            lastSeen: gathered.seen.last == .min ? nil : Timestamp.text(gathered.seen.last),
            evidence: evidence(gathered, playbook), businesses: cut(businesses), businessesTotal: businesses.count,
            alsoBlockedBy: gathered.alsoBlocked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { AlsoBlocked(code: $0.key, count: $0.value) },
            detail: detail(key, gathered, entry, playbook), source: entry?.source,
            remedies: (entry?.remedies ?? []).map { filler.fill($0, gathered) })
    }

    private func evidence(_ gathered: Accumulator, _ playbook: Playbook?) -> [Evidence] {
        let all = gathered.evidence.map { value, count in
            let meanings = playbook?.evidenceFields.first { $0.name == value.name }?.meanings ?? []
            let meaning = meanings.first { $0.value.lowercased() == value.value?.lowercased() }?.meaning
            return Evidence(name: value.name, value: value.value, meaning: meaning, count: count)
        }
        return cut(
            all.sorted { left, right in
                if left.count != right.count { return left.count > right.count }
                return (left.name, left.value ?? "") < (right.name, right.value ?? "")
            })
    }

    private func cut<Element>(_ list: [Element]) -> [Element] { top.map { Array(list.prefix($0)) } ?? list }

    /// What was seen, and the one thing that would decide it.
    private func detail(
        _ key: Accumulator.Key, _ gathered: Accumulator, _ entry: CodeEntry?, _ playbook: Playbook?
    ) -> String {
        var sentences: [String] = []
        let field = gathered.field ?? ""
        if let missing = gathered.notes[.missing] {
            sentences.append("\(Count.records(missing)) without \(field): nothing shows what was compared.")
        }
        if let redacted = gathered.notes[.redacted] {
            sentences.append("\(Count.records(redacted)) with \(field) redacted: nothing shows what was compared.")
        }
        if key.verdict == .likely {
            sentences.append("The log says so; no configuration was given to compare it with.")
        }
        if key.code == Codes.unknownReason || key.code == Codes.openIntegration {
            sentences.append("The records hold a restriction reason, and the playbooks cannot say more of it.")
        }
        if let name = key.integration {
            if let wording = gathered.grounds[.wording] {
                sentences.append(
                    "\(Count.records(wording)) without the integration's name: only the reason's exact wording points to "
                        + "\(name).")
            }
            if let assumed = gathered.grounds[.assumed] {
                sentences.append("\(Count.records(assumed)) without the integration's name: \(name) was given by hand.")
            }
        }
        if gathered.notes[.missing] != nil || gathered.notes[.redacted] != nil {
            sentences.append(
                "Decided by: \(field) of these contacts, from an export that includes the field, or from their records "
                    + "in Kibana.")
        } else if let entry, !entry.decidedBy.isEmpty {
            sentences.append("Decided by: \(entry.decidedBy)")
        }
        return sentences.joined(separator: " ")
    }
}
