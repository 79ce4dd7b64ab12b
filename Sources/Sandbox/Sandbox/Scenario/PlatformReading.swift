internal import Support

/// Reads the platform's and Unity's part of a scenario.
enum PlatformReading {
    static func platform(_ map: YAMLMap) -> Scenario.Platform {
        var platform = Scenario.Platform()
        platform.hidesSecure = map.boolean("hidesSecure", default: true)
        platform.groups = map.mappings("groups", of: "a group") { map in
            Scenario.Group(
                id: map.text("id"), businessNumber: map.text("businessNumber"), source: map.integer("source"),
                properties: map.pairs("properties"),
                secure: Set((map.optionalTexts("secure") ?? ["User_Name", "PM_Password"]).map { $0.lowercased() }))
        }
        platform.mappings = map.mappings("mappings", of: "a mapping", mapping).flatMap(\.self)
        return platform
    }

    /// One mapping, or as many as `count` says, with numbers that follow each other.
    private static func mapping(_ map: YAMLMap) -> [Scenario.Mapping] {
        let first = map.text("businessNumber")
        let count = map.optionalInteger("count", in: 1...100_000) ?? 1
        let mapping = Scenario.Mapping(
            businessNumber: first, group: map.text("group"), state: map.optionalText("state") ?? "UNAUTHORIZED",
            properties: map.pairs("properties"))
        guard count > 1 else { return [mapping] }
        guard let number = Int(first) else {
            map.fault(at: map.markOfValue("businessNumber"), found: "‘\(first)’", expected: "digits, to count on from")
            return []
        }
        return (0..<count).map { index in
            var copy = mapping
            copy.businessNumber = String(number + index)
            return copy
        }
    }

    static func unity(_ map: YAMLMap) -> Scenario.Unity {
        Scenario.Unity(
            serviceUsers: map.pairs("serviceUsers"), users: map.pairs("users"),
            unlicensed: Set(map.texts("unlicensed").map { $0.lowercased() }),
            lockAfter: map.optionalInteger("lockAfter", in: 1...100) ?? 3)
    }
}
