import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct UsageTests {
    @Test(arguments: [
        (["explain", "--bussiness", "1"], "--business"), (["explain", "--formt", "json"], "--format"),
        (["explain", "--untill=2026-11-18"], "--until"), (["explain", "--fields", "a=b"], "--field"),
        (["explian"], "explain"), (["code"], "codes"), (["playbook", "lnt"], "lint"),
        (["explain", "--format", "jsno"], "json"), (["explain", "--color", "alway"], "always"),
        (["explain", "--field", "reasn=why"], "reason"), (["explain", "--integration", "AthenaHelth"], "AthenaHealth"),
        (["codes", "BE2109"], "BE210"), (["playbook", "show", "Alscripts"], "Allscripts"),
    ])
    func `a mistake is 64, with the nearest name`(_ arguments: [String], _ meant: String) async throws {
        let run = try await Tool.run(arguments, text: record())
        #expect(run.exitCode == 64)
        #expect(run.out == "")
        #expect(run.err.contains(meant))
    }

    @Test(arguments: [
        ["explain", "--since", "soon"], ["explain", "--since", "2026-13-01"], ["explain", "--until", "2026-02-30"],
        ["explain", "--since", "7x"], ["explain", "--since", ""], ["explain", "--since", "2026-11-18T25:00:00Z"],
        ["explain", "--timezone", "Mars/Olympus"], ["explain", "--top", "-1"], ["explain", "--top", "many"],
        ["explain", "--business", "abc"], ["explain", "--field", "reason"], ["explain", "--field", "reason="],
        ["explain", "--field", "=why"], ["explain", "--since"], ["explain", "--quiet=yes"], ["explain", "-z"],
        ["explain", "--format"], ["explain", "--format="], ["playbook"], ["playbook", "show"],
        ["codes", "BE2101", "BE2102"], ["explain", "--since", "-7d"], ["explain", "--timezone", "+25:00"],
    ])
    func `a wrong command line is 64 and says why`(_ arguments: [String]) async throws {
        let run = try await Tool.run(arguments, text: record())
        #expect(run.exitCode == 64)
        #expect(run.out == "")
        #expect(!run.err.isEmpty)
    }

    @Test(arguments: ["--form=json", "--bus=169990000000101", "--sinc=7d", "--outpu=x", "--revea", "--qui", "--hel"])
    func `D21: long options cannot be abbreviated`(_ option: String) async throws {
        #expect(try await Tool.run(["explain", option], text: record()).exitCode == 64)
    }

    @Test(arguments: [
        [], ["explain"], ["codes"], ["playbook"], ["playbook", "list"], ["playbook", "show"], ["playbook", "lint"],
        ["request"], ["query"],
    ])
    func `help fits the terminal and ends well`(_ command: [String]) async throws {
        for flag in ["--help", "-h"] {
            let run = try await Tool.run(command + [flag])
            #expect(run.exitCode == 0)
            #expect(run.err == "")
            #expect(run.out.contains("Usage: "))
            #expect(run.out.split(separator: "\n").filter { $0.count > 80 } == [])
            #expect(Steering.found(in: run.out) == [])
        }
    }

    @Test(arguments: [
        [], ["explain"], ["codes"], ["playbook"], ["playbook", "list"], ["playbook", "show"], ["playbook", "lint"],
        ["request"], ["query"],
    ])
    func `help has an example`(_ command: [String]) async throws {
        let text = try await Tool.run(command + ["--help"]).out
        #expect(text.contains("Examples:\n  be-diagnose "))
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(!words.contains("may be repeated. may be repeated"))
    }

    @Test func `D23: codes and playbooks`() async throws {
        #expect(try await Tool.run(["codes"]).exitCode == 0)
        #expect(try await Tool.run(["codes", "BE2101"]).exitCode == 0)
        #expect(try await Tool.run(["codes", "BE9999"]).exitCode == 64)
        #expect(try await Tool.run(["playbook", "list"]).exitCode == 0)
        #expect(try await Tool.run(["playbook", "lint"]).exitCode == 0)
        #expect(try await Tool.run(["playbook", "show", "Allscripts"]).exitCode == 0)
        #expect(try await Tool.run(["playbook", "show", "Nobody"]).exitCode == 64)
    }

    @Test(arguments: ["BE1100", "BE1101", "BE2101", "BE2102", "BE3101", "BE3102", "BE3103", "BE3104", "BE4101"])
    func `each fixed code is listed and explained`(_ code: String) async throws {
        #expect(try await Tool.run(["codes"]).out.contains(code))
        #expect(try await Tool.run(["codes", code]).out.contains(code))
    }

    @Test func `colour is asked for, or not there`() async throws {
        let colour = { (arguments: [String], environment: [String: String]) in
            try await Tool.run(["explain"] + arguments, text: restricted(), environment: environment).out.contains(
                "\u{1B}[")
        }
        #expect(try await !colour([], ["TERM": "xterm-256color"]))
        #expect(try await colour(["--color", "always"], [:]))
        #expect(try await colour(["--color=always"], ["NO_COLOR": "1"]))
        #expect(try await !colour(["--color", "never"], ["TERM": "xterm-256color"]))
        #expect(try await !colour(["--color", "always", "--format", "json"], [:]))
    }

    @Test func `options and files mix, and -- ends the options`() async throws {
        let scratch = try Scratch()
        try scratch.file("-q", restricted())
        #expect(try await Tool.run(["explain", "--format=json", "--", "-q"], in: scratch.folder).exitCode == 1)
        #expect(try await Tool.run(["explain", "./-q", "--format", "json", "-q"], in: scratch.folder).exitCode == 1)
    }

    @Test(arguments: [["--version"], ["explain", "--version"]])
    func `the version needs no command`(_ arguments: [String]) async throws {
        let run = try await Tool.run(arguments)
        #expect(run.exitCode == 0)
        #expect(run.out.hasPrefix("be-diagnose "))
    }

    @Test func `-q keeps stderr empty`() async throws {
        #expect(try await Tool.run(["explain", "-q"], text: restricted(reason: Reason.unknown)).err == "")
    }
}
