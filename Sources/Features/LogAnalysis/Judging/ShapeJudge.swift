internal import LogReading
internal import Model
internal import Support

/// Judges records of one shape by the playbooks: the log says so, nothing is compared yet.
struct ShapeJudge {
    let knowledge: Knowledge
    /// The integration that the user named: it decides where a record leaves its own open.
    var assumed: String?

    func judge(_ signature: Int?, _ cells: [Cell]) -> Judgement {
        var judgement = Judgement()
        let values = CellReader(cells: cells, slots: knowledge.slots)
        let texts = reasons(values, &judgement)
        let known = texts.map { knowledge.reasons.rules(for: $0) }
        var ground = Placement.Ground.named
        judgement.integration = values.first(.record(.integration)) { knowledge.placement.integration(named: $0) }
        if judgement.integration == nil && !values.namesUnknownIntegration(knowledge.placement) {
            let inferred = knowledge.placement.infer(known, fields: values.presentFields)
            judgement.integration = inferred?.integration
            ground = inferred?.ground ?? .named
            if inferred == nil, let assumed, known.contains(where: { $0.contains { $0.integration == assumed } }) {
                judgement.integration = assumed
                ground = .assumed
            }
        }
        judgement.isRestricted = !texts.isEmpty
        judgement.isExplained = judgement.isRestricted
        for (text, rules) in zip(texts, known) {
            let hit = explain(text, rules, judgement.integration, ground, values)
            if hit.code == Codes.unknownReason { judgement.isExplained = false }
            judgement.hits.append(hit)
        }
        if let signature {
            judgement.isFailure = true
            judgement.hits.append(failure(knowledge.signatures.all[signature], judgement.integration))
        }
        judgement.standing = standing(values, isKnown: !texts.isEmpty || signature != nil)
        return judgement
    }

    private func standing(_ values: CellReader, isKnown: Bool) -> Standing {
        if isKnown || values.has(.record(.reason)) || values.namesEvidence { return .record }
        return values.has(.record(.restrictedFlag)) ? .ofContact : .open
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
            judgement.reasonIsNoText = values.hasObject(.record(.reason))
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
    ) -> RuleHit {
        let isForeign = integration != nil && !rules.contains { $0.integration == integration }
        if rules.isEmpty || isForeign {
            return RuleHit(
                code: Codes.unknownReason, integration: integration, verdict: .undetermined,
                shown: EvidenceValue(name: "reason", value: text), reason: text)
        }
        guard let rule = rules.first(where: { $0.integration == integration })?.rule else {
            return RuleHit(
                code: Codes.openIntegration, integration: nil, verdict: .undetermined,
                shown: EvidenceValue(name: "reason", value: text), reason: text)
        }
        return RuleHit(
            code: rule.code, integration: integration, verdict: .likely, field: rule.field,
            rule: knowledge.comparedRules.firstIndex { $0.integration == integration && $0.rule == rule },
            reason: text, ground: ground)
    }

    private func failure(_ signature: Signature, _ integration: String?) -> RuleHit {
        RuleHit(
            code: signature.code, integration: signature.integration ?? integration, verdict: .likely,
            shown: EvidenceValue(name: signature.isText ? "text" : "status", value: signature.shown))
    }

    /// What a field's cells are worth; none at all if the records lack the field.
    func evidence(_ field: String, _ cells: [Cell]) -> FieldEvidence {
        let values = CellReader(cells: cells, slots: knowledge.slots)
        let found = values.best(.evidence(field)) { !Blank.isBlank($0.text) }
        if found.isEmpty {
            return FieldEvidence(
                verdict: .undetermined, values: [EvidenceValue(name: field, value: nil)], note: .missing)
        }
        let isRedacted = found.allSatisfy { MaskedText.isMasked($0.text) }
        let shown = Set(found.map { EvidenceValue(name: field, value: $0.text) })
        return FieldEvidence(
            verdict: isRedacted ? .undetermined : .likely, values: Array(shown), note: isRedacted ? .redacted : nil)
    }
}
