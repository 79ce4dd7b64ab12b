import Testing

@testable import Model

@Suite("A set of playbooks")
struct PlaybookSetTests {
    @Test("replaces an earlier playbook of the same name in its place")
    func override() throws {
        let mine = Sample.spoiled(Sample.integration, "title: Northwind, source 91", "title: mine")
        let set = PlaybookSet(
            try [(Sample.integration, "a.yaml"), (Sample.platform, "b.yaml"), (mine, "c.yaml")].map(read))
        #expect(set.playbooks.map(\.name) == ["Northwind", "Platform"])
        #expect(set.playbooks.map(\.file) == ["c.yaml", "b.yaml"])
        #expect(set.playbook(named: "Northwind")?.title == "mine")
        #expect(PlaybookLint.faults(in: set) == [])
    }

    @Test("reports two of one name in one folder")
    func clash() throws {
        let message =
            "1.yaml:1:11: found the playbook ‘Northwind’ a second time in one folder, expected every name once per "
            + "folder; the first is at 0.yaml:1:11"
        #expect(try lintFaults(Sample.integration, Sample.integration) == [message])
    }

    @Test("finds playbooks by every spelling of their names", arguments: ["Northwind", "NORTH-WIND", "north wind"])
    func names(name: String) throws {
        let set = PlaybookSet(try [read(Sample.platform, "a.yaml"), read(Sample.integration, "b.yaml")])
        #expect(set.playbook(named: name)?.name == "Northwind")
        #expect(set.playbook(named: "South") == nil)
    }

    @Test("finds entries and the platform")
    func lookUp() throws {
        let set = PlaybookSet(try [read(Sample.integration, "a.yaml"), read(Sample.platform, "b.yaml")])
        #expect(set.entry(forCode: "BE5102")?.title == "Beta")
        #expect(set.entry(forCode: "BE5555") == nil)
        #expect(set.platform?.name == "Platform")
    }
}

@Suite("Spellings")
struct SpellingTests {
    @Test(
        "of one reason agree",
        arguments: [
            "‘Appointment status’ is not on the list", "'appointment  STATUS' is not on the list.",
            "\"Appointment\u{A0}status\" is not on the list .", " Appointment status is not on the list ",
        ])
    func reasons(text: String) {
        #expect(ReasonText.key(of: text) == "appointment status is not on the list")
    }

    @Test("of different reasons do not")
    func different() {
        #expect(ReasonText.key(of: "not on the list") != ReasonText.key(of: "not in the list"))
        #expect(ReasonText.key(of: "a. b") == "a. b")
    }

    @Test("of one integration agree", arguments: ["AthenaHealth", "athena_health", "athena-health", "Athena Health"])
    func integrations(name: String) {
        #expect(IntegrationName.key(of: name) == "athenahealth")
    }
}
