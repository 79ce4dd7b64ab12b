import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct OutputRuleTests {
    private let scratch: Scratch
    private let many: String

    init() throws {
        scratch = try Scratch()
        try scratch.file("in.ndjson", lines(restricted(), record()))
        many = (0..<4000).map { restricted(reason: "Reason number \($0)") }.joined(separator: "\n")
    }

    private func content(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: scratch.folder.appendingPathComponent(name)), as: UTF8.self)
    }

    @Test(arguments: ["text", "json"])
    func `D20: a closed stdout ends quietly, with the exit code of the whole`(_ format: String) async throws {
        try scratch.file("many.ndjson", many)
        let line = "{ $TOOL explain --format \(format) many.ndjson; echo $? >code.txt; } | head -1"
        let run = try await shell(line, in: scratch.folder)
        #expect(try content("code.txt") == "2\n")
        #expect(run.err == "")
        #expect(run.out.split(separator: "\n").count == 1)
        let small = try await shell("{ $TOOL explain in.ndjson; echo $? >code.txt; } | :", in: scratch.folder)
        #expect(try content("code.txt") == "1\n")
        #expect(small.err == "")
    }

    @Test(arguments: ["text", "json"])
    func `D20: --output holds what stdout would, and replaces whole`(_ format: String) async throws {
        let arguments = ["explain", "--format", format, "in.ndjson"]
        let direct = try await Tool.run(arguments, in: scratch.folder)
        try scratch.file("report", String(repeating: "an earlier, longer report\n", count: 10_000))
        let run = try await Tool.run(arguments + ["--output", "report"], in: scratch.folder)
        #expect(run.exitCode == 1)
        #expect(run.out == "")
        #expect(try content("report") == direct.out)
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
        #expect(left.sorted() == ["in.ndjson", "report"])
    }

    @Test func `D20: to a pipe or device it writes directly`() async throws {
        let run = try await shell("$TOOL explain --output /dev/stdout in.ndjson | cat", in: scratch.folder)
        #expect(run.out.contains("BE2101"))
        let fifo = try await shell(
            "mkfifo f; cat f >got.txt & $TOOL explain --output f in.ndjson; code=$?; wait; test -p f && exit $code",
            in: scratch.folder)
        #expect(fifo.exitCode == 1)
        #expect(try content("got.txt").contains("BE2101"))
    }

    @Test func `D20: a symbolic link stays one`() async throws {
        try scratch.file("real", "before")
        let run = try await shell("ln -s real link; $TOOL explain --output link in.ndjson", in: scratch.folder)
        #expect(run.exitCode == 1)
        #expect(try content("real").contains("BE2101"))
    }

    @Test(arguments: ["$TOOL explain in.ndjson >/dev/full", "$TOOL explain --output /dev/full in.ndjson"])
    func `a full disk is exit 73`(_ command: String) async throws {
        let run = try await shell(command, in: scratch.folder)
        #expect(run.exitCode == 73)
        #expect(run.err.contains("No space left on device"))
    }

    @Test func `a full disk leaves the earlier file`() async throws {
        try scratch.file("many.ndjson", many)
        try scratch.file("report", "before")
        // A limit on the size of files stands in for the full disk; it needs no right to mount one.
        let line = "trap '' XFSZ; ulimit -f 8; $TOOL explain --format json --output report many.ndjson"
        let run = try await shell(line, in: scratch.folder)
        #expect(run.exitCode == 73)
        #expect(try content("report") == "before")
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
        #expect(left.sorted() == ["in.ndjson", "many.ndjson", "report", "shell"])
    }

    @Test(arguments: ["none/report", "in.ndjson/report", "."])
    func `a place that cannot be written is exit 73`(_ place: String) async throws {
        let run = try await Tool.run(["explain", "in.ndjson", "--output", place], in: scratch.folder)
        #expect(run.exitCode == 73)
        #expect(run.out == "")
        #expect(run.err.contains(place))
    }
}
