import Foundation
import Testing
import ToolRunning

/// `playbook test`, as somebody runs it who has just written a playbook.
@Suite(.fewAtATime) struct PlaybookTestTests {
    private let scratch: Scratch
    private var folder: String { scratch.folder.path }

    init() throws {
        scratch = try Scratch()
        try scratch.file("dentora.yaml", dentora)
        try scratch.file("examples/dentora.yaml", dentoraExamples)
    }

    private func test(_ arguments: String...) async throws -> ToolRun {
        try await Tool.run(["playbook", "test"] + arguments + ["--playbooks", folder])
    }

    /// Changes one of the two files; what is replaced must stand there.
    private func change(_ file: String, _ from: String, _ to: String) throws {
        let url = scratch.folder.appendingPathComponent(file)
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        try #require(text.contains(from), "\(from)")
        try scratch.file(file, text.replacingOccurrences(of: from, with: to))
    }

    @Test func `the shipped playbooks hold, with nothing but the binary`() async throws {
        let run = try await Tool.run(["playbook", "test"], in: scratch.folder)
        #expect(run.exitCode == 0)
        #expect(run.err.isEmpty)
        #expect(run.out.hasSuffix(": nothing wrong\n"))
        #expect(run.out.split(separator: "\n").count == 1)
    }

    /// A file that was forgotten in the list of embedded ones would leave its playbook without examples; one that was
    /// embedded from an old build would be counted otherwise.
    @Test func `the embedded examples are those of the folder`() async throws {
        let run = try await Tool.run(["playbook", "test", "--format", "json"])
        let result = try #require(try run.report["result"] as? [String: Any])
        #expect(result["examples"] as? Int == (try ExampleFile.all().count))
        #expect(result["faults"] as? [String] == [])
    }

    @Test func `a whole playbook of one's own holds`() async throws {
        let run = try await test("Dentora")
        #expect(run.err.isEmpty)
        #expect(run.exitCode == 0)
        #expect(run.out == "1 playbook, 9 examples, 8 conditions: nothing wrong\n")
        #expect(try await test("dentora cloud", "Allscripts").out.hasPrefix("2 playbooks, "))
        let shipped = try FileManager.default.contentsOfDirectory(
            atPath: Tool.root.appendingPathComponent("playbooks").path
        ).filter { $0.hasSuffix(".yaml") }
        #expect(try await test().out.hasPrefix("\(shipped.count + 1) playbooks, "))
    }

    @Test func `an unknown name is a mistake on the command line`() async throws {
        let run = try await test("Dentara")
        #expect(run.exitCode == 64)
        #expect(run.out.isEmpty)
        #expect(run.err.contains("no playbook 'Dentara'") && run.err.contains("Dentora"))
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var file: String
        var from: String
        var to: String
        /// Where it is reported, and words of the message.
        var place: String
        var words: [String]

        init(_ name: String, _ file: String, _ from: String, _ to: String, _ place: String, _ words: String...) {
            testDescription = name
            (self.file, self.from, self.to, self.place, self.words) = (file, from, to, place, words)
        }
    }

    private static let examples = "examples/dentora.yaml"

    static let faults = [
        Fault(
            "a code that is named and does not fire", examples, "offline'\n    fires: {BE5201",
            "online'\n    fires: {BE5201",
            "examples/dentora.yaml:38:", "expected BE5201, which does not fire", "‘bridge’"),
        Fault(
            "a code that fires and is not named", examples, "offline'\n    fires: {BE5201: likely}",
            "offline'\n    fires: []",
            "examples/dentora.yaml:38:", "found BE5201, which fires", "expected that nothing fires"),
        Fault(
            "another verdict", examples, "{BE5101: confirmed}", "{BE5101: likely}", "examples/dentora.yaml:12:",
            "found BE5101 [confirmed]", "expected BE5101 [likely]"),
        Fault(
            "a near miss that matches", examples, "Practice was paused", "PRACTICE is paused.",
            "examples/dentora.yaml:32:",
            "found BE5102, which fires", "a near miss, for which it must not fire"),
        Fault(
            "a contradiction that nobody expected", examples, "Chair 2,Chair 3", "Chair 1,Chair 3",
            "examples/dentora.yaml:12:", "found BE1102, which fires"),
        Fault(
            "a configuration that cannot be right", examples, "set: {dentora.chairs: \"Chair 2\"}",
            "set: {dentora.chairs: \"'Chair 2'\"}", "examples/dentora.yaml:27:", "found BE1303, which fires"),
        Fault(
            "a rule that blocks as well", examples, "    alsoBlockedBy: [BE5101]\n", "", "examples/dentora.yaml:27:",
            "found alsoBlockedBy [BE5101]", "expected alsoBlockedBy []"),
        Fault(
            "a slip that nobody expected", examples, "    nearMisses: {Chair 1: Chair 2}\n", "",
            "examples/dentora.yaml:12:",
            "found nearMisses [‘Chair 1’ for ‘Chair 2’]"),
        Fault(
            "another business", examples, "business: \"169990000000501\"", "business: \"169990000000502\"",
            "examples/dentora.yaml:23:", "found business [169990000000501]", "expected business [169990000000502]"),
        Fault(
            "a time that is not there", examples, "    business: \"",
            "    time: \"2026-11-18T06:00:01.000Z\"\n    business: \"",
            "examples/dentora.yaml:23:", "found time [none]"),
        Fault(
            "a damaged document", examples, "\"dentora_chair\":\"Room 9\"}", "\"dentora_chair\":}",
            "examples/dentora.yaml:27:", "‘record’ that is not a JSON document"),
        Fault(
            "a document as a line", examples, "line: '2026-11-18 06:00:01 ERROR chairside bridge offline'",
            "line: '{\"message\":\"chairside bridge offline\"}'", "examples/dentora.yaml:38:",
            "‘line’ with a JSON document"),
        Fault(
            "a code without an example", examples, "    fires: {BE5201: likely}\n", "    fires: []\n",
            "dentora.yaml:33:",
            "BE5201, which no example fires", "examples/dentora.yaml"),
        Fault(
            "a reason without a near miss", examples, "    mustNotFire: [BE5102]\n", "", "dentora.yaml:32:",
            "the reason ‘Practice is paused’ of BE5102, which has no near miss"),
        Fault(
            "a near miss that resembles nothing", examples, "Practice was paused", "Moon is full", "dentora.yaml:32:",
            "at least half of its words"),
        Fault(
            "a text that no example has", "dentora.yaml", "      - Chairside bridge offline\n",
            "      - Chairside bridge offline\n      - Chairside bridge down\n", "dentora.yaml:37:",
            "the text ‘Chairside bridge down’ of BE5201, which no example needs", "or take the condition away"),
        Fault(
            "a spelling that no example has", "dentora.yaml", "    reason: Practice is paused\n",
            "    reason: Practice is paused\n    alsoWritten: [Practice paused]\n", "dentora.yaml:33:",
            "the spelling ‘Practice paused’ of BE5102, which no example needs"),
        Fault(
            "a reason of which only another spelling has an example", "dentora.yaml",
            "    reason: Practice is paused\n",
            "    reason: Practice on hold\n    alsoWritten: [Practice is paused]\n", "dentora.yaml:32:",
            "the reason ‘Practice on hold’ of BE5102, which no example needs"),
        Fault(
            "a name of a field that no example has", "dentora.yaml", "dentora.chair, chair_name",
            "dentora.chair, chairs, chair_name",
            "dentora.yaml:15:", "the name ‘chairs’ of the evidence field dentora_chair, which no example needs"),
        Fault(
            "a status that no example has", "dentora.yaml", "\ncodes:\n",
            "  - code: BE5201\n    kind: status\n    statuses: [\"418\"]\n\ncodes:\n", "dentora.yaml:39:",
            "the status ‘418’ of BE5201, which no example needs"),
        Fault(
            "a flag's value that no example has", "dentora.yaml", "    reason: Practice is paused\n",
            "    reason: Practice is paused\n    property: dentora.chairs\n    values: [none]\n", "dentora.yaml:34:",
            "the value ‘none’ of BE5102, which no example needs"),
        Fault(
            "an unknown code", examples, "fires: {BE5201: likely}", "fires: [BE5202]", "examples/dentora.yaml:40:",
            "the code ‘BE5202’", "did you mean"),
        Fault(
            "an unknown verdict", examples, "{BE5201: likely}", "{BE5201: sure}", "examples/dentora.yaml:40:",
            "the verdict ‘sure’", "confirmed, likely"),
        Fault(
            "an unknown property", examples, "set: {dentora.chairs: \"Chair 2\"}", "set: {dentora.chars: \"Chair 2\"}",
            "examples/dentora.yaml:29:", "‘dentora.chars’ under ‘set’", "did you mean ‘dentora.chairs’?"),
        Fault(
            "an unknown key", examples, "    alsoBlockedBy:", "    alsoBlocked:", "examples/dentora.yaml:31:",
            "alsoBlocked", "did you mean ‘alsoBlockedBy’?"),
        Fault(
            "a name twice", examples, "name: bridge", "name: paused", "examples/dentora.yaml:38:",
            "a second example ‘paused’", "line 23"),
        Fault(
            "a code that fires and must not", examples, "mustNotFire: [BE5102]", "mustNotFire: [BE1100]",
            "examples/dentora.yaml:35:", "which ‘fires’ names as well"),
        Fault(
            "no input", examples, "    line: '2026-11-18 06:00:01 ERROR chairside bridge offline'\n", "",
            "examples/dentora.yaml:38:", "without input"),
        Fault(
            "a business where nothing fires", examples, "    fires: {BE5201: likely}\n",
            "    fires: []\n    business: \"1\"\n", "examples/dentora.yaml:41:", "fires nothing"),
        Fault(
            "a wrong playbook", "dentora.yaml", "    kind: textSignature", "    kind: signature", "dentora.yaml:34:",
            "textSignature"),
    ]

    @Test(arguments: faults)
    func `each kind of fault is told with its place`(fault: Fault) async throws {
        try change(fault.file, fault.from, fault.to)
        let run = try await test("Dentora")
        #expect(run.exitCode == 1)
        #expect(run.out.isEmpty)
        let told = run.err.split(separator: "\n").contains { line in
            line.contains("\(folder)/\(fault.place)") && fault.words.allSatisfy(line.contains)
        }
        #expect(told, "\(run.err)")
    }

    @Test func `no examples at all is one fault, with the file that is missing`() async throws {
        try FileManager.default.removeItem(at: scratch.folder.appendingPathComponent("examples"))
        let run = try await test()
        #expect(run.exitCode == 1)
        #expect(run.err.split(separator: "\n").count == 1)
        #expect(run.err.contains("\(folder)/dentora.yaml:1:1: found the playbook ‘Dentora’ without examples"))
        #expect(run.err.contains("\(folder)/examples/dentora.yaml"))
    }

    @Test func `examples of no playbook are told`() async throws {
        try scratch.file("examples/dentist.yaml", "examples: []\n")
        let run = try await test()
        #expect(run.exitCode == 1)
        #expect(run.err.contains("\(folder)/examples/dentist.yaml:1:1: found examples of no playbook"))
    }

    @Test func `a program gets the same faults as JSON`() async throws {
        let fine = try await test("Dentora", "--format", "json")
        #expect(fine.exitCode == 0)
        #expect(try fine.report["outcome"] as? String == "ok")
        let counts = try #require(try fine.report["result"] as? [String: Any])
        #expect(counts["examples"] as? Int == 9 && counts["conditions"] as? Int == 8)
        try change(Self.examples, "{BE5101: confirmed}", "{BE5101: likely}")
        let run = try await test("Dentora", "--format", "json")
        #expect(run.exitCode == 1)
        #expect(run.err.isEmpty)
        #expect(try run.report["outcome"] as? String == "problem")
        let result = try #require(try run.report["result"] as? [String: Any])
        let faults = try #require(result["faults"] as? [[String: Any]])
        #expect(faults.first?["file"] as? String == "\(folder)/examples/dentora.yaml")
        #expect(faults.first?["line"] as? Int == 12)
        #expect((faults.first?["text"] as? String)?.contains("expected BE5101 [likely]") == true)
    }
}
