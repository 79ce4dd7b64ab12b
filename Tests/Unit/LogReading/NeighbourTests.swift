import Foundation
import Testing

@testable import LogReading

/// Lines whose tokens are found together are still lines that stand alone (rules.md D4).
@Suite struct NeighbourTests {
    /// Lines, sound and damaged, that tempt a reader to look beyond their ends.
    static let lines: [String] = [
        #"{"id":"1"}"#, #"{"id":"2","x":"#, #"{"id":"3","x":{"y":[1,2"#, #","id":"4"}"#, #"{"id":"5"}{"id":"6"}"#,
        #"{"id":"7"},"#, #"[{"id":"8"},{"id":"9"}]"#, #"[{"id":"10"},"#, #"{"id":"11"}]"#, #"{"id":"12","x":"open}"#,
        #"{"id":"13","x":"open\"#, #"{"id":"14"\"#, #"{"id":"15","x":"\\"}"#, "{\"id\":\"16\",\"x\":\"tab\there\"}",
        #"{"hits":{"hits":[{"_source":{"id":"17"}}]}}"#, #"{"hits":{"hits":[{"_source":{"id":"18"}}"#,
        #"{"hits":{"total":1},"id":"19"}"#, #"{"id":"20"} trailing"#, #"{"id":"21" "x":1}"#, #"{"id":"22","x":tru"e"}"#,
        #"{"id":"23","x":01}"#, #"{"id":"24","x":[1 2]}"#, #"{"id":"25","x":{]}"#, #""id""#, "17", "null", "a failure",
        #"{"x":\#(String(repeating: "[", count: 80))"#, #"{"i\u0064":"26"}"#, #"{"id":"27\u0041\n"}"#, "{}", "}", "{",
        "\"",
        "   {\"id\" : \"28\" , \"x\" : [ ] }  \r", #"{"id":"29","x":"\uD800"}"#, #"{"id":{"id":"30"}}"#, "", "  ",
        #"{"x":\#(String(repeating: #"{"x":"#, count: 70))1\#(String(repeating: "}", count: 71))"#,
    ]
    /// The same, with a byte that no UTF-8 has.
    static let spoilt = Data(#"{"id":"31","x":""#.utf8) + [0xFF] + Data("\"}".utf8)

    private func file(_ lines: [Data]) -> Data { Data(([Data("{}".utf8)] + lines).joined(separator: Data("\n".utf8))) }

    /// Each line is read in a file of its own first: what they give together must be the sum.
    @Test(arguments: [false, true])
    func `a line gives the same among others as alone`(isSpoilt: Bool) throws {
        let lines = Self.lines.map { Data($0.utf8) } + (isSpoilt ? [Self.spoilt] : [])
        var ids: [String] = []
        var summary = ReadSummary(format: "ndjson", bytes: 0)
        for line in lines {
            let alone = try Collected(file([line]))
            ids += alone.ids
            summary.records += alone.summary.records - 1
            summary.malformed += alone.summary.malformed
            summary.repaired += alone.summary.repaired
            summary.tooDeep += alone.summary.tooDeep
        }
        #expect(summary.malformed > 15 && ids.count > 10)
        for order in [lines, lines.reversed()] {
            let found = try Collected(file(order), threads: 1)
            #expect(found.ids.sorted() == ids.sorted())
            #expect(found.summary.records == summary.records + 1)
            #expect(found.summary.malformed == summary.malformed)
            #expect(found.summary.repaired == summary.repaired)
            #expect(found.summary.tooDeep == summary.tooDeep)
        }
    }

    /// Every pair, so that what one leaves open meets every beginning.
    @Test func `no line swallows or spoils the one behind it`() throws {
        let good = #"{"id":"good"}"#
        for line in Self.lines {
            let alone = try Collected("{}\n\(line)", threads: 1)
            let found = try Collected("{}\n\(line)\n\(good)\n\(line)\n\(good)", threads: 1)
            #expect(found.ids == alone.ids + ["good"] + alone.ids + ["good"], "\(line)")
            #expect(found.summary.malformed == alone.summary.malformed * 2, "\(line)")
        }
    }
}
