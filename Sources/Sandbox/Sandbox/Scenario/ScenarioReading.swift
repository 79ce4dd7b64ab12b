public import Support

/// Reads a scenario file; every fault names file, line, what was expected and, where there is one, the nearest key.
public enum ScenarioReading {
    /// The scenario in `bytes`, or all faults of the file in the order of the lines.
    public static func read(_ bytes: [UInt8], file: String) -> (scenario: Scenario?, faults: [YAMLError]) {
        let (scenario, faults) = YAMLReader.read(bytes, file: file, of: "a scenario", self.scenario)
        return (scenario, faults)
    }

    private static func scenario(_ map: YAMLMap) -> Scenario {
        Scenario(
            title: map.text("scenario"),
            tokens: map.optionalMapping("tokens", of: "token rules", tokens) ?? Scenario.TokenRules(),
            spelling: map.optionalMapping("spelling", of: "a spelling", spelling) ?? Scenario.Spelling(),
            pages: map.optionalMapping("pages", of: "page sizes", pages) ?? Scenario.PageSizes(),
            practices: practices(map),
            platform: map.optionalMapping("platform", of: "a platform", PlatformReading.platform)
                ?? Scenario.Platform(),
            unity: map.optionalMapping("unity", of: "a Unity", PlatformReading.unity) ?? Scenario.Unity(),
            faults: faults(map))
    }

    private static func tokens(_ map: YAMLMap) -> Scenario.TokenRules {
        Scenario.TokenRules(
            required: map.boolean("required", default: false),
            perMinute: map.optionalInteger("perMinute", in: 1...1_000_000) ?? 5,
            lifetime: map.optionalInteger("lifetime", in: 1...86_400) ?? 3600,
            clients: map.pairs("clients").map { ($0.key, $0.value) })
    }

    private static func spelling(_ map: YAMLMap) -> Scenario.Spelling {
        enum Quoting: String, CaseIterable { case text, native }
        return Scenario.Spelling(
            quotedBooleans: (map.optionalChoice("booleans", of: Quoting.self) ?? .text) == .text,
            quotedNumbers: (map.optionalChoice("numbers", of: Quoting.self) ?? .text) == .text,
            escapedSlashes: map.boolean("escapedSlashes", default: true),
            upperCaseKeys: map.boolean("upperCaseKeys", default: false),
            blankLines: map.optionalInteger("blankLines", in: 0...100) ?? 0)
    }

    private static func pages(_ map: YAMLMap) -> Scenario.PageSizes {
        let range = 1...5000
        let standard = Scenario.PageSizes()
        return Scenario.PageSizes(
            practices: map.optionalInteger("practices", in: range) ?? standard.practices,
            departments: map.optionalInteger("departments", in: range) ?? standard.departments,
            cancelReasons: map.optionalInteger("cancelReasons", in: range) ?? standard.cancelReasons)
    }

    private static func practices(_ map: YAMLMap) -> [Scenario.Practice] {
        var seen: Set<String> = []
        return map.mappings("practices", of: "a practice") { map in
            let practice = PracticeReading.practice(map)
            if !practice.id.isEmpty, !seen.insert(practice.id).inserted {
                map.fault(
                    at: map.markOfValue("id"), found: "the practice \(practice.id) a second time",
                    expected: "every id once")
            }
            return practice
        }
    }

    private static func faults(_ map: YAMLMap) -> [Fault] {
        map.texts("faults").enumerated().compactMap { position, words in
            do throws(FaultWords.Misread) {
                return try FaultWords.read(words)
            } catch {
                let mark = map.node("faults")?[position]?.mark ?? map.mark
                map.fault(at: mark, found: error.found, expected: error.expected)
                return nil
            }
        }
    }
}

/// Reads an invented practice; what it leaves out is missing in the answers too, as it is in real ones.
enum PracticeReading {
    typealias Row = [(key: String, value: AnswerValue)]

    static func practice(_ map: YAMLMap) -> Scenario.Practice {
        let id = digits(map, "id")
        var row: Row = [("practiceid", .text(id))]
        add(&row, "name", map.optionalText("name"))
        add(&row, "golivedate", map.optionalText("goLiveDate"))
        add(&row, "experiencemode", map.optionalText("experienceMode"))
        if map.has("coordinatorSender") {
            row.append(("iscoordinatorsender", .boolean(map.boolean("coordinatorSender"))))
        }
        let publicNames = map.texts("publicNames")
        if !publicNames.isEmpty { row.append(("publicnames", .list(publicNames.map { .text($0) }))) }
        let access = map.optionalChoice("access", of: Scenario.Practice.Access.self) ?? .listed
        var departments = map.mappings("departments", of: "a department", department)
        let count = map.optionalInteger("generatedDepartments", in: 1...20_000) ?? 0
        if count > 0 { departments += GeneratedDepartments.make(count, practice: id) }
        return Scenario.Practice(
            id: id, access: access, row: row, departments: departments,
            cancelReasons: map.mappings("cancelReasons", of: "a cancellation reason", cancelReason))
    }

    private static func department(_ map: YAMLMap) -> Scenario.Department {
        var row: Row = [("departmentid", .text(digits(map, "id")))]
        for (key, name) in [
            ("name", "name"), ("patientName", "patientdepartmentname"), ("address", "address"), ("city", "city"),
            ("state", "state"), ("zip", "zip"), ("timezone", "timezonename"), ("providerGroup", "providergroupname"),
        ] {
            add(&row, name, map.optionalText(key))
        }
        if map.has("hospital") { row.append(("ishospitaldepartment", .boolean(map.boolean("hospital")))) }
        return Scenario.Department(isHidden: map.boolean("hidden", default: false), row: row)
    }

    private static func cancelReason(_ map: YAMLMap) -> Row {
        var row: Row = [("appointmentcancelreasonid", .integer(map.integer("id")))]
        add(&row, "name", map.optionalText("name"))
        for (key, name) in [
            ("noShow", "noshow"), ("patientRescheduled", "patientrescheduled"),
            ("providerUnavailable", "providerunavailable"), ("slotAvailable", "slotavailable"),
        ] where map.has(key) {
            row.append((name, .boolean(map.boolean(key))))
        }
        return row
    }

    private static func add(_ row: inout Row, _ key: String, _ text: String?) {
        if let text { row.append((key, .text(text))) }
    }

    private static func digits(_ map: YAMLMap, _ key: String) -> String {
        let text = map.text(key)
        if !text.isEmpty, !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            map.fault(at: map.markOfValue(key), found: "‘\(text)’", expected: "digits in quotes")
        }
        return text
    }
}

/// Reads the platform's and Unity's part of a scenario.
enum PlatformReading {
    static func platform(_ map: YAMLMap) -> Scenario.Platform {
        var platform = Scenario.Platform()
        platform.hidesSecure = map.boolean("hidesSecure", default: true)
        platform.groups = map.mappings("groups", of: "a group") { map in
            let source = map.integer("source")
            let triggers = map.optionalTexts("triggers")?.compactMap(Int.init)
            return Scenario.Group(
                id: map.text("id"), businessNumber: map.text("businessNumber"), source: source,
                properties: map.pairs("properties"),
                secure: Set((map.optionalTexts("secure") ?? ["User_Name", "PM_Password"]).map { $0.lowercased() }),
                triggers: triggers ?? [source == 27 ? 42 : 56])
        }
        platform.inactiveTriggers = Set(map.texts("inactiveTriggers").compactMap(Int.init))
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
