import Support
import Testing

@testable import Model

/// Where the articles contradict themselves, and what features need: read, linted, and shipped.
@Suite struct ArticleTests {
    private static let contradiction = """
        playbook: Papers
        kind: tool
        title: What the articles say
        version: 1
        verified: "2026-02-28"
        contradictions:
          - playbook: Northwind
            what: how many visits there are
            says: [one, two]
            holds: Two.
            properties: [visitstatus]
            codes: [BE5101]
            source: made up
        features:
          - name: reminders
            playbook: Northwind
            what: reminders
            properties: [{ name: Visit status, how: Always. }]
            source: made up

        """

    @Test func `what is in order has no fault`() throws {
        #expect(try lintFaults(Sample.integration, Sample.platform, Self.contradiction) == [])
    }

    @Test(arguments: [
        ("- playbook: Northwind", "- playbook: Northwnd", "‘Northwnd’"),
        ("[visitstatus]", "[visitstate]", "‘visitstate’"),
        ("codes: [BE5101]", "codes: [BE5999]", "‘BE5999’"),
        ("name: Visit status", "name: Visit state", "‘Visit state’"),
        ("            properties: [visitstatus]\n            codes: [BE5101]\n", "", "nothing that it is about"),
        ("            codes: [BE5101]\n", "            triggers: [Nightly]\n", "‘Nightly’"),
    ])
    func `a row that does not exist is a fault`(old: String, new: String, says: String) throws {
        let spoiled = Self.contradiction.replacing(
            old.replacing("            ", with: "    "), with: new.replacing("            ", with: "    "))
        #expect(spoiled != Self.contradiction)
        let faults = try lintFaults(Sample.integration, Sample.platform, spoiled)
        #expect(faults.count == 1 && faults.first?.contains(says) == true, "\(faults)")
    }

    @Test func `a contradiction has two sides`() throws {
        let yaml = Self.contradiction.replacing("says: [one, two]", with: "says: [one]")
        let faults = PlaybookReading.read(Array(yaml.utf8), file: "papers.yaml").faults
        #expect(faults.map(\.description).contains { $0.contains("one statement") }, "\(faults)")
    }

    @Test func `a call that is named must be documented`() throws {
        let yaml = Self.contradiction.replacing("codes: [BE5101]", with: "requests: [readVisit]")
        let set = PlaybookSet(layers: [[try read(Sample.integration, "0.yaml"), try read(yaml, "1.yaml")]])
        // Without the calls nothing can be said of their names.
        #expect(PlaybookLint.faults(in: set).filter { $0.description.contains("readVisit") }.isEmpty)
        let faults = PlaybookLint.faults(in: set, calls: CallSet(set)).filter { $0.description.contains("‘readVisit’") }
        #expect(faults.count == 1, "\(faults)")
    }

    @Test func `a word stands for values that the property can have`() throws {
        let old = "separator: \",\", meaning"
        let good = "separator: \",\", allowedValues: [a, b], words: { both: \"a,b\" }, meaning"
        let bad = good.replacing("\"a,b\"", with: "\"a,c\"")
        #expect(try lintFaults(Sample.integration.replacing(old, with: good), Sample.platform) == [])
        let faults = try lintFaults(Sample.integration.replacing(old, with: bad), Sample.platform)
        #expect(faults.count == 1 && faults.first?.contains("‘c’ for the word ‘both’") == true, "\(faults)")
    }
}
