import Foundation
import Testing
import ToolRunning

/// A real terminal: tmux, with the tool in a shell that has job control.
final class Tmux {
    private let socket = "be-diagnose-\(UUID().uuidString)"

    init(columns: Int, command: String) throws {
        try run(["new-session", "-d", "-x", String(columns), "-y", "50", "env HISTFILE= PS1='ready> ' sh -i"])
        try run(["set-option", "-g", "history-limit", "50000"])
        // The limit holds for new windows only.
        try run(["new-window", "env HISTFILE= PS1='ready> ' sh -i"])
        try type(command)
    }

    deinit { _ = try? run(["kill-server"]) }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        // A file, not a pipe: tmux's server keeps what it was started with.
        let scratch = try Scratch()
        let out = try scratch.file("out", Data())
        let (nothing, written) = (open("/dev/null", O_RDWR | O_CLOEXEC), open(out.path, O_WRONLY | O_CLOEXEC))
        defer { [nothing, written].forEach { close($0) } }
        let tmux = try Child(
            "tmux", ["-L", socket, "-f", "/dev/null"] + arguments,
            environment: [
                "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                "TMUX_TMPDIR": FileManager.default.temporaryDirectory.path,
            ],
            streams: [nothing, written, nothing])
        let code = tmux.wait()
        let data = try Data(contentsOf: out)
        guard code == 0 else {
            throw TerminalFault(text: "tmux \(arguments.joined(separator: " ")) failed; scripts/setup installs tmux")
        }
        return String(decoding: data, as: UTF8.self)
    }

    func type(_ line: String) throws { try run(["send-keys", "-l", line]); try key("Enter") }
    func key(_ name: String) throws { try run(["send-keys", name]) }

    func paste(_ file: URL) throws {
        try run(["load-buffer", file.path])
        try run(["paste-buffer", "-p", "-d"])
    }

    var shown: String { (try? run(["capture-pane", "-p", "-J", "-S", "-50000"])) ?? "" }

    func wait(for text: String, seconds: Double = 30) throws {
        let end = Date().addingTimeInterval(seconds)
        while !shown.contains(text) {
            if Date() > end { throw TerminalFault(text: "waited for \(text) in: \(shown.suffix(3000))") }
            usleep(20_000)
        }
    }
}

@Suite(.serialized) struct TmuxTests {
    private func start(columns: Int = 100) throws -> Tmux {
        let tmux = try Tmux(columns: columns, command: "\(Tool.binary.path) explain; echo \"exit=$?\"")
        try tmux.wait(for: "Ctrl-D ends")
        return tmux
    }

    @Test func `every paste of the table gives its code`() throws {
        let tmux = try start()
        var expected: [String] = []
        for paste in Paste.all {
            expected += Array(repeating: paste.code, count: paste.documents)
            try tmux.paste(paste.file)
            try tmux.wait(for: "#\(expected.count)  ")
        }
        try tmux.key("C-d")
        try tmux.wait(for: "exit=2")
        let codes = Paste.codes(of: TerminalSession.answers(in: tmux.shown))
        #expect(codes.count == expected.count)
        for (index, (code, wanted)) in zip(codes, expected).enumerated() {
            #expect(code == wanted, "answer \(index + 1)")
        }
    }

    @Test func `a window of 40 columns, and one that becomes wider`() throws {
        let tmux = try start(columns: 40)
        let paste = try #require(Paste.all.first { $0.name.hasSuffix("athenahealth-line") })
        try tmux.paste(paste.file)
        try tmux.wait(for: "#1  BE2101")
        let narrow = try #require(TerminalSession.answers(in: tmux.shown).first).split(separator: "\n")
        #expect(narrow.count <= 8)
        #expect(narrow.filter { $0.count > 40 } == [])
        try tmux.run(["resize-window", "-x", "90"])
        let other = try #require(Paste.all.first { $0.name.hasSuffix("allscripts-line") })
        try tmux.paste(other.file)
        try tmux.wait(for: "#2  BE3102")
        let wide = try #require(TerminalSession.answers(in: tmux.shown).last).split(separator: "\n")
        #expect(wide.contains { $0.count > 60 && $0.count <= 90 })
    }

    @Test func `stopped and continued, the terminal is the shell's and ours again`() throws {
        let tmux = try start()
        try tmux.key("C-z")
        try tmux.wait(for: "ready> ")
        try tmux.type("stty -a | grep -o ' icanon' ; echo stopped=$?")
        try tmux.wait(for: "stopped=0")
        try tmux.type("fg")
        try tmux.wait(for: "explain")
        let paste = try #require(Paste.all.first { $0.name.hasSuffix("athenahealth-json-view") })
        usleep(300_000)
        try tmux.paste(paste.file)
        try tmux.wait(for: "#1  BE2101")
        try tmux.key("C-c")
        // The list of commands was over when its first was stopped.
        try tmux.type("echo code=$?")
        try tmux.wait(for: "code=130")
        try tmux.type("stty -a | grep -o ' icanon' ; echo left=$?")
        try tmux.wait(for: "left=0")
    }
}
