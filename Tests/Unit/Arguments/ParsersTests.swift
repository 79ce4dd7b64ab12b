import Testing

@testable import Arguments

@Suite("Parsers")
struct ParsersTests {
    @Test(arguments: ["7": 7, "007": 7, "9223372036854775807": Int.max])
    func numbers(_ text: String, _ number: Int) throws {
        #expect(try Parsers.positiveInteger.parse(text) == number)
    }

    @Test(arguments: ["", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "٣", "9223372036854775808", "1_000"])
    func noNumbers(_ text: String) {
        #expect(throws: ArgumentError.self) { try Parsers.positiveInteger.parse(text) }
    }

    @Test func ranges() throws {
        #expect(throws: ArgumentError.self) { try Parsers.positiveInteger.parse("0") }
        let port = Parsers.integer(in: 1...65535)
        #expect(try port.parse("65535") == 65535)
        #expect(throws: ArgumentError.unusable("'65536' is not a whole number from 1 to 65535")) {
            try port.parse("65536")
        }
    }

    @Test func keyValues() throws {
        #expect(try Parsers.keyValue.parse("a=b=c") == KeyValue(name: "a", value: "b=c"))
        #expect(try Parsers.keyValue.parse("a=") == KeyValue(name: "a", value: ""))
    }

    @Test func choicesAreWrittenOnce() throws {
        #expect(Parsers.choice(["a", "b"]).completion == .values(["a", "b"]))
        let length = Parsers.choice(["one", "three"]).map { (word: String) throws(ArgumentError) -> Int in word.count }
        #expect(length.completion == .values(["one", "three"]))
        #expect(try length.parse("three") == 5)
    }
}
