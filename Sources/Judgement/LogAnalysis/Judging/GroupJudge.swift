internal import Findings
internal import LogReading
internal import Playbooks

/// Judges one group of alike records by the playbooks: the log says so, nothing is compared yet.
struct GroupJudge {
    let knowledge: Knowledge

    func judge(_ signature: Int?, _ cells: [Cell]) -> Judgement {
        var judgement = Judgement()
        let values = CellReader(cells: cells, slots: knowledge.slots)
        judgement.businesses = values.businesses
        let texts = reasons(values, &judgement)
        let known = texts.map { knowledge.reasons.rules(for: $0) }
        var ground = Placement.Ground.named
        judgement.integration = values.first(.record(.integration)) { knowledge.placement.integration(named: $0) }
        if judgement.integration == nil && !values.namesUnknownIntegration(knowledge.placement) {
            let inferred = knowledge.placement.infer(known, fields: values.presentFields)
            judgement.integration = inferred?.integration
            ground = inferred?.ground ?? .named
        }
        judgement.isRestricted = !texts.isEmpty
        judgement.isExplained = judgement.isRestricted
        for (text, rules) in zip(texts, known) {
            let observation = explain(text, rules, judgement.integration, ground, values)
            if observation.code == Codes.unknownReason { judgement.isExplained = false }
            judgement.observations.append(observation)
        }
        if let signature {
            judgement.isFailure = true
            judgement.observations.append(failure(knowledge.signatures.all[signature], judgement.integration))
        }
        judgement.looksLikeCheckIn =
            !texts.isEmpty || judgement.integration != nil || !judgement.businesses.isEmpty
            || !values.presentFields.isEmpty || values.has(.record(.reason)) || signature != nil
        return judgement
    }

    /// The reasons of a record, each once; the judgement learns where they stood.
    private func reasons(_ values: CellReader, _ judgement: inout Judgement) -> [String] {
        let named = values.best(.record(.reason)) { !Blank.isBlank($0.text) }
        var cells = named
        if named.isEmpty {
            let found = values.byValue.filter { knowledge.reasons.isKnown($0.text) }
            judgement.foundPaths = Set(found.map(\.path)).sorted()
            cells = found
            judgement.flagWithoutReason = found.isEmpty && values.saysRestricted
            judgement.reasonIsNoText = found.isEmpty && values.hasObject(.record(.reason))
        }
        judgement.reasonPaths = Set(cells.map(\.path)).sorted()
        var texts: [String] = []
        var keys: Set<String> = []
        for cell in cells {
            for text in knowledge.reasons.split(cell.text) where keys.insert(ReasonText.key(of: text)).inserted {
                texts.append(text)
            }
        }
        return texts
    }

    private func explain(
        _ text: String, _ rules: [ReasonRule], _ integration: String?, _ ground: Placement.Ground, _ values: CellReader
    ) -> Observation {
        if rules.isEmpty || (integration != nil && !rules.contains { $0.integration == integration }) {
            return Observation(
                code: Codes.unknownReason, integration: integration, verdict: .undetermined,
                evidence: [.init(name: "reason", value: text)], reason: text)
        }
        guard let rule = rules.first(where: { $0.integration == integration })?.rule else {
            return Observation(
                code: Codes.openIntegration, integration: nil, verdict: .undetermined,
                evidence: [.init(name: "reason", value: text)], reason: text)
        }
        var observation = Observation(code: rule.code, integration: integration, verdict: .likely, reason: text)
        if ground == .wording { observation.note = .placedByWording }
        guard let field = rule.field else { return observation }
        observation.field = field
        let found = values.best(.evidence(field)) { !Blank.isBlank($0.text) }
        let usable = found.filter { !Blank.isRedacted($0.text) }
        if usable.isEmpty {
            observation.verdict = .undetermined
            observation.note = found.isEmpty ? .missing : .redacted
        }
        let shown = Set(found.map { Observation.EvidenceValue(name: field, value: $0.text.trimmed) })
        observation.evidence = found.isEmpty ? [.init(name: field, value: nil)] : Array(shown)
        return observation
    }

    private func failure(_ signature: Signature, _ integration: String?) -> Observation {
        Observation(
            code: signature.code, integration: signature.integration ?? integration, verdict: .likely,
            evidence: [.init(name: signature.weight % 20_000 < 10_000 ? "status" : "text", value: signature.shown)])
    }
}
