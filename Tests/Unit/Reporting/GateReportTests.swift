import Testing

@testable import Model
@testable import Reporting

@Suite struct GateReportTests {
    /// Every text of the report is hostile and holds the secret, so that one that is forgotten shows.
    static func report(code: String, text: String) -> Report {
        let expected = Expected(property: text, level: text, values: [text])
        let finding = Finding(
            id: text, causedBy: text, code: code, title: text, severity: .warning, verdict: .likely,
            subject: Subject(integration: text, businessNumber: text), count: 1, firstSeen: text, lastSeen: text,
            evidence: [Evidence(name: text, value: text, meaning: text, count: 1)],
            businesses: [BusinessCount(businessNumber: text, count: 1, expected: expected)], businessesTotal: 1,
            expected: expected, nearMisses: [NearMiss(value: text, candidate: text, why: text)],
            alsoBlockedBy: [AlsoBlocked(code: text, count: 1)], detail: text, source: text,
            remedies: [
                Remedy(text: text, owner: .support, command: [text], query: text, verify: [text], tellClient: text)
            ])
        return Report(
            command: text, result: .object([PlainMember(text, .list([.text(text), .null, .bool(true), .integer(1)]))]),
            coverage: Coverage(
                inputs: [InputSummary(name: text, format: text, bytes: 1, records: 1)], counters: Counters(),
                gaps: [Gap(code: text, detail: text)]), findings: [finding])
    }

    @Test func everyTextPassesTheGate() {
        let safe = Gate(reveal: true, secrets: ["s3cr3t-word"]).report(
            Self.report(code: "\u{1B}", text: "\u{1B}s3cr3t-word"))
        #expect(safe.report == Self.report(code: "\\u{1B}", text: "\\u{1B}‹secret hidden›"))
    }

    @Test func evidenceIsMaskedAndStructureIsNot() throws {
        let raw = Self.report(code: "BE2101", text: "555-123-4567")
        let finding = try #require(Gate().report(raw).report.findings.first)
        #expect(finding.evidence.first?.value == "‹phone hidden›")
        #expect(finding.nearMisses.first?.value == "‹phone hidden›")
        #expect(finding.id == "555-123-4567" && finding.businesses.first?.businessNumber == "555-123-4567")
        #expect(finding.detail == "555-123-4567")
        #expect(Gate(reveal: true).report(raw).report == raw)
    }

    @Test func unknownReasonsAreMaskedEverywhere() throws {
        let raw = Self.report(code: "BE1100", text: "for jane@example.com")
        let finding = try #require(Gate().report(raw).report.findings.first)
        let remedy = try #require(finding.remedies.first)
        let texts: [String?] = [
            finding.title, finding.detail, remedy.text, remedy.query, remedy.verify.first,
            remedy.tellClient,
        ]
        #expect(texts.allSatisfy { $0 == "for ‹email hidden›" })
    }

    @Test func valuesPassToo() {
        #expect(
            Gate().report(
                Report(
                    command: "codes", result: .object([PlainMember("\u{7}", .text("\u{7}"))]), coverage: Coverage(),
                    findings: [])
            ).report.result
                == .object([PlainMember("\\u{7}", .text("\\u{7}"))]))
    }
}
