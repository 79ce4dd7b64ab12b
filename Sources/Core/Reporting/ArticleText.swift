public import Model
internal import Support

/// Where the articles contradict themselves and what features need, for a person and as a report's `result`.
public enum ArticleText {
    /// A paragraph each, wrapped, of what concerns one documented call; empty where nothing does.
    public static func about(request name: String, _ playbooks: [Playbook]) -> String {
        playbooks.flatMap(\.contradictions).filter { $0.concerns.requests.contains(name) }.map(paragraph).joined()
            + playbooks.flatMap(\.features).filter { $0.concerns.requests.contains(name) }.map(paragraph).joined()
    }

    static func paragraph(_ contradiction: Contradiction) -> String {
        let says = contradiction.says.map { line("- \($0)", indent: "  ", rest: "    ") }.joined()
        return "\n" + line("The articles disagree on \(contradiction.what):", indent: "", rest: "  ") + says
            + line("What holds: \(contradiction.holds)", indent: "  ", rest: "  ")
    }

    static func paragraph(_ feature: Feature) -> String {
        let triggers = feature.concerns.triggers.map { line("- trigger: \($0)", indent: "  ", rest: "    ") }
        let properties = feature.properties.map { line("- \($0.name): \($0.how)", indent: "  ", rest: "    ") }
        return "\n"
            + line("What \(feature.what) need (\(feature.concerns.playbook)):", indent: "", rest: "  ")
            + (triggers + properties).joined()
    }

    /// The contradiction's sentence beside one of its rows.
    static func beside(_ contradictions: [Contradiction]) -> String {
        contradictions.map { " (The articles disagree on \($0.what). \($0.holds))" }.joined()
    }

    private static func line(_ text: String, indent: String, rest: String) -> String {
        let lines = Wrapping.lines(
            text, first: 80 - indent.count, rest: 80 - rest.count, cuttingWords: false)
        return indent + lines.joined(separator: "\n" + rest) + "\n"
    }
}

/// The same as a report's `result`.
public enum ArticleValue {
    /// The members that are about one documented call.
    public static func about(request name: String, _ playbooks: [Playbook]) -> PlainValue {
        [
            "contradictions": .list(
                playbooks.flatMap(\.contradictions).filter { $0.concerns.requests.contains(name) }.map(value)),
            "features": .list(playbooks.flatMap(\.features).filter { $0.concerns.requests.contains(name) }.map(value)),
        ]
    }

    static func value(_ contradiction: Contradiction) -> PlainValue {
        PlainValue.object([
            PlainMember("what", .text(contradiction.what)), PlainMember("says", .texts(contradiction.says)),
            PlainMember("holds", .text(contradiction.holds)),
            PlainMember("properties", .texts(contradiction.concerns.properties)),
            PlainMember("triggers", .texts(contradiction.concerns.triggers)),
            PlainMember("requests", .texts(contradiction.concerns.requests)),
            PlainMember("codes", .texts(contradiction.concerns.codes)),
            PlainMember("source", .text(contradiction.source)),
        ])
    }

    static func value(_ feature: Feature) -> PlainValue {
        [
            "name": .text(feature.name), "what": .text(feature.what),
            "triggers": .texts(feature.concerns.triggers),
            "properties": .list(feature.properties.map { ["name": .text($0.name), "how": .text($0.how)] }),
            "requests": .texts(feature.concerns.requests), "source": .text(feature.source),
        ]
    }
}
