internal import Support

/// Reads where the articles contradict themselves, and what features need.
enum ArticleReading {
    static func contradiction(_ map: YAMLMap) -> Contradiction {
        let says = map.someTexts("says")
        if says.count == 1 {
            map.fault(at: map.mark(of: "says"), found: "one statement", expected: "two that contradict each other")
        }
        return Contradiction(
            what: map.text("what"), says: says, holds: map.text("holds"),
            concerns: concerns(map, properties: map.texts("properties")), source: map.text("source"))
    }

    static func feature(_ map: YAMLMap) -> Feature {
        let properties = map.mappings("properties", of: "a property that is needed") { need in
            NeededProperty(name: need.text("name"), how: need.text("how"))
        }
        return Feature(
            name: map.text("name"), what: map.text("what"), properties: properties,
            concerns: concerns(map, properties: properties.map(\.name)), source: map.text("source"))
    }

    private static func concerns(_ map: YAMLMap, properties: [String]) -> Concerns {
        Concerns(
            playbook: map.text("playbook"), requests: map.texts("requests"), properties: properties,
            triggers: map.texts("triggers"), codes: map.texts("codes"))
    }
}
