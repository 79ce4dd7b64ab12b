import Foundation
import Synchronization
import Testing

@testable import LogReading

/// One way of reading, wherever documents come from (`RecordSource`).
@Suite struct RecordSourceTests {
    private static let documents = (0..<2000).map {
        "{\"id\":\"\($0)\",\n\"note\":\"\(String(repeating: "x", count: $0))\"}"
    }

    @Test func `documents that arrive one by one are read as those of a file`() throws {
        let next = Mutex(0)
        let arriving = try Collected(
            RecordSource(
                name: "cluster",
                documents: {
                    let number = next.withLock { number in
                        defer { number += 1 }
                        return number
                    }
                    return number < Self.documents.count ? Array(Self.documents[number].utf8) : nil
                }))
        let text = Self.documents.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
        let file = try Collected(text + "\n")
        #expect(arriving.ids.sorted() == file.ids.sorted())
        #expect(arriving.ids.count == Self.documents.count)
        #expect(arriving.summary.records == file.summary.records)
        #expect(arriving.summary.bytes == text.utf8.count + 1)
        #expect(arriving.summary.format == "ndjson")
    }

    @Test func `text at hand is read under its name`() throws {
        let source = RecordSource(text: Array("{\"id\":\"1\"}\n".utf8), name: "-")
        #expect(source.name == "-")
        #expect(try Collected(source).ids == ["1"])
    }

    @Test func `none at all is an empty input`() throws {
        #expect(try Collected(RecordSource(name: "cluster", documents: { nil })).summary.isEmpty)
    }
}
