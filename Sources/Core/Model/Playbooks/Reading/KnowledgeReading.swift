internal import Support

/// Reads what a playbook knows beside rules and codes.
enum KnowledgeReading {
    static func property(_ map: YAMLMap) -> Property {
        Property(
            key: map.optionalText("key"), alsoCalled: map.texts("alsoCalled"), label: map.text("label"),
            levels: map.choices("levels", of: PropertyLevel.self),
            overridable: map.boolean("overridable", default: false), secure: map.boolean("secure", default: false),
            separator: map.optionalText("separator"), allowedValues: map.texts("allowedValues"),
            type: map.optionalChoice("type", of: PropertyType.self) ?? .text,
            exclusiveWith: map.texts("exclusiveWith"),
            mandatoryForSeveral: map.boolean("mandatoryForSeveral", default: false),
            meaning: map.text("meaning"))
    }

    static func abbreviation(_ map: YAMLMap) -> Abbreviation {
        Abbreviation(word: map.text("word"), spellings: map.someTexts("spellings"))
    }

    static func trigger(_ map: YAMLMap) -> Trigger {
        Trigger(
            id: map.optionalInteger("id", in: 0 ... .max), name: map.text("name"), value: map.text("value"),
            service: map.optionalText("service"), typeID: map.integer("typeID", in: 0 ... .max),
            meaning: map.text("meaning"))
    }

    static func place(_ map: YAMLMap) -> Place {
        Place(what: map.text("what"), how: map.text("how"), source: map.text("source"))
    }

    static func fault(_ map: YAMLMap) -> FaultEntry {
        FaultEntry(fault: map.text("fault"), code: map.code("code"), text: map.text("text"))
    }
}
