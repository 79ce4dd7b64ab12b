import Foundation
import Testing
import ToolRunning

/// An input, and the exit code that report.md gives it.
struct ContractCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var exitCode: Int32
    var arguments: [String] = []
    var text: String

    func run(_ format: String) async throws -> ToolRun {
        try await Tool.run(["explain", "--format", format] + arguments, text: text)
    }
}

private let everything = lines(
    restricted(), restricted("f"), restricted("2", reason: "\(Reason.beta), \(Reason.athenaStatus)"),
    record(["restrictionReason": quoted(Reason.unknown)]), unplaced(Reason.beta), unplaced(Reason.type),
    record(["businessNumber": nil, "httpStatus": "401"]), record(["httpStatus": "503"]), record(), "{",
    "{}", record(["restrictionReason": "null", "restricted": "true"]),
    record(["@timestamp": nil, "restrictionReason": quoted(Reason.beta)]))

let contractCases = [
    ContractCase(testDescription: "ok", exitCode: 0, text: lines(record())),
    ContractCase(testDescription: "problem", exitCode: 1, text: lines(restricted(), record())),
    ContractCase(testDescription: "failure", exitCode: 1, text: lines(record(["httpStatus": "401"]))),
    ContractCase(testDescription: "plain lines", exitCode: 1, text: lines("starting", "answered HTTP 401", "done")),
    ContractCase(testDescription: "unknown reason", exitCode: 2, text: lines(restricted(reason: Reason.unknown))),
    ContractCase(testDescription: "malformed beside a problem", exitCode: 2, text: lines(restricted(), "{\"a\":")),
    ContractCase(testDescription: "a flag without a reason", exitCode: 2, text: lines(record(["restricted": "true"]))),
    ContractCase(testDescription: "empty", exitCode: 2, text: ""),
    ContractCase(
        testDescription: "a business without records", exitCode: 2, arguments: ["--business", "169990000000999"],
        text: lines(record())),
    ContractCase(testDescription: "everything", exitCode: 2, text: everything),
    ContractCase(testDescription: "everything, cut", exitCode: 2, arguments: ["--top", "1"], text: everything),
]

@Suite(.fewAtATime) struct ReportContractTests {
    @Test(arguments: contractCases)
    func `every key is there with its type`(_ given: ContractCase) async throws {
        let report = try await Report(given.run("json"))
        #expect(Shape.report.faults(report.whole, at: "") == [])
        #expect(report.whole["schemaVersion"] == .int(1))
        #expect(report.whole["command"] == .string("explain"))
    }

    @Test(arguments: contractCases)
    func `the exit code mirrors the outcome, in every format`(_ given: ContractCase) async throws {
        let report = try await Report(given.run("json"))
        #expect(report.exitCode == given.exitCode)
        #expect(report.outcome == ["ok", "problem", "undetermined"][Int(given.exitCode)])
        #expect(try await given.run("text").exitCode == given.exitCode)
    }

    @Test(arguments: contractCases)
    func `the sums hold`(_ given: ContractCase) async throws {
        let report = try await Report(given.run("json"))
        let read = report.inputs.compactMap { $0["records"]?.int }.reduce(0, +)
        #expect(read == report.counter("records") + report.counter("filtered") + report.counter("duplicates"))
        #expect(report.counter("records") == report.counter("restricted") + report.counter("unrestricted"))
        #expect(report.counter("restricted") == report.counter("explained") + report.counter("unexplained"))
        #expect(report.counter("failures") <= report.counter("records"))
        #expect(report.inputs.first?["bytes"] == .int(given.text.utf8.count))
        for finding in report.findings {
            let businesses = finding["businesses"]?.list ?? []
            #expect(businesses.count <= finding["businessesTotal"]?.int ?? -1)
            #expect(businesses.compactMap { $0["count"]?.int }.reduce(0, +) <= finding["count"]?.int ?? -1)
        }
    }

    @Test(arguments: contractCases)
    func `findings stand by severity, count, code and id, and ids are unique`(_ given: ContractCase) async throws {
        let keys = try await Report(given.run("json")).findings.map { finding in
            let rank = ["error", "warning", "info"].firstIndex(of: finding["severity"]?.string ?? "") ?? 3
            return (
                rank, -(finding["count"]?.int ?? 0), finding["code"]?.string ?? "", finding["id"]?.string ?? ""
            )
        }
        #expect(keys.map(\.3) == keys.sorted(by: <).map(\.3))
        #expect(Set(keys.map(\.3)).count == keys.count)
    }

    @Test(arguments: contractCases)
    func `undetermined, broken, gap or malformed is exit 2, and nothing else is`(_ given: ContractCase) async throws {
        let report = try await Report(given.run("json"))
        let open = report.findings.contains { ["undetermined", "broken"].contains($0["verdict"]?.string) }
        let wrong = report.findings.contains { ["error", "warning"].contains($0["severity"]?.string) }
        let doubtful = open || !report.gaps.isEmpty || report.counter("malformed") > 0
        #expect(report.exitCode == (doubtful ? 2 : wrong ? 1 : 0))
    }
}
