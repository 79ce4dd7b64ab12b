internal import Support

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
