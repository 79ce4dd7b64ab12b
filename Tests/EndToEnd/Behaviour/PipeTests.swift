import Foundation
import Testing
import ToolRunning

/// Pipes and named pipes whose writer does not do as it should.
@Suite(.fewAtATime, .timeLimit(.minutes(5))) struct PipeTests {
    private static let all = (0..<3000).map { restricted("\($0 % 3 + 2)") + "\n" }.joined()

    private func reading(_ writer: String) async throws -> Report {
        let scratch = try Scratch()
        try scratch.file("all", Self.all)
        let run = try await shell(
            "mkfifo pipe\n(\(writer)) >pipe &\n\"$TOOL\" explain --format json pipe\ncode=$?\nwait\nexit $code",
            in: scratch.folder)
        return try Report(ToolRun(exitCode: run.exitCode, out: run.out, err: run.err))
    }

    @Test func `a named pipe is read to its end`() async throws {
        let report = try await reading("cat all")
        #expect(report.counter("records") == 3000)
        #expect(report.gaps == [])
        #expect(report.exitCode == 1)
    }

    @Test func `a named pipe whose writer stops and goes on is read to its end`() async throws {
        let scratch = try Scratch()
        let pipe = scratch.folder.appendingPathComponent("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let process = try ChildProcess(
            Tool.binary.path, ["explain", "--format", "json", "--output", "report.json", "pipe"],
            environment: ["HOME": "/nonexistent"], in: scratch.folder)
        defer { process.signal(SIGKILL) }
        let writer = await OffThread.value { open(pipe, O_WRONLY | O_CLOEXEC) }
        let file = FileHandle(fileDescriptor: writer, closeOnDealloc: false)
        let bytes = Data(Self.all.utf8)
        try await OffThread.run { try file.write(contentsOf: bytes.prefix(100_050)) }
        try await eventually("the tool to wait for more") {
            var unread: Int32 = 0
            return ioctl(writer, UInt(FIONREAD), &unread) == 0 && unread == 0 && process.isAsleep
        }
        try await OffThread.run { try file.write(contentsOf: bytes.dropFirst(100_050)) }
        close(writer)
        let exitCode = await process.wait()
        let written = try String(contentsOf: scratch.folder.appendingPathComponent("report.json"), encoding: .utf8)
        let report = try Report(ToolRun(exitCode: exitCode, out: written, err: ""))
        #expect(report.counter("records") == 3000)
        #expect(report.gaps == [])
    }

    @Test func `a named pipe that closes within a line is a gap`() async throws {
        let bytes = 100_050
        let whole = Self.all.utf8.prefix(bytes).count { $0 == UInt8(ascii: "\n") }
        let report = try await reading("head -c \(bytes) all")
        #expect(report.counter("records") == whole)
        #expect(report.counter("malformed") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
        #expect(report.exitCode == 2)
    }

    @Test func `a named pipe that closes at once is empty`() async throws {
        let report = try await reading("true")
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1002"])
        #expect(report.exitCode == 2)
    }

    @Test func `a writer that stays within a line is waited for, and Ctrl-C leaves nothing half-written`() async throws
    {
        let scratch = try Scratch()
        let pipe = PrivatePipe()
        let process = try ChildProcess(
            Tool.binary.path, ["explain", "--format", "json", "--output", "report.json", "-"],
            environment: ["HOME": "/nonexistent"], in: scratch.folder, input: pipe.reading)
        let part = Array(Self.all.utf8.prefix(30_011))
        await pipe.write(part)
        try await eventually("the tool to wait for more") { pipe.unread == 0 && process.isAsleep }
        #expect(process.exitCode == nil)
        process.signal(SIGINT)
        #expect(await process.wait() == 130)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == [])
    }
}
