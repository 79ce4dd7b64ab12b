import Foundation
import Testing
import ToolRunning

@Suite struct ExampleTests {
    @Test(arguments: try! ExampleFile.all())
    func `an example fires exactly the codes that it names`(example: Example) throws {
        let named = try #require(example.fires)
        let explained = try Explained(#require(example.input))
        // What the tool says about its input is no business of an example that does not ask for it.
        let fired = Set(explained.codes).filter { !$0.hasPrefix("BE10") || named.contains($0) }
        #expect(fired == named)
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
    ])
    func `the reader of examples refuses what it does not know`(text: String) {
        #expect(throws: ExampleFile.Unexpected.self) { try ExampleFile.read(text, "x") }
    }
}
