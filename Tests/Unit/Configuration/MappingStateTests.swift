import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

/// What a configuration says of a business besides its properties: whether it runs, and whose it is.
@Suite struct MappingStateTests {
    private static let (a, b, enterprise) = ("169990000000101", "169990000000102", "169990000000001")

    private func resolved(
        _ groups: [GroupConfiguration] = [], _ mappings: [MappingConfiguration] = [], set: [Setting] = []
    ) -> ResolvedConfiguration {
        ResolvedConfiguration(
            ClientConfiguration(groups: groups, mappings: mappings), settings: set, playbooks: Shipped.playbooks)
    }

    private func mapped(_ body: String) -> MappingConfiguration? {
        ConfigurationReader(playbooks: Shipped.playbooks).read(Array(body.utf8), file: "c.json").configuration.mappings
            .first
    }

    @Test(arguments: [
        (#""active":false"#, false), (#""active":"Inactive""#, false), (#""isActive":1"#, true),
        (#""Status":"Active""#, true), (#""status":"INACTIVE""#, false), (#""status":"AUTHORIZED""#, nil),
        (#""active":true,"status":"AUTHORIZED""#, true), (#""active":true,"status":"inactive""#, nil),
        (#""active":null"#, nil), (#""frequency":"1 DAYS""#, nil),
    ])
    func `whether a body runs`(member: String, isActive: Bool?) throws {
        let body = "{\"businessNumber\":\(Self.a),\(member)}"
        let mapping = try #require(mapped(body))
        #expect(mapping.isActive == isActive)
        #expect(resolved([], [mapping]).isInactive(business: Self.a) == isActive.map { !$0 })
    }

    @Test func `a word that is neither yes nor no is a fault under the documented key`() {
        let read = ConfigurationReader(playbooks: Shipped.playbooks)
            .read(Array(#"{"businessNumber":169990000000101,"active":"paused"}"#.utf8), file: "c.json")
        #expect(read.faults.map(\.description) == ["c.json:1:44: found a text under ‘active’, expected true or false"])
    }

    @Test func `frequency and next run are kept as they are written`() throws {
        let mapping = try #require(
            mapped(#"{"businessNumber":169990000000101,"Frequency":"1 DAYS","Next RunTime":"2020-01-01 06:00"}"#))
        let configuration = resolved([], [mapping])
        #expect(configuration.frequency(of: Self.a) == "1 DAYS")
        #expect(configuration.nextRunTime(of: Self.a) == "2020-01-01 06:00")
        #expect(configuration.nextRunTime(of: Self.b) == nil)
        let set = Setting(key: "nextRunTime", value: "tomorrow", place: .option("--set", 1))
        #expect(resolved([], [mapping], set: [set]).nextRunTime(of: Self.a) == "tomorrow")
    }

    @Test func `--set Status holds for every business, and two that disagree decide nothing`() {
        let off = Setting(key: "active", value: "false", place: .option("--set", 1))
        let configuration = resolved([], [mapping(Self.a, active: true)], set: [off])
        #expect(
            configuration.isInactive(business: Self.a) == true && configuration.isInactive(business: Self.b) == true)
        #expect(configuration.statusPlace(of: Self.a)?.file == "--set")
        let both = resolved([], [mapping(Self.a, active: true), mapping(Self.a, active: false)])
        #expect(both.isInactive(business: Self.a) == nil)
        #expect(resolved([], [mapping(Self.a)]).isInactive(business: Self.a) == nil)
    }

    @Test func `whose businesses they are`() {
        let configuration = resolved(
            [group("4100", number: Self.enterprise)],
            [
                mapping(Self.a, group: "4100", setting("practiceid", "30700")), mapping(Self.b, group: "4200"),
                mapping(Self.a, group: "4100"),
            ])
        #expect(configuration.businesses == [Self.a, Self.b])
        #expect(configuration.groupNumbers == [Self.enterprise])
        #expect(configuration.concerns(Self.a) && configuration.concerns(Self.enterprise))
        let stranger = "169990000000999"
        #expect(!configuration.concerns(stranger))
        #expect(configuration.isForeign(to: [stranger]))
        #expect(!configuration.isForeign(to: [stranger, Self.b]) && !configuration.isForeign(to: [Self.enterprise]))
        #expect(!configuration.isForeign(to: [String]()))
        // The only group holds for every business, and --set for all alike.
        #expect(!resolved([group("4100")], [mapping(Self.a)]).isForeign(to: [stranger]))
        #expect(!resolved(set: [setting("appointmentstatus", "3")]).isForeign(to: [stranger]))
        #expect(
            configuration.group(of: Self.a) != nil && configuration.group(of: Self.a) != configuration.group(of: Self.b)
        )
        #expect(configuration.practice(of: Self.a) == ["30700"] && configuration.practice(of: Self.b) == [])
    }

    @Test func `an answer of list triggers is read beside a group, and an empty list is not a missing one`() {
        let reader = ConfigurationReader(playbooks: Shipped.playbooks)
        let answer = #"""
            [{"id":45,"integrationSourceId":27,"triggerService":"x","displayName":"Appointment Trigger Service","active":true}]
            [{"groupId":4100,"integrationGroupTriggers":[]}, {"groupId":4200}]
            """#
        let read = reader.read(Array(answer.utf8), file: "c.json")
        #expect(read.faults.isEmpty)
        #expect(read.configuration.triggers.map(\.id) == [45])
        #expect(read.configuration.triggers.first?.displayName == "Appointment Trigger Service")
        #expect(read.configuration.groups.map(\.showsTriggers) == [true, false])
    }
}
