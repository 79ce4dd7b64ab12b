import Foundation
import Testing
import ToolRunning

/// Inputs that are no log, or a damaged one.
@Suite(.fewAtATime) struct BadInputTests {
    private func reading(_ bytes: Data, _ arguments: String...) async throws -> Report {
        try await Report(Tool.run(["explain", "--format", "json"] + arguments, input: bytes))
    }

    @Test(arguments: [
        "%PDF-1.7\n%\u{E2}\u{E3}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "<!DOCTYPE html>\n<html><head><title>Login</title></head>\n<body>HTTP 401</body></html>\n",
        "\n  <html><body><form action=\"/login\">Sign in</form></body></html>",
    ])
    func `what is no log is never an answer`(_ text: String) async throws {
        let alone = try await Tool.run(["explain", "--format", "json"], text: text)
        #expect([2, 65].contains(alone.exitCode))
        let report = try await explain(files: ["a.ndjson": record(), "login.json": text])
        #expect(report.exitCode == 2)
        #expect(report.counter("failures") == 0)
        #expect(report.gaps.contains { $0["detail"]?.string?.contains("login.json") == true })
    }

    @Test func `a binary is never an answer`() async throws {
        let scratch = try Scratch()
        try scratch.file("a.ndjson", record())
        try scratch.file("b.bin", Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &>> 3) }))
        let run = try await Tool.run(["explain", "--format", "json", "a.ndjson", "b.bin"], in: scratch.folder)
        #expect(try Report(run).exitCode == 2)
        #expect(try Report(run).counter("records") == 1)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a line of 100 MB is read or named, and the rest as well`() async throws {
        var bytes = Data((record() + "\n" + restricted().dropLast() + ",\"note\":\"").utf8)
        bytes.append(Data(repeating: UInt8(ascii: "x"), count: 100_000_000))
        bytes.append(Data(("\"}\n" + restricted()).utf8))
        let report = try await reading(bytes)
        let read = report.counter("records") == 3 && report.finding("BE2101")?["count"] == .int(2)
        let named = report.counter("records") == 2 && report.counter("malformed") == 1 && report.exitCode == 2
        #expect(read || named)
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["{\"a\":", "["])
    func `100,000 levels are read or named, and the rest as well`(_ open: String) async throws {
        let depth = 100_000
        let close = open == "[" ? "]" : "}"
        let deep = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        let report = try await explain(lines(restricted(), record(["deep": deep]), restricted()))
        #expect(report.finding("BE2101")?["count"] == .int(2))
        #expect(report.counter("records") + report.counter("malformed") == 3)
        #expect(report.exitCode == 2)
    }

    @Test(arguments: [[0xFF], [0xC3], [0xE2, 0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func `invalid UTF-8 is repaired and noted, and the record kept`(_ bytes: [UInt8]) async throws {
        let head = restricted().dropLast() + ",\"name\":\"Jos"
        let text = Data((record() + "\n" + head).utf8) + Data(bytes) + Data("\"}\n".utf8)
        let report = try await reading(text)
        #expect(report.counter("records") == 2)
        #expect(report.evidence("BE2101") == ["2×1"])
        #expect(!report.gaps.isEmpty || report.findings.contains { $0["severity"] == .string("info") })
    }

    @Test func `NUL bytes lose nothing but what they stand in`() async throws {
        let inside = restricted().dropLast() + ",\"name\":\"a\0b\"}"
        let report = try await explain(lines(restricted(), String(inside), restricted()))
        #expect(report.counter("records") + report.counter("malformed") == 3)
        #expect((report.finding("BE2101")?["count"]?.int ?? 0) >= 2)
        let between = try await explain(lines(record(), "\0\0", restricted()))
        #expect(between.counter("malformed") >= 1)
        #expect(between.exitCode == 2)
        #expect(between.finding("BE2101")?["count"] == .int(1))
    }

    @Test(arguments: ["9007199254740993", "169990000000000001", "900719925474099301"])
    func `ids beyond 2^53 keep every digit`(_ number: String) async throws {
        let line = record(["businessNumber": number, "restrictionReason": quoted(Reason.beta)])
        #expect(try await explain(line).businesses("BE2102") == ["\(number)×1"])
        let only = try await explain(lines(line, restricted()), "--business", number)
        #expect(only.counter("records") == 1)
    }

    @Test(arguments: [
        ("5", "5×1"), ("2.50", "2.50×1"), ("true", "true×1"), ("[\"2\"]", "2×1"), ("[]", "null×1"), ("null", "null×1"),
    ])
    func `a value of another type is that value as text`(_ raw: String, _ evidence: String) async throws {
        let report = try await explain(
            record(["restrictionReason": quoted(Reason.athenaStatus), "pms_appointment_status": raw]))
        #expect(report.evidence("BE2101") == [evidence])
    }

    @Test(arguments: ["{\"text\":\"Integration is beta\"}", "{}", "17", "true", "[{\"a\":1}]", "[[\"x\"]]"])
    func `a reason that is no text is not silently nothing`(_ raw: String) async throws {
        let report = try await explain(lines(record(["restrictionReason": raw]), record()))
        #expect(report.counter("records") == 2)
        #expect(report.counter("restricted") == 1 || report.exitCode == 2)
    }
}
