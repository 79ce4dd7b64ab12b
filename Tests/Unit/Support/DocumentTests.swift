import Testing

@testable import Support

/// A document that must be refused, with the whole message.
struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var message: String

    init(_ name: String, _ yaml: String, _ message: String) {
        self.init(name, bytes: Array(yaml.utf8), message)
    }

    init(_ name: String, bytes: [UInt8], _ message: String) {
        self.name = name
        self.bytes = bytes
        self.message = message
    }

    var testDescription: String { name }
}

/// The message with which a document is refused, or nothing if it is read.
func refusal(of bytes: [UInt8]) -> String? {
    do throws(YAMLError) {
        _ = try YAMLDocument.parse(bytes, file: "x.yaml")
        return nil
    } catch {
        return error.description
    }
}

@Suite("A document")
struct DocumentTests {
    @Test("keeps order, places and quotes")
    func tree() throws {
        let node = try YAMLDocument.parse(Array("b: 'x'\na:\n  - 1\n  - {c: y}\n".utf8), file: "x.yaml")
        guard case .mapping(let entries) = node.content else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.key) == ["b", "a"])
        #expect(entries.map(\.mark) == [YAMLMark(line: 1, column: 1), YAMLMark(line: 2, column: 1)])
        #expect(node["b"]?.content == .scalar(YAMLScalar(text: "x", isQuoted: true)))
        #expect(node["b"]?.mark == YAMLMark(line: 1, column: 4))
        #expect(node["a"]?[0]?.content == .scalar(YAMLScalar(text: "1", isQuoted: false)))
        #expect(node["a"]?[1]?["c"]?.mark == YAMLMark(line: 4, column: 9))
        #expect(node["a"]?[2] == nil)
        #expect(node["z"] == nil)
    }

    @Test("counts columns in characters, and not the byte-order mark")
    func columns() throws {
        let node = try YAMLDocument.parse(Array("\u{FEFF}ä: ‘é’\n".utf8), file: "x.yaml")
        #expect(node.mark == .start)
        #expect(node["ä"]?.mark == YAMLMark(line: 1, column: 4))
    }

    @Test(
        "reads every harmless way to begin and end",
        arguments: ["a: b", "---\na: b\n", "a: b\n...\n", "# c\na: b\n", "%YAML 1.1\n---\na: b\n", "a: b\r\n"])
    func harmless(yaml: String) throws {
        let node = try YAMLDocument.parse(Array(yaml.utf8), file: "x.yaml")
        #expect(node["a"]?.content == .scalar(YAMLScalar(text: "b", isQuoted: false)))
    }

    @Test("reads any collection of bytes")
    func collections() throws {
        let bytes = Array("a: b".utf8)
        let node = try YAMLDocument.parse(bytes, file: "x.yaml")
        let ofView = try YAMLDocument.parse("a: b".utf8, file: "x.yaml")
        let ofReversed = try YAMLDocument.parse(
            Array(bytes.reversed()).reversed() as ReversedCollection, file: "x.yaml")
        #expect(node == ofView)
        #expect(node == ofReversed)
    }

    @Test("takes 64 lists in each other")
    func depth() {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(refusal(of: Array(deep.utf8)) == nil)
    }

    @Test("finds a repeated key in a long mapping")
    func longMapping() {
        let keys = (1...40).map { "k\($0): v\n" }.joined()
        #expect(refusal(of: Array(keys.utf8)) == nil)
        for repeated in [1, 15, 16, 17, 40] {
            let message = refusal(of: Array((keys + "k\(repeated): v\n").utf8))
            #expect(message?.hasSuffix("the first is on line \(repeated)") == true)
        }
    }
}
