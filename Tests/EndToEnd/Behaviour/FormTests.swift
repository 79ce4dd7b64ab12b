import Foundation
import Testing
import ToolRunning

/// log-forms.md: whatever an export looks like, its records are the same. `Tests/Support/Forms` holds the same five
/// records in every form, written by hand.
@Suite(.fewAtATime) struct FormTests {
    /// A file, what it is told to be, and the options that it needs.
    struct Form: CustomTestStringConvertible, Sendable {
        var file: String
        var format: String
        var options: [String] = []
        var testDescription: String { file }
    }

    static let all = [
        Form(file: "hits.gz", format: "ndjson"), Form(file: "hits-two-members.gz", format: "ndjson"),
        Form(file: "hits.zst", format: "ndjson"), Form(file: "hits-two-frames.zst", format: "ndjson"),
        Form(file: "hits.utf16le", format: "ndjson"), Form(file: "hits.utf16be", format: "ndjson"),
        Form(file: "hits.utf16le.gz.zst", format: "ndjson"), Form(file: "hits-crlf.ndjson", format: "ndjson"),
        Form(file: "hits-bom.ndjson", format: "ndjson"), Form(file: "bare.ndjson", format: "ndjson"),
        Form(file: "response.json", format: "response"), Form(file: "raw-response-pretty.json", format: "response"),
        Form(file: "fields.json", format: "array"), Form(file: "copy-as-json.json", format: "array"),
        Form(file: "doc-viewer.json", format: "document"), Form(file: "highlighted.ndjson", format: "ndjson"),
        Form(file: "report.csv", format: "csv", options: ["--timezone", "UTC"]),
        Form(file: "report-bom-crlf.csv", format: "csv", options: ["--timezone", "UTC"]),
        Form(file: "report-semicolon.csv", format: "csv"),
        Form(file: "copy-as-text.txt", format: "table", options: ["--timezone", "UTC"]),
        Form(file: "mouse-selection.txt", format: "selection", options: ["--timezone", "UTC"]),
        Form(file: "escaped-in-message.ndjson", format: "ndjson"), Form(file: "shipper-prefix.log", format: "text"),
        Form(file: "msearch.json", format: "response"), Form(file: "async-search.json", format: "response"),
        Form(file: "aws-cli-events.json", format: "document"), Form(file: "nul-separated.json", format: "document"),
        Form(file: "quoted-lines.txt", format: "text"), Form(file: "escaped-lines.txt", format: "text"),
        Form(file: "cloudwatch.ndjson", format: "ndjson"), Form(file: "cloudwatch-unpacked.json", format: "document"),
    ]

    private static let folder = Tool.root.appendingPathComponent("Tests/Support/Forms")

    @Test(arguments: all)
    func `the same records give the same result in every form`(_ form: Form) async throws {
        let expected = try await Self.outcome("hits.ndjson", [])
        let found = try await Self.outcome(form.file, form.options)
        #expect(found.report.exitCode == expected.report.exitCode)
        #expect(found.report.inputs.map { $0["format"] } == [.string(form.format)])
        #expect(found.comparable == expected.comparable, "\(form.file)")
    }

    @Test func `every fixture is tested`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.all.map(\.file) + ["hits.ndjson"]))
    }

    @Test func `a folder of all forms counts each document once`() async throws {
        let run = try await Tool.run(["explain", "--format", "json", Self.folder.path])
        let report = try Report(run)
        #expect(report.inputs.count == Self.all.count + 1)
        #expect(report.inputs.allSatisfy { $0["records"] == .int(5) })
    }

    private static func outcome(_ file: String, _ options: [String]) async throws -> (
        report: Report, comparable: JSONValue
    ) {
        let run = try await Tool.run(["explain", "--format", "json"] + options + [file], in: folder)
        return (try Report(run), try comparable(run))
    }

    /// All of a report that does not say where a record stood.
    private static func comparable(_ run: ToolRun) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(run.out.utf8)).without(["inputs", "input", "line", "id"])
    }
}

extension JSONValue {
    /// Without the members of these names, however deep.
    fileprivate func without(_ names: Set<String>) -> JSONValue {
        switch self {
        case .object(let members):
            .object(members.filter { !names.contains($0.key) }.mapValues { $0.without(names) })
        case .array(let all): .array(all.map { $0.without(names) })
        default: self
        }
    }
}
