import Foundation
import Testing
import ToolRunning

/// The first use, when nothing is configured.
@Suite(.fewAtATime) struct FirstRunTests {
    private func home() throws -> (scratch: Scratch, environment: [String: String], file: String) {
        let scratch = try Scratch()
        let file = scratch.folder.appendingPathComponent(".config/be-diagnose/profiles.yaml").path
        return (scratch, ["HOME": scratch.folder.path], file)
    }

    @Test(arguments: [["practice", "10021"], ["departments", "10021"], ["cancel-reasons", "10021"]])
    func `a look-up says where the profiles file goes, and what is in it`(_ line: [String]) async throws {
        let (_, environment, file) = try home()
        let run = try await Tool.run(line, environment: environment)
        #expect(run.exitCode == 78 && run.out == "")
        #expect(run.err.contains("define it in \(file)") && run.err.contains("doctor --init"))
        let example = run.err.split(separator: "\n").filter { $0.hasPrefix("  ") }
        #expect(example.count == 5 && example[0] == "  credentials:")
        #expect(example[2].contains("https://api.platform.athenahealth.com"))
    }

    @Test func `what an error shows of a profiles file is one`() async throws {
        let (scratch, environment, file) = try home()
        let shown = try await Tool.run(["practice", "10021"], environment: environment).err
            .split(separator: "\n").filter { $0.hasPrefix("  ") }.map { $0.dropFirst(2) }
        try scratch.file(".config/be-diagnose/profiles.yaml", shown.joined(separator: "\n") + "\n")
        let run = try await Tool.run(["practice", "10021"], environment: environment)
        #expect(run.exitCode == 78 && run.err.contains("athenahealth.json does not exist"))
        #expect(FileManager.default.fileExists(atPath: file))
    }

    @Test func `doctor names the place of the file that is not there`() async throws {
        let (_, environment, file) = try home()
        let run = try await Tool.run(["doctor", "--offline"], environment: environment)
        #expect(unwrapped(run).contains("no profiles file at \(file)"))
        #expect(unwrapped(run).contains("'be-diagnose doctor --init' writes that file"))
    }

    @Test func `doctor --init writes a file that only its owner reads, and that works`() async throws {
        let (_, environment, file) = try home()
        let run = try await Tool.run(["doctor", "--init"], environment: environment)
        #expect(run.exitCode == 0 && run.out == "" && run.err.hasPrefix("Wrote \(file) (mode 0600)."))
        let mode = { (path: String) in
            try (FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0
        }
        #expect(try mode(file) == 0o600)
        #expect(try mode((file as NSString).deletingLastPathComponent) == 0o700)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("\n# "))
        let doctor = try await Tool.run(["doctor", "--offline"], environment: environment)
        #expect(unwrapped(doctor).contains("'production', built in; from \(file)"))
        #expect(unwrapped(doctor).contains("credential athenahealth: Missing credential"))
    }

    @Test func `doctor --init never replaces a file`() async throws {
        let (scratch, environment, file) = try home()
        try scratch.file(".config/be-diagnose/profiles.yaml", "mine\n")
        let run = try await Tool.run(["doctor", "--init"], environment: environment)
        #expect(run.exitCode == 73 && run.err.contains("\(file) exists already and was not changed"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")
        // A link that leads nowhere yet is somebody's as well.
        let link = scratch.folder.appendingPathComponent("link.yaml").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "elsewhere.yaml")
        #expect(try await Tool.run(["doctor", "--init", "--profiles", link], environment: environment).exitCode == 73)
        #expect(!FileManager.default.fileExists(atPath: scratch.folder.appendingPathComponent("elsewhere.yaml").path))
    }

    @Test func `a profiles file that is named and not there is an error with two hints`() async throws {
        let run = try await Tool.run(["practice", "--profiles", "/nonexistent/p.yaml", "10021"])
        #expect(run.exitCode == 78)
        #expect(
            run.err == """
                error: profiles file /nonexistent/p.yaml: no such file
                hint: check --profiles and $BE_DIAGNOSE_PROFILES
                hint: 'be-diagnose doctor --init' writes a first one

                """)
    }

    @Test func `doctor warns of playbooks that nobody compared for six months, and is content all the same`()
        async throws
    {
        let scratch = try Scratch()
        let shipped = Tool.root.appendingPathComponent("playbooks/articles.yaml")
        let text = try String(contentsOf: shipped, encoding: .utf8)
        let old = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("verified:") ? "verified: 2020-01-31" : String($0)
        }
        try scratch.file("books/articles.yaml", old.joined(separator: "\n"))
        let run = try await Tool.run(
            ["doctor", "--offline", "--profile", "sandbox", "--playbooks", "books"], in: scratch.folder)
        #expect(
            unwrapped(run).contains(
                "note knowledge verified more than six months ago: Articles (Articles: 2020-01-31)"))
        #expect(try await !Tool.run(["doctor", "--offline", "--profile", "sandbox"]).out.contains("Articles: "))
    }

    /// The output with its lines joined, since where they end depends on the folder's name.
    private func unwrapped(_ run: ToolRun) -> String {
        run.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
