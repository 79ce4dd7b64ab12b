import Foundation
import Testing
import ToolRunning

/// A real terminal: tmux, with the tool in a shell that has job control.
final class Tmux {
    private let socket = "be-diagnose-\(UUID().uuidString)"

    init(columns: Int, command: String) async throws {
        try await run(["new-session", "-d", "-x", String(columns), "-y", "50", "env HISTFILE= PS1='ready> ' sh -i"])
        try await run(["set-option", "-g", "history-limit", "50000"])
        // The limit holds for new windows only.
        try await run(["new-window", "env HISTFILE= PS1='ready> ' sh -i"])
        try await type(command)
    }

    deinit { _ = try? start(["kill-server"], nil) }

    @discardableResult
    func run(_ arguments: [String]) async throws -> String {
        // A file, not a pipe: tmux's server keeps what it was started with.
        let scratch = try Scratch()
        let out = try scratch.file("out", Data())
        let written = open(out.path, O_WRONLY | O_CLOEXEC)
        defer { close(written) }
        guard try await start(arguments, written).wait() == 0 else {
            throw TerminalFault(text: "tmux \(arguments.joined(separator: " ")) failed; scripts/setup installs tmux")
        }
        return String(decoding: try Data(contentsOf: out), as: UTF8.self)
    }

    private func start(_ arguments: [String], _ output: Int32?) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/env", ["tmux", "-L", socket, "-f", "/dev/null"] + arguments,
            environment: [
                "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                "TMUX_TMPDIR": FileManager.default.temporaryDirectory.path,
            ], output: output)
    }

    func type(_ line: String) async throws {
        try await run(["send-keys", "-l", line])
        try await key("Enter")
    }

    func key(_ name: String) async throws { try await run(["send-keys", name]) }

    func paste(_ file: URL) async throws {
        try await run(["load-buffer", file.path])
        try await run(["paste-buffer", "-p", "-d"])
    }

    func shown() async -> String { (try? await run(["capture-pane", "-p", "-J", "-S", "-50000"])) ?? "" }

    func wait(for text: String) async throws {
        do {
            try await eventually(text) { await shown().contains(text) }
        } catch { throw TerminalFault(text: "waited for \(text) in: \(await shown().suffix(3000))") }
    }

    /// Waits until the tool's prompt is the last thing in the window; the tool has the terminal then.
    func waitForPrompt() async throws {
        try await eventually("the prompt") {
            await shown().split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }?.hasPrefix(">") == true
        }
    }
}

@Suite(.fewAtATime, .serialized) struct TmuxTests {
    private func start(columns: Int = 100) async throws -> Tmux {
        let tmux = try await Tmux(columns: columns, command: "\(Tool.binary.path) explain; echo \"exit=$?\"")
        try await tmux.wait(for: "Ctrl-D")
        return tmux
    }

    @Test func `every paste of the table gives its code`() async throws {
        let tmux = try await start()
        var expected: [String] = []
        for paste in Paste.all {
            expected += Array(repeating: paste.code, count: paste.documents)
            try await tmux.paste(paste.file)
            try await tmux.wait(for: "#\(expected.count)  ")
        }
        try await tmux.key("C-d")
        try await tmux.wait(for: "exit=2")
        let codes = Paste.codes(of: await TerminalSession.answers(in: tmux.shown()))
        #expect(codes.count == expected.count)
        for (index, (code, wanted)) in zip(codes, expected).enumerated() {
            #expect(code == wanted, "answer \(index + 1)")
        }
    }

    @Test func `a window of 40 columns, and one that becomes wider`() async throws {
        let tmux = try await start(columns: 40)
        let paste = try #require(Paste.all.first { $0.name.hasSuffix("athenahealth-line") })
        try await tmux.paste(paste.file)
        try await tmux.wait(for: "BE2101, likely")
        let narrow = try #require(await TerminalSession.answers(in: tmux.shown()).first).split(separator: "\n")
        #expect(narrow.count <= 8)
        #expect(narrow.filter { $0.count > 40 } == [])
        try await tmux.run(["resize-window", "-x", "90"])
        let other = try #require(Paste.all.first { $0.name.hasSuffix("allscripts-line") })
        try await tmux.paste(other.file)
        try await tmux.wait(for: "BE3102, likely")
        let wide = try #require(await TerminalSession.answers(in: tmux.shown()).last).split(separator: "\n")
        #expect(wide.contains { $0.count > 60 && $0.count <= 90 })
    }

    @Test func `stopped and continued, the terminal is the shell's and ours again`() async throws {
        let tmux = try await start()
        try await tmux.key("C-z")
        try await tmux.wait(for: "ready> ")
        try await tmux.type("stty -a | grep -o ' icanon' ; echo stopped=$?")
        try await tmux.wait(for: "stopped=0")
        try await tmux.type("fg")
        try await tmux.wait(for: "explain")
        let paste = try #require(Paste.all.first { $0.name.hasSuffix("athenahealth-json-view") })
        try await tmux.waitForPrompt()
        try await tmux.paste(paste.file)
        try await tmux.wait(for: "BE2101, likely")
        try await tmux.key("C-c")
        // The list of commands was over when its first was stopped.
        try await tmux.type("echo code=$?")
        try await tmux.wait(for: "code=130")
        try await tmux.type("stty -a | grep -o ' icanon' ; echo left=$?")
        try await tmux.wait(for: "left=0")
    }
}
