import Foundation
import Testing

@testable import LogReading

/// Files that do not stay as they were when they were opened.
@Suite struct ChangingFileTests {
    private final class Counting: RecordSink {
        var records = 0
        var onFirst: (() -> Void)?
        func isRecord(_ record: Record) -> Bool { true }
        func take(_ record: Record, line: Int?) -> Bool {
            onFirst?()
            onFirst = nil
            records += 1
            return true
        }
        func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { false }
        func end(batch: Int) {}
    }

    /// Reads 5 MB of lines; `change` is done with the file once the first record was read.
    private func read(_ change: @escaping (FileHandle) throws -> Void) throws -> (ReadSummary, Int) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("changing-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let line = "{\"id\":\"1\",\"x\":\"\(String(repeating: "x", count: 978))\"}\n"
        try Data(String(repeating: line, count: 5000).utf8).write(to: file)
        let handle = try FileHandle(forUpdating: file)
        let reader = LogReader(plan: Collected.plan, threads: 2, inputs: 1) {
            let sink = Counting()
            sink.onFirst = { try? change(handle) }
            return sink
        }
        let summary = try reader.read(ByteSource.open(file.path))
        return (summary, reader.sinks.reduce(0) { $0 + $1.records })
    }

    @Test func `a file that becomes shorter is read as far as it goes`() throws {
        let (summary, records) = try read { try $0.truncate(atOffset: 3_000_500) }
        #expect(records >= 1000 && records < 5000)
        #expect(summary.records == records)
        #expect(summary.malformed <= 1)
        #expect(summary.failure == "the file became shorter while it was read")
    }

    @Test func `what is appended meanwhile is left for the next run, or read whole`() throws {
        let (summary, records) = try read {
            try $0.seekToEnd()
            try $0.write(contentsOf: Data("{\"id\":\"late\"}\n{\"id\":\"half".utf8))
        }
        #expect(records == 5000 || records == 5001)
        #expect(summary.malformed <= 1)
        #expect(summary.failure == nil)
    }
}
