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

    @Test func `one act has one danger, and a step is for an integration that exists`() throws {
        let old = "remedies: [{ text: Switch it on, owner: engineering }]"
        let other = "remedies: [{ text: Call, owner: vendor }]"
        func faults(_ first: String, _ second: String) throws -> [String] {
            let yaml = Sample.integration.replacing(old, with: "remedies: [{ text: Do it, owner: support, \(first) }]")
                .replacing(other, with: "remedies: [{ text: Do it, owner: support, \(second) }]")
            return try lintFaults(yaml, Sample.platform)
        }
        #expect(try faults("act: goLive, danger: high", "act: goLive, danger: high") == [])
        #expect(try faults("act: goLive, danger: high", "act: stop, danger: low") == [])
        let two = try faults("act: goLive, danger: high", "act: goLive, danger: low")
        #expect(two.count == 1 && two[0].contains("‘goLive’ with the danger low"), "\(two)")
        let undone = try faults(
            "act: goLive, danger: high", "act: goLive, danger: high, reversible: false")
        #expect(undone.count == 1 && undone[0].contains("not reversible"), "\(undone)")
        #expect(try faults("integration: Northwind", "integration: Northwind") == [])
        let unknown = try faults("integration: Northwnd", "integration: Northwind")
        #expect(unknown.count == 1 && unknown[0].contains("‘Northwnd’"), "\(unknown)")
    }

    @Test func `a step for one integration is left out of a finding about another`() throws {
        let yaml = Sample.integration.replacing(
            "remedies: [{ text: Call, owner: vendor }]",
            with: "remedies: [{ text: Ours, owner: support, integration: Northwind }, { text: Any, owner: vendor }]")
        let set = PlaybookSet(layers: [[try read(yaml, "0.yaml")]])
        func texts(_ integration: String?) -> [String] {
            set.finding("BE5103", .likely, key: [], about: Subject(integration: integration), detail: "").remedies
                .map(\.text)
        }
        #expect(texts("Northwind") == ["Ours", "Any"] && texts("Other") == ["Any"])
        #expect(texts(nil) == ["Northwind: Ours", "Any"])
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
