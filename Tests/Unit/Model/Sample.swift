import Support
import Testing

@testable import Model

/// Made-up playbooks that are in order, to be spoiled in one place by each test.
enum Sample {
    static let integration = """
        playbook: Northwind
        kind: integration
        title: Northwind, source 91
        version: 1
        verified: "2026-02-28"
        integration: { names: [Northwind, north_wind], sourceID: 91 }
        evidenceFields:
          - name: nw_status
            label: visit status
            type: status
            meanings: { "2": checked in }
        rules:
          - code: BE5101
            kind: notInAllowedList
            reason: "‘Visit status’ is not on the list"
            alsoWritten: [Visit status missing on the list]
            field: nw_status
            property: visitstatus
          - code: BE5102
            kind: flag
            reason: Integration is beta
          - code: BE5103
            kind: textSignature
            texts: [license refused]
          - code: BE5103
            kind: status
            statuses: ["401", 5xx]
        codes:
          - code: BE5101
            title: Visit status is not on the list
            severity: warning
            source: made up
            explanation: The status is not allowed.
            falsePositives: [a visit that was cancelled]
            decidedBy: the configuration
            remedies: [{ text: Ask for it, owner: support, query: '{reasonField}: {reason}' }]
          - code: BE5102
            title: Beta
            severity: warning
            source: made up
            explanation: It is beta.
            falsePositives: [a test]
            decidedBy: the platform
            remedies: [{ text: Switch it on, owner: engineering }]
          - code: BE5103
            title: Refused
            severity: error
            source: made up
            explanation: It was refused.
            falsePositives: [maintenance]
            decidedBy: a call
            remedies: [{ text: Call, owner: vendor }]
          - code: BE5109
            retired: true
        properties:
          - { key: visitstatus, label: Visit status, levels: [mapping], separator: ",", meaning: what is allowed }
        requests:
          - name: readVisits
            title: Read visits
            service: platform
            method: GET
            path: /visits/{id}
            parameters: [{ name: id, meaning: the visit, example: "7" }]
            answer: JSON
            source: made up
        """

    static let platform = """
        playbook: Platform
        kind: platform
        title: The platform
        version: 2
        verified: "2024-02-29"
        recordFields: [{ role: reason, aliases: [labels.reason] }]
        statusPhrases: ["HTTP {status}"]
        """

    /// The sample with one piece replaced, which must be there.
    static func integration(_ old: String, _ new: String) -> String {
        spoiled(integration, old, new)
    }

    static func spoiled(_ yaml: String, _ old: String, _ new: String) -> String {
        guard let range = yaml.firstRange(of: old) else {
            Issue.record("the sample has no ‘\(old)’")
            return yaml
        }
        return yaml.replacingCharacters(in: range, with: new)
    }

    /// A second integration that shares nothing with the first but the text of its flag.
    static let other = [
        ("Northwind, north_wind", "Southwind"), ("Northwind", "Southwind"), ("91 }", "92 }"),
    ].reduce(integration.replacing("BE51", with: "BE52").replacing("Visit status", with: "Call status")) {
        spoiled($0, $1.0, $1.1)
    }.replacing("readVisits", with: "readCalls")
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}

/// What reading says about one file.
func readingFaults(_ yaml: String) -> [String] {
    PlaybookReading.read(Array(yaml.utf8), file: "x.yaml").faults.map(\.description)
}

/// What the lint says about files of one folder, called `0.yaml`, `1.yaml`, …
func lintFaults(_ yamls: String...) throws -> [String] {
    PlaybookLint.faults(in: PlaybookSet(layers: [try yamls.enumerated().map { try read($1, "\($0).yaml") }]))
        .map(\.description)
}

func read(_ yaml: String, _ file: String) throws -> ReadPlaybook {
    let (playbook, faults) = PlaybookReading.read(Array(yaml.utf8), file: file)
    #expect(faults.map(\.description) == [])
    return try #require(playbook)
}
