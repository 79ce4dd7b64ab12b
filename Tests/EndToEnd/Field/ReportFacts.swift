import Foundation
import ToolRunning

/// What a report of `explain` says of an export, without the words and the places.
struct ReportFacts: Decodable, Sendable {
    var findings: [Finding]
    var coverage: Coverage

    struct Coverage: Decodable, Sendable {
        /// Each counter, by its name.
        var counts: [String: Int]
        var inputs: [Input]
        var gaps: [Gap]
    }

    struct Input: Decodable, Sendable {
        var name: String
    }

    struct Gap: Decodable, Sendable {
        var code: String
        var detail: String?
    }

    struct Finding: Decodable, Sendable {
        var code: String
        var verdict: String
        var severity: String
        var subject: Subject
        var count: Int
        var firstSeen: String?
        var lastSeen: String?
        var evidence: [Evidence]
        var businesses: [Business]
    }

    struct Subject: Decodable, Sendable {
        var integration: String?
    }

    struct Evidence: Decodable, Sendable {
        var name: String
        var value: String?
        var count: Int
    }

    struct Business: Decodable, Sendable {
        var businessNumber: String
        var count: Int
    }

    /// The report of a run with `--format json`; nothing where it refused and printed none.
    init?(_ run: ToolRun) throws {
        if run.out.isEmpty { return nil }
        self = try JSONDecoder().decode(Self.self, from: Data(run.out.utf8))
        // Notes say nothing that is wrong.
        findings.removeAll { $0.severity == "info" }
    }

    /// The contacts of each code.
    var contacts: [String: Int] {
        findings.reduce(into: [:]) { $0[$1.code, default: 0] += $1.count }
    }

    /// The values that each code was found by, missing ones aside.
    var values: [String: Set<String>] {
        findings.reduce(into: [:]) { all, finding in
            let values = finding.evidence.compactMap { evidence in evidence.value.map { "\(evidence.name) \($0)" } }
            all[finding.code, default: []].formUnion(values)
        }
    }

    /// The businesses of each code.
    var businesses: [String: Set<String>] {
        findings.reduce(into: [:]) { $0[$1.code, default: []].formUnion($1.businesses.map(\.businessNumber)) }
    }

    /// The findings by code, verdict and integration, of which there is one each.
    var byName: [String: Finding] {
        Dictionary(findings.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// What is wrong with the sums of the counters, which hold in every report.
    var wrongSums: [String] {
        let restricted = counter("restricted")
        let isWhole =
            counter("records") == restricted + counter("unrestricted")
            && restricted == counter("explained") + counter("unexplained")
        return isWhole ? [] : ["the counters do not add up: \(coverage.counts)"]
    }

    /// A counter; -1 where the report has none of that name.
    func counter(_ name: String) -> Int { coverage.counts[name] ?? -1 }
}

extension ReportFacts.Finding {
    var name: String { "\(code) \(verdict) \(subject.integration ?? "null")" }

    /// What it says of one part of it, in a form that can be compared and shown.
    func told(_ part: LogExpectation.Part) -> [String] {
        switch part {
        case .counts, .codes: []
        case .evidence: evidence.map { "\($0.name) \($0.value ?? "null")×\($0.count)" }.sorted()
        case .businesses: businesses.map { "\($0.businessNumber)×\($0.count)" }.sorted()
        case .times: [firstSeen ?? "null", lastSeen ?? "null"]
        }
    }
}

extension ReportFacts.Coverage {
    /// The members that stand beside the counters, and are lists.
    private enum CodingKeys: String, CodingKey {
        case inputs
        case gaps
    }

    /// A member's number; nothing where it is something else.
    private struct Count: Decodable {
        var number: Int?

        init(from decoder: any Decoder) throws { number = try? decoder.singleValueContainer().decode(Int.self) }
    }

    init(from decoder: any Decoder) throws {
        counts = try decoder.singleValueContainer().decode([String: Count].self).compactMapValues(\.number)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inputs = try container.decode([ReportFacts.Input].self, forKey: .inputs)
        gaps = try container.decode([ReportFacts.Gap].self, forKey: .gaps)
    }
}
