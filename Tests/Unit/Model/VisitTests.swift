import Support
import Testing

@testable import Model

@Suite("Whether a status is a visit (rules.md D36)")
struct VisitTests {
    static let statuses = """
        meanings:
              "2": { meaning: checked in, visit: yes }
              x: { meaning: canceled, visit: no }
              n: { meaning: new, visit: unknown }
              o: open
        """
    static let playbook = Sample.integration("meanings: { \"2\": checked in }", statuses)

    @Test(
        "is what the playbook says, and unknown where it says nothing",
        arguments: [("2", true), ("x", false), ("X ", false), ("n", nil), ("o", nil), ("7", nil), ("", nil)]
    )
    func value(status: String, visit: Bool?) throws {
        let playbook = try read(Self.playbook, "x.yaml").playbook
        let (field, property) = (try #require(playbook.evidenceFields.first), try #require(playbook.properties.first))
        #expect(field.visit(of: status) == visit)
        #expect(playbook.visit(of: status, in: property) == visit)
        #expect(field.meanings.map(\.meaning) == ["checked in", "canceled", "new", "open"])
        #expect(property.visits == ["2"] && property.nonVisits == ["x"])
    }

    @Test("is yes, no or unknown, and nothing else")
    func other() {
        let yaml = Sample.integration("meanings: { \"2\": checked in }", "meanings: { x: { meaning: a, visit: true } }")
        #expect(
            readingFaults(yaml).first?.contains("expected yes, no or unknown") == true)
    }

    @Test("must be said of each status of a shipped playbook, not of a user's")
    func shipped() throws {
        var read = try read(Self.playbook, "0.yaml")
        #expect(PlaybookLint.faults(in: PlaybookSet([read])) == [])
        read.isShipped = true
        #expect(
            PlaybookLint.faults(in: PlaybookSet([read])).map(\.description) == [
                "0.yaml:15:10: found the status ‘o’ without ‘visit’, expected whether it is a visit that took place: "
                    + "yes, no or unknown"
            ])
    }

    @Test("is said of all that ships")
    func embedded() throws {
        let store = try PlaybookStore(folders: [])
        #expect(store.layers.first?.allSatisfy(\.isShipped) == true)
        let athenahealth = try #require(store.set.playbook(named: "AthenaHealth"))
        let field = try #require(athenahealth.evidenceFields.first)
        #expect(["2", "3", "4", "x", "f", "o"].map(field.visit) == [true, true, true, false, false, false])
    }
}
