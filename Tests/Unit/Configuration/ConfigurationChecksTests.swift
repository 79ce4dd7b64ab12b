import Foundation
import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

@Suite struct ConfigurationChecksTests {
    private static let (a, b, c, enterprise) = (
        "169990000000101", "169990000000102", "169990000000103", "169990000000001"
    )

    private func findings(
        _ groups: [GroupConfiguration] = [], _ mappings: [MappingConfiguration] = [], set: [Setting] = []
    ) -> [Finding] {
        ConfigurationChecks.findings(
            ClientConfiguration(groups: groups, mappings: mappings), settings: set, playbooks: Shipped.playbooks)
    }

    private func athena(_ key: String, _ value: String) -> [Finding] {
        findings([], [mapping(Self.a, setting(key, value))])
    }

    @Test func `a configuration that is right has none`() {
        let groups = [
            group("1", number: Self.enterprise, name: "AthenaHealth", setting("showalldepartments", "false")),
            group(
                "2", number: Self.enterprise, source: 32, name: "ALLSCRIPTS",
                setting("allscripts.appointment.status", "Arrived,Pending")),
        ]
        let mappings = [
            mapping(
                Self.a, group: "1", active: true, setting("appointmentstatus", "3,4"), setting("practiceid", "195901"),
                setting("departmentid", "1,22"), setting("showalldepartments", "true")),
            mapping(Self.b, group: "1", setting("appointmentstatus", "2"), setting("athenaProviderNpi", "1234567893")),
            mapping(Self.c, group: "2"),
        ]
        #expect(findings(groups, mappings).isEmpty)
        #expect(findings().isEmpty)
    }

    @Test(arguments: [
        ("appointmentstatus", "3,q", ["BE1301"]), ("appointmentstatus", "X", ["BE1301"]),
        ("appointmentstatus", "", ["BE1302"]), ("appointmentstatus", " , ", ["BE1302"]),
        ("departmentid", ",", ["BE1302"]), ("practiceid", "", []), ("appointmentstatus", "3, 4", ["BE1303"]),
        ("appointmentstatus", "'3',4", ["BE1303"]), ("appointmentstatus", "3,\u{A0}q", ["BE1301", "BE1303"]),
        ("practiceid", "195901\u{200B}", ["BE1303"]), ("athenaProviderNpi", "1234567890", ["BE1307"]),
        ("athenaProviderNpi", "3234567893", ["BE1307"]), ("athenaProviderNpi", "1234567893,1999999984", ["BE1307"]),
        ("athenaProviderNpi", "1234567893", []), ("athenaProviderNpi", " 1234567893", ["BE1303"]),
        ("athenaProviderNpi", "", []), ("showalldepartments", "False", ["BE1301"]), ("showalldepartments", "true", []),
        ("apointmentstatus", "3", ["BE1313"]), ("allscripts.appointment.status", "Arrived", ["BE1304"]),
    ])
    func `a single value`(key: String, value: String, codes: [String]) {
        let found = athena(key, value)
        #expect(found.map(\.code).sorted() == codes)
        for finding in found {
            #expect(finding.verdict == .confirmed)
            #expect(finding.businesses.map(\.businessNumber) == [Self.a])
            #expect(finding.detail.contains("config.json:1:1"))
            #expect(!finding.remedies.isEmpty)
        }
    }

    @Test func `a value of --set is checked as well`() {
        let wrong = Setting(key: "appointmentstatus", value: "3,9", place: .option("--set", 1))
        #expect(findings(set: [wrong]).map(\.code) == ["BE1301"])
        #expect(findings(set: [wrong]).first?.detail.contains("--set") == true)
    }

    @Test func `what it nearly is stands beside an unknown value and an unknown key`() {
        #expect(
            athena("appointmentstatus", "X").first?.nearMisses
                == [NearMiss(value: "X", candidate: "x", why: "only case differs")])
        #expect(athena("apointmentstatus", "3").first?.nearMisses.map(\.candidate) == ["appointmentstatus"])
    }

    @Test func `a level at which a property does not count`() {
        let status = setting("allscripts.appointment.status", "Arrived")
        let found = findings([group("2", source: 32, status)], [mapping(Self.a, group: "2", status)])
        #expect(found.map(\.code) == ["BE1304"])
        #expect(found.first?.severity == .warning)
        #expect(findings([group("1", setting("appointmentstatus", "3"))]).map(\.code) == ["BE1312"])
    }

    @Test func `several locations without the name of each`() {
        let name = setting("allscripts.location.name", "Harbor Office")
        let groups = [group("2", source: 32)]
        let both = findings(groups, [mapping(Self.a, group: "2", name), mapping(Self.b, group: "2")])
        #expect(both.map(\.code) == ["BE1305"])
        #expect(both.first?.businesses.map(\.businessNumber) == [Self.b])
        #expect(both.first?.subject == Subject(integration: "Allscripts", businessNumber: Self.b))
        let blank = mapping(Self.b, group: "2", setting("allscripts.location.name", " "))
        #expect(findings(groups, [mapping(Self.a, group: "2", name), blank]).map(\.code).contains("BE1305"))
        #expect(findings(groups, [mapping(Self.a, group: "2")]).isEmpty)
        #expect(findings([group("1")], [mapping(Self.a, group: "1"), mapping(Self.b, group: "1")]).isEmpty)
        #expect(findings(groups, [mapping(Self.a, group: "2"), mapping(Self.b, group: "9")]).isEmpty)
        #expect(findings(groups, [mapping(Self.a, group: "2"), mapping(Self.a, group: "2")]).isEmpty)
    }

    @Test func `two set-ups of one business, in one mapping or in two`() {
        let (department, npi) = (setting("departmentid", "1"), setting("athenaProviderNpi", "1234567893"))
        let one = findings([], [mapping(Self.a, department, npi)])
        #expect(one.map(\.code) == ["BE1306"])
        #expect(one.first?.severity == .info)
        #expect(one.first?.evidence.map(\.name) == ["athenaProviderNpi", "departmentid"])
        #expect(findings([], [mapping(Self.a, department), mapping(Self.a, npi)]).map(\.code) == ["BE1306"])
        #expect(findings([], [mapping(Self.a, department), mapping(Self.b, npi)]).isEmpty)
        #expect(findings([], [mapping(Self.a, department, setting("athenaProviderNpi", ""))]).isEmpty)
    }

    @Test func `two that disagree are undetermined, and both places are named`() throws {
        let found = findings(
            [],
            [
                mapping(Self.a, setting("appointmentstatus", "3")),
                mapping(Self.a, setting("appointmentstatus", "3,4", line: 7)),
            ])
        let finding = try #require(found.first)
        #expect(found.map(\.code) == ["BE1308"])
        #expect(finding.verdict == .undetermined)
        #expect(finding.detail.contains("config.json:1:1, config.json:7:1"))
        #expect(finding.detail.contains("Decided by:"))
        #expect(finding.businesses.map(\.businessNumber) == [Self.a])
        #expect(finding.evidence.compactMap(\.value) == ["3", "3,4"])
        let group = [
            group("2", source: 32, setting("allscripts.appointment.status", "Arrived")),
            group("2", source: 32, setting("allscripts.appointment.status", "Pending")),
        ]
        #expect(findings(group).map(\.code) == ["BE1308"])
    }

    @Test func `what cannot be right about groups and mappings themselves`() {
        #expect(findings([group("1", source: 27, name: "ALLSCRIPTS")]).map(\.code) == ["BE1309"])
        #expect(findings([group("1", source: 99)]).map(\.code) == ["BE1313"])
        #expect(findings([], [mapping(Self.a, active: false)]).map(\.code) == ["BE1310"])
        #expect(findings([], [mapping("16999000000010")]).map(\.code) == ["BE1311"])
        #expect(findings([group("1", number: "1")]).map(\.code) == ["BE1311"])
    }

    @Test func `notes of the reading are one finding with all that they say`() {
        let notes = [1, 2].map { ConfigurationNote(place: place($0), text: "note \($0)") }
        let found = ConfigurationChecks.findings(ClientConfiguration(), notes: notes, playbooks: Shipped.playbooks)
        #expect(found.map(\.code) == ["BE1314"])
        #expect(found.first?.detail == "Note 1. Note 2. `configuration` at config.json:1:1, config.json:2:1.")
    }

    @Test func `a hidden value is neither checked nor shown`() {
        let secret = Setting(key: "PM_Password", value: "", isHidden: true, place: place())
        let mapping = MappingConfiguration(businessNumber: Self.a, settings: [secret], place: place())
        #expect(findings([], [mapping]).map(\.code) == ["BE1304"])
        #expect(findings([], [mapping]).first?.evidence.map(\.value) == [nil])
    }

    @Test func `a hundred thousand faulty businesses are one finding, of any number of places`() {
        let mappings = (0..<100_000).map { position in
            mapping(String(169_990_000_000_000 + position), setting("appointmentstatus", "3,q", line: position))
        }
        var found: [Finding] = []
        let time = processorTime { found = findings([], mappings) }
        #expect(found.map(\.code) == ["BE1301"])
        #expect(found.first?.businessesTotal == 100_000)
        #expect(found.first?.detail.contains("and 99994 more") == true)
        #expect(time < .seconds(60))
    }

    @Test func `every code has an entry, and every entry of the range a code`() throws {
        let file = URL(filePath: #filePath).appending(
            path: "../../../../Sources/Features/Configuration/Checks/Codes.swift"
        )
        .standardized
        let codes = Set(
            try String(contentsOf: file, encoding: .utf8).matches(of: #/BE13[0-9]{2}/#).map { String($0.output) })
        let listed = Shipped.playbooks.playbooks.flatMap(\.codes).map(\.code).filter { $0.hasPrefix("BE13") }
        // What needs the log as well: inactive and silent, and another client's configuration.
        #expect(codes.union(["BE1316", "BE1318"]) == Set(listed))
        #expect(codes.count == 20)
    }
}
