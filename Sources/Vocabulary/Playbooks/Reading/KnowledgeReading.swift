internal import YAMLReading

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

    static func trigger(_ map: YAMLMap) -> Trigger {
        Trigger(
            id: map.optionalInteger("id", in: 0 ... .max), name: map.text("name"), value: map.text("value"),
            service: map.optionalText("service"), typeID: map.integer("typeID", in: 0 ... .max),
            meaning: map.text("meaning"))
    }

    static func request(_ map: YAMLMap) -> Request {
        Request(
            name: map.text("name"), title: map.text("title"), service: map.text("service"),
            method: map.choice("method", of: Method.self).rawValue, path: map.text("path"),
            body: map.optionalText("body"), parameters: map.mappings("parameters", of: "a parameter", parameter),
            answer: map.text("answer"), source: map.text("source"))
    }

    static func place(_ map: YAMLMap) -> Place {
        Place(what: map.text("what"), how: map.text("how"), source: map.text("source"))
    }

    private static func parameter(_ map: YAMLMap) -> RequestParameter {
        RequestParameter(name: map.text("name"), meaning: map.text("meaning"), example: map.text("example"))
    }

    /// The methods of HTTP that a documented call may use.
    private enum Method: String, CaseIterable {
        case GET, POST, PUT, PATCH, DELETE
    }
}
