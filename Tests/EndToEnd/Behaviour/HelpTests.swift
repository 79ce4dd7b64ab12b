import Foundation
import Testing
import ToolRunning

/// Help as its reader meets it; the pages themselves are tested with the definitions.
@Suite(.fewAtATime) struct HelpTests {
    private static let commands = [
        "explain", "codes", "practice", "departments", "npi", "cancel-reasons", "where", "query", "request", "message",
        "reauthorize", "reauthorize plan", "reauthorize apply", "reauthorize resume", "reauthorize status",
        "reauthorize confirm", "doctor", "playbook", "playbook list", "playbook show", "playbook lint", "playbook test",
        "redact", "completion", "man", "help",
    ]

    private static func words(_ command: String) -> [String] { command.split(separator: " ").map(String.init) }

    @Test(arguments: [[], ["--format", "json"], ["-h"]])
    func `without a command the tool shows what it can do, on one screen`(_ arguments: [String]) async throws {
        let run = try await Tool.run(arguments)
        #expect(run.exitCode == 0 && run.err == "")
        for heading in ["Diagnose:", "Look up:", "Get evidence:", "Credentials:", "Fix:", "Tool:"] {
            #expect(run.out.contains("\n\(heading)\n"))
        }
        #expect(run.out.contains("exit-codes") && run.out.contains("verdicts") && run.out.contains("environment"))
        let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 40 && lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: commands)
    func `help NAME is the same page as NAME --help and NAME help`(_ command: String) async throws {
        let words = Self.words(command)
        let page = try await Tool.run(words + ["--help"])
        #expect(page.exitCode == 0)
        #expect(try await Tool.run(["help"] + words).out == page.out)
        if command != "help" { #expect(try await Tool.run(words + ["help"]).out == page.out) }
    }

    @Test(arguments: commands)
    func `examples come first, global options last, and exit codes are sorted and among those of README`(
        _ command: String
    ) async throws {
        let page = try await Tool.run(Self.words(command) + ["--help"]).out
        #expect(page.components(separatedBy: "\n\n")[2].hasPrefix("Examples:\n"))
        let sections = page.split(separator: "\n").filter { $0.first != " " && $0.last == ":" }.map(String.init)
        let global = try #require(sections.firstIndex(of: "Global options:"))
        #expect(sections[global...].contains("Exit codes:") && !sections[global...].contains("Options:"))
        let codes = page.components(separatedBy: "Exit codes:\n")[1].split(separator: "\n")
            .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isNumber == true }
            .compactMap { Int($0.split(separator: " ")[0]) }
        #expect(codes == codes.sorted() && codes.first == 0 && codes.contains(64))
        let known = try Self.readme().map(\.code)
        #expect(codes.allSatisfy(known.contains) && !codes.contains(69))
    }

    /// The rows of README's table.
    private static func readme() throws -> [(code: Int, meaning: String)] {
        try String(contentsOf: Tool.root.appendingPathComponent("README.md"), encoding: .utf8)
            .split(separator: "\n").compactMap { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                guard cells.count == 2, let code = Int(cells[0]) else { return nil }
                return (code, cells[1])
            }
    }

    @Test func `README says of exit codes what help says`() async throws {
        let rows = try Self.readme()
        let topic = try await Tool.run(["help", "exit-codes"]).out
        let shown = topic.split(separator: "\n").filter { $0.hasPrefix("  ") }.map {
            $0.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
        #expect(shown.map { $0[0] } == rows.map { String($0.code) })
        #expect(shown.map { $0[1] } == rows.map(\.meaning))
    }

    @Test(arguments: [
        (["npi", "--help"], ["--profile", "--playbooks", "--reveal"]),
        (["codes", "--help"], ["--profile", "--offline"]),
        (["man", "--help"], ["--format", "--profile"]), (["help", "--help"], ["--output", "--deadline"]),
    ])
    func `help shows no option that is of no use`(_ line: [String], _ absent: [String]) async throws {
        let page = try await Tool.run(line).out
        for option in absent { #expect(!page.contains(option + " ")) }
        #expect(page.contains("--quiet"))
    }

    @Test func `help on explain says that nothing leaves the machine, and what it reads`() async throws {
        let page = try await Tool.run(["help", "explain"]).out.split(separator: "\n").joined(separator: " ")
        for text in [
            "Nothing leaves this machine", "no service is called", "CSV", "CloudWatch", "selected with the mouse",
            "be-diagnose help verdicts", "Documentation/log-forms.md", "request read-group",
        ] {
            #expect(page.contains(text))
        }
    }

    @Test(arguments: [
        ["npi", "1234567893"], ["codes"], ["playbook", "list"], ["query", "--list"], ["request", "--list"],
        ["explain", "/dev/null"], ["redact", "/dev/null"], ["where", "practice"], ["man"], ["completion", "bash"],
        ["help"],
    ])
    func `every command takes -v, -q and the options of calls`(_ line: [String]) async throws {
        let plain = try await Tool.run(line)
        for options in [["-v"], ["-q"], ["--offline", "--profile", "sandbox", "--deadline", "5"]] {
            let run = try await Tool.run(line + options)
            #expect(run.exitCode == plain.exitCode && run.out == plain.out)
        }
    }

    @Test func `headings are bold where color is asked for`() async throws {
        #expect(
            try await Tool.run(["help", "codes", "--color", "always"]).out.contains("\u{1B}[1mExamples:\u{1B}[0m\n"))
        #expect(try await !Tool.run(["help", "codes"]).out.contains("\u{1B}["))
    }

    @Test(arguments: [["-v"], ["--version"], ["-V"], ["codes", "-V"]])
    func `the version says which commit it is, and how old the playbooks are`(_ line: [String]) async throws {
        let run = try await Tool.run(line)
        #expect(run.exitCode == 0 && run.err == "")
        let lines = run.out.split(separator: "\n")
        #expect(lines[0].hasPrefix("be-diagnose ") && lines[0].contains("commit"))
        #expect(lines[1].hasPrefix("playbooks verified 20") && run.out.contains("AthenaHealth"))
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `a faulty playbook of the user's does not hide the version`() async throws {
        let scratch = try Scratch()
        try scratch.file("bad.yaml", "name: [")
        let run = try await Tool.run(["--version"], environment: ["BE_DIAGNOSE_PLAYBOOKS": scratch.folder.path])
        #expect(run.exitCode == 0 && run.out.hasPrefix("be-diagnose "))
    }
}
