import Testing

@testable import Support

@Suite struct JSONReadingTests {
    private func nodes(_ text: String) throws -> [JSONNode] { try JSONReading.documents(in: Array(text.utf8)) }

    private func node(_ text: String) throws -> JSONNode { try #require(try nodes(text).first) }

    /// The same text again, as far as it means something.
    static func written(_ node: JSONNode) -> String {
        switch node.kind {
        case .object:
            "{" + node.entries.map { "\(written($0.key)):\(written($0.value))" }.joined(separator: ",") + "}"
        case .array: "[" + node.elements.map(written).joined(separator: ",") + "]"
        case .text: "\"\(node.text ?? "")\""
        case .number: node.number ?? ""
        case .boolean: node.boolean == true ? "true" : "false"
        case .null: "null"
        }
    }

    @Test(arguments: [
        "{}", "[]", "0", "-0", "true", "false", "null", "\"\"", "\"é🦷\"", "{\"a\":1,\"b\":2,\"a\":[{}]}",
        "[[],[[]],{\"x\":{}},null]", "1e5", "169990000000101123456789", "-1.50E+07", "{\"\":{\"\":\"\"}}",
    ])
    func `what was written is what is read`(text: String) throws {
        #expect(Self.written(try node(text)) == text)
        let spread = text.map { ",:[]{}".contains($0) ? " \t\r\n\($0)\n " : "\($0)" }
        #expect(Self.written(try node(spread.joined())) == text)
    }

    @Test func `places are lines and columns of characters`() throws {
        let root = try node("{\n  \"é🦷\": \"ü\", \"k\": [1,\r\n\t{ \"x\" : null }]}")
        #expect(root.mark == JSONMark(line: 1, column: 1))
        let entries = Array(root.entries)
        #expect(entries.map(\.key.mark) == [JSONMark(line: 2, column: 3), JSONMark(line: 2, column: 14)])
        #expect(entries.map(\.value.mark) == [JSONMark(line: 2, column: 9), JSONMark(line: 2, column: 19)])
        #expect(entries[1].value.elements.map(\.mark) == [JSONMark(line: 2, column: 20), JSONMark(line: 3, column: 2)])
        let moved = try JSONReading.documents(in: Array("1\n2".utf8), from: JSONMark(line: 7, column: 5))
        #expect(moved.map(\.mark) == [JSONMark(line: 7, column: 5), JSONMark(line: 8, column: 1)])
    }

    @Test func `documents one after another`() throws {
        #expect(try nodes("").isEmpty)
        #expect(try nodes(" \r\n\t").isEmpty)
        #expect(try nodes("\u{FEFF}").isEmpty)
        #expect(try nodes("\u{FEFF}{\"a\":1}\n[2]{}3").map(Self.written) == ["{\"a\":1}", "[2]", "{}", "3"])
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20ac\ud83e\uddb7""#, "Aé€🦷"),
        (#""\ud83e""#, "\u{FFFD}"), (#""\ud83ex""#, "\u{FFFD}x"), (#""\uddb7\ud83e\u0041""#, "\u{FFFD}\u{FFFD}A"),
        (#""\u0000""#, "\0"), (#""a\\u0041""#, "a\\u0041"),
    ])
    func `escapes mean what they say`(text: String, meant: String) throws {
        #expect(try node(text).text == meant)
    }

    @Test func `keys are found in any letter case, escaped or not`() throws {
        let root = try node(#"{"propertyKEY":1,"propertykey":2,"\u0041b-_[":3}"#)
        #expect(root["PropertyKey"]?.number == "1")
        #expect(root["ab-_["]?.number == "3")
        #expect(root["ab-_{"] == nil)
        #expect(root["propertyKe"] == nil)
        let key = try #require(root.entries.map(\.key).first)
        #expect(key.endsText("ERTYkey") && !key.endsText("xpropertykey") && !key.endsText("ropertyke"))
        #expect(try node(#""a\u0042""#).endsText("AB"))
        #expect(try node("[]")["a"] == nil)
        #expect(try node(#"{"[":1}"#)["{"] == nil)
    }

    @Test(arguments: [
        ("{", 1, 2, "found the end of the text, expected a key in quotation marks"),
        ("{\"a\"", 1, 5, "found the end of the text, expected a colon after the key"),
        ("{\"a\":", 1, 6, "found the end of the text, expected a value"),
        (
            "{\"a\":1", 1, 7,
            "found the end of the text, expected a comma, or the bracket that closes the list or object"
        ),
        ("{\"a\":1,}", 1, 8, "found ‘}’, expected a key in quotation marks"),
        ("[1,]", 1, 4, "found ‘]’, expected a value"), ("[,1]", 1, 2, "found a comma, expected a value"),
        (
            "[1 2]", 1, 4,
            "found a number, or something like one, expected a comma, or the bracket that closes the list or object"
        ),
        ("{a:1}", 1, 2, "found a word without quotation marks, expected a key in quotation marks"),
        ("{'a':1}", 1, 2, "found something without straight double quotation marks, expected a key in quotation marks"),
        ("{“a”:1}", 1, 2, "found something without straight double quotation marks, expected a key in quotation marks"),
        ("{\"a\" 1}", 1, 6, "found a number, or something like one, expected a colon after the key"),
        ("[1}", 1, 3, "found ‘}’, expected a comma, or the bracket that closes the list or object"),
        ("[01]", 1, 2, "found a number, or something like one, expected a value"),
        ("tru", 1, 1, "found a word without quotation marks, expected a value"),
        ("[NaN]", 1, 2, "found a word without quotation marks, expected a value"),
        ("{}\n}", 2, 1, "found ‘}’, expected a value"),
        ("[\n \"abc\n]", 2, 2, "found text that is not closed on its line, expected a closing quotation mark"),
        ("{\"a\":\"abc", 1, 6, "found text that is not closed on its line, expected a closing quotation mark"),
        (
            "[\"\\x\"]", 1, 2,
            "found text with a backslash before something else, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        ),
        (
            "[\"\\u12g4\"]", 1, 2,
            "found text with a backslash before something else, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        ),
        ("[1,\0]", 1, 4, "found a word without quotation marks, expected a value"),
        ("[\"a\0\"]", 1, 4, "found a NUL byte, expected text"),
    ])
    func `a fault says where, what and what was expected`(text: String, line: Int, column: Int, said: String) throws {
        let fault = #expect(throws: JSONError.self) { try nodes(text) }
        #expect(fault?.mark == JSONMark(line: line, column: column))
        if !text.contains("\0") { #expect(fault?.text == said) }
    }

    @Test func `bytes that are not UTF-8 are placed`() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xE9], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]] {
            let text = Array("[\n\"é".utf8) + bytes + Array("\"]".utf8)
            let fault = #expect(throws: JSONError.self) { try JSONReading.documents(in: text) }
            #expect(fault?.description == "2:3: found a byte that is not UTF-8, expected text in UTF-8")
        }
    }

    @Test func `depth is limited, and neither side of the limit crashes`() throws {
        let deepest =
            String(repeating: "[", count: JSONReading.deepest) + String(repeating: "]", count: JSONReading.deepest)
        #expect(Self.written(try node(deepest)) == deepest)
        let fault = #expect(throws: JSONError.self) { try nodes("[" + deepest + "]") }
        #expect(fault?.mark.column == JSONReading.deepest + 1)
        #expect(throws: JSONError.self) { try nodes(String(repeating: "{\"a\":", count: 1_000_000)) }
        #expect(throws: JSONError.self) { try nodes(String(repeating: "[", count: 5_000_000)) }
    }

    @Test func `a single document has nothing behind it`() throws {
        func single(_ text: String) throws -> JSONNode {
            try Array(text.utf8).withUnsafeBytes { try JSONReading.document(in: $0) }
        }
        #expect(Self.written(try single(" [1] \n")) == "[1]")
        #expect(
            throws: JSONError(mark: JSONMark(line: 1, column: 4), found: "‘}’", expected: "nothing after the document")
        ) {
            try single("{} }")
        }
        #expect(throws: JSONError.self) { try single("") }
    }

    /// No prefix of a document, and no document with a byte changed, may crash, or be read as another one that is whole.
    @Test func `every truncation is a fault, and every changed byte is a fault or a document`() throws {
        let text = Array(#"{"a":[1,-2.5e3,"é\n🦷",true,null],"b":{"c":"\u00e9"}}"#.utf8)
        for length in 1..<text.count {
            #expect(throws: JSONError.self) { try JSONReading.documents(in: Array(text[..<length])) }
        }
        for position in text.indices {
            for byte: UInt8 in [0, 0x20, 0x22, 0x27, 0x2C, 0x3A, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x7F, 0x80, 0xFF] {
                var changed = text
                changed[position] = byte
                guard let nodes = try? JSONReading.documents(in: changed) else { continue }
                for node in nodes { _ = Self.written(node) }
            }
        }
    }

    @Test func `a long line is placed in linear time`() throws {
        let count = 200_000
        let root = try node("[" + String(repeating: "{\"key\":\"value\"},", count: count) + "{}]")
        var last = JSONMark.start
        var elements = 0
        for element in root.elements {
            last = element.mark
            elements += 1
        }
        #expect(elements == count + 1)
        #expect(last == JSONMark(line: 1, column: 2 + count * 16))
    }
}
