import Support
import Testing

@testable import Model

@Suite("Reading a playbook")
struct ReadingTests {
    @Test("fills the model")
    func model() throws {
        let playbook = try read(Sample.integration, "x.yaml").playbook
        #expect(playbook.name == "Northwind" && playbook.kind == .integration && playbook.version == 1)
        #expect(playbook.verified == "2026-02-28" && playbook.file == "x.yaml")
        #expect(playbook.identity == IntegrationIdentity(names: ["Northwind", "north_wind"], sourceID: 91))
        #expect(
            playbook.evidenceFields == [
                EvidenceField(
                    name: "nw_status", label: "visit status", type: .status, aliases: ["nw_status"],
                    meanings: [Meaning(value: "2", meaning: "checked in")])
            ])
        #expect(
            playbook.rules == [
                Rule(
                    code: "BE5101", kind: .notInAllowedList, reason: "‘Visit status’ is not on the list",
                    alsoWritten: ["Visit status missing on the list"], field: "nw_status", property: "visitstatus"),
                Rule(code: "BE5102", kind: .flag, reason: "Integration is beta"),
                Rule(code: "BE5103", kind: .textSignature, texts: ["license refused"]),
                Rule(code: "BE5103", kind: .status, statuses: ["401", "5xx"]),
            ])
        #expect(
            playbook.codes.first?.remedies == [
                Remedy(text: "Ask for it", owner: .support, query: "{reasonField}: {reason}")
            ])
        #expect(playbook.codes.last?.retired == true)
        #expect(
            playbook.properties == [
                Property(
                    key: "visitstatus", label: "Visit status", levels: [.mapping], separator: ",",
                    meaning: "what is allowed")
            ])
        #expect(playbook.requests.first?.parameters.first?.example == "7")
    }

    @Test("reads the platform's own lists")
    func platform() throws {
        let playbook = try read(Sample.platform, "x.yaml").playbook
        #expect(playbook.recordFields == [RecordField(role: .reason, aliases: ["labels.reason"])])
        #expect(playbook.statusPhrases == ["HTTP {status}"])
        #expect(playbook.identity == nil)
    }

    @Test(
        "refuses what is wrong with its place",
        arguments: [
            ("version: 1", "version: 0", "x.yaml:4:10: found the number 0, expected a whole number from 1"),
            (
                "2026-02-28", "2026-02-29",
                "x.yaml:5:11: found another text, expected a day as YYYY-MM-DD"
            ),
            ("2026-02-28", "28.2.2026", "x.yaml:5:11: found another text, expected a day as YYYY-MM-DD"),
            (
                "code: BE5101", "code: BE510",
                "x.yaml:13:11: found another text, expected a code: BE and four digits, such as BE2101"
            ),
            (
                "kind: integration", "kind: integratoin",
                "x.yaml:2:7: found the text ‘integratoin’, expected integration, platform or tool; did you mean "
                    + "‘integration’?"
            ),
            (
                "integration: { names: [Northwind, north_wind], sourceID: 91 }\n", "",
                "x.yaml:1:1: found a playbook without ‘integration’, expected ‘integration’: the names of an "
                    + "integration"
            ),
            (
                "kind: integration", "kind: tool",
                "x.yaml:6:1: found ‘integration’ in a playbook of kind tool, expected ‘integration’ in playbooks of "
                    + "kind integration only"
            ),
            (
                "names: [Northwind, north_wind]", "names: []",
                "x.yaml:6:23: found an empty list, expected a list of at least one text"
            ),
            (
                "    label: visit", "    lable: visit",
                "x.yaml:8:5: found an evidence field without ‘label’, expected ‘label’: text"
            ),
            ("    field: nw_status\n", "", "x.yaml:13:5: found a rule without ‘field’, expected ‘field’: text"),
            (
                "reason: Integration is beta", "reason: Integration is beta\n    field: nw_status",
                "x.yaml:22:5: found ‘field’ in a rule of kind flag, expected reason, alsoWritten, property, values; ‘field’ belongs to "
                    + "notInAllowedList"
            ),
            (
                "texts: [license refused]", "texts: [license refused]\n    reason: r",
                "x.yaml:25:5: found ‘reason’ in a rule of kind textSignature, expected texts, answeredWith; ‘reason’ belongs to "
                    + "notInAllowedList and flag"
            ),
            (
                "texts: [license refused]", "texts: []",
                "x.yaml:24:12: found an empty list, expected a list of at least one text"
            ),
            (
                "5xx", "6xx",
                "x.yaml:27:23: found the status ‘6xx’, expected three digits from 100 to 599, or a class such as 5xx"
            ),
            (
                "kind: flag", "kind: flags",
                "x.yaml:20:11: found the text ‘flags’, expected notInAllowedList, flag, textSignature or status; did "
                    + "you mean ‘flag’?"
            ),
            (
                "    title: Beta\n", "",
                "x.yaml:37:5: found a code's entry without ‘title’, expected ‘title’: text"
            ),
            (
                "owner: vendor", "owner: vendors",
                "x.yaml:52:37: found the text ‘vendors’, expected support, client, vendor or engineering; did you "
                    + "mean ‘vendor’?"
            ),
            (
                "method: GET", "method: GTE",
                "x.yaml:61:13: found the text ‘GTE’, expected GET, POST, PUT, PATCH or DELETE; did you mean ‘GET’?"
            ),
        ])
    func refused(old: String, new: String, message: String) {
        #expect(readingFaults(Sample.integration(old, new)).first == message)
    }

    @Test("names an unknown key with the nearest one, beside what is missing for it")
    func unknownKey() {
        let found = readingFaults(Sample.integration("    label: visit", "    lable: visit"))
        #expect(
            found == [
                "x.yaml:8:5: found an evidence field without ‘label’, expected ‘label’: text",
                "x.yaml:9:5: found the unknown key ‘lable’, expected a key of an evidence field: name, aliases, "
                    + "unnamed, label, type, meanings or campaignTag; did you mean ‘label’?",
            ])
    }

    @Test("hands out no playbook with a fault, nor breaks on damage", arguments: ["", "[", "playbook: x", "- a", "\0"])
    func damage(yaml: String) {
        let (playbook, faults) = PlaybookReading.read(Array(yaml.utf8), file: "x.yaml")
        #expect(playbook == nil)
        #expect(!faults.isEmpty)
    }
}
