public import Model
internal import Support

/// Playbooks and codes for a person.
public enum KnowledgeView {
    /// A line for each code: its severity, its title and whether it is retired.
    public static func list(_ entries: [CodeEntry]) -> [ViewBlock] {
        let width = entries.map(\.severity.rawValue.count).max() ?? 0
        return [
            .rows(
                entries.map { entry in
                    ViewRow(
                        "\(entry.code)  \(entry.severity.rawValue.padded(to: width))",
                        [entry.title + (entry.retired ? " (retired)" : "")])
                })
        ]
    }

    /// A line for each playbook: its version, when it was verified, how much it holds and its file.
    public static func list(_ playbooks: [Playbook]) -> [ViewBlock] {
        [
            .table(
                PlainTable(
                    ["NAME", "VERSION", "VERIFIED", "RULES", "CODES", "FILE"],
                    rows: playbooks.map { playbook in
                        [
                            playbook.name, String(playbook.version), playbook.verified, String(playbook.rules.count),
                            String(playbook.codes.count), playbook.file,
                        ]
                    }))
        ]
    }

    /// The code with its title, for the first line.
    public static func headline(_ entry: CodeEntry) -> String {
        "\(entry.code): \(entry.title) (\(entry.severity.rawValue)\(entry.retired ? ", retired" : ""))"
    }

    /// What a code means, what else it could be, what would settle it and what to do next. `fill` puts default field names
    /// into a query.
    public static func code(_ entry: CodeEntry, fill: (String) -> String) -> [ViewBlock] {
        var blocks: [ViewBlock] = [.prose(entry.explanation)]
        if !entry.falsePositives.isEmpty {
            blocks += [.heading("It may be something else:"), .items(entry.falsePositives.map { "- \($0)" })]
        }
        if !entry.decidedBy.isEmpty { blocks += [.heading("To settle it:"), .prose(entry.decidedBy)] }
        if !entry.remedies.isEmpty {
            let steps = entry.remedies.enumerated().flatMap { step($0 + 1, $1, fill) }
            blocks += [.heading("Do next:"), .group(steps)]
        }
        return blocks + [.prose("Source: \(entry.source)")]
    }

    private static func step(_ number: Int, _ remedy: Remedy, _ fill: (String) -> String) -> [ViewBlock] {
        let only = remedy.integration.map { ", \($0) only" } ?? ""
        let danger = remedy.danger == .none ? "" : " (danger: \(remedy.danger.rawValue))"
        var text = "\(number). [\(remedy.owner.rawValue)\(only)]\(danger) \(remedy.text)"
        for check in remedy.verify { text += " Then verify: \(check)" }
        if let sentence = remedy.tellClient { text += " Tell the client: \"\(sentence)\"" }
        var blocks: [ViewBlock] = [.items([text])]
        if let command = remedy.command {
            blocks.append(.lines([command.map { ShellText.word(placeholders($0)) }.joined(separator: " ")]))
        }
        if let query = remedy.query { blocks.append(.lines([fill(query)])) }
        return blocks
    }

    /// With `{business}` as a person writes it: `BUSINESS`.
    private static func placeholders(_ word: String) -> String {
        var result = ""
        var isName = false
        for character in word {
            if character == "{" || character == "}" {
                isName = character == "{"
            } else {
                result += isName ? character.uppercased() : String(character)
            }
        }
        return result
    }

    /// The playbook with its title, for the first line.
    public static func headline(_ playbook: Playbook) -> String { "\(playbook.name): \(playbook.title)" }

    /// What one playbook knows, in sections of which empty ones are left out, with those of `calls` that it owns.
    /// `set`: all active playbooks, since what is said about a playbook's rows may be in another one.
    public static func playbook(_ playbook: Playbook, _ calls: CallSet, _ set: PlaybookSet) -> [ViewBlock] {
        let own = set.contradictions.filter { $0.concerns.playbook == playbook.name }
        func remark(_ list: (Concerns) -> [String], _ names: [String]) -> String {
            ArticleView.remark(own.filter { item in names.contains { list(item.concerns).contains($0) } })
        }
        var blocks: [ViewBlock] = [
            .note("Version \(playbook.version), verified \(playbook.verified), \(playbook.file)")
        ]
        if let identity = playbook.identity {
            blocks.append(.note("Source ID \(identity.sourceID), written \(identity.names.joined(separator: ", "))"))
        }
        func section<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) {
            if items.isEmpty { return }
            blocks += [.heading(title), .items(items.map(line))]
        }
        section("Fields of a record, in order of trust", playbook.recordFields) { field in
            "\(field.role.rawValue): \(field.aliases.joined(separator: ", "))"
        }
        section("Evidence", playbook.evidenceFields) { field in
            let meanings = field.meanings.map { status in
                "\(status.value) \(status.meaning)" + (status.visit.map { " [visit: \($0.rawValue)]" } ?? "")
            }.joined(separator: ", ")
            return "\(field.name) (\(field.label))" + (meanings.isEmpty ? "" : ": \(meanings)")
        }
        section("A mapping, besides its properties", playbook.mappingFields) { field in
            let keys = field.keys.isEmpty ? "" : " (\(field.keys.joined(separator: ", ")))"
            return "\(field.label)\(keys)" + (field.on.isEmpty ? "" : ": \(field.on[0]) or \(field.off.first ?? "not")")
        }
        section("Rules", playbook.rules) { rule in
            let shown = rule.reason ?? (rule.texts + rule.statuses).joined(separator: ", ")
            return "\(rule.code)  \(shown)" + (rule.property.map { " - compared with \($0)" } ?? "")
        }
        section("Properties", playbook.properties) { property in
            let levels = property.levels.map(\.rawValue).joined(separator: ", ")
            let labels = property.labels.joined(separator: ", ")
            return "\(property.key ?? "(key unknown)") - \(labels) [\(levels)]: \(property.meaning)"
                + remark(\.properties, property.spellings + property.labels)
        }
        section("Triggers", playbook.triggers) { trigger in
            "\(trigger.id.map(String.init) ?? "(id unknown)")  \(trigger.name): \(trigger.meaning)"
                + remark(\.triggers, [trigger.name])
        }
        section("Requests", owned(calls.requests, by: playbook)) { request in
            "\(request.name): \(request.method) \(request.path)"
                + ArticleView.remark(set.contradictions.filter { $0.concerns.requests.contains(request.name) })
        }
        section("Kibana queries", owned(calls.queries, by: playbook)) { "\($0.name): \($0.title)" }
        section("Where to look", playbook.places) { "\($0.what): \($0.how)" }
        let shown = own + playbook.contradictions.filter { $0.concerns.playbook != playbook.name }
        let features = set.features.filter { $0.concerns.playbook == playbook.name }
        let others = playbook.features.filter { $0.concerns.playbook != playbook.name }
        return blocks + shown.flatMap(ArticleView.blocks) + (features + others).flatMap(ArticleView.blocks)
    }
}

/// Playbooks and codes as a report's `result`.
public enum KnowledgeValue {
    /// What `codes` answers for one code, its remedies as sentences with their commands and queries apart.
    public static func code(_ entry: CodeEntry) -> PlainValue {
        [
            "code": .text(entry.code), "title": .text(entry.title), "severity": .text(entry.severity.rawValue),
            "source": .text(entry.source), "explanation": .text(entry.explanation),
            "falsePositives": .texts(entry.falsePositives), "decidedBy": .text(entry.decidedBy),
            "remedies": .texts(entry.remedies.map(\.text)),
            "commands": .list(entry.remedies.compactMap(\.command).map { .texts($0) }),
            "queries": .texts(entry.remedies.compactMap(\.query)), "retired": .bool(entry.retired),
        ]
    }

    /// What `playbook list` answers for one playbook: where it comes from and how fresh it is.
    public static func summary(_ playbook: Playbook) -> PlainValue {
        [
            "name": .text(playbook.name), "kind": .text(playbook.kind.rawValue), "version": .integer(playbook.version),
            "verified": .text(playbook.verified), "file": .text(playbook.file),
        ]
    }

    /// What `playbook show` answers: the summary, codes and faults whole, properties, calls and the like by name.
    public static func playbook(_ playbook: Playbook, _ calls: CallSet, _ set: PlaybookSet) -> PlainValue {
        let contradictions = set.contradictions.filter { $0.concerns.playbook == playbook.name }
        let features = set.features.filter { $0.concerns.playbook == playbook.name }
        return summary(playbook).with([
            "codes": .list(playbook.codes.map(code)), "evidenceFields": .texts(playbook.evidenceFields.map(\.name)),
            "statuses": .list(playbook.evidenceFields.flatMap(statuses)),
            "properties": .texts(playbook.properties.map { $0.key ?? $0.label }),
            "triggers": .texts(playbook.triggers.map(\.name)),
            "requests": .texts(owned(calls.requests, by: playbook).map(\.name)),
            "queries": .texts(owned(calls.queries, by: playbook).map(\.name)),
            "faults": .list(playbook.faults.map(fault)),
            "contradictions": .list(
                (contradictions + playbook.contradictions.filter { !contradictions.contains($0) }).map(
                    ArticleValue.value)),
            "features": .list(
                (features + playbook.features.filter { !features.contains($0) }).map(ArticleValue.value)),
        ])
    }

    private static func statuses(_ field: EvidenceField) -> [PlainValue] {
        field.meanings.map { status in
            [
                "field": .text(field.name), "value": .text(status.value), "meaning": .text(status.meaning),
                "visit": field.visit(of: status.value).map { .bool($0) } ?? .null,
            ]
        }
    }

    private static func fault(_ entry: FaultEntry) -> PlainValue {
        ["fault": .text(entry.fault), "code": .text(entry.code), "text": .text(entry.text)]
    }
}

private func owned<Value>(_ calls: [CallSet.Owned<Value>], by playbook: Playbook) -> [Value] {
    calls.filter { $0.playbook == playbook.name }.map(\.value)
}
