internal import Support

/// Reads what is told about a code.
enum CodeReading {
    static func entry(_ map: YAMLMap) -> CodeEntry {
        let retired = map.boolean("retired", default: false)
        // A retired code is kept for old tickets only; nothing has to be known about it any more.
        func text(_ key: String) -> String { retired ? map.optionalText(key) ?? "" : map.text(key) }
        return CodeEntry(
            code: map.code("code"), title: text("title"),
            severity: retired
                ? map.optionalChoice("severity", of: Severity.self) ?? .info
                : map.choice("severity", of: Severity.self),
            source: text("source"), explanation: text("explanation"), falsePositives: map.texts("falsePositives"),
            decidedBy: text("decidedBy"), remedies: map.mappings("remedies", of: "a remedy", remedy),
            retired: retired)
    }

    private static func remedy(_ map: YAMLMap) -> Remedy {
        Remedy(
            text: map.text("text"), owner: map.choice("owner", of: Owner.self),
            danger: map.optionalChoice("danger", of: Danger.self) ?? .none,
            reversible: map.boolean("reversible", default: true),
            command: map.has("command") ? map.someTexts("command") : map.optionalTexts("command"),
            query: map.optionalText("query"), verify: map.texts("verify"),
            tellClient: map.optionalText("tellClient"))
    }
}
