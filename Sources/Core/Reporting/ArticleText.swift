public import Model

/// Where the articles contradict themselves and what features need, for a person and as a report's `result`.
public enum ArticleView {
    /// What concerns one documented call; empty where nothing does.
    public static func about(request name: String, _ playbooks: [Playbook]) -> [ViewBlock] {
        playbooks.flatMap(\.contradictions).filter { $0.concerns.requests.contains(name) }.flatMap(blocks)
            + playbooks.flatMap(\.features).filter { $0.concerns.requests.contains(name) }.flatMap(blocks)
    }

    static func blocks(_ contradiction: Contradiction) -> [ViewBlock] {
        [
            .heading("The articles disagree on \(contradiction.what):"),
            .items(contradiction.says.map { "- \($0)" } + ["What holds: \(contradiction.holds)"]),
        ]
    }

    static func blocks(_ feature: Feature) -> [ViewBlock] {
        [
            .heading("What \(feature.what) need (\(feature.concerns.playbook)):"),
            .items(
                feature.concerns.triggers.map { "- trigger: \($0)" }
                    + feature.properties.map { "- \($0.name): \($0.how)" }),
        ]
    }

    /// The contradiction's sentence for one of its rows.
    static func remark(_ contradictions: [Contradiction]) -> String {
        contradictions.map { " (The articles disagree on \($0.what). \($0.holds))" }.joined()
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
