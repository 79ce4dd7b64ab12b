import Foundation
import Testing
import ToolRunning

/// What `redact` says of what it did, what it keeps by hand, and how it exits.
@Suite(.fewAtATime) struct RedactSummaryTests {
    private static let log = "{\"note\":\"Zelvira\",\"message\":\"Quimby failed\",\"email\":\"zq4711@example.com\"}\n"
    private static let planted = ["Zelvira", "Quimby", "zq4711"]
    private static let sample = Tool.root.appendingPathComponent("Samples/message/message.html").path
    /// No file, in a folder that there is not either.
    private static let missing = "/nonexistent/file"

    private func result(_ text: String) throws -> [String: Any] {
        let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(report?["result"] as? [String: Any])
    }

    @Test(arguments: [
        ([], [], "nothing is kept by hand"), (["--keep", "QUIMBY"], ["Quimby"], "a word in any letter case"),
        (["--keep", "Quimby Zelvira"], ["Quimby"], "several words; a field that nobody keeps is asked for as a field"),
        (["--keep-field", "note"], ["Zelvira"], "a field"),
        (["--keep-field", "x.email"], ["zq4711"], "an identity, by its last part"),
        (["--keep", "quimby", "--keep-field", "note", "--keep-field", "email"], planted, "several"),
        (["--keep", "zelvir"], [], "no part of a word"), (["--keep-field", "not"], [], "no part of a name"),
    ])
    func `D41 only what is kept by hand stays besides`(_ options: [String], _ kept: [String], _ why: String)
        async throws
    {
        let run = try await Tool.run(["redact"] + options, text: Self.log)
        #expect(run.exitCode == 0)
        #expect(
            Self.planted.filter { run.out.contains($0) } == Self.planted.filter(kept.contains), "\(why): \(run.out)")
        #expect(run.err.contains("Kept by hand") == !options.isEmpty)
    }

    @Test func `a word that is kept stays in fields that are kept, and nowhere else`() async throws {
        let text =
            "{\"contact\":{\"name\":\"Quimby\"},\"color\":\"Quimby\",\"message\":\"Quimby, QuimbyService and password=Quimby\"}\n"
        let run = try await Tool.run(["redact", "--keep", "Quimby"], text: text)
        #expect(run.out.matches(of: #/[Qq]uimby/#).count == 2)
        #expect(run.out.contains("\"message\":\"Quimby, QuimbyService and password=‹secret "))
    }

    @Test func `one line says what was hidden and kept, and what to look at`() async throws {
        let run = try await Tool.run(["redact", "--keep-field", "note"], text: Self.log)
        #expect(run.err.contains("Redacted 1 identity, 1 word. Kept by hand: field note. "))
        #expect(run.err.contains("read it before you paste it"))
        #expect(try await Tool.run(["redact"], text: "it failed\n").err.contains("Nothing redacted."))
        #expect(try await Tool.run(["redact", "-q"], text: Self.log).err.isEmpty)
        for word in Self.planted { #expect(!run.err.contains(word)) }
    }

    @Test func `the summary is a report where JSON is asked for: beside the copy, or on stdout with a file`()
        async throws
    {
        let scratch = try Scratch()
        let beside = try await Tool.run(["redact", "--format", "json", "--keep", "quimby"], text: Self.log)
        let file = scratch.folder.appendingPathComponent("safe.ndjson")
        let written = try await Tool.run(
            ["redact", "--format", "json", "--keep", "quimby", "--output", file.path], text: Self.log)
        let copy = try withExtendedLifetime(scratch) { try String(contentsOf: file, encoding: .utf8) }
        for (text, copy) in [(beside.err, beside.out), (written.out, copy)] {
            let result = try result(text)
            #expect(result["redacted"] as? [String: Int] == ["identity": 1, "value": 1])
            #expect(result["words"] as? Int == 0)
            #expect(result["keptByHand"] as? [String] == ["word quimby"])
            #expect((result["advice"] as? String)?.contains("read it before you paste it") == true)
            #expect(copy.hasPrefix("{\"note\":\"‹value ") && copy.contains("Quimby failed"))
        }
        #expect(written.err == "Wrote \(file.path)\n")
        #expect(beside.exitCode == 0 && written.exitCode == 0)
    }

    @Test func `parts of a mail that are no text are left out, counted, and no gap`() async throws {
        let mail = """
            From: a@example.com
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            it failed
            --b
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b--

            """
        let run = try await Tool.run(["redact", "--format", "json"], text: mail)
        #expect(run.exitCode == 0)
        let leftOut = try result(run.err)["leftOut"] as? [[String: Any]]
        #expect(leftOut?.first?["count"] as? Int == 1)
        #expect(run.out.contains("it failed") && !run.out.contains("iVBOR"))
        #expect(try await Tool.run(["redact"], text: mail).err.contains("Left out of "))
    }

    @Test(arguments: [[], ["-q"], ["--format", "json"]] as [[String]])
    func `D41 a text that is too long to be looked at is a gap`(_ arguments: [String]) async throws {
        let text = #"{"level":"INFO","message":""# + String(repeating: "zelvira ", count: 1 << 20) + "\"}\n"
        let run = try await Tool.run(["redact"] + arguments, text: text)
        #expect(run.exitCode == 2)
        #expect(run.err.contains("Left out of -: 1 text of over 1 MiB."))
        #expect(run.out.hasPrefix(#"{"level":"INFO","message":"‹long text "#) && !run.out.contains("zelvira"))
    }

    @Test(
        arguments: [
            ([sample], 0, "all of it"), ([sample, missing], 2, "one was not copied"), ([missing], 65, "none was"),
            ([missing, missing], 65, "none was"), (["--keep"], 64, "no word"),
        ] as [([String], Int32, String)])
    func `D41 the exit code says whether all was copied`(_ arguments: [String], _ code: Int32, _ why: String)
        async throws
    {
        let run = try await Tool.run(["redact"] + arguments)
        #expect(run.exitCode == code, "\(why)")
        #expect(run.out.isEmpty == (code > 2))
        if arguments.contains(Self.missing) { #expect(run.err.contains("no such file")) }
        let report = try await Tool.run(["redact", "--format", "json"] + arguments)
        #expect(report.exitCode == code, "\(why)")
        if code == 2 {
            let json = try JSONSerialization.jsonObject(with: Data(report.err.utf8)) as? [String: Any]
            #expect(json?["outcome"] as? String == "undetermined")
            #expect(((json?["coverage"] as? [String: Any])?["gaps"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: ["Zelvira Quimby.log", "log of Zelvira.ndjson", "zq4711@example.com.log"])
    func `a name of a file that may be a person's is told to nobody`(_ name: String) async throws {
        let scratch = try Scratch()
        try scratch.file(name, "it failed\n")
        for arguments in [
            ["redact", name], ["redact", "x " + name], ["explain", name], ["explain", "--format", "json", name],
        ] {
            let run = try await Tool.run(arguments, in: scratch.folder)
            for word in Self.planted { #expect(!(run.out + run.err).contains(word), "\(arguments)") }
        }
    }
}

/// A second opinion on `redact`, and on all that `explain` prints (Tests/Models/canaries).
@Suite(.fewAtATime) struct CanaryTests {
    @Test(arguments: ["check.py \"$TOOL\" --reduced", "same.py \"$TOOL\" --exports 20 --seed 1"])
    func `D41 D42 D43 agree with their model`(check: String) async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models/canaries").path
        let run = try await shell("python3 '\(folder)'/\(check)", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out.suffix(4000))\(run.err)")
    }
}
