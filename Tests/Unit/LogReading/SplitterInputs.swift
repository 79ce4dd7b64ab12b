import Testing

/// Text, the documents in it, and how many lines or documents of it are none (rules.md D4).
struct SplitterInput: CustomTestStringConvertible, Sendable {
    var text: String
    var documents: [String]
    var malformed: Int

    init(_ text: String, _ documents: [String], malformed: Int = 0) {
        self.text = text
        self.documents = documents
        self.malformed = malformed
    }

    var testDescription: String { text.debugDescription }

    static let all = whole + strings + arrays + answers + damaged + truncated

    static let whole = [
        Self("", []),
        Self(" \n\t\r\n", []),
        Self("{}", ["{}"]),
        Self("{\"a\":1}\n{\"b\":2}\n", ["{\"a\":1}", "{\"b\":2}"]),
        Self("{\"a\":1}\r\n\r\n{\"b\":2}\r\n", ["{\"a\":1}", "{\"b\":2}"]),
        Self("{\"a\":1}{\"b\":2} {}", ["{\"a\":1}", "{\"b\":2}", "{}"]),
        Self("{\"a\":1},\n{\"b\":2},\n", ["{\"a\":1}", "{\"b\":2}"]),
        Self("{\n  \"a\": {\n    \"b\": [1, 2]\n  }\n}\n{\n}\n", ["{\n  \"a\": {\n    \"b\": [1, 2]\n  }\n}", "{\n}"]),
        Self("{\r\n\t\"a\": 1\r\n}\r\n{}", ["{\r\n\t\"a\": 1\r\n}", "{}"]),
        Self("{\"a\":[[[[{}]]],{\"b\":[]}]}", ["{\"a\":[[[[{}]]],{\"b\":[]}]}"]),
        Self("{\"ä\":\"‘x’ 😀\"}\n{\"b\":\"é\"}", ["{\"ä\":\"‘x’ 😀\"}", "{\"b\":\"é\"}"]),
    ]

    static let strings = [
        Self(#"{"a":"}"}{"b":"{"}"#, [#"{"a":"}"}"#, #"{"b":"{"}"#]),
        Self(#"{"a":"\"}"}"#, [#"{"a":"\"}"}"#]),
        Self(#"{"a":"\\"}{"b":1}"#, [#"{"a":"\\"}"#, #"{"b":1}"#]),
        Self(#"{"a":"\\\\\"]["}"#, [#"{"a":"\\\\\"]["}"#]),
        Self(#"{"a":"[{\"x\":1}]"}"#, [#"{"a":"[{\"x\":1}]"}"#]),
        Self(#"{"}{":"\u007b","":""}"#, [#"{"}{":"\u007b","":""}"#]),
        Self(#"{"a":"{\"hits\":{\"hits\":[{}]}}"}"#, [#"{"a":"{\"hits\":{\"hits\":[{}]}}"}"#]),
    ]

    static let arrays = [
        Self("[]", []),
        Self("[ ]\n{\"a\":1}", ["{\"a\":1}"]),
        Self("[{\"a\":1},{\"b\":2}]", ["{\"a\":1}", "{\"b\":2}"]),
        Self("[\r\n{\"a\":1},\r\n{\"b\":2}\r\n]\r\n", ["{\"a\":1}", "{\"b\":2}"]),
        Self("[\n  {\n    \"a\": \"]\"\n  }\n]\n", ["{\n    \"a\": \"]\"\n  }"]),
        Self("[{\"a\":[{\"b\":1}]}]", ["{\"a\":[{\"b\":1}]}"]),
        Self("[[{\"a\":1}],{\"b\":2}]", ["[{\"a\":1}]", "{\"b\":2}"]),
        Self("[1,{\"a\":1},\"x,y\",null]", ["{\"a\":1}"], malformed: 3),
        Self("[{\"a\":1}]\n[{\"b\":2}]\n{\"c\":3}", ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"]),
    ]

    static let answers = [
        Self(#"{"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}}"#, [#"{"_id":"1"}"#, #"{"_id":"2"}"#]),
        Self(#"{"took":1,"hits":{"total":{"value":2},"hits":[{"a":1}]},"aggs":[{"no":1}]}"#, [#"{"a":1}"#]),
        Self(#"{"rawResponse":{"took":3,"hits":{"hits":[{"a":1}]}}}"#, [#"{"a":1}"#]),
        Self("{\r\n \"hits\" : {\r\n  \"hits\" : [\r\n   {\"a\":1}\r\n  ]\r\n }\r\n}\r\n", [#"{"a":1}"#]),
        Self(#"{"hits":{"hits":[]}}"#, []),
        Self(#"{"a":"hits","hits":{"b":"hits","hits":[{"c":1}]}}"#, [#"{"c":1}"#]),
        Self(#"{"hits":{"hits":[{"hits":{"hits":[{"a":1}]}}]}}"#, [#"{"hits":{"hits":[{"a":1}]}}"#]),
        Self("{\"hits\":{\"hits\":[{\"a\":1}]}}\n{\"hits\":{\"hits\":[{\"b\":2}]}}\n", [#"{"a":1}"#, #"{"b":2}"#]),
        // No answers: documents that look a little like one.
        Self(#"{"hits":[{"a":1}]}"#, [#"{"hits":[{"a":1}]}"#]),
        Self(#"{"hits":{"hits":{"a":1}}}"#, [#"{"hits":{"hits":{"a":1}}}"#]),
        Self(#"{"x":{"hits":{"hits":[{"a":1}]}}}"#, [#"{"x":{"hits":{"hits":[{"a":1}]}}}"#]),
        Self(#"{"\"hits":{"hits":[{"a":1}]}}"#, [#"{"\"hits":{"hits":[{"a":1}]}}"#]),
    ]

    static let damaged = [
        Self("{\"a\":\"x\"\n{\"b\":2}\n", ["{\"b\":2}"], malformed: 1),
        Self("{\"a\":1}\nbroken\n{\"b\":2}", ["{\"a\":1}", "{\"b\":2}"], malformed: 1),
        Self("{\"a\":1} trailing\n{\"b\":2}", ["{\"a\":1}", "{\"b\":2}"], malformed: 1),
        Self("{\"a\":1}}\n{\"b\":2}", ["{\"a\":1}", "{\"b\":2}"], malformed: 1),
        Self("]\n{\"a\":1}", ["{\"a\":1}"], malformed: 1),
        Self("{\"a\":1]\n{\"b\":2}", ["{\"b\":2}"], malformed: 1),
        Self("{\"a\":\"x\n{\"b\":2}\n", ["{\"b\":2}"], malformed: 1),
        Self("{\"a\":\"x\r\n{\"b\":2}\r\n", ["{\"b\":2}"], malformed: 1),
        Self("{\n \"a\": {]\n}\n{\n \"b\": 2\n}\n", ["{\n \"b\": 2\n}"], malformed: 1),
        Self("[\n{\"a\":1},\n{\"b\":\"x\n},\n{\"c\":3}\n]\n", ["{\"a\":1}", "{\"c\":3}"], malformed: 1),
        Self("\"text\"\n1 2 3\ntrue\n{\"a\":1}\n", ["{\"a\":1}"], malformed: 3),
    ]

    static let truncated = [
        Self("{\"a\":1", [], malformed: 1),
        Self("{\"a\":\"", [], malformed: 1),
        Self("{\"a\":\"\\", [], malformed: 1),
        Self("{\"a\":1}\n{\"b\"", ["{\"a\":1}"], malformed: 1),
        Self("[{\"a\":1},{\"b\":", ["{\"a\":1}"], malformed: 1),
        Self("{\"hits\":{\"hits\":[{\"a\":1},{\"b\"", ["{\"a\":1}"], malformed: 1),
        Self("{\"a\":\n{\"b\":2}\n", ["{\"b\":2}"], malformed: 1),
    ]
}
