import Foundation
import Testing

@testable import LogReading

/// A record may have a key that a search answer has too.
@Suite struct ResponseKeyTests {
    @Test(arguments: [
        #"{"hits":{"total":1},"id":"1"}"#, #"{"id":"1","hits":{"total":1}}"#, #"{"hits":{},"_source":{"id":"1"}}"#,
        #"{"rawResponse":{"took":2},"id":"1"}"#, #"{"hits":{"hits":{"a":1}},"id":"1"},"#,
        "{\n\"hits\":{\"total\":1},\n\"id\":\"1\"\n}",
    ])
    func `a record with such a key is read to its end`(document: String) throws {
        for text in [document, "{}\n\(document)\n{}"] where text == document || !document.contains("\n") {
            let found = try Collected(text)
            #expect(found.ids == ["1"])
            #expect(found.summary.malformed == 0)
        }
    }

    @Test(arguments: [
        #"{"hits":{"#, #"{"hits":{"a":}}"#, #"{"id":"1","rawResponse":{}"#, #"{"hits":{"total":1},"id":"1"]"#,
    ])
    func `a damaged document with such a key is no record`(document: String) throws {
        let found = try Collected("{}\n\(document)\n{}")
        #expect(found.ids == [])
        #expect(found.summary.records == 2)
        #expect(found.summary.malformedLines == [2])
    }

    @Test func `a repaired answer counts its repaired documents only`() throws {
        let answer =
            Data(#"{"hits":{"hits":[{"_source":{"id":"1","x":""#.utf8) + [0xFF] + Data(#""}},{"id":"2"}]}}"#.utf8)
        let found = try Collected(Data("{}\n".utf8) + answer)
        #expect(found.ids == ["1", "2"])
        #expect(found.summary.repaired == 1)
        let record = Data(#"{"hits":{"total":1},"x":""#.utf8) + [0xFF] + Data(#"","id":"3"}"#.utf8)
        #expect(try Collected(Data("{}\n".utf8) + record).summary.repaired == 1)
        #expect(try Collected(Data("{}\n".utf8) + record).ids == ["3"])
    }
}
