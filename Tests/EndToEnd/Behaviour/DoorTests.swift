import Foundation
import Testing
import ToolRunning

/// What is read of bytes does not depend on the door through which they come.
@Suite(.fewAtATime) struct DoorTests {
    /// What a run says, without the words and the places.
    private struct Told: Equatable {
        var exitCode: Int32
        var findings: [JSONValue] = []
        var counters: [String: Int] = [:]
        /// The codes of the gaps.
        var gaps: [String] = []
        /// What the last input is taken for.
        var format: String?

        private static let kept = [
            "code", "verdict", "severity", "subject", "count", "firstSeen", "lastSeen", "evidence", "businesses",
        ]

        /// A run that refused has no report.
        init(_ run: ToolRun) throws {
            exitCode = run.exitCode
            if exitCode == 65 && run.out.isEmpty { return }
            let report = try Report(run)
            findings = report.findings.map { finding in
                guard case .object(let members) = finding else { return finding }
                return .object(members.filter { Self.kept.contains($0.key) })
            }
            if case .object(let members) = report.whole["coverage"] { counters = members.compactMapValues(\.int) }
            gaps = report.gaps.compactMap { $0["code"]?.string }
            format = report.inputs.last?["format"]?.string
        }

        /// The same beside the records of another business: what is told of one location's own export is left out.
        func besideAnother() -> Told {
            var rest = self
            rest.findings.removeAll { finding in
                guard case .object(let members) = finding else { return false }
                return members["code"]?.string == "BE1042" && members["count"]?.int == 0
            }
            return rest
        }

        /// The same without a record that has no reason.
        func withoutOne() -> Told {
            var rest = self
            for name in ["records", "unrestricted"] { rest.counters[name, default: 0] -= 1 }
            return rest
        }
    }

    private static let options = ["explain", "--format", "json", "--timezone", "UTC"]

    /// Where nothing is wrong, of a business that no fixture has.
    private static let first = lines(record(["businessNumber": quoted("169990000000999")]))

    @Test(arguments: LogFixture.all + LogFixture.repeated)
    func `the same bytes say the same through every door`(_ log: LogFixture) async throws {
        let scratch = try Scratch()
        try scratch.file(log.name, log.bytes)
        try scratch.file("piped", log.bytes)
        try scratch.file("first.ndjson", Self.first)
        let file = try Told(await Tool.run(Self.options + [log.name], in: scratch.folder))
        let input = try Told(await Tool.run(Self.options + ["-"], input: log.bytes, in: scratch.folder))
        let line = "cat piped | \"$TOOL\" \(Self.options.joined(separator: " ")) -"
        let run = try await shell(line, in: scratch.folder)
        let pipe = try Told(ToolRun(exitCode: run.exitCode, out: run.out, err: run.err))
        let second = try Told(await Tool.run(Self.options + ["first.ndjson", log.name], in: scratch.folder))
            .withoutOne()
        #expect([0, 1, 2, 65].contains(file.exitCode))
        #expect(input == file)
        #expect(pipe == file)
        if file.exitCode == 65 {
            #expect(second.exitCode == 2)
            #expect(second.gaps == ["BE1003"])
            #expect(second.findings == [])
            #expect(second.counters.values.allSatisfy { $0 == 0 })
        } else {
            #expect(second == file.besideAnother())
        }
    }

    @Test(arguments: LogFixture.all.filter(\.isText))
    func `a last line says the same with and without its end`(_ log: LogFixture) async throws {
        let text = log.withoutLastEnd
        var open = try Told(await Tool.run(Self.options + ["-"], input: text))
        var closed = try Told(await Tool.run(Self.options + ["-"], input: text + Data("\n".utf8)))
        // What breaks off is told by just that.
        if !Set(open.gaps).isDisjoint(with: ["BE1021", "BE1035"]) { return }
        open.format = nil
        closed.format = nil
        #expect(open == closed)
    }

    @Test func `every fixture can be read, and each that is repeated is there`() throws {
        #expect(try LogFixture.read().count >= 400)
        #expect(LogFixture.repeated.count == 12)
        #expect(LogFixture.all.allSatisfy { $0.bytes.range(of: Data("169990000000999".utf8)) == nil })
    }
}
