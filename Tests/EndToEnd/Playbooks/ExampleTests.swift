import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct ExampleTests {
    /// The same as `playbook test`, but through `explain`, and with none of its code.
    @Test(arguments: try! ExampleFile.all())
    func `an example fires exactly the codes that it names`(example: Example) async throws {
        let named = try #require(example.fires)
        let explained = try await Explained(#require(example.input), example.settings.flatMap { ["--set", $0] })
        // What the tool says about its input is no business of an example that does not ask for it.
        let fired = try explained.verdicts().filter { !$0.key.hasPrefix("BE10") || named[$0.key] != nil }
        #expect(Set(fired.keys) == Set(named.keys))
        for (code, verdict) in named where verdict != nil { #expect(fired[code] == verdict) }
        let findings = explained.findings.filter { ($0["code"] as? String)?.hasPrefix("BE10") == false }
        let also = findings.flatMap { $0["alsoBlockedBy"] as? [[String: Any]] ?? [] }.compactMap {
            $0["code"] as? String
        }
        #expect(Set(also).subtracting(fired.keys) == example.alsoBlockedBy)
        let near = findings.flatMap { $0["nearMisses"] as? [[String: Any]] ?? [] }
        #expect(Set(near.map { "\($0["value"] ?? "")/\($0["candidate"] ?? "")" }) == example.nearMisses)
        for finding in findings {
            if let business = example.business {
                let businesses = finding["businesses"] as? [[String: Any]] ?? []
                #expect(businesses.map { $0["businessNumber"] as? String } == [business])
            }
            if let time = example.time { #expect(finding["firstSeen"] as? String == time) }
        }
    }

    @Test func `there are examples of every playbook with rules`() throws {
        let files = Set(try ExampleFile.all().map(\.file))
        #expect(files == ["allscripts.yaml", "athenahealth.yaml", "platform.yaml"])
        #expect(try ExampleFile.all().count > 100)
    }

    @Test(arguments: [
        "examples:\n  - name: a\n    record: '{}'\n",
        "examples:\n  - name: a\n    fires: []\n",
        "examples:\n  - name: a\n    record: {}\n    fires: []\n",
        "examples:\n  - name: a\n    record: '{}'\n    line: 'x'\n    fires: []\n",
        "examples:\n  - name: a\n    note: b\n    line: 'x'\n    fires: []\n",
        "more:\n",
        "examples:\n  - name: a\n    line: 'x'\n    fires: {BE2101}\n",
    ])
    func `the reader of examples refuses what it does not know`(text: String) {
        #expect(throws: ExampleFile.Unexpected.self) { try ExampleFile.read(text, "x") }
    }
}
