import Foundation
import Testing
import ToolRunning

/// Examples of a playbook that replaces a shipped one.
@Suite(.fewAtATime) struct OverrideExampleTests {
    private let scratch: Scratch
    private let added = "- ‘Location name’ is not on the allowed list\n      - Location is not allowed\n"

    init() throws {
        scratch = try Scratch()
        let text = try shipped("allscripts.yaml")
        try scratch.file(
            "mine.yaml",
            text.replacingOccurrences(of: "- ‘Location name’ is not on the allowed list\n", with: added))
    }

    private func shipped(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: Tool.root.appendingPathComponent("playbooks/\(name)")), as: UTF8.self)
    }

    private func test(_ names: String...) async throws -> ToolRun {
        try await Tool.run(["playbook", "test"] + names + ["--playbooks", scratch.folder.path])
    }

    @Test func `without examples of its own it is held to those of the other`() async throws {
        let run = try await test()
        #expect(run.exitCode == 1)
        let faults = run.err.split(separator: "\n")
        #expect(faults.count == 1)
        let own = try String(contentsOf: scratch.folder.appending(path: "mine.yaml"), encoding: .utf8)
        let line = own.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("- Location is not allowed") }
        let place = "\(scratch.folder.path)/mine.yaml:\((line ?? -1) + 1):9"
        #expect(run.err.contains("\(place): found the spelling ‘Location is not allowed’"))
    }

    @Test func `examples of its own take the others' place`() async throws {
        let example = """
              - name: location, as we write it
                record: '{"integrationSource":"ALLSCRIPTS","restrictionReason":"Location is not allowed","pms_appointment_practice_name":"Example Clinic"}'
                fires: {BE3103: likely}

            """
        try scratch.file("examples/mine.yaml", try shipped("examples/allscripts.yaml") + example)
        let run = try await test("Allscripts")
        #expect(run.err.isEmpty)
        #expect(run.exitCode == 0)
        #expect(try await test().exitCode == 0)
        try scratch.file("examples/mine.yaml", "examples:\n" + example)
        let few = try await test("Allscripts")
        #expect(few.exitCode == 1)
        #expect(few.err.contains("found BE3101, which no example fires"))
        #expect(!few.err.contains("Location is not allowed"))
    }

    @Test func `a change that breaks the examples of another playbook is told there`() async throws {
        let platform = try shipped("platform.yaml")
        try scratch.file(
            "platform.yaml", platform.replacingOccurrences(of: "aliases: [restrictionReason, ", with: "aliases: ["))
        let run = try await test("AthenaHealth")
        #expect(run.exitCode == 1)
        #expect(run.err.contains("playbooks/examples/athenahealth.yaml:"))
        #expect(!run.err.contains("playbooks/examples/platform.yaml:"))
    }
}
