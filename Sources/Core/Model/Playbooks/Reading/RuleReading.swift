internal import Support

/// Reads a rule; each kind has keys of its own, and those of another kind are faults.
enum RuleReading {
    static func rule(_ map: YAMLMap) -> Rule {
        var rule = Rule(code: map.code("code"), kind: map.choice("kind", of: RuleKind.self))
        guard map.isChoice("kind", of: RuleKind.self) else {
            // Which keys belong there is open; a second fault for each of them would only distract.
            for key in allKeys { _ = map.node(key) }
            return rule
        }
        switch rule.kind {
        case .notInAllowedList:
            rule.reason = map.text("reason")
            rule.alsoWritten = map.texts("alsoWritten")
            rule.field = map.text("field")
            rule.property = map.text("property")
        case .flag:
            rule.reason = map.text("reason")
            rule.alsoWritten = map.texts("alsoWritten")
            rule.property = map.optionalText("property")
            rule.values = rule.property == nil ? map.texts("values") : map.someTexts("values")
        case .textSignature:
            rule.texts = map.someTexts("texts")
        case .status:
            rule.statuses = map.statuses("statuses")
        }
        refuseOtherKinds(map, rule.kind)
        return rule
    }

    private static let allKeys = ["reason", "alsoWritten", "field", "property", "values", "texts", "statuses"]

    private static func keys(of kind: RuleKind) -> [String] {
        switch kind {
        case .notInAllowedList: ["reason", "alsoWritten", "field", "property"]
        case .flag: ["reason", "alsoWritten", "property", "values"]
        case .textSignature: ["texts"]
        case .status: ["statuses"]
        }
    }

    private static func refuseOtherKinds(_ map: YAMLMap, _ kind: RuleKind) {
        let own = keys(of: kind)
        for key in allKeys where !own.contains(key) && map.has(key) {
            _ = map.node(key)
            let homes = RuleKind.allCases.filter { keys(of: $0).contains(key) }.map(\.rawValue)
            map.fault(
                at: map.mark(of: key), found: "‘\(key)’ in a rule of kind \(kind.rawValue)",
                expected: own.joined(separator: ", "),
                suggestion: "‘\(key)’ belongs to \(homes.joined(separator: " and "))")
        }
    }
}
