import Foundation
import Testing
import ToolRunning

/// Pipes and named pipes whose writer does not do as it should.
@Suite(.timeLimit(.minutes(5))) struct PipeTests {
    private static let all = (0..<3000).map { restricted("\($0 % 3 + 2)") + "\n" }.joined()

    private func reading(_ writer: String) throws -> Report {
        let scratch = try Scratch()
        try scratch.file("all", Self.all)
        let run = try shell(
            "mkfifo pipe\n(\(writer)) >pipe &\n\"$TOOL\" explain --format json pipe\ncode=$?\nwait\nexit $code",
            in: scratch.folder)
        return try Report(ToolRun(exitCode: run.exitCode, out: run.out, err: run.err))
    }

    @Test func `a named pipe is read to its end`() throws {
        let report = try reading("cat all")
        #expect(report.counter("records") == 3000)
        #expect(report.gaps == [])
        #expect(report.exitCode == 1)
    }

    @Test func `a named pipe whose writer stops and goes on is read to its end`() throws {
        let report = try reading("head -c 100050 all; sleep 1; tail -c +100051 all")
        #expect(report.counter("records") == 3000)
        #expect(report.gaps == [])
    }

    @Test func `a named pipe that closes within a line is a gap`() throws {
        let bytes = 100_050
        let whole = Self.all.utf8.prefix(bytes).count { $0 == UInt8(ascii: "\n") }
        let report = try reading("head -c \(bytes) all")
        #expect(report.counter("records") == whole)
        #expect(report.counter("malformed") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
        #expect(report.exitCode == 2)
    }

    @Test func `a named pipe that closes at once is empty`() throws {
        let report = try reading("true")
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1002"])
        #expect(report.exitCode == 2)
    }

    @Test func `a writer that stays within a line is waited for, and Ctrl-C leaves nothing half-written`() throws {
        let scratch = try Scratch()
        let pipe = PrivatePipe()
        let process = try ChildProcess(
            Tool.binary.path, ["explain", "--format", "json", "--output", "report.json", "-"],
            environment: ["HOME": "/nonexistent"], in: scratch.folder, input: pipe.reading)
        let part = Array(Self.all.utf8.prefix(30_011))
        #expect(write(pipe.writing, part, part.count) == part.count)
        usleep(500_000)
        #expect(kill(process.processIdentifier, 0) == 0)
        process.signal(SIGINT)
        #expect(process.wait() == 130)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == [])
    }
}
