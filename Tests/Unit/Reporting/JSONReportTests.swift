import Foundation
import Testing

@testable import Model
@testable import Reporting

@Suite struct JSONReportTests {
    /// What report.md promises, written down a second time; a path names the keys from the top, `[]` an element.
    static let keys: [String: [String]] = [
        "": ["schemaVersion", "command", "outcome", "result", "coverage", "findings"],
        "coverage": [
            "inputs", "records", "restricted", "unrestricted", "explained", "unexplained", "failures", "malformed",
            "duplicates", "others", "filtered", "ignoredLines", "gaps",
        ],
        "coverage.inputs[]": ["name", "format", "bytes", "records"], "coverage.gaps[]": ["code", "detail"],
        "findings[]": [
            "id", "causedBy", "code", "title", "severity", "verdict", "subject", "count", "firstSeen", "lastSeen",
            "evidence", "businesses", "businessesTotal", "expected", "nearMisses", "alsoBlockedBy", "detail", "source",
            "remedies",
            // Further members.
            "width", "step",
        ],
        "findings[].subject": ["integration", "businessNumber"],
        "findings[].evidence[]": ["name", "value", "meaning", "count"],
        "findings[].businesses[]": ["businessNumber", "count", "expected"],
        "findings[].expected": ["property", "level", "values"],
        "findings[].nearMisses[]": ["value", "candidate", "why"], "findings[].alsoBlockedBy[]": ["code", "count"],
        "findings[].remedies[]": [
            "text", "owner", "danger", "reversible", "command", "query", "verify", "tellClient", "answered",
        ],
    ]

    static func text(_ report: Report) -> String { JSONReport.text(Gate().report(report)) }

    static func collect(_ value: Any, _ path: String, into found: inout [String: Set<String>]) {
        if let object = value as? [String: Any] {
            if path != "result" { found[path, default: []].formUnion(object.keys) }
            for (key, value) in object { collect(value, path.isEmpty ? key : path + "." + key, into: &found) }
        } else if let list = value as? [Any] {
            for value in list { collect(value, path + "[]", into: &found) }
        }
    }

    @Test func everyKeyIsThere() throws {
        let text = Self.text(SampleReports.restricted())
        var found: [String: Set<String>] = [:]
        Self.collect(try JSONSerialization.jsonObject(with: Data(text.utf8)), "", into: &found)
        #expect(found == Self.keys.mapValues { Set($0) })
        #expect(text.hasSuffix("}\n"))
    }

    @Test func keysStandInOrder() throws {
        let lines = Self.text(SampleReports.restricted()).split(separator: "\n")
        let top = lines.filter { $0.hasPrefix("  \"") }.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(top.map(String.init) == Self.keys[""])
        let first = lines.filter { $0.hasPrefix("      \"") }.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(first.map(String.init).suffix(21) == Self.keys["findings[]"]?[...])
        #expect(first.count == 3 * 21)
    }

    @Test func unknownIsNullAndNoneIsAnEmptyList() {
        let remedy = Remedy(text: "t", owner: .client)
        let finding = Finding(
            id: "i", code: "BE9", title: "t", severity: .error, verdict: .broken, detail: "d", remedies: [remedy])
        let text = Self.text(Report(command: "check", coverage: Coverage(), findings: [finding]))
        for part in [
            "\"result\": {}", "\"inputs\": []", "\"gaps\": []", "\"causedBy\": null", "\"integration\": null",
            "\"firstSeen\": null", "\"evidence\": []", "\"businesses\": []", "\"expected\": null", "\"nearMisses\": []",
            "\"alsoBlockedBy\": []", "\"source\": null", "\"command\": null", "\"query\": null", "\"verify\": []",
            "\"tellClient\": null", "\"outcome\": \"undetermined\"", "\"schemaVersion\": 1",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("\"ignoredLines\""))
    }

    @Test func textsSurvive() throws {
        let value = "quote \" slash \\ ü 診 👍 \n \u{1B}"
        let text = Self.text(SampleReports.restricted(text: value))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings[1]["detail"] as? String == "quote \" slash \\ ü 診 👍 \n \\u{1B}")
        #expect(text.contains("診"))
    }

    @Test func compactIsOneLine() {
        let value = PlainValue.object([
            PlainMember("a", .list([.integer(1), .null, .bool(false)])), PlainMember("b\"", .object([])),
        ])
        var writer = JSONWriter(pretty: false)
        writer.write(value)
        #expect(writer.text == #"{"a":[1,null,false],"b\"":{}}"#)
    }
}
