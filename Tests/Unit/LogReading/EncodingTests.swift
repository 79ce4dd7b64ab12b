import Foundation
import Testing

@testable import LogReading

/// Text in other encodings, piece by piece.
@Suite struct EncodingTests {
    private static func utf16(_ units: [UInt16], bigEndian: Bool) -> Data {
        Data(
            ([0xFEFF] + units).flatMap {
                bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
            })
    }

    @Test(arguments: [false, true])
    func `every character of UTF-16 is read`(bigEndian: Bool) throws {
        let text = "aé‘’漢\u{1F600}\u{10FFFF}\u{7FF}\u{800}\u{FFFD}"
        let document = "{\"id\":\"\(String(repeating: text, count: 40_000))\"}\n{\"id\":\"2\"}\n"
        let found = try Collected(Self.utf16(Array(document.utf16), bigEndian: bigEndian), threads: 1)
        #expect(found.ids == [String(repeating: text, count: 40_000), "2"])
        #expect(found.summary.failure == nil)
    }

    @Test func `half a surrogate pair becomes one replacement character`() throws {
        let units =
            Array("{\"id\":\"a".utf16) + [0xD83D] + Array("b".utf16) + [0xDE00, 0xD83D, 0xD83D, 0xDE00]
            + Array("\"}\n".utf16)
        let found = try Collected(Self.utf16(units, bigEndian: false), threads: 1)
        #expect(found.ids == ["a\u{FFFD}b\u{FFFD}\u{FFFD}\u{1F600}"])
    }

    @Test func `half a character at the end is said`() throws {
        var bytes = Self.utf16(Array("{\"id\":\"1\"}\n".utf16), bigEndian: false)
        bytes.append(0x20)
        let found = try Collected(bytes, threads: 1)
        #expect(found.ids == ["1"])
        #expect(found.summary.isCutOff)
    }

    @Test(arguments: [0, 1, 13, 26, 27, 100])
    func `highlights are taken off wherever a piece ends`(shift: Int) throws {
        let mark = "@kibana-highlighted-field@"
        let end = "@/kibana-highlighted-field@"
        let first = "{\"id\":\"\(mark)1\(end)\"}\n"
        let filler = "{\"x\":\"\(String(repeating: "@", count: (256 << 10) - first.utf8.count - 40 + shift))\"}\n"
        let found = try Collected(first + filler + "{\"id\":\"a\(mark)2\(end)b@c\"}\n", threads: 1)
        #expect(found.ids == ["1", "a2b@c"])
        #expect(found.summary.records == 3)
    }

    @Test(arguments: ["", "\r", "\n", "\r\n"])
    func `lines may end with CR alone, whatever an editor put at the end`(end: String) throws {
        let found = try Collected("id|x\r1|2\r|3" + end, threads: 1)
        #expect(found.ids == ["1"])
        #expect(found.summary.records == 2)
    }
}
