import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

/// What explains wrong or missing requests by itself (rules.md D35).
@Suite struct CauseChecksTests {
    private static let (a, b, c) = ("169990000000101", "169990000000102", "169990000000103")

    private func findings(
        _ groups: [GroupConfiguration], _ mappings: [MappingConfiguration], set: [Setting] = [],
        triggers: [ListedTrigger] = []
    ) -> [Finding] {
        var configuration = ClientConfiguration(groups: groups, mappings: mappings)
        configuration.triggers = triggers
        return ConfigurationChecks.findings(configuration, settings: set, playbooks: Shipped.playbooks)
    }

    private func brief(_ finding: Finding?) -> [String] {
        guard let finding else { return [] }
        return ["\(finding.code) \(finding.verdict.rawValue)"] + finding.businesses.map(\.businessNumber).sorted()
            + finding.evidence.map { "\($0.name)=\($0.value ?? "-")" }.sorted()
    }

    private func given(_ key: String, _ value: String) -> Setting {
        Setting(key: key, value: value, place: .option("--set", 1))
    }

    // MARK: Lists that let non-visits through

    @Test(arguments: [
        ("3,4,x", ["x"]), ("f,o", ["f", "o"]), ("x,x", ["x"]), ("2,3,4", []), ("3,4, x", []), ("X", []), ("", []),
    ])
    func `an athenahealth list with statuses that are not visits`(list: String, named: [String]) {
        let found = findings([], [mapping(Self.a, setting("appointmentstatus", list))]).first { $0.code == "BE1315" }
        #expect(found?.evidence.compactMap(\.value).sorted() ?? [] == named)
        #expect(found?.businesses.map(\.businessNumber) ?? [Self.a] == [Self.a])
        #expect(found?.verdict ?? .confirmed == .confirmed)
        #expect(found?.evidence.allSatisfy { $0.name == "appointmentstatus" && $0.meaning != nil } ?? true)
    }

    @Test func `D35: the group that counts is that of the mapping for the integration`() {
        let name = "allscripts.location.name"
        let other = [
            mapping(Self.a, group: "4100", setting("practiceid", "1")),
            mapping(Self.a, group: "5100", setting(name, "North")),
            mapping(Self.b, group: "5100", setting(name, "North")),
        ]
        let found = findings([], other).first { $0.code == "BE1317" }
        #expect(found?.businesses.map(\.businessNumber).sorted() == [Self.a, Self.b])
    }

    @Test func `only the list in force counts, and an Allscripts word never does`() {
        let wrong = mapping(Self.a, setting("appointmentstatus", "3,x"))
        #expect(findings([], [wrong], set: [given("appointmentstatus", "3,4")]).isEmpty)
        let right = mapping(Self.a, setting("appointmentstatus", "3"))
        let found = findings([], [right], set: [given("appointmentstatus", "3,f")]).first
        #expect(brief(found) == ["BE1315 confirmed", "appointmentstatus=f"])
        let words = group("2", source: 32, setting("allscripts.appointment.status", "x,Cancelled"))
        #expect(findings([words], []).isEmpty)
        // Two bodies that disagree: which one is in force is not known.
        #expect(findings([], [wrong, right]).map(\.code) == ["BE1308"])
    }

    // MARK: Locations that claim the same

    @Test func `one department of one practice, piece by piece`() {
        let found = findings(
            [],
            [
                mapping(Self.a, group: "1", setting("practiceid", "30700"), setting("departmentid", "12,15")),
                mapping(Self.b, group: "1", setting("practiceid", "30700"), setting("departmentid", "16, 15", line: 7)),
                mapping(Self.c, group: "1", setting("practiceid", "30700"), setting("departmentid", "17")),
            ])
        let claim = found.first { $0.code == "BE1317" }
        #expect(brief(claim) == ["BE1317 confirmed", Self.a, Self.b, "departmentid=15"])
        #expect(claim?.detail.contains("config.json:1:1, config.json:7:1") == true)
    }

    @Test func `one NPI, and one location name`() {
        let npi = setting("athenaProviderNpi", "1234567893")
        let both = findings([], [mapping(Self.a, group: "1", npi), mapping(Self.b, group: "1", npi)])
        #expect(brief(both.first) == ["BE1317 confirmed", Self.a, Self.b, "athenaProviderNpi=1234567893"])
        let names = findings(
            [group("2", source: 32)],
            [
                mapping(Self.a, group: "2", setting("allscripts.location.name", "Lakeside")),
                mapping(Self.b, group: "2", setting("allscripts.location.name", "Mill Road,Lakeside")),
            ])
        #expect(brief(names.first) == ["BE1317 confirmed", Self.a, Self.b, "allscripts.location.name=Lakeside"])
    }

    @Test func `without the practice it is likely, and with two practices it is nothing`() {
        func codes(_ one: String?, _ other: String?) -> [String] {
            let mappings = [(Self.a, one), (Self.b, other)].map { business, practice in
                var body = mapping(business, group: "1", setting("departmentid", "15"))
                if let practice { body.settings.append(setting("practiceid", practice)) }
                return body
            }
            return findings([], mappings).map { "\($0.code) \($0.verdict.rawValue)" }
        }
        #expect(codes("1", "2") == [])
        #expect(codes("1", "1") == ["BE1317 confirmed"])
        #expect(codes("1", nil) == ["BE1317 likely"])
        #expect(codes(nil, nil) == ["BE1317 likely"])
    }

    @Test func `other groups, one location with two bodies, an inactive one and --set are nothing`() {
        let npi = setting("athenaProviderNpi", "1234567893")
        func codes(_ one: MappingConfiguration, _ other: MappingConfiguration, set: [Setting] = []) -> [String] {
            findings([], [one, other], set: set).map(\.code).filter { $0 != "BE1310" }
        }
        let body = mapping(Self.a, group: "1", npi)
        #expect(codes(body, mapping(Self.b, group: "2", npi)) == [])
        #expect(codes(body, body) == [])
        #expect(codes(body, mapping(Self.b, group: "1", active: false, npi)) == [])
        #expect(codes(body, mapping(Self.b, group: "1", npi), set: [given("athenaProviderNpi", "1234567893")]) == [])
    }

    // MARK: Triggers

    private func triggers(_ ids: [Int], id: String = "4100") -> GroupConfiguration {
        GroupConfiguration(groupID: id, sourceID: 27, triggerIDs: ids, showsTriggers: true, place: place())
    }

    private static let list = [
        (42, "Athena Health Completed Appointment Trigger"), (45, "Appointment Trigger Service"),
        (46, "Athenahealth Appointment Upsert Trigger Service"),
    ].map { ListedTrigger(id: $0, sourceID: 27, displayName: $1, place: place()) }

    @Test(arguments: [
        ([42], false, "BE1319 likely", "1 trigger, and reminders need 3"),
        ([42, 45], false, "BE1319 likely", "2 triggers, and reminders need 3"),
        ([42, 45, 46], false, "BE1319 undetermined", "only the list of triggers"),
        ([42, 45, 46], true, nil, ""),
        ([42, 46], true, "BE1319 likely", "does not have *Appointment Trigger Service* (45)"),
        ([42, 46, 47], true, "BE1319 likely", "does not have *Appointment Trigger Service* (45)"),
    ])
    func `reminders without their triggers`(ids: [Int], isListed: Bool, shown: String?, says: String) {
        let location = mapping(Self.a, group: "4100", setting("Past Duration (months)", "6"))
        let sister = mapping(Self.b, group: "4100", setting("Past Duration (months)", " "))
        let found = findings([triggers(ids)], [location, sister], triggers: isListed ? Self.list : [])
            .first { $0.code == "BE1319" }
        #expect(brief(found) == (shown.map { [$0, Self.a, "Past Duration (months)=6"] } ?? []))
        #expect(found?.detail.contains(says) ?? says.isEmpty)
    }

    @Test func `without reminders, or without triggers in sight, nothing is said of them`() {
        #expect(findings([triggers([42])], [mapping(Self.a, group: "4100")]).isEmpty)
        let location = mapping(Self.a, group: "4100", setting("cancellation reason id", "7"))
        #expect(findings([group("4100")], [location]).isEmpty)
        #expect(findings([], [location]).isEmpty)
        #expect(findings([triggers([42])], [location]).map(\.code) == ["BE1319"])
    }

    @Test func `a group without any trigger, unless another input of it shows one`() {
        #expect(findings([triggers([])], []).map { "\($0.code) \($0.severity.rawValue)" } == ["BE1320 error"])
        #expect(findings([triggers([]), triggers([42])], []).isEmpty)
        #expect(findings([group("4100")], []).isEmpty)
    }

    @Test func `an unknown trigger is only called so where the list was read`() {
        let groups = [triggers([42, 99])]
        #expect(findings(groups, []).isEmpty)
        #expect(brief(findings(groups, [], triggers: Self.list).first) == ["BE1322 confirmed", "triggerId=99"])
        let other = ListedTrigger(id: 56, service: "allscriptsAppointmentTriggerService", place: place())
        #expect(findings(groups, [], triggers: [other]).isEmpty)
    }

    // MARK: Not due yet

    @Test(arguments: [("3", ["BE1321"]), ("0", []), ("", []), (" 2 ", ["BE1321"])])
    func `a delay is worth a line, and nothing wrong`(days: String, codes: [String]) {
        let found = findings([group("1", setting("Customer fetch delay", days))], [])
        #expect(found.map(\.code) == codes)
        #expect(found.allSatisfy { $0.severity == .info && $0.verdict == .confirmed })
    }

    @Test func `a status of --set switches every location off or on`() {
        #expect(brief(findings([], [], set: [given("active", "false")]).first) == ["BE1310 confirmed", "active=false"])
        let off = mapping(Self.a, active: false)
        #expect(findings([], [off], set: [given("active", "true")]).isEmpty)
    }
}
