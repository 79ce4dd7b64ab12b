internal import Configuration
internal import Model

/// What was seen, and the one thing that would decide it, in a few sentences.
struct FindingDetail {
    let knowledge: Knowledge
    let options: AnalysisOptions

    func text(_ key: Accumulator.Key, _ gathered: Accumulator) -> String {
        var sentences = notes(gathered)
        switch key.verdict {
        case .likely: sentences.append(likely(key, gathered))
        case .confirmed:
            sentences.append(
                "Two sources agree: the log says so, and the configuration does not allow the values above.")
        default: break
        }
        if key.code == Codes.contradiction {
            sentences.append(
                "The log says that these values are not allowed; the configuration given allows them. It was changed "
                    + "after the decision, or the log is wrong.")
        }
        if key.code == Codes.unknownReason || key.code == Codes.openIntegration {
            sentences.append("The records hold a restriction reason, and the playbooks cannot say more of it.")
        }
        sentences += grounds(key, gathered)
        let entry = knowledge.playbooks.entry(forCode: key.code)
        if !gathered.notes.isEmpty, let field = gathered.field {
            sentences.append(
                "Decided by: \(field) of these contacts, from an export that includes the field, or from their records "
                    + "in Kibana.")
        } else if key.verdict != .confirmed, let entry, !entry.decidedBy.isEmpty {
            sentences.append("Decided by: \(entry.decidedBy)")
        }
        return sentences.joined(separator: " ")
    }

    private func notes(_ gathered: Accumulator) -> [String] {
        let field = gathered.field ?? ""
        var sentences: [String] = []
        if let missing = gathered.notes[.missing] {
            sentences.append("\(Count.records(missing)) without \(field): nothing shows what was compared.")
        }
        if let redacted = gathered.notes[.redacted] {
            sentences.append("\(Count.records(redacted)) with \(field) redacted: nothing shows what was compared.")
        }
        return sentences
    }

    private func likely(_ key: Accumulator.Key, _ gathered: Accumulator) -> String {
        if gathered.disputed > 0 {
            return
                "The log says so; of \(Count.records(gathered.disputed)), two configurations disagree, and none was chosen."
        }
        let rule = knowledge.comparedRules.first { $0.integration == key.integration && $0.rule.code == key.code }
        guard let rule else { return "Only the log says so." }
        guard options.configuration?.isEmpty == false else {
            return "Only the log says so; no configuration was given to compare it with (--config FILE, or --set "
                + "\(rule.property.key ?? rule.property.label)=…)."
        }
        return
            "The log says so; the configuration given holds no \(rule.property.key ?? rule.property.label) for these "
            + "businesses, so it decides nothing."
    }

    /// How the records were placed, where they do not name their integration.
    private func grounds(_ key: Accumulator.Key, _ gathered: Accumulator) -> [String] {
        guard let name = key.integration else { return [] }
        var sentences: [String] = []
        if let wording = gathered.grounds[.wording] {
            sentences.append(
                "\(Count.records(wording)) without the integration's name: only the reason's exact wording points to "
                    + "\(name).")
        }
        if let assumed = gathered.grounds[.assumed] {
            sentences.append("\(Count.records(assumed)) without the integration's name: \(name) was given by hand.")
        }
        return sentences
    }
}
