import Foundation
import Testing

@testable import LogReading

/// A file that is cut by its readers: no line may be lost, read twice or misnumbered, wherever a piece ends.
@Suite struct PieceTests {
    /// A file that is longer than several pieces, in which a line ends `shift` bytes from the first piece's end.
    private struct Export {
        var lines: [String]
        /// The number of the line that ends near the border.
        let border: Int
        let newline: String

        init(shift: Int, newline: String = "\n") {
            self.newline = newline
            lines = [Self.record(1, size: 200)]
            // Pieces are counted from where lines begin to stand alone: behind the first document.
            var at = newline.utf8.count
            while at < FilePieces.size - 4000 {
                lines.append(Self.record(lines.count + 1, size: 1000))
                at += 1000 + newline.utf8.count
            }
            let size = FilePieces.size + shift - at - newline.utf8.count
            lines.append(Self.record(lines.count + 1, size: size))
            border = lines.count
            for _ in 0..<1500 { lines.append(Self.record(lines.count + 1, size: 1000)) }
        }

        static func record(_ number: Int, size: Int) -> String {
            let start = #"{"id":"\#(number)","x":""#
            return start + String(repeating: "x", count: size - start.utf8.count - 2) + #""}"#
        }

        var text: String { lines.joined(separator: newline) }
    }

    private func expect(_ found: Collected, ids: [Int], malformed: [Int], _ text: String) {
        #expect(found.ids.compactMap { Int($0) }.sorted() == ids)
        #expect(found.summary.malformedLines == malformed)
        #expect(found.summary.malformed == malformed.count)
        #expect(found.summary.records == ids.count)
        #expect(found.summary.bytes == text.utf8.count)
    }

    @Test(arguments: [-3, -2, -1, 0, 1, 2, 3, 500], ["\n", "\r\n"])
    func `every line is read once, wherever a piece ends`(shift: Int, newline: String) throws {
        let export = Export(shift: shift, newline: newline)
        for text in [export.text, export.text + newline] {
            let found = try Collected(text)
            expect(found, ids: Array(1...export.lines.count), malformed: [], text)
        }
    }

    @Test(arguments: [-2, -1, 0, 1, 2])
    func `damage at a piece's end costs its own line only, and has its number`(shift: Int) throws {
        for line in [0, 1] {
            var export = Export(shift: shift)
            let damaged = export.border - 1 + line
            // The brace becomes a quote: an open string, which reaches for the next line.
            export.lines[damaged] = export.lines[damaged].dropLast() + "\""
            let found = try Collected(export.text)
            expect(
                found, ids: (1...export.lines.count).filter { $0 != damaged + 1 }, malformed: [damaged + 1], export.text
            )
        }
    }

    @Test(arguments: [FilePieces.size - 1, FilePieces.size, FilePieces.size * 3, FilePieces.size * 5 / 2 + 7])
    func `a line longer than a piece is one line`(size: Int) throws {
        for place in [1, 2, 900] {
            for unfinished in [false, true] {
                var export = Export(shift: 100)
                let long = Export.record(place + 1, size: size)
                export.lines[place] = unfinished ? String(long.dropLast(2)) : long
                let found = try Collected(export.text)
                expect(
                    found, ids: (1...export.lines.count).filter { !unfinished || $0 != place + 1 },
                    malformed: unfinished ? [place + 1] : [], export.text)
            }
        }
    }

    @Test func `a long last line needs no newline`() throws {
        var export = Export(shift: 0)
        export.lines[export.lines.count - 1] = Export.record(export.lines.count, size: FilePieces.size * 2)
        let found = try Collected(export.text)
        expect(found, ids: Array(1...export.lines.count), malformed: [], export.text)
    }

    @Test func `empty lines are counted`() throws {
        var export = Export(shift: 2)
        for line in [1, export.border - 1, export.border, export.border + 1] { export.lines[line] = "" }
        export.lines[export.border + 5] = "{"
        let empty: Set = [2, export.border, export.border + 1, export.border + 2]
        let ids = (1...export.lines.count).filter { !empty.contains($0) && $0 != export.border + 6 }
        expect(try Collected(export.text), ids: ids, malformed: [export.border + 6], export.text)
    }

    @Test func `a long text is read line by line`() throws {
        let lines = (1...40_000).map { "2026-11-01 12:00:00 line \($0) \($0 % 1000 == 0 ? "failure" : "is fine")" }
        let found = try Collected(lines.joined(separator: "\n"))
        #expect(found.lines.sorted() == lines.sorted())
        #expect(found.summary.records == 40)
        #expect(found.summary.ignoredLines == 39_960)
    }

    @Test func `reading begins where standard input stands`() throws {
        let export = Export(shift: 1)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("reading-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(("not ours\n" + export.text).utf8).write(to: file)
        let before = dup(STDIN_FILENO)
        let handle = try FileHandle(forReadingFrom: file)
        defer {
            dup2(before, STDIN_FILENO)
            close(before)
        }
        try handle.seek(toOffset: 9)
        dup2(handle.fileDescriptor, STDIN_FILENO)
        let reader = LogReader(plan: Collected.plan, threads: 2, inputs: 1) { Counting() }
        let summary = try reader.read(.standardInput())
        #expect(summary.records == export.lines.count)
        #expect(summary.bytes == export.text.utf8.count)
        #expect(summary.malformed == 0)
    }
}

private final class Counting: RecordSink {
    func take(_ record: Record, line: Int?) -> Bool { true }
    func isRecord(_ record: Record) -> Bool { true }
    func end(batch: Int) {}

    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { false }
}
