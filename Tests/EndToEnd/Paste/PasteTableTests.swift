import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct PasteTableTests {
    @Test func `the table has the forms and the integrations that it must`() {
        #expect(Paste.all.count >= 60)
        for word in ["athenahealth", "allscripts"] {
            #expect(Paste.all.count { $0.name.contains(word) } >= 50)
        }
    }

    @Test(arguments: Paste.all)
    func `through a pipe`(_ paste: Paste) async throws {
        let run = try await Tool.run(["explain", "--format", "json"], text: paste.text)
        let report = try run.report
        let findings = (report["findings"] as? [[String: Any]] ?? []).filter { $0["severity"] as? String != "info" }
        let gaps = (report["coverage"] as? [String: Any])?["gaps"] as? [[String: Any]] ?? []
        #expect(Set((findings + gaps).compactMap { $0["code"] as? String }) == paste.codes)
    }

    @Test func `at a terminal that does not mark what is pasted`() async throws {
        let session = try TerminalSession(term: "dumb")
        try await session.waitForGreeting()
        var expected: [String] = []
        for paste in Paste.all {
            expected += Array(repeating: paste.code, count: paste.documents)
            session.send(paste.text.replacing("\r\n", with: "\n").replacing("\n", with: "\r") + "\r\r")
            try await session.wait(for: "#\(expected.count)  ")
        }
        session.send([0x04])
        #expect(try await session.end() == 2)
        let codes = Paste.codes(of: session.answers)
        #expect(codes.count == expected.count)
        for (index, (code, wanted)) in zip(codes, expected).enumerated() {
            #expect(code == wanted, "answer \(index + 1)")
        }
    }
}
