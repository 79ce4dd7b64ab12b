import Foundation
import Testing
import ToolRunning

/// Holds the codes of the sources, of the playbooks and of the cases against each other (playbooks/README.md).
@Suite(.fewAtATime) struct CoverageGateTests {
    @Test func `every folder of cases is a listed code`() async throws {
        let listed = try await Set(codes(of: result(["codes"], "codes")))
        #expect(Set(GoldenCase.all.map(\.code)).subtracting(listed).isEmpty)
    }

    @Test func `every emitted code and every code of a rule has a found and an absent case`() async throws {
        let listed = try await codes(of: result(["codes"], "codes"))
        for code in try Set(listed).union(emitted()).sorted() {
            let cases = GoldenCase.all.filter { $0.code == code }
            #expect(try cases.contains { try $0.mustBeFound }, "\(code) has no case in which it is found")
            #expect(try cases.contains { try !$0.mustBeFound }, "\(code) has no case in which it must not be found")
        }
    }

    @Test func `the playbooks tell about exactly the codes that the sources emit`() async throws {
        let emitted = try emitted()
        let tool = try await codes(of: playbook("Tool"))
        let athenahealth = try await Set(codes(of: playbook("AthenaHealth")) + codes(of: playbook("Lookups")))
        #expect(athenahealth.isSuperset(of: emitted.filter { $0.hasPrefix("BE2") }))
        let platform = try await codes(of: playbook("Platform")).filter { $0.hasPrefix("BE1") }
        #expect(tool.filter { $0.hasPrefix("BE10") } == emitted.filter { $0.hasPrefix("BE10") })
        #expect(platform == emitted.filter { $0.hasPrefix("BE1") && !$0.hasPrefix("BE10") })
        let allscripts = try await codes(of: playbook("Allscripts")).filter { $0.hasPrefix("BE33") }
        #expect(allscripts == emitted.filter { $0.hasPrefix("BE33") })
    }

    @Test func `the network's codes are those of its table of faults and those of doctor`() async throws {
        let shown = try await #require(try result(["playbook", "show", "Network"], "playbook") as? [String: Any])
        let faults = try #require(shown["faults"] as? [[String: Any]]).compactMap { $0["code"] as? String }
        let all = try await codes(of: playbook("Network"))
        #expect(Set(faults).union(try emitted().filter { $0.hasPrefix("BE90") }) == Set(all))
    }

    @Test func `no source names a code that is not in the one list`() throws {
        let emitted = Set(try emitted())
        let sources = try sources()
        #expect(sources.count > 50)
        for (file, text) in sources {
            #expect(Set(literals(in: text)).subtracting(emitted).isEmpty, "\(file)")
        }
    }

    /// The codes of the enums `…Codes`; the tests link the tool's binary, not its modules.
    private func emitted() throws -> [String] {
        let lists = try sources().flatMap { _, text in
            text.matches(of: #/(?m)^(?:public )?enum \w*Codes \{\n(?:.*\n)*?\}$/#).map { String($0.0) }
        }
        #expect(lists.count > 1)
        let codes = lists.flatMap(literals)
        #expect(codes.count == Set(codes).count)
        #expect(!codes.isEmpty)
        return codes.sorted()
    }

    private func sources() throws -> [(file: String, text: String)] {
        let sources = Tool.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.map { file in
            (file, String(decoding: try Data(contentsOf: sources.appendingPathComponent(file)), as: UTF8.self))
        }
    }

    /// What stands in quotes and is a code, whole.
    private func literals(in text: String) -> [String] {
        text.matches(of: #/"(BE[0-9]{4})"/#).map { String($0.1) }
    }

    private func result(_ arguments: [String], _ key: String) async throws -> Any {
        let report = try await Tool.run(arguments + ["--format", "json"]).report
        return try #require((report["result"] as? [String: Any])?[key])
    }

    private func playbook(_ name: String) async throws -> Any {
        let shown = try await #require(try result(["playbook", "show", name], "playbook") as? [String: Any])
        return try #require(shown["codes"])
    }

    private func codes(of list: Any) throws -> [String] {
        try #require(list as? [[String: Any]]).compactMap { $0["code"] as? String }.sorted()
    }
}
