import Foundation
import Testing
import ToolRunning

private func at(_ time: String?) -> String {
    record(["@timestamp": time.map(quoted), "restrictionReason": quoted(Reason.beta)])
}

private let hours = lines(
    at("2026-11-17T23:59:59.999Z"), at("2026-11-18T00:00:00.000Z"), at("2026-11-18T12:00:00Z"),
    at("2026-11-18T23:59:59.999Z"), at("2026-11-19T00:00:00Z"))

@Suite(.fewAtATime) struct FilterRuleTests {
    @Test(arguments: [
        (["--since", "2026-11-18T00:00:00Z"], 4), (["--since", "2026-11-18"], 4),
        (["--until", "2026-11-19T00:00:00Z"], 4), (["--until", "2026-11-18"], 1),
        (["--since", "2026-11-18", "--until", "2026-11-19"], 3),
        (["--since", "2026-11-18T13:00:00+01:00", "--until=2026-11-18T12:00:00.001Z"], 1),
        (["--since", "2026-11-18T00:00:00.001Z"], 3),
    ])
    func `D16: a window is half-open, in RFC 3339 or days`(_ arguments: [String], _ kept: Int) async throws {
        let report = try await Report(Tool.run(["explain", "--format", "json"] + arguments, text: hours))
        #expect(report.counter("records") == kept)
        #expect(report.counter("filtered") == 5 - kept)
        #expect(report.finding("BE2102")?["count"] == .int(kept))
        #expect(report.exitCode == 1)
    }

    @Test(arguments: [("7d", 2), ("36h", 1), ("169h", 2), ("30d", 3)])
    func `D16: an age counts back from now`(_ age: String, _ kept: Int) async throws {
        let ages = [3600.0, 2 * 86_400, 20 * 86_400].map { at(Date.now.addingTimeInterval(-$0).formatted(.iso8601)) }
        let report = try await explain(ages.joined(separator: "\n"), "--since", age)
        #expect(report.counter("records") == kept)
    }

    @Test(arguments: [nil, "soon", ""])
    func `D16: a record without a time stays in, with a gap`(_ time: String?) async throws {
        let text = lines(at(time), at("2026-11-01T00:00:00Z"), at("2026-11-18T00:00:00Z"))
        let report = try await explain(text, "--since", "2026-11-18")
        #expect(report.counter("records") == 2)
        #expect(report.counter("filtered") == 1)
        #expect(report.gaps.count == 1)
        #expect(report.exitCode == 2)
        #expect(try await explain(text).exitCode == 1)
    }

    @Test func `D17: a time without zone is no gap where nothing depends on it`() async throws {
        let report = try await explain(record(["@timestamp": "\"2026-11-18T06:00:01\""]))
        #expect(report.gaps == [])
        #expect(report.exitCode == 0)
    }

    @Test func `D17: it is one under a time filter, and with --timezone none`() async throws {
        let text = lines(at("2026-11-18T06:00:01"), at("2026-11-18 20:00:00"))
        let open = try await explain(text, "--since", "2026-11-18")
        #expect(open.gaps.count == 1)
        #expect(open.exitCode == 2)
        let known = try await explain(text, "--since", "2026-11-18T00:30:00Z", "--timezone", "+05:30")
        #expect(known.gaps == [])
        #expect(known.exitCode == 1)
        #expect(known.counter("filtered") == 0)
        #expect(known.finding("BE2102")?["firstSeen"] == .string("2026-11-18T00:30:01.000Z"))
        #expect(known.finding("BE2102")?["lastSeen"] == .string("2026-11-18T14:30:00.000Z"))
    }

    @Test func `D17: it is one where the report shows the time`() async throws {
        let report = try await explain(at("2026-11-18T06:00:01"))
        #expect(report.finding("BE2102")?["firstSeen"] == .null || report.exitCode == 2)
    }

    @Test func `D17: a named zone knows its summer`() async throws {
        let report = try await explain(
            lines(at("2026-07-01T12:00:00"), at("2026-12-01T12:00:00")), "--timezone", "America/New_York")
        #expect(report.finding("BE2102")?["firstSeen"] == .string("2026-07-01T16:00:00.000Z"))
        #expect(report.finding("BE2102")?["lastSeen"] == .string("2026-12-01T17:00:00.000Z"))
    }

    @Test func `D18: a business without a record is undetermined, by a code of its own`() async throws {
        let report = try await explain(lines(restricted(), record()), "--business", "169990000000999")
        #expect(report.findings.count == 1)
        #expect(report.findings.first?["verdict"] == .string("undetermined"))
        #expect(!["BE1100", "BE1101", nil].contains(report.findings.first?["code"]?.string))
        #expect(report.counter("records") == 0)
        #expect(report.counter("filtered") == 2)
        #expect(report.exitCode == 2)
    }

    @Test func `a business's records alone are counted`() async throws {
        let other = record(["businessNumber": "169990000000102", "restrictionReason": quoted(Reason.unknown)])
        let report = try await explain(lines(restricted(), other, other), "--business", "169990000000101")
        #expect(report.codes == ["BE2101"])
        #expect(report.counter("filtered") == 2)
        #expect(report.exitCode == 1)
    }

    @Test(arguments: ["AthenaHealth", "athenahealth", "ATHENAHEALTH"])
    func `an integration's records alone are counted`(_ name: String) async throws {
        let other = record(["integrationSource": "32", "restrictionReason": quoted(Reason.beta)])
        let report = try await explain(lines(restricted(), other), "--integration", name)
        #expect(report.codes == ["BE2101"])
        #expect(report.counter("filtered") == 1)
    }

    @Test(arguments: [
        ("reason", "why", quoted(Reason.beta), "BE2102"), ("status", "answer", "401", "BE4101"),
        ("integration", "from", "32", "BE3101"), ("pms_appointment_status", "apptStatus", "\"f\"", "BE2101"),
        ("business", "client", "169990000000105", "BE2101"), ("time", "when", "\"2026-11-19T00:00:00Z\"", "BE2101"),
        ("contact", "person", "\"C-1\"", "BE2101"),
    ])
    func `D21: names of --field`(_ name: String, _ path: String, _ value: String, _ code: String) async throws {
        var changes: [String: String?] = [path: value, "restrictionReason": quoted(Reason.athenaStatus)]
        if name == "reason" || name == "status" { changes["restrictionReason"] = .some(nil) }
        if name == "integration" { changes["integrationSource"] = .some(nil) }
        let report = try await explain(record(changes), "--field", "\(name)=\(path)")
        #expect(report.codes == [code])
        switch name {
        case "pms_appointment_status": #expect(report.evidence(code) == ["f×1"])
        case "business": #expect(report.businesses(code) == ["169990000000105×1"])
        case "time": #expect(report.finding(code)?["firstSeen"] == .string("2026-11-19T00:00:00.000Z"))
        default: break
        }
    }
}
