import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

/// A planned configuration on top of today's: per level, owner and property.
@Suite struct PlannedConfigurationTests {
    private static let (a, b) = ("169990000000101", "169990000000102")

    private func value(
        _ key: String, _ business: String, in integration: String = "AthenaHealth", today: ClientConfiguration,
        set: [Setting] = [], plan: ClientConfiguration
    ) -> String {
        let planned = ResolvedConfiguration(today, settings: set, plan: plan, playbooks: Shipped.playbooks)
        let property = Shipped.property(key, of: integration)
        return switch planned.value(of: property, integration: integration, business: business) {
        case .absent: "-"
        case .known(let setting, let level): "\(setting.value)@\(level.rawValue)"
        case .disputed(let settings): "disputed " + settings.map(\.value).joined(separator: " ")
        }
    }

    private func configuration(
        _ groups: [GroupConfiguration] = [], _ mappings: [MappingConfiguration] = []
    ) -> ClientConfiguration { ClientConfiguration(groups: groups, mappings: mappings) }

    @Test func `a planned value holds for its owner and property, and all else stays`() {
        let today = configuration(
            [],
            [
                mapping(Self.a, setting("appointmentstatus", "3,4"), setting("departmentid", "7")),
                mapping(Self.b, setting("appointmentstatus", "3,4")),
            ])
        let plan = configuration([], [mapping(Self.a, setting("AppointmentStatus", "2,3"))])
        #expect(value("appointmentstatus", Self.a, today: today, plan: plan) == "2,3@mapping")
        #expect(value("departmentid", Self.a, today: today, plan: plan) == "7@mapping")
        #expect(value("appointmentstatus", Self.b, today: today, plan: plan) == "3,4@mapping")
    }

    @Test func `D14: a plan overrides what is set for every business, for its owner only`() {
        let plan = configuration([], [mapping(Self.a, setting("appointmentstatus", "2"))])
        let set = [setting("appointmentstatus", "3")]
        #expect(value("appointmentstatus", Self.a, today: configuration(), set: set, plan: plan) == "2@mapping")
        #expect(value("appointmentstatus", Self.b, today: configuration(), set: set, plan: plan) == "3@mapping")
    }

    @Test func `a planned group's value reaches its locations, but not past a value of their own`() {
        let today = configuration(
            [group("1", setting("showalldepartments", "false"))],
            [mapping(Self.a, group: "1", setting("showalldepartments", "true")), mapping(Self.b, group: "1")])
        let plan = configuration([group("1", setting("showalldepartments", "planned"))])
        #expect(value("showalldepartments", Self.a, today: today, plan: plan) == "true@mapping")
        #expect(value("showalldepartments", Self.b, today: today, plan: plan) == "planned@group")
    }

    @Test func `a plan for one location leaves the ties of the others as they are`() {
        let today = configuration([group("1", source: 32, setting("allscripts.appointment.status", "New"))])
        let plan = configuration([], [mapping(Self.a, group: "1", setting("allscripts.location.name", "North"))])
        let key = "allscripts.appointment.status"
        #expect(value(key, Self.a, in: "Allscripts", today: today, plan: plan) == "New@group")
        #expect(value(key, Self.b, in: "Allscripts", today: today, plan: plan) == "New@group")
    }

    @Test func `a location that the plan ties to another group gets that group's value`() {
        let key = "allscripts.appointment.status"
        let today = configuration(
            [group("1", source: 32, setting(key, "New")), group("2", source: 32, setting(key, "Arrived"))],
            [mapping(Self.a, group: "1"), mapping(Self.b, group: "1")])
        let plan = configuration([], [mapping(Self.a, group: "2")])
        #expect(value(key, Self.a, in: "Allscripts", today: today, plan: plan) == "Arrived@group")
        #expect(value(key, Self.b, in: "Allscripts", today: today, plan: plan) == "New@group")
    }

    @Test func `two planned values for one owner are not chosen from`() {
        let plan = configuration(
            [],
            [mapping(Self.a, setting("appointmentstatus", "2")), mapping(Self.a, setting("appointmentstatus", "3"))])
        #expect(value("appointmentstatus", Self.a, today: configuration(), plan: plan) == "disputed 2 3")
    }

    // MARK: What is wrong with a plan

    private func findings(today: ClientConfiguration, set: [Setting] = [], plan: ClientConfiguration) -> [String] {
        ConfigurationChecks.findings(
            today, settings: set, plan: PlannedConfiguration(plan), playbooks: Shipped.playbooks
        ).map { finding in
            ([finding.code] + finding.businesses.map(\.businessNumber).sorted()
                + finding.evidence.map { "\($0.value ?? "-")×\($0.count)" }.sorted()).joined(separator: " ")
        }
    }

    @Test func `D36: a planned list with a status without a visit is told, and today's only once`() {
        let wrong = configuration([], [mapping(Self.a, setting("appointmentstatus", "3,x"))])
        let right = configuration([], [mapping(Self.a, setting("appointmentstatus", "3"))])
        #expect(findings(today: right, plan: wrong) == ["BE1315 \(Self.a) x×1"])
        #expect(findings(today: wrong, plan: wrong) == ["BE1315 \(Self.a) x×1"])
        #expect(findings(today: wrong, plan: right) == ["BE1315 \(Self.a) x×1"])
        let other = configuration([], [mapping(Self.b, setting("appointmentstatus", "3,x,f"))])
        #expect(findings(today: wrong, plan: other) == ["BE1315 \(Self.a) \(Self.b) f×1 x×2"])
        let set = [Setting(key: "appointmentstatus", value: "3,4", place: .option("--set", 1))]
        #expect(findings(today: right, set: set, plan: wrong) == ["BE1315 \(Self.a) x×1"])
    }

    @Test func `a finding says what is of the plan`() {
        let today = configuration([], [mapping(Self.a, setting("appointmentstatus", "3,x"))])
        let plan = configuration([], [mapping(Self.b, setting("appointmentstatus", "f", line: 9))])
        let detail = ConfigurationChecks.findings(
            today, plan: PlannedConfiguration(plan), playbooks: Shipped.playbooks
        ).first?.detail
        #expect(detail?.contains("at config.json:1:1, and in the planned configuration at config.json:9:1") == true)
    }

    @Test func `the triggers and the status of the plan are those that count`() {
        func body(_ ids: [Int]) -> GroupConfiguration {
            GroupConfiguration(groupID: "1", sourceID: 27, triggerIDs: ids, showsTriggers: true, place: place())
        }
        #expect(findings(today: configuration([body([42])]), plan: configuration([body([])])) == ["BE1320 []×1"])
        #expect(findings(today: configuration([body([42])]), plan: configuration([body([42])])) == [])
        let off = configuration([], [mapping(Self.a, active: false)])
        #expect(
            findings(today: configuration([], [mapping(Self.a, active: true)]), plan: off) == [
                "BE1310 \(Self.a) false×1"
            ])
        let planned = ResolvedConfiguration(
            configuration([], [mapping(Self.a, active: true)]), plan: off, playbooks: Shipped.playbooks)
        #expect(planned.isInactive(business: Self.a) == true)
    }
}
