import Testing

@testable import Support

/// Files made to eat time, memory or the stack.
@Suite("A hostile file", .timeLimit(.minutes(5)))
struct HostileTests {
    @Test("too large is refused unread")
    func large() {
        let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: YAMLDocument.largestSize + 1)
        let message = "x.yaml:1:1: found 4194305 bytes, expected at most 4194304; split the file"
        #expect(refusal(of: bytes) == message)
    }

    @Test("too deep is refused at the place", arguments: [("[", 65), ("- ", 129), ("{a: ", 257)])
    func deep(opening: String, column: Int) {
        let bytes = Array(String(repeating: opening, count: 900_000).utf8)
        let message = "x.yaml:1:\(column): found more than 64 nested lists and mappings, expected at most 64"
        #expect(refusal(of: bytes) == message)
    }

    @Test("that grows by aliases is refused at the first anchor")
    func laughs() {
        var yaml = "a0: &a0 [lol]\n"
        for level in 1...9 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(refusal(of: Array(yaml.utf8))?.hasPrefix("x.yaml:1:5: found an anchor (‘&’ before a name)") == true)
    }

    @Test("full of tag directives is refused before they are compared", arguments: ["\n", "\r", "\u{85}", "\u{2028}"])
    func directives(lineEnd: String) {
        let yaml = "a: b\(lineEnd)...\(lineEnd)" + (0..<150_000).map { "%TAG !a\($0)! b\(lineEnd)" }.joined()
        #expect(refusal(of: Array(yaml.utf8))?.contains("the directive ‘%TAG’") == true)
    }

    @Test("of a million values is read")
    func wide() {
        #expect(refusal(of: Array(String(repeating: "- a\n", count: 1_000_000).utf8)) == nil)
    }

    @Test("of unknown keys ends in a bounded list of faults")
    func unknownKeys() {
        let yaml = (0..<200_000).map { "nam\($0): v\n" }.joined()
        let (value, faults) = YAMLReader.read(Array(yaml.utf8), file: "x.yaml", of: "a thing") { $0.text("name") }
        #expect(value == nil)
        #expect(faults.count == YAMLReader.mostFaults)
    }

    @Test("cut at any byte neither crashes nor hangs")
    func truncated() {
        let yaml = "a: {b: [\"c\\u00e4\", 'd'], e: |\n  f\n}\n? g\n: - h\n  - ä # i\n---\n*j\n"
        let bytes = Array(yaml.utf8)
        for end in bytes.indices {
            _ = refusal(of: Array(bytes[..<end]))
            _ = refusal(of: Array(bytes[end...]))
        }
    }
}
