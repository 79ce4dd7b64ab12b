import Foundation
import Testing
import ToolRunning

/// Compressed inputs that are not whole: what was unpacked counts, and the report says that it is not all.
@Suite(.fewAtATime) struct CompressionTests {
    private static let fixtures = Tool.root.appendingPathComponent("Tests/Support/Forms")

    private func fixture(_ name: String) throws -> Data {
        try Data(contentsOf: Self.fixtures.appendingPathComponent(name))
    }

    private func explain(_ bytes: Data) async throws -> Report {
        try await Report(Tool.run(["explain", "--format", "json"], input: bytes))
    }

    @Test(arguments: ["hits.gz", "hits.zst"])
    func `a file that was cut off is a gap, wherever it was cut`(_ name: String) async throws {
        let whole = try fixture(name)
        for count in stride(from: 24, to: whole.count, by: 37) {
            let run = try await Tool.run(["explain", "--format", "json"], input: whole.prefix(count))
            if run.exitCode == 65 {
                #expect(run.err.contains("is cut off"))
                continue
            }
            let report = try Report(run)
            #expect(report.exitCode == 2)
            #expect(report.gaps.contains { $0["detail"]?.string?.contains("is cut off") == true }, "\(count)")
        }
    }

    @Test(arguments: ["hits.gz", "hits.zst"])
    func `no damaged byte goes unnoticed`(_ name: String) async throws {
        let whole = try fixture(name)
        // The header's time and the like may be anything.
        for place in stride(from: 20, to: whole.count, by: 29) {
            var damaged = whole
            damaged[place] ^= 0x10
            let run = try await Tool.run(["explain", "--format", "json"], input: damaged)
            if run.exitCode == 65 { continue }
            let report = try Report(run)
            let codes = report.gaps.compactMap { $0["code"]?.string }
            #expect(codes.contains("BE1001") || codes.contains("BE1035"), "byte \(place)")
            #expect(report.exitCode == 2)
        }
    }

    @Test func `padding behind a member is no damage, and anything else is`() async throws {
        let whole = try fixture("hits.gz")
        #expect(try await explain(whole + Data(count: 512)).gaps == [])
        #expect(try await explain(whole + Data("junk".utf8)).gaps.count == 1)
    }

    @Test func `one document is counted once, however it is packed`() async throws {
        let names = ["hits.gz", "hits.zst", "hits.utf16le"].map { Self.fixtures.appendingPathComponent($0).path }
        let report = try await Report(Tool.run(["explain", "--format", "json"] + names))
        #expect(report.counter("records") == 5)
        #expect(report.counter("duplicates") == 10)
    }

    @Test func `a folder stands for its files, a pattern for what it matches`() async throws {
        let scratch = try Scratch()
        try scratch.file("logs/a.gz", fixture("hits.gz"))
        try scratch.file("logs/below/b.ndjson", fixture("bare.ndjson"))
        try scratch.file("logs/.hidden", Data("x".utf8))
        for (names, count) in [(["logs"], 10), (["logs/"], 10), (["logs/*"], 10), (["logs/*.gz"], 5)] {
            let report = try await Report(Tool.run(["explain", "--format", "json"] + names, in: scratch.folder))
            #expect(report.counter("records") == count, "\(names)")
        }
        let names = try await Report(Tool.run(["explain", "--format", "json", "logs"], in: scratch.folder)).inputs
        #expect(names.map { $0["name"] } == [.string("logs/a.gz"), .string("logs/below/b.ndjson")])
    }

    @Test func `an output that is also read is refused`() async throws {
        let scratch = try Scratch()
        let before = try fixture("hits.ndjson")
        try scratch.file("a.ndjson", before)
        for name in ["a.ndjson", "./a.ndjson", "../\(scratch.folder.lastPathComponent)/a.ndjson"] {
            let run = try await Tool.run(["explain", "a.ndjson", "--output", name], in: scratch.folder)
            #expect(run.exitCode == 64)
            #expect(try Data(contentsOf: scratch.folder.appendingPathComponent("a.ndjson")) == before)
        }
    }
}
