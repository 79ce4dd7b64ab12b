import Foundation
import Testing
import ToolRunning

/// A playbook of the same name replaces the shipped one.
@Suite(.fewAtATime) struct OverrideTests {
    private func shipped(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: Tool.root.appendingPathComponent("playbooks/\(name).yaml")), as: UTF8.self)
    }

    private func changed(_ name: String, _ from: String, _ to: String) throws -> Scratch {
        let text = try shipped(name)
        try #require(text.contains(from))
        let scratch = try Scratch()
        try scratch.file("mine.yaml", text.replacingOccurrences(of: from, with: to))
        return scratch
    }

    @Test func `an alias of an override is used`() async throws {
        let mine = try changed("platform", "aliases: [restrictionReason,", "aliases: [whyNot, restrictionReason,")
        let record = #"{"integrationSource":"AthenaHealth","whyNot":"Moon is in the wrong phase"}"#
        #expect(try await Explained(record).codes.contains("BE1100") == false)
        let explained = try await Explained(record, ["--playbooks", mine.folder.path])
        #expect(explained.codes == ["BE1100"])
        #expect(try explained.values("BE1100") == ["‹word hidden› is in the wrong phase"])
    }

    @Test func `a spelling of an override is known, and the old file is gone whole`() async throws {
        let mine = try changed(
            "allscripts", "- ‘Location name’ is not on the allowed list", "- Location is not allowed")
        let options = ["--playbooks", mine.folder.path]
        let reason = { (text: String) in #"{"integrationSource":"ALLSCRIPTS","restrictionReason":"\#(text)"}"# }
        #expect(try await Explained(reason("Location is not allowed")).codes == ["BE1100"])
        #expect(try await Explained(reason("Location is not allowed"), options).codes == ["BE3103"])
        #expect(try await Explained(reason("Location name is not on the allowed list"), options).codes == ["BE1100"])
        #expect(try await Explained(reason("Location name is not in the allowed list"), options).codes == ["BE3103"])
    }

    @Test func `an override keeps the number of playbooks and shows where it comes from`() async throws {
        let mine = try changed("allscripts", "version: 1\n", "version: 9\n")
        let options = ["--playbooks", mine.folder.path]
        let list = try await #require(try result(["playbook", "list"] + options, "playbooks") as? [[String: Any]])
        #expect(list.count == 9)
        let own = try #require(list.first { $0["name"] as? String == "Allscripts" })
        #expect(own["version"] as? Int == 9)
        #expect((own["file"] as? String)?.hasSuffix("mine.yaml") == true)
        #expect(try await Tool.run(["playbook", "lint"] + options).exitCode == 0)
    }

    @Test func `the environment names a folder as well, and the option beats it`() async throws {
        let nine = try changed("allscripts", "version: 1\n", "version: 9\n")
        let eight = try changed("allscripts", "version: 1\n", "version: 8\n")
        let environment = ["BE_DIAGNOSE_PLAYBOOKS": nine.folder.path]
        let list = { (options: [String]) in
            // Several blanks separate columns.
            try await Tool.run(["playbook", "list"] + options, environment: environment).out
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        await #expect(try list([]).contains("Allscripts 9 "))
        await #expect(try list(["--playbooks", eight.folder.path]).contains("Allscripts 8 "))
    }

    @Test func `a wrong playbook is refused with file and line before anything is read`() async throws {
        let mine = try changed("allscripts", "    kind: flag\n", "    kind: flagg\n")
        for arguments in [["explain"], ["codes"], ["playbook", "list"]] {
            let run = try await Tool.run(arguments + ["--playbooks", mine.folder.path], text: "{}\n")
            #expect(run.exitCode == 78)
            #expect(run.out.isEmpty)
            #expect(run.err.contains("mine.yaml:") && run.err.contains("flag"))
        }
        #expect(try await Tool.run(["playbook", "lint", "--playbooks", mine.folder.path]).exitCode == 1)
    }
}
