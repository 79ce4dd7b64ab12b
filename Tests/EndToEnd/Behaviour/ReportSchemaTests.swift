import Foundation
import Testing
import ToolRunning

/// `Documentation/report.schema.json`: it accepts what the tool writes, and nothing that is nearly so.
///
/// That every other report in these tests is checked is done where the tool is run (`Tool.run`).
@Suite(.fewAtATime) struct ReportSchemaTests {
    /// What is changed in a good report, and which violation has to come of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var from: String
        var to: String
        var violation: String

        init(_ what: String, _ from: String, _ to: String, _ violation: String) {
            (testDescription, self.from, self.to, self.violation) = (what, from, to, violation)
        }
    }

    static let damages = [
        Damage("no version", "\"schemaVersion\": 1,", "", "$.schemaVersion: missing"),
        Damage(
            "another version", "\"schemaVersion\": 1,", "\"schemaVersion\": 2,", "$.schemaVersion: 2 is not one of 1"),
        Damage("an unknown command", "\"explain\"", "\"explan\"", "$.command: \"explan\" is not one of"),
        Damage("another command", "\"explain\"", "\"codes\"", "$.result.changes: not in the schema"),
        Damage("no command", "\"command\": \"explain\",", "", "$.command: missing"),
        Damage("an unknown outcome", "\"problem\"", "\"wrong\"", "$.outcome: \"wrong\" is not one of"),
        Damage(
            "a further key on top", "\"coverage\": {", "\"extra\": 1, \"coverage\": {", "$.extra: not in the schema"),
        Damage("no counter", "\"filtered\": 0,", "", "$.coverage.filtered: missing"),
        Damage("a negative counter", "\"filtered\": 0,", "\"filtered\": -1,", "$.coverage.filtered: -1 is too small"),
        Damage(
            "a fraction", "\"filtered\": 0,", "\"filtered\": 0.5,", "$.coverage.filtered: 0.5 is not of type integer"),
        Damage(
            "a number as text", "\"bytes\": ", "\"bytes\": \"\", \"b\": ",
            "$.coverage.inputs[0].bytes: \"\" is not of type"),
        Damage("an unknown format", "\"ndjson\"", "\"jsonl\"", "$.coverage.inputs[0].format: \"jsonl\" is not one of"),
        Damage("a list that is null", "\"gaps\": []", "\"gaps\": null", "$.coverage.gaps: null is not of type array"),
        Damage("no id", "\"id\": \"BE2101", "\"ID\": \"BE2101", "$.findings[0].id: missing"),
        Damage("an unknown verdict", "\"likely\"", "\"sure\"", ".verdict: \"sure\" is not one of"),
        Damage(
            "no code", "\"code\": \"BE2101\"", "\"code\": \"E2101\"", ".code: \"E2101\" does not match"),
        Damage(
            "a local time", "\"firstSeen\": \"2026-11-18T06:00:01.000Z\"",
            "\"firstSeen\": \"2026-11-18T06:00:01.000+01:00\"", "$.findings[0].firstSeen: "),
        Damage(
            "a number as a flag", "\"reversible\": true", "\"reversible\": 1",
            "remedies[0].reversible: 1 is not of type"),
        Damage(
            "a flag as a number", "\"businessesTotal\": 1", "\"businessesTotal\": true",
            "$.findings[0].businessesTotal: true"),
        Damage("a key in a nullable", "\"scope\":", "\"range\":", "$.findings[0].width.scope: missing"),
        Damage("no step", "\"step\": null", "\"stop\": null", "$.findings[0].step: missing"),
    ]

    private static let good = Task {
        try await Tool.run(["explain", "--format", "json"], text: restricted()).out
    }

    @Test(arguments: damages)
    func `a broken report is refused`(_ damage: Damage) async throws {
        let broken = try await Self.broken(damage)
        let violations = try ReportSchema.ofReports.get().violations(inReport: Data(broken.utf8))
        #expect(violations.contains { $0.contains(damage.violation) }, "\(violations)")
        #expect(throws: SchemaViolations.self) {
            try ReportSchema.check(broken, of: ["explain", "--format", "json"])
        }
    }

    @Test func `what is not asked for as JSON is not checked`() throws {
        for arguments in [["explain"], ["redact", "--format", "json"], ["codes", "--format", "markdown"]] {
            try ReportSchema.check("{}", of: arguments)
        }
        for arguments in [
            ["explain", "--format", "json"], ["codes", "--format=json"], ["--format", "json", "--each"],
        ] {
            #expect(throws: SchemaViolations.self) { try ReportSchema.check("{}", of: arguments) }
        }
    }

    @Test(arguments: [
        "{\"maximum\":1}", "{\"type\":\"text\"}", "{\"type\":1}", "{\"$ref\":\"#/$defs/lost\"}", "[]",
        "{\"pattern\":\"(\"}",
        "{\"items\":{\"$defs\":{}}}", "{\"$defs\":{\"unused\":{}}}",
        "{\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{}}",
    ])
    func `a schema that would not be checked as it says is refused`(_ text: String) {
        #expect(throws: (any Error).self) { try ReportSchema(Data(text.utf8)) }
    }

    @Test func `the forms of a result exclude each other`() throws {
        let schema = try ReportSchema(Data("{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":3}]}".utf8))
        #expect(try schema.violations(inReport: Data("1".utf8)) == [])
        #expect(try schema.violations(inReport: Data("3.5".utf8)) == [])
        #expect(try schema.violations(inReport: Data("4".utf8)).count == 1)
        #expect(try schema.violations(inReport: Data("1.5".utf8)).count == 1)
    }

    /// A command of each form of `result` that needs no service.
    static let commands = [
        "explain Samples/explain/checkins.ndjson --tags --config Samples/explain/configuration.json",
        "npi 1234567893 123", "request --list", "request update-triggers",
        "request read-group businessNumber=169990000000101", "request --check Samples/request/from-an-article.txt",
        "query --list", "query last-record", "query restricted reason=BE2101", "playbook list", "playbook lint",
        "playbook test Allscripts", "playbook show Platform", "playbook show Network", "codes", "codes BE2101",
        "message --reveal Samples/message/mail.eml", "message Samples/message/sealed.html", "doctor --offline",
        "explain --each Samples/explain/checkins.ndjson",
    ]

    @Test(.enabled("python3-jsonschema is missing: scripts/setup installs it") { await SchemaModel.isInstalled() })
    func `python3-jsonschema agrees on what is good and what is broken`() async throws {
        var given: [SchemaModel.Given] = []
        for damage in Self.damages {
            given.append(.init(damage.testDescription, try await Self.broken(damage), isRefused: true))
        }
        for command in Self.commands {
            let arguments = command.split(separator: " ").map(String.init)
            // Ours has checked it when this returns.
            let run = try await Tool.run(arguments + ["--format", "json"], in: Tool.root)
            if arguments.contains("--each") {
                given += run.out.split(separator: "\n").map { SchemaModel.Given(command, String($0), isRecord: true) }
            } else {
                given.append(SchemaModel.Given(command, run.out))
            }
        }
        let run = try await SchemaModel.judge(given)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
        #expect(run.out.hasSuffix("\(given.count) checked, 0 wrong\n"))
    }

    private static func broken(_ damage: Damage) async throws -> String {
        let good = try await good.value
        let start = try #require(good.range(of: damage.from), "the good report has no \(damage.from)")
        return good.replacingCharacters(in: start, with: damage.to)
    }
}
