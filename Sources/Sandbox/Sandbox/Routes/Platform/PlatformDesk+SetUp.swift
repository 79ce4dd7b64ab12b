internal import Support

/// The documented calls that set integrations up. What their answers look like is documented for the triggers only.
extension PlatformDesk {
    mutating func setUp(
        _ request: Request, _ match: RouteMatch, isStruck: Bool
    ) -> (status: Int, value: AnswerValue) {
        func refused(_ why: String) -> (status: Int, value: AnswerValue) { (400, .object([("error", .text(why))])) }
        if match.route == .listTriggers {
            guard let source = match.business.flatMap({ Int($0) }), let rows = Self.triggers(ofSource: source) else {
                return (404, .object([("error", .text("no such source"))]))
            }
            return (200, .list(rows))
        }
        guard let body = Self.body(request) else { return refused("no JSON") }
        if isStruck { return (500, .null) }
        switch match.route {
        case .createGroup:
            guard let number = body["parentBusinessNumber"]?.number,
                let source = body["integrationSourceId"]?.number.flatMap({ Int($0) }),
                let given = body["integrationGroupTriggers"].map(Self.ids), !given.isEmpty
            else { return refused("parentBusinessNumber, integrationSourceId and triggers as numbers") }
            let id = String((groups.compactMap { Int($0.id) }.max() ?? 4000) + 100)
            let rows = body["integrationGroupProperties"]?.elements.map(\.self) ?? []
            groups.append(
                Scenario.Group(
                    id: id, businessNumber: number, source: source, properties: Self.pairs(rows),
                    secure: Set(
                        rows.filter { $0["isSecure"]?.boolean == true }
                            .compactMap { $0["propertyKey"]?.text?.lowercased() })))
            triggers[id] = given
            log.append("group \(id) \(number)")
            return (200, .object([("groupId", .integer(Int(id) ?? 0))]))
        case .updateTriggers:
            guard let id = body["groupId"]?.number, groups.contains(where: { $0.id == id }),
                let given = body["integrationGroupTriggers"].map(Self.ids)
            else { return refused("no such group, or no triggers") }
            let replaces = request.query["replacetriggers"] == "true"
            triggers[id] = replaces ? given : (triggers[id] ?? []) + given
            log.append("triggers \(id) \(given.map(String.init).joined(separator: ","))")
            return (200, .object([("groupId", .integer(Int(id) ?? 0))]))
        default:
            guard let number = body["businessNumber"]?.number, let group = body["integrationGroupId"]?.number,
                groups.contains(where: { $0.id == group })
            else { return refused("businessNumber as a number, and an existing integrationGroupId") }
            let rows = body["integrationProperties"]?.elements.map(\.self) ?? []
            mappings[number] = Scenario.Mapping(
                businessNumber: number, group: group, state: "AUTHORIZED", properties: Self.pairs(rows))
            log.append("mapping \(number) \(group)")
            return (200, .object([("businessNumber", .text(number))]))
        }
    }

    private static func ids(_ node: JSONNode) -> [Int] {
        node.elements.compactMap { $0["triggerId"]?.number.flatMap { Int($0) } }
    }

    private static func pairs(_ rows: [JSONNode]) -> [(key: String, value: String)] {
        rows.compactMap { row in
            guard let key = row["propertyKey"]?.text, let value = row["propertyValue"]?.text else { return nil }
            return (key, value)
        }
    }

    /// Those of the articles; others are not known.
    private static func triggers(ofSource source: Int) -> [AnswerValue]? {
        let job = AnswerValue.list([.object([("id", .integer(1)), ("name", .text("JOB"))])])
        switch source {
        case 27:
            return [
                .object([
                    ("id", .integer(42)), ("integrationSourceId", .integer(27)),
                    ("triggerService", .text("athenaHealthIntegrationTriggerService")),
                    ("displayName", .text("Athena Health Completed Appointment Trigger")), ("active", .boolean(true)),
                    ("integrationSourceName", .text("AthenaHealth")), ("integrationTriggerType", job),
                ])
            ]
        case 32:
            return [
                .object([
                    ("id", .integer(56)), ("triggerService", .text("allscriptsAppointmentTriggerService")),
                    ("displayName", .text("Allscripts Appointment Trigger")), ("active", .boolean(true)),
                    ("actionGroupId", .integer(1)), ("integrationTriggerType", job),
                ])
            ]
        default: return nil
        }
    }
}
