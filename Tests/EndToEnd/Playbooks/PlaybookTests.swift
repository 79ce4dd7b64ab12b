import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct PlaybookTests {
    private let folder = Tool.root.appendingPathComponent("playbooks")

    private func playbooks() async throws -> [[String: Any]] {
        try await #require(try result(["playbook", "list"], "playbooks") as? [[String: Any]])
    }

    @Test func `the embedded list is the folder`() async throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(
            try await playbooks().compactMap { $0["file"] as? String }.sorted()
                == files.map { "playbooks/\($0)" }.sorted())
    }

    @Test func `what is embedded is what stands in the folder`() async throws {
        for playbook in try await playbooks() {
            let file = try #require(playbook["file"] as? String)
            let name = try #require(playbook["name"] as? String)
            let bytes = try Data(contentsOf: Tool.root.appendingPathComponent(file))
            let written = String(decoding: bytes, as: UTF8.self).matches(of: #/\n  - code: (BE[0-9]{4})\n    title/#)
            let shown = try await #require(try result(["playbook", "show", name], "playbook") as? [String: Any])
            let codes = try #require(shown["codes"] as? [[String: Any]])
            #expect(codes.compactMap { $0["code"] as? String } == written.map { String($0.1) })
        }
    }

    @Test func `the shipped playbooks have no fault`() async throws {
        let run = try await Tool.run(["playbook", "lint"])
        #expect(run.exitCode == 0)
        #expect(run.err.isEmpty)
    }

    /// Whoever is told to reauthorize a business is told what it does: the business runs again, and patients get requests.
    @Test func `each step that reauthorizes says so, and is as dangerous as the others`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        var steps = 0
        for file in files {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for step in text.components(separatedBy: "\n      - text:").dropFirst() {
                let own = step.components(separatedBy: "\n\n")[0]
                let words = own.components(separatedBy: "\n        owner:")[0].split { $0.isWhitespace }
                    .joined(separator: " ")
                let pattern =
                    #/^(>- )?(If .*, |When .*, |Once .*, )?([Rr]eauthorize|[Aa]uthorize (the business|again|it)|Resume) /#
                let isAct = words.contains(pattern) || words.contains("authorize it again")
                if !isAct { continue }
                steps += 1
                #expect(own.contains("act: reauthorize") && own.contains("danger: high"), "\(file): \(words)")
            }
        }
        #expect(steps >= 6, "\(steps)")
    }

    @Test func `every playbook can be shown`() async throws {
        for name in try await playbooks().compactMap({ $0["name"] as? String }) {
            let run = try await Tool.run(["playbook", "show", name])
            #expect(run.exitCode == 0)
            #expect(run.out.hasPrefix("\(name): "))
        }
        #expect(try await Tool.run(["playbook", "show", "Dentora"]).exitCode == 64)
    }

    @Test func `a status is shown with whether it is a visit`() async throws {
        let shown = try await #require(result(["playbook", "show", "AthenaHealth"], "playbook") as? [String: Any])
        let statuses = try #require(shown["statuses"] as? [[String: Any]])
        let visits = Dictionary(uniqueKeysWithValues: statuses.map { ($0["value"] as? String, $0["visit"] as? Bool) })
        #expect(visits == ["2": true, "3": true, "4": true, "x": false, "f": false, "o": false])
        let text = try await Tool.run(["playbook", "show", "AthenaHealth"]).out
        #expect(text.contains("2 Checked in [visit: yes]"))
    }

    @Test func `every code is listed once`() async throws {
        let entries = try await #require(try result(["codes"], "codes") as? [[String: Any]])
        let codes = entries.compactMap { $0["code"] as? String }
        #expect(codes == Set(codes).sorted())
        let text = try await Tool.run(["codes"]).out.split(separator: "\n").dropFirst().filter { $0.hasPrefix("  BE") }
            .compactMap {
                $0.split(separator: " ").first
            }
        #expect(text.map(String.init) == codes)
        for code in ["BE1100", "BE1101", "BE2101", "BE2102", "BE3101", "BE3102", "BE3103", "BE3104", "BE4101"] {
            #expect(codes.contains(code), "fixed by rules.md")
        }
    }

    @Test func `a code is explained offline`() async throws {
        for spelling in ["BE2101", "be2101", "2101"] {
            let run = try await Tool.run(["codes", spelling])
            #expect(run.exitCode == 0)
            for part in ["(warning)", "It may be something else:", "To settle it:", "Do next:", "[client]"] {
                #expect(run.out.contains(part))
            }
        }
    }

    @Test(arguments: ["BE9999", "210", "BE210", ""])
    func `an unknown code is a mistake on the command line`(code: String) async throws {
        let run = try await Tool.run(["codes", code])
        #expect(run.exitCode == 64)
        #expect(run.out.isEmpty)
        #expect(run.err.contains("error: no code '\(code)'"))
    }

    /// What the remedy of BE1101 and README's words on it promise.
    @Test func `an integration given by hand decides an open reason`() async throws {
        let record = #"{"businessNumber":"169990000000302","restrictionReason":"Integration is beta"}"#
        #expect(try await Explained(record).codes == ["BE1101"])
        #expect(try await Explained(record, ["--integration", "Allscripts"]).codes == ["BE3104"])
    }
}
