import Foundation
import Testing
import ToolRunning

private let beta = record(["restrictionReason": quoted(Reason.beta)])
private let pretty = """
    {
      "integrationSource": "AthenaHealth",
      "restrictionReason": "Integration is beta"
    }

    """

@Suite(.fewAtATime) struct DocumentRuleTests {
    @Test(arguments: ["{\"a\":", "{", "[", "{\"a\":\"b", "[1,", String(beta.dropLast()), String(beta.dropLast(20))])
    func `D4: where the first line is a document, an unfinished one is one malformed`(_ line: String) async throws {
        let report = try await explain(lines(beta, line, beta))
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
        #expect(report.finding("BE2102")?["count"] == .int(2))
        #expect(report.exitCode == 2)
    }

    @Test func `D4: where the first line is a document, documents do not run over lines`() async throws {
        let report = try await explain(beta + "\n" + pretty)
        #expect(report.counter("records") == 1)
        #expect(report.counter("malformed") == 4)
    }

    @Test func `D4: a last line that was cut is one malformed`() async throws {
        let report = try await explain(lines(beta, beta) + beta.dropLast(5))
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
    }

    @Test func `D4: else documents run over lines, one after another`() async throws {
        let report = try await explain(pretty + pretty + "\n\n" + pretty)
        #expect(report.counter("records") == 3)
        #expect(report.counter("malformed") == 0)
        #expect(report.finding("BE2102")?["count"] == .int(3))
        #expect(report.exitCode == 1)
    }

    @Test func `D4: after damage, reading resumes at the next line that begins a document`() async throws {
        let cut = pretty.replacingOccurrences(of: "beta\"\n}", with: "be")
        let report = try await explain(pretty + cut + pretty + pretty)
        #expect(report.counter("records") == 3)
        #expect(report.counter("malformed") == 1)
        #expect(report.exitCode == 2)
    }

    @Test func `D4: damage in the first document loses that one only`() async throws {
        let report = try await explain("{\n  \"restrictionReason\": beta\n}\n" + pretty + pretty)
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") >= 1)
        #expect(report.exitCode == 2)
    }

    @Test(arguments: [0, 1, 10, 60, 80])
    func `D4: a document that the end cuts is malformed`(_ length: Int) async throws {
        let rest = String(pretty.prefix(length))
        let report = try await explain(pretty + rest)
        #expect(report.counter("records") == 1)
        #expect(report.counter("malformed") == (length == 0 ? 0 : 1))
    }

    @Test(arguments: [
        beta, "\u{FEFF}" + beta, " \r\n\t " + beta, "\u{FEFF}\n\n" + beta, "[" + beta + "]", "[\n" + beta + "\n]",
        "[ " + beta + "]",
    ])
    func `D5: an export begins with a brace or an array, after BOM and blanks`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") == 1)
        #expect(report.codes == ["BE2102"])
        #expect(report.exitCode == 1)
        // Read as text it would be found as well, by what stands behind a prefix.
        #expect(report.inputs.first?["format"] != .string("text"))
    }

    @Test(arguments: [
        "[INFO] answered HTTP 401", "[2026-11-18 08:00:01] ERROR answered HTTP 401", "[main] answered HTTP 401",
        "[2026-11-18T08:00:01Z] answered HTTP 401", "[42 ms] answered HTTP 401", "[trace] answered HTTP 401",
    ])
    func `D5: a bracket that opens no array is text`(_ line: String) async throws {
        let report = try await explain(lines(line, "[INFO] done"))
        #expect(report.inputs.first?["format"] == .string("text"))
        #expect(report.codes == ["BE4101"])
        #expect(report.counter("malformed") == 0)
        #expect(report.counter("ignoredLines") == 1)
    }

    @Test(arguments: ["42", "\"text\"", "null", "true", "-1.5e3", " 7 "])
    func `D5: a line that holds only a scalar is malformed`(_ line: String) async throws {
        let report = try await explain(lines(beta, line, beta))
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
        #expect(report.exitCode == 2)
    }

    @Test func `D5: an empty object is another document`() async throws {
        let report = try await explain(lines(beta, "{}", "{ }"))
        #expect(report.counter("records") == 1)
        #expect(report.counter("unrestricted") == 0)
        #expect(report.counter("others") == 2)
        #expect(report.counter("malformed") == 0)
    }
}
