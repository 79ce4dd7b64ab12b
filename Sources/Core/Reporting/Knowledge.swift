public import Model
internal import Support

/// Playbooks and codes as text for a person.
public enum KnowledgeText {
    /// A line for each code: its severity, its title and whether it is retired.
    public static func list(_ entries: [CodeEntry]) -> String {
        entries.map {
            "\($0.code)  \($0.severity.rawValue.padded(to: 7))  \($0.title)\($0.retired ? " (retired)" : "")\n"
        }
        .joined()
    }

    /// A line for each playbook: its version, when it was verified, how much it holds and its file.
    public static func list(_ playbooks: [Playbook]) -> String {
        playbooks.map { playbook in
            "\(playbook.name.padded(to: 14)) version \(playbook.version), verified \(playbook.verified), "
                + "\(playbook.rules.count) rules, \(playbook.codes.count) codes  \(playbook.file)\n"
        }.joined()
    }

    /// What a code means, what else it could be, what decides it and what to do next.
    public static func code(_ entry: CodeEntry) -> String {
        var text = "\(entry.code)  \(entry.severity.rawValue)  \(entry.title)\n\n"
        text += wrapped(entry.explanation, indent: "") + "\n"
        text += "It may be something else:\n"
        for other in entry.falsePositives { text += wrapped(other, indent: "  - ") }
        if !entry.decidedBy.isEmpty { text += "\nDecided by:\n" + wrapped(entry.decidedBy, indent: "  ") }
        text += "\nDo next:\n"
        for (number, remedy) in entry.remedies.enumerated() {
            let danger = remedy.danger == .none ? "" : ", danger \(remedy.danger.rawValue)"
            let only = remedy.integration.map { ", \($0) only" } ?? ""
            text += wrapped("\(number + 1). [\(remedy.owner.rawValue)\(only)\(danger)] \(remedy.text)", indent: "  ")
            if let command = remedy.command { text += "     Command: \(command.joined(separator: " "))\n" }
            if let query = remedy.query { text += "     Kibana: \(query)\n" }
            for check in remedy.verify { text += wrapped("Then see: \(check)", indent: "     ") }
            if let sentence = remedy.tellClient { text += wrapped("Tell the client: \(sentence)", indent: "     ") }
        }
        return text + "\nSource: \(entry.source)\n"
    }

    /// What one playbook knows, in sections of which empty ones are left out, with those of `calls` that it owns.
    /// `set`: all playbooks in force, since what is said of a playbook's rows may be in another one.
    public static func playbook(_ playbook: Playbook, _ calls: CallSet, _ set: PlaybookSet) -> String {
        let own = set.contradictions.filter { $0.concerns.playbook == playbook.name }
        func beside(_ list: (Concerns) -> [String], _ names: [String]) -> String {
            ArticleText.beside(own.filter { item in names.contains { list(item.concerns).contains($0) } })
        }
        var text = "\(playbook.name): \(playbook.title)\n"
        text += "version \(playbook.version), verified \(playbook.verified), \(playbook.file)\n"
        if let identity = playbook.identity {
            text += "source id \(identity.sourceID), written \(identity.names.joined(separator: ", "))\n"
        }
        func section<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) {
            if items.isEmpty { return }
            text += "\n\(title)\n" + items.map { wrapped(line($0), indent: "  ") }.joined()
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
                + beside(\.properties, property.spellings + property.labels)
        }
        section("Triggers", playbook.triggers) { trigger in
            "\(trigger.id.map(String.init) ?? "(id unknown)")  \(trigger.name): \(trigger.meaning)"
                + beside(\.triggers, [trigger.name])
        }
        section("Requests", owned(calls.requests, by: playbook)) { request in
            "\(request.name): \(request.method) \(request.path)"
                + ArticleText.beside(set.contradictions.filter { $0.concerns.requests.contains(request.name) })
        }
        section("Kibana queries", owned(calls.queries, by: playbook)) { "\($0.name): \($0.title)" }
        section("Where to look", playbook.places) { "\($0.what): \($0.how)" }
        let shown = own + playbook.contradictions.filter { $0.concerns.playbook != playbook.name }
        text += shown.map(ArticleText.paragraph).joined()
        let features = set.features.filter { $0.concerns.playbook == playbook.name }
        let others = playbook.features.filter { $0.concerns.playbook != playbook.name }
        return text + (features + others).map(ArticleText.paragraph).joined()
    }

    /// Words in lines of 80 columns; the lines after the first are indented as far as its text.
    private static func wrapped(_ text: String, indent: String) -> String {
        let room = 80 - indent.count
        let lines = Wrapping.lines(text, first: room, rest: room, cuttingWords: false)
        return indent + lines.joined(separator: "\n" + "".padded(to: indent.count)) + "\n"
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
