import Foundation
import Testing

@testable import LogReading

/// Which documents several inputs have in common.
@Suite struct DigestTableTests {
    private func digest(_ number: Int) -> Digest {
        var hash = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 31
        return Digest(low: hash, high: hash &* 0xE703_7ED1_A0B4_28DB)
    }

    @Test(arguments: [100, 100_000])
    func `a document of an earlier input is a duplicate, one of the same input is not`(_ count: Int) {
        let table = DigestTable()
        func duplicates(_ range: Range<Int>, input: Int) -> Int {
            range.count { table.isDuplicate(digest($0), input: input, remembers: true) }
        }
        #expect(duplicates(0..<count, input: 1) == 0)
        #expect(duplicates(0..<count, input: 1) == 0)
        #expect(duplicates(0..<2 * count, input: 2) == count)
        #expect(duplicates(count..<2 * count, input: 2) == 0)
        #expect(duplicates(count..<2 * count, input: 3) == count)
        #expect(table.refused == 0)
    }

    @Test func `behind the bound nothing is remembered, and that is told`() {
        let table = DigestTable(most: 1000)
        for number in 0..<1500 { #expect(!table.isDuplicate(digest(number), input: 1, remembers: true)) }
        #expect(table.refused == 500)
        let known = (0..<1500).count { table.isDuplicate(digest($0), input: 2, remembers: false) }
        #expect(known == 1000)
        #expect(table.refused == 500)
    }

    private final class Counting: RecordSink {
        func take(_ record: Record, line: Int?) -> Bool { true }
        func isRecord(_ record: Record) -> Bool { true }
        func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { false }
        func end(batch: Int) {}
    }

    @Test func `an input behind forgotten documents may repeat them, and says so`() throws {
        func input(_ range: Range<Int>) -> ByteSource {
            ByteSource(Array(range.map { "{\"_id\":\"\($0)\"}\n" }.joined().utf8), name: "input")
        }
        let reader = LogReader(plan: Collected.plan, threads: 2, inputs: 4, seen: DigestTable(most: 50)) { Counting() }
        let first = try reader.read(input(0..<40))
        let second = try reader.read(input(30..<100))
        let third = try reader.read(input(0..<100))
        // Nobody comes behind the last one, so that it need not be remembered.
        let last = try reader.read(input(200..<300))
        #expect([first, second, third, last].map(\.duplicates) == [0, 10, 50, 0])
        #expect([first, second, third, last].map(\.mayRepeat) == [false, false, true, true])
    }
}
