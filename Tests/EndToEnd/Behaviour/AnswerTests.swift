import Foundation
import Testing
import ToolRunning

/// What a person reads first: the answer with numbers and names, on one screen.
@Suite(.fewAtATime) struct AnswerTests {
    private static let twelve = [
        "plan", "--from-logs", Tool.root.appendingPathComponent("Samples/reauthorize/export.ndjson").path, "--to",
        "plan.json", "--profile", "lab",
    ]

    /// Lines that are copied may be wider than the page.
    private func isCopied(_ line: Substring) -> Bool {
        ["be-diagnose ", "curl", "POST ", "[{", " {", "read ", "businessNumber :", "restrictionReason :"].contains {
            line.hasPrefix($0)
        }
    }

    private func expectFits(_ run: ToolRun, lines most: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count <= most, "\(lines.count) lines\n\(run.out)", sourceLocation: sourceLocation)
        for line in lines where line.count > 80 {
            #expect(isCopied(line), "\(line)", sourceLocation: sourceLocation)
        }
    }

    @Test func `one wrong practice id takes a dozen lines, and the answer comes first`() async throws {
        let lab = try await Lab()
        let run = try await lab.run(["practice", "10012", "--name", "Riverbend Family Health"])
        #expect(run.exitCode == 1)
        #expect(run.out.hasPrefix("10012 is not an athenahealth practice. Closest: 10021, Riverbend Family Health\n"))
        #expect(run.out.hasSuffix("Result: problem found (exit 1)\n"))
        expectFits(run, lines: 15)
    }

    @Test func `a good one takes one line, and several have a table`() async throws {
        let lab = try await Lab()
        let good = try await lab.run(["practice", "10021"])
        #expect(good.exitCode == 0 && good.out.hasPrefix("10021 is valid: Riverbend Family Health"))
        #expect(good.out.split(separator: "\n").count == 1)
        let several = try await lab.run(["practice", "10021", "10012", "abc"])
        #expect(several.out.hasPrefix("2 of 3 practice IDs cannot be used.\n"))
        expectFits(several, lines: 24)
    }

    @Test func `a plan of twelve fits a screen, grouped by decision`() async throws {
        let lab = try await RepairLab()
        let run = try await reauthorize(Self.twelve, lab)
        #expect(run.exitCode == 2)
        #expect(run.out.hasPrefix("10 of 12 businesses can be reauthorized now. 1 needs the client, 1 is unknown.\n"))
        #expect(run.out.contains("be-diagnose reauthorize apply plan.json --profile lab\n"))
        #expect(run.out.contains("\nbe-diagnose reauthorize plan 169990000000112 --to plan-2.json --profile lab\n"))
        #expect(run.out.hasSuffix("\nResult: 1 of 12 undecided (exit 2)\n"))
        expectFits(run, lines: 30)
    }

    @Test func `after apply the first line counts, and a finished run is not resumed`() async throws {
        let lab = try await RepairLab()
        _ = try await reauthorize(Self.twelve, lab)
        let done = try await reauthorize(["apply", "plan.json", "--yes", "10"], lab)
        let first = "10 of 12 businesses reauthorized. 1 needs the client, 1 is unknown.\n"
        #expect(done.out.hasPrefix(first), "\(done.out)\(done.err)")
        expectFits(done, lines: 34)
        #expect(try await reauthorize(["status"], lab).out.hasPrefix(first))
        let again = try await reauthorize(["resume", "1"], lab)
        #expect(again.out.hasPrefix("Run 1 is finished; nothing to resume.\n"))
        #expect(again.out.contains("\nbe-diagnose reauthorize status 1 --profile lab\n"))
        expectFits(again, lines: 6)
        let none = try await reauthorize(["resume"], lab)
        #expect(none.exitCode == 0 && none.out == "No run is open; nothing to resume.\n")
    }

    @Test func `apply says what will happen before it asks, and "no" changes nothing`() async throws {
        let lab = try await RepairLab()
        _ = try await reauthorize(Self.twelve, lab)
        let run = try await Tool.run(
            ["-qfec", "'\(Tool.binary.path)' reauthorize apply plan.json --profile lab", "/dev/null"],
            input: Data("no\n".utf8),
            environment: lab.environment, in: lab.scratch.folder, program: URL(fileURLWithPath: "/usr/bin/script"))
        let asked = run.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "About to reauthorize 10 businesses (profile lab, preview, 127.0.0.1), all athenahealth practice 10021.",
            "The other 2 in the plan are left alone.", "send review requests to patients",
            "One is written and read back first. Type yes to continue, anything else to stop:",
            "Nothing was written. The answer was not 'yes'.",
        ] {
            #expect(asked.contains(part), "\(part)\n\(run.out)")
        }
        #expect(run.exitCode == 2)
        #expect(try await lab.writes().isEmpty)
    }

    @Test func `the state that was not read is told as unknown`() async throws {
        let lab = try await RepairLab(requests: false)
        let run = try await reauthorize(
            ["plan", "169990000000101", "169990000000102", "--practice", "10021", "--to", "p.json"]
                + RepairLab.enterprise, lab)
        #expect(run.out.hasPrefix("All 2 businesses can be reauthorized by hand. The credentials work."), "\(run.out)")
        #expect(run.out.contains("The state is\nunknown: it was not read.") || run.out.contains("The state is unknown"))
    }

    @Test(arguments: [
        ["codes"], ["codes", "BE4101"], ["playbook", "list"], ["playbook", "show", "Allscripts"], ["playbook", "lint"],
        ["query", "--list"], ["query", "last-record"], ["request", "--list"], ["request", "read-group"],
        ["npi", "1234567893", "123"], ["doctor", "--offline", "--profile", "sandbox"], ["where", "cancellation"],
    ])
    func `Markdown begins with the sentence of the text, and holds what it holds`(words: [String]) async throws {
        let text = try await Tool.run(words)
        let markdown = try await Tool.run(words + ["--format", "markdown"])
        #expect(markdown.exitCode == text.exitCode)
        func plain(_ text: some StringProtocol) -> String {
            String(text).filter { !"\\*`_".contains($0) }.split(whereSeparator: \.isWhitespace).map(String.init)
                .joined(separator: " ")
        }
        let first = markdown.out.split(separator: "\n").dropFirst().first ?? ""
        #expect(first.hasPrefix("**") && plain(text.out).hasPrefix(plain(first)), "\(first)")
        // Words of the text that are not in the Markdown.
        let held = Set(plain(markdown.out).split(separator: " "))
        let lost = plain(text.out).split(separator: " ").filter { $0.contains(where: \.isLetter) }.filter { word in
            !held.contains { $0.contains(word.trimmingCharacters(in: .punctuationCharacters)) }
        }
        #expect(lost.isEmpty, "\(lost.prefix(10))")
    }

    @Test func `a printed line is in the Markdown as it is`() async throws {
        for words in [
            ["request", "read-group", "businessNumber=169990000000101"],
            ["query", "last-record", "business=169990000000101"],
        ] {
            let line = try await Tool.run(words + ["-q"]).out
            let markdown = try await Tool.run(words + ["--format", "markdown"]).out
            #expect(markdown.contains("```\n\(line)```\n"), "\(markdown)")
        }
    }

    private func reauthorize(_ words: [String], _ lab: RepairLab) async throws -> ToolRun {
        try await Tool.run(["reauthorize"] + words, environment: lab.environment, in: lab.scratch.folder)
    }
}
