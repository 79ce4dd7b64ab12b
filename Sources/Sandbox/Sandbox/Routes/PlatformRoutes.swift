internal import Support
internal import Synchronization

/// The platform's groups and mappings: the documented calls, and the others as the profile `sandbox` has them.
final class PlatformRoutes: RouteGroup {
    private let spelling: Scenario.Spelling
    private let handler: Mutex<PlatformHandler>

    init(_ scenario: Scenario) {
        spelling = scenario.spelling
        handler = Mutex(PlatformHandler(scenario.platform))
    }

    func match(_ request: Request) -> RouteMatch? {
        let parts = request.parts
        switch (parts.first, parts.count) {
        case ("integration", 3) where parts[1] == "businessintegrationgroup":
            return RouteMatch(route: .readGroup, business: parts[2])
        case ("integration", 5) where parts[1] == "trigger" && parts[2] == "integrationtriggers":
            return RouteMatch(route: .listTriggers, business: parts[4])
        case ("mappings", 2): return RouteMatch(route: .readMapping, business: parts[1])
        case ("mappings", 3) where parts[2] == "authorization": return RouteMatch(route: .authorize, business: parts[1])
        case ("groups", 3) where parts[2] == "properties":
            return RouteMatch(route: .updateProperties, business: parts[1])
        default: return nil
        }
    }

    /// A fault with a status answers in the place of the handler, so that nothing is done then; one below HTTP comes after it.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        let isStruck = (fault?.status).map { $0 >= 400 } ?? false
        return handler.withLock { $0.answer(request, match, isStruck: isStruck, spelling) }
    }

    func control(_ request: Request) -> Answer? {
        switch (request.method, request.path) {
        case ("GET", "/sandbox/log"): .text(200, handler.withLock(\.log).map { $0 + "\n" }.joined())
        case ("POST", "/sandbox/mapping"): handler.withLock { $0.change(request.query) }
        default: nil
        }
    }
}

/// Answers as a plausible platform would, and counts what was done to each business: no document gives most of its calls.
struct PlatformHandler {
    private let scenario: Scenario.Platform
    var mappings: [String: Scenario.Mapping] = [:]
    var groups: [Scenario.Group]
    /// Reads and writes of mappings, in the order in which they were carried out.
    var log: [String] = []

    init(_ scenario: Scenario.Platform) {
        self.scenario = scenario
        groups = scenario.groups
        for mapping in scenario.mappings { mappings[mapping.businessNumber] = mapping }
    }

    /// The answer to a call; `isStruck` says that a fault answers in its place, so that nothing may be done.
    mutating func answer(
        _ request: Request, _ match: RouteMatch, isStruck: Bool, _ spelling: Scenario.Spelling
    ) -> Answer {
        func json(_ status: Int, _ value: AnswerValue) -> Answer { spelling.answer(status, value) }
        let number = match.business ?? ""
        switch (match.route, request.method) {
        case (.readGroup, "GET"):
            return json(200, .list(groups.filter { $0.businessNumber == number }.map(row)))
        case (.listTriggers, "GET"):
            return json(200, .list(TriggerRows.all[number]?.map { row($0, source: number) } ?? []))
        case (.readMapping, "GET"):
            guard let mapping = mappings[number] else { return json(404, ["error": "no mapping"]) }
            if !isStruck { log.append("read \(number) \(mapping.state)") }
            return json(200, ["data": [row(mapping)]])
        case (.authorize, "POST"):
            guard mappings[number] != nil else { return json(404, ["error": "no mapping"]) }
            guard let status = Self.body(request)?["status"]?.text else { return json(400, ["error": "no status"]) }
            if isStruck { return json(500, .null) }
            log.append("write \(number) \(status)")
            mappings[number]?.state = status
            return json(200, ["status": .text(status)])
        case (.updateProperties, "POST"):
            guard let index = groups.firstIndex(where: { $0.id == number }) else {
                return json(404, ["error": "no group"])
            }
            if isStruck { return json(500, .null) }
            log.append("properties \(number)")
            for property in Self.body(request)?["integrationGroupProperties"]?.elements.map(\.self) ?? [] {
                guard let key = property["propertyKey"]?.text, let value = property["propertyValue"]?.text else {
                    continue
                }
                if let place = groups[index].properties.firstIndex(where: { $0.key.lowercased() == key.lowercased() }) {
                    groups[index].properties[place].value = value
                } else {
                    groups[index].properties.append((key, value))
                }
            }
            return json(200, ["groupId": .text(number)])
        default: return .text(405, "Method not allowed.")
        }
    }

    /// `POST /sandbox/mapping?business=N&key=practiceid&value=V`: what another operator changes meanwhile.
    mutating func change(_ query: [String: String]) -> Answer {
        guard let number = query["business"], let key = query["key"], let value = query["value"],
            var mapping = mappings[number]
        else { return .text(400, "business, key and value of a known mapping\n") }
        if key == "state" { mapping.state = value }
        mapping.properties.removeAll { $0.key == key }
        mapping.properties.append((key, value))
        mappings[number] = mapping
        return .text(200, "changed\n")
    }

    private func row(_ group: Scenario.Group) -> AnswerValue {
        [
            "groupId": .integer(Int(group.id) ?? 0),
            "integrationSourceType": [
                "id": .integer(group.source), "integrationSource": group.source == 27 ? "AthenaHealth" : "ALLSCRIPTS",
                "sourceCategory": "Healthcare",
            ],
            "integrationGroupProperties": .list(group.properties.map { property(group, $0) }),
            "integrationGroupTriggers": .list(
                group.triggers.map { ["triggerId": .integer($0), "triggerTypeId": .integer(1)] as AnswerValue }),
        ]
    }

    private func property(_ group: Scenario.Group, _ property: (key: String, value: String)) -> AnswerValue {
        let isSecure = group.secure.contains(property.key.lowercased())
        let value = isSecure && scenario.hidesSecure ? "****" : property.value
        return ["propertyKey": .text(property.key), "propertyValue": .text(value), "isSecure": .boolean(isSecure)]
    }

    /// A row of the list of triggers; Allscripts' rows do not name their source.
    private func row(_ trigger: TriggerRows.Row, source: String) -> AnswerValue {
        let isActive = !scenario.inactiveTriggers.contains(trigger.id)
        let common: [(String, AnswerValue)] = [
            ("id", .integer(trigger.id)), ("triggerService", .text(trigger.service)),
            ("displayName", .text(trigger.name)), ("active", .boolean(isActive)),
            ("integrationTriggerType", [["id": .integer(1), "name": "JOB"] as AnswerValue]),
        ]
        let own: [(String, AnswerValue)] =
            source == "27"
            ? [("integrationSourceId", .integer(27)), ("integrationSourceName", "AthenaHealth")]
            : [("actionGroupId", .integer(1))]
        return .object(common + own)
    }

    private func row(_ mapping: Scenario.Mapping) -> AnswerValue {
        let properties = mapping.properties.map { property -> AnswerValue in
            ["propertyKey": .text(property.key), "propertyValue": .text(property.value)]
        }
        return [
            "businessNumber": .text(mapping.businessNumber), "integrationGroupId": .integer(Int(mapping.group) ?? 0),
            "status": .text(mapping.state), "integrationProperties": .list(properties),
        ]
    }

    static func body(_ request: Request) -> JSONNode? {
        guard let documents = try? JSONReading.documents(in: request.body), documents.count == 1 else { return nil }
        return documents[0]
    }
}

/// The triggers that the platform lists, by source id. Of the second and third the ids are invented: no document gives them.
enum TriggerRows {
    struct Row {
        var id: Int
        var service: String
        var name: String
    }

    static let all: [String: [Row]] = [
        "27": [
            Row(
                id: 42, service: "athenaHealthIntegrationTriggerService",
                name: "Athena Health Completed Appointment Trigger"),
            Row(id: 9043, service: "sandboxAppointmentTriggerService", name: "Appointment Trigger Service"),
            Row(
                id: 9044, service: "sandboxUpsertTriggerService",
                name: "Athenahealth Appointment Upsert Trigger Service"),
        ],
        "32": [Row(id: 56, service: "allscriptsAppointmentTriggerService", name: "Allscripts Appointment Trigger")],
    ]
}
