import Foundation
import Testing

@testable import LogReading

/// Elements of arrays and answers, cut many at once: the same ones as one by one.
@Suite struct ElementTests {
    /// A generator that gives the same numbers in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    /// An object of about `size` bytes, full of what a cutter may trip over.
    private static func element(_ id: Int, size: Int, _ numbers: inout Numbers) -> String {
        var text = "{\"id\":\"\(id)\",\"x\":["
        let parts = [
            #""}""#, #""{[""#, #""\"""#, #""\\""#, #""\\\"}""#, "{}", "[]", #"{"a":[{"b":"]"}]}"#, "1", "null",
            #""é‘’""#,
            #""\u007d\\\\""#, "[[[]]]", #"{"{":"}"}"#,
        ]
        var isFirst = true
        while text.utf8.count < size || isFirst {
            text += (isFirst ? "" : ",") + (parts.randomElement(using: &numbers) ?? "1")
            isFirst = false
        }
        return text + "]}"
    }

    @Test(arguments: [20, 61, 62, 63, 64, 65, 127, 128, 129, 1000], ["", " ", "\n  ", "\r\n"])
    func `all elements are found, in order`(size: Int, between: String) throws {
        var numbers = Numbers(state: UInt64(size))
        let elements = (0..<4000).map { Self.element($0, size: size + $0 % 7, &numbers) }
        let body = elements.joined(separator: "\(between),\(between)")
        for text in ["[\(between)\(body)\(between)]", "{\"hits\":{\"total\":4000,\"hits\":[\(body)\(between)]}}"] {
            let found = try Collected(text, threads: 1)
            #expect(found.ids == (0..<4000).map(String.init))
            #expect(found.summary.malformed == 0)
            let several = try Collected(text, threads: 3)
            #expect(several.ids.sorted() == found.ids.sorted())
        }
    }

    @Test func `an answer says how many it found and holds`() throws {
        var numbers = Numbers(state: 1)
        let body = (0..<3000).map { Self.element($0, size: 900, &numbers) }.joined(separator: ",")
        let before = "{\"timed_out\":true,\"_shards\":{\"failed\":2},\"hits\":{\"hits\":["
        let found = try Collected(before + body + "],\"total\":{\"value\":9000,\"relation\":\"gte\"}}}")
        var expected = SearchAnswer()
        expected.documents = 3000
        expected.total = 9000
        expected.isLowerBound = true
        expected.isPartial = true
        expected.failedShards = 2
        #expect(found.summary.answers == [expected])
        #expect(!found.summary.isCutOff)
        let cut = try Collected(String((before + body).dropLast(5)))
        #expect(cut.summary.isCutOff)
        #expect(cut.summary.answers.map(\.documents) == [2999])
    }

    @Test(arguments: [
        "{\"id\":\"a\"", "{\"id\":[1}", "{\"id\":1]}", "\"{\"", "{\"id\":\"a\n\"}", "nonsense", "{\"id\"}",
    ])
    func `damage between elements is counted, and no later line is lost`(_ damage: String) throws {
        let whole = (0..<50).map { "{\"id\":\"\($0)\",\"x\":\"\(String(repeating: "x", count: 100))\"}" }
        let lines =
            whole[..<25].joined(separator: ",\n") + ",\n" + damage + ",\n" + whole[25...].joined(separator: ",\n")
        let found = try Collected("[\n" + lines + "\n]\n", threads: 1)
        #expect(found.summary.malformed > 0)
        let ids = found.ids.filter { Int($0) != nil }
        #expect(Set(ids).isSuperset(of: (0..<25).map(String.init)))
        #expect(Set(ids).count >= 49)
        #expect(ids.count == Set(ids).count)
    }

    @Test func `lines of elements are told`() throws {
        let found = try Collected("[\n{\"id\":\"1\"},\n\n{\"id\":\"2\",},\n{\"id\":\"3\"}\n]\n", threads: 1)
        #expect(found.summary.malformedLines == [4])
        #expect(found.ids == ["1", "3"])
    }
}
