import Foundation
import Testing
import ToolRunning

/// The completion scripts in the shells that they are for; a shell that is not installed is skipped, and named.
@Suite(.fewAtATime) struct ShellCompletionTests {
    private static func has(_ program: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(program)")
    }

    /// A line that is being typed, and what must be offered for its last word.
    static let offers: [(String, [String], absent: String)] = [
        ("be-diagnose codes BE210", ["BE2101", "BE2102"], "BE3101"),
        ("be-diagnose reauthorize ", ["plan", "apply", "resume", "status", "confirm"], "explain"),
        ("be-diagnose playbook show A", ["AthenaHealth", "Allscripts", "Articles"], "Platform"),
        ("be-diagnose practice --profile p", ["production", "preview"], "sandbox"),
        ("be-diagnose practice --profile my", ["my-lab", "my-own"], "production"),
        (
            "be-diagnose request athenahealth-c", ["athenahealth-cancel-reasons", "athenahealth-create-group"],
            "read-group"
        ),
        ("be-diagnose query ", ["restricted", "last-record"], "read-group"),
        ("be-diagnose help ver", ["verdicts"], "none"),
        ("be-diagnose completion ", ["bash", "zsh", "fish"], "explain"),
        ("be-diagnose explain --format ", ["text", "json", "markdown"], "explain"),
        ("be-diagnose practice --pro", ["--profile", "--profiles"], "--output"),
    ]

    /// A folder with the script, a profiles file of the user's, and the tool on the PATH.
    private static func lab() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.file(
            ".config/be-diagnose/profiles.yaml",
            """
            profiles:
              my-lab: { platform: { url: "http://127.0.0.1:1" } }
              my-own: { platform: { url: "http://127.0.0.1:1" } }
            """)
        try FileManager.default.createDirectory(
            at: scratch.folder.appendingPathComponent("bin"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.folder.appendingPathComponent("bin/be-diagnose").path,
            withDestinationPath: Tool.binary.path)
        return scratch
    }

    private static func offered(_ name: String, _ line: String) async throws -> String {
        let scratch = try lab()
        let setup = "export HOME=$PWD PATH=$PWD/bin:$PATH TERM=xterm\nbe-diagnose completion \(name) >script\n"
        try scratch.file("typed", line)
        switch name {
        case "bash":
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
            try scratch.file(
                "ask",
                "source ./script; COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)\n"
                    + "_be_diagnose; printf '%s\\n' \"${COMPREPLY[@]}\"\n")
            return try await shell(setup + "bash --norc ./ask", in: scratch.folder).out
        case "fish":
            return try await shell(
                setup + "fish -c 'source ./script; complete -C (cat typed | string collect)'", in: scratch.folder
            ).out
        default:
            // A person at a terminal: the line, then Tab until the list shows.
            try scratch.file(
                "ask",
                """
                zmodload zsh/zpty
                mkdir -p functions && cp script functions/_be-diagnose
                zpty shell zsh -f -i
                zpty -w shell 'PS1=; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=0; print rea""dy'
                while zpty -r shell text; do [[ $text == *ready* ]] && break; done
                zpty -w -n shell "$(<typed)"$'\\t\\t'
                sleep 2
                while zpty -rt shell text; do print -r -- "$text"; done
                zpty -d shell
                """)
            return try await shell(setup + "zsh -f ./ask", in: scratch.folder).out
        }
    }

    private static func check(_ name: String, _ offer: (String, [String], absent: String)) async throws {
        let out = try await offered(name, offer.0)
        let words = Set(
            out.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").split {
                $0.isWhitespace || $0.isNewline || $0 == "\u{7}"
            }
            .map(String.init))
        for word in offer.1 {
            // A shell completes what all have in common on the typed line.
            #expect(words.contains(word) || out.contains(word), "\(name): \(out)")
        }
        #expect(!words.contains(offer.absent) || offer.0.contains(offer.absent), "\(name): \(out)")
    }

    @Test(.enabled(if: has("bash")), arguments: offers.indices)
    func `bash offers commands, options and names`(_ index: Int) async throws {
        try await Self.check("bash", Self.offers[index])
    }

    @Test(.enabled(if: has("fish"), "fish is not installed"), arguments: offers.indices)
    func `fish offers commands, options and names`(_ index: Int) async throws {
        try await Self.check("fish", Self.offers[index])
    }

    @Test(.enabled(if: has("zsh"), "zsh is not installed"), arguments: offers.indices)
    func `zsh offers commands, options and names`(_ index: Int) async throws {
        try await Self.check("zsh", Self.offers[index])
    }

    @Test(arguments: ["codes", "commands", "integrations", "playbooks", "profiles", "queries", "requests"])
    func `names are listed one per line`(_ kind: String) async throws {
        let run = try await Tool.run(["completion", "--names", kind])
        #expect(run.exitCode == 0 && run.err == "")
        #expect(run.out.split(separator: "\n").allSatisfy { !$0.contains(" ") } && run.out.contains("\n"))
    }

    @Test(.enabled(if: has("man"), "man is not installed"))
    func `man shows the manual page without a warning`() async throws {
        let scratch = try Scratch()
        let run = try await shell(
            "$TOOL man >be-diagnose.1; MANWIDTH=80 MANROFFSEQ= man --warnings -l be-diagnose.1 | col -b",
            in: scratch.folder)
        #expect(run.exitCode == 0 && run.err == "", "\(run.err)")
        for text in [
            "NAME", "be-diagnose reauthorize plan", "--deadline SECONDS", "EXIT STATUS", "BE_DIAGNOSE_PROFILES",
        ] {
            #expect(run.out.contains(text))
        }
    }

    @Test(arguments: ["redact", "message -", "departments 1 --names - --profile sandbox"])
    func `a command that waits for input at a terminal says so`(_ line: String) async throws {
        let scratch = try Scratch()
        let run = try await shell("script -qec \"$TOOL \(line)\" /dev/null </dev/null", in: scratch.folder)
        #expect(run.out.contains("Paste ") && run.out.contains(", then press Ctrl-D."))
    }
}
