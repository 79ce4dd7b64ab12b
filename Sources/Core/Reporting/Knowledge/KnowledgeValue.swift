public import Model

/// Playbooks and codes as a report's `result`.
public enum KnowledgeValue {
    public static func code(_ entry: CodeEntry) -> PlainValue {
        .object([
            PlainMember("code", .text(entry.code)), PlainMember("title", .text(entry.title)),
            PlainMember("severity", .text(entry.severity.rawValue)), PlainMember("source", .text(entry.source)),
            PlainMember("explanation", .text(entry.explanation)),
            PlainMember("falsePositives", texts(entry.falsePositives)),
            PlainMember("decidedBy", .text(entry.decidedBy)),
            PlainMember("remedies", texts(entry.remedies.map(\.text))),
            PlainMember("commands", .list(entry.remedies.compactMap(\.command).map(texts))),
            PlainMember("queries", texts(entry.remedies.compactMap(\.query))),
            PlainMember("retired", .bool(entry.retired)),
        ])
    }

    public static func summary(_ playbook: Playbook) -> PlainValue {
        .object([
            PlainMember("name", .text(playbook.name)), PlainMember("kind", .text(playbook.kind.rawValue)),
            PlainMember("version", .integer(playbook.version)), PlainMember("verified", .text(playbook.verified)),
            PlainMember("file", .text(playbook.file)),
        ])
    }

    public static func playbook(_ playbook: Playbook, _ calls: CallSet) -> PlainValue {
        guard case .object(let head) = summary(playbook) else { return .null }
        return .object(
            head + [
                PlainMember("codes", .list(playbook.codes.map(code))),
                PlainMember("evidenceFields", texts(playbook.evidenceFields.map(\.name))),
                PlainMember("properties", texts(playbook.properties.map { $0.key ?? $0.label })),
                PlainMember("triggers", texts(playbook.triggers.map(\.name))),
                PlainMember("requests", texts(names(calls.requests, of: playbook, \.name))),
                PlainMember("queries", texts(names(calls.queries, of: playbook, \.name))),
                PlainMember("faults", .list(playbook.faults.map(fault))),
            ])
    }

    private static func fault(_ entry: FaultEntry) -> PlainValue {
        .object([
            PlainMember("fault", .text(entry.fault)), PlainMember("code", .text(entry.code)),
            PlainMember("text", .text(entry.text)),
        ])
    }

    private static func names<Value>(
        _ owned: [CallSet.Owned<Value>], of playbook: Playbook, _ name: (Value) -> String
    ) -> [String] {
        owned.filter { $0.playbook == playbook.name }.map { name($0.value) }
    }

    private static func texts(_ texts: [String]) -> PlainValue { .list(texts.map { .text($0) }) }
}
