import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct ReasonRuleTests {
    @Test(arguments: [nil, "null", "\"\"", "\"  \\t\"", "\"-\"", "\"(empty)\"", "[]", "[null]", "[\"\"]", "[\"-\"]"])
    func `D9: a blank reason means unrestricted, and a flag beside it a gap`(_ reason: String?) async throws {
        let plain = try await explain(lines(record(["restrictionReason": reason]), record()))
        #expect(plain.counter("unrestricted") == 2)
        #expect(plain.exitCode == 0)
        let flagged = try await explain(lines(record(["restrictionReason": reason, "restricted": "true"]), record()))
        #expect(flagged.counter("unrestricted") == 2)
        #expect(flagged.codes == [])
        #expect(flagged.gaps.count == 1)
        #expect(flagged.exitCode == 2)
    }

    @Test(arguments: ["restricted", "isRestricted", "is_restricted", "optedOut", "opted_out"])
    func `D9: the flag's aliases, true or not`(_ name: String) async throws {
        for value in ["true", "\"true\"", "[true]"] {
            #expect(try await explain(record([name: value, "restrictionReason": "\"\""])).exitCode == 2, "\(value)")
        }
        for value in ["false", "\"false\"", "null"] {
            #expect(try await explain(record([name: value, "restrictionReason": "\"\""])).exitCode == 0, "\(value)")
        }
    }

    @Test(arguments: [
        "'Appointment status' is not on the allowed list", "\"Appointment status\" is not on the allowed list",
        "“Appointment status” is not on the allowed list", "Appointment status is not on the allowed list",
        "‘APPOINTMENT STATUS’ IS NOT ON THE ALLOWED LIST", "  ‘Appointment  status’ is\tnot on the allowed list  ",
        "‘Appointment status’ is not on the allowed list.", "‘Appointment\u{A0}status’ is not on the allowed list",
        "‘Appointment status is not on the allowed list",
    ])
    func `D10: quotes, letter case, spacing and a final full stop do not matter`(_ text: String) async throws {
        let report = try await explain(restricted(reason: text))
        #expect(report.codes == ["BE2101"])
        #expect(report.counter("explained") == 1)
    }

    @Test(arguments: [
        "‘Appointment status’ is on the allowed list", "‘Appointment state’ is not on the allowed list",
        "‘Appointment status’ is not on the allowed list!", "‘Appointment status’ is not on the allowed lists",
        "not ‘Appointment status’ is not on the allowed list", "Appointmentstatus is not on the allowed list",
    ])
    func `D10: anything else does`(_ text: String) async throws {
        let report = try await explain(restricted(reason: text))
        #expect(report.codes == ["BE1100"])
        #expect(report.counter("unexplained") == 1)
    }

    @Test(arguments: [
        ("\(Reason.beta), \(Reason.athenaStatus)", []), ("\(Reason.beta);\(Reason.athenaStatus).", []),
        ("\(Reason.beta)\n\(Reason.athenaStatus)", []), ("\(Reason.athenaStatus).; \(Reason.beta).", []),
        ("\(Reason.beta), one, two", ["one, two×1"]), ("one, two; \(Reason.beta)", ["one, two×1"]),
        ("one, \(Reason.beta), two", ["one×1", "two×1"]), ("\(Reason.beta)\none; two", ["one; two×1"]),
    ])
    func `D10: a text is split only beside a known reason`(_ text: String, _ unknown: [String]) async throws {
        let report = try await explain(restricted(reason: text))
        #expect(report.codes.contains("BE2102"))
        #expect(report.codes.contains("BE2101") == unknown.isEmpty)
        #expect(report.evidence("BE1100") == unknown)
        #expect(report.counter("explained") == (unknown.isEmpty ? 1 : 0))
    }

    @Test(arguments: ["one, two", "one; two", "Integration, is beta", "one, two, Integration is beta tested"])
    func `D10: a text without a known reason stays whole`(_ text: String) async throws {
        #expect(try await explain(restricted(reason: text)).evidence("BE1100") == ["\(text)×1"])
    }

    @Test func `D10: one reason twice is one reason`() async throws {
        let report = try await explain(restricted(reason: "\(Reason.beta), \(Reason.beta)"))
        #expect(report.finding("BE2102")?["count"] == .int(1))
    }

    @Test(arguments: ["why", "some.thing", "label"])
    func `D11: a record without a reason alias is searched by value`(_ name: String) async throws {
        let report = try await explain(record([name: quoted(Reason.athenaStatus), "pms_appointment_status": "\"2\""]))
        #expect(report.codes.contains("BE2101"))
        #expect(report.counter("restricted") == 1)
        #expect(report.exitCode == 1)
    }

    @Test(arguments: [
        "\(Reason.beta) since May", "\(Reason.beta), \(Reason.athenaStatus)", "see: \(Reason.beta)",
        "\(Reason.beta)\n\(Reason.beta)",
    ])
    func `D11: never on parts of a value`(_ value: String) async throws {
        #expect(try await explain(record(["why": quoted(value)])).counter("restricted") == 0)
    }

    @Test(arguments: ["null", "\"\"", "\"-\"", "\"\(Reason.unknown)\""])
    func `D11: not where the record has a reason alias`(_ reason: String) async throws {
        let report = try await explain(record(["restrictionReason": reason, "why": quoted(Reason.beta)]))
        #expect(report.finding("BE2102") == nil)
    }
}
