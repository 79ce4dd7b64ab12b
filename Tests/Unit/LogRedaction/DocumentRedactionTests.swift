import Testing

@testable import LogRedaction

/// Documents, whole and cut, and what looks like one.
@Suite struct DocumentRedactionTests {
    static let cases: [(String, String, String)] = [
        (
            "{\"message\":\"it failed\",\"n\":1\nZelvira called 555-123-4567\nQuimby\n",
            "{\"message\":\"it failed\",\"n\":1\n‹word› called ‹phone›\n‹word›\n",
            "D4: a document that is cut ends where a line cannot go on with it"
        ),
        (
            "{\n \"message\": \"it failed\",\n \"n\": [1,\nZelvira called\n{\"firstName\":\"List\"}\nZelvira\n",
            "{\n \"message\": \"it failed\",\n \"n\": [1,\n‹word› called\n{\"firstName\":\"‹identity›\"}\n‹word›\n",
            "D4: cut in a list"
        ),
        (
            "{\"message\":\"it failed for\nZelvira called\nZelvira\n",
            "{\"message\":\"it failed for\n‹word› called\n‹word›\n", "D4: cut inside a text"
        ),
        (
            "{\"firstName\":\"List\",\"x\":{\nGET /x HTTP/1.1\nAuthorization: Bearer abc.def\nZelvira\n",
            "{\"firstName\":\"‹identity›\",\"x\":{\nGET /x HTTP/1.1\nAuthorization: ‹secret›\n‹word›\n",
            "D4: secrets behind one that is cut"
        ),
        (
            "{\"contact\":{\nit failed\n{\"message\":\"it failed\"}\n",
            "{\"contact\":{\nit failed\n{\"message\":\"it failed\"}\n", "D4: a person's object ends with its document"
        ),
        (
            #"{"message":"2026-11-17 09:11:05,552 é it failed"}"#,
            #"{"message":"2026-11-17 09:11:05,552 ‹word› it failed"}"#,
            "a log time in a text beyond ASCII"
        ),
        ("{\"a\":1} Zelvira called\n", "{\"a\":1} ‹word› called\n", "text behind a document"),
        ("} Zelvira called\n", "} ‹word› called\n", "a brace"),
        (", Zelvira called\n", ", ‹word› called\n", "a comma"),
        ("\"word\" Zelvira called\n", "\"word\" ‹word› called\n", "a word in quotes"),
        ("] Zelvira called\n", "] ‹word› called\n", "a bracket"),
        ("[1] Zelvira called\n", "[1] ‹word› called\n", "a list"),
        ("{\"a\":1}, Zelvira called\n", "{\"a\":1}, \"‹value›\" \"‹value›\"\n", "a comma behind a document"),
        (
            "{\"a\":1} {\"firstName\":\"List\"} Zelvira\n", "{\"a\":1} {\"firstName\":\"‹identity›\"} ‹word›\n",
            "two documents and text"
        ),
        ("\"Zelvira\"\n", "\"‹value›\"\n", "a text alone"),
        (
            "\"firstName\": \"List\",\n\"message\": \"it failed\"\n}\nZelvira\n",
            "\"firstName\": \"‹identity›\",\n\"message\": \"it failed\"\n}\n‹word›\n",
            "a document without its beginning"
        ),
        (
            #"{"message": "{\"firstName\":\"List\",\"message\":\"it failed\"}"}"#,
            #"{"message": "{\"firstName\":\"‹identity›\",\"message\":\"it failed\"}"}"#, "a document in a text"
        ),
        (
            #"{"message": "{\"message\": \"{\\\"message\\\": \\\"{\\\\\\\"firstName\\\\\\\":\\\\\\\"List\\\\\\\",\\\\\\\"message\\\\\\\":\\\\\\\"it failed\\\\\\\"}\\\"}\"}"}"#,
            #"{"message": "{\"message\": \"{\\\"message\\\": \\\"{\\\\\\\"firstName\\\\\\\":\\\\\\\"‹identity›\\\\\\\",\\\\\\\"message\\\\\\\":\\\\\\\"it failed\\\\\\\"}\\\"}\"}"}"#,
            "three levels deep"
        ),
        (
            #"{"MESSAGE":[90,101,108,118,105,114,97,32,99,97,108,108,101,100,32,97,110,100,32,105,116,32,102,97,105,108,101,100]}"#,
            #"{"MESSAGE":"‹word› called and it failed"}"#, "a text as its bytes"
        ),
        (
            #"{"MESSAGE":[90,101,108,118,105,114,97,32,-30,-128,-109,32,105,116,32,102,97,105,108,101,100]}"#,
            #"{"MESSAGE":"‹word› – it failed"}"#, "signed bytes"
        ),
        (
            #"{"MESSAGE":[123,34,102,105,114,115,116,78,97,109,101,34,58,34,76,105,115,116,34,44,34,109,101,115,115,97,103,101,34,58,34,105,116,32,102,97,105,108,101,100,34,125]}"#,
            #"{"MESSAGE":"{\"firstName\":\"‹identity›\",\"message\":\"it failed\"}"}"#, "a document as its bytes"
        ),
        (#"{"took":[1,2,3]}"#, #"{"took":[1,2,3]}"#, "a list of numbers"),
        (
            #"{"message":"name\u003dZelvira\u0026x\u003d1 mail jane\u0040example.com"}"#,
            #"{"message":"name=‹word›&x=1 mail ‹email›"}"#, "signs as Gson writes them"
        ),
        (
            #"{"restrictionReason":"Integration\u0020is beta"}"#, #"{"restrictionReason":"Integration is beta"}"#,
            "a reason with a needless escape"
        ),
        (
            #"{"message":"born 01\/02\/1980 GET \/v1\/195900\/departments\/12"}"#,
            #"{"message":"‹word› ‹date› GET /v1/195900/departments/12"}"#, "slashes as PHP writes them"
        ),
        (
            #"{"first\u004eame":"List","contac\u0074":{"x":"List"}}"#,
            #"{"firstName":"‹identity›","contact":{"x":"‹identity›"}}"#, "a name with an escape"
        ),
        (
            "{\"_id\":\"jane@example.com\"}\n{\"_id\":\"AVb3kZ9x2LmQ8rT1wYc0\"}\n{\"_id\":\"Zelvira-12\"}\n{\"_id\":\"8842199\"}",
            "{\"_id\":\"‹value›\"}\n{\"_id\":\"AVb3kZ9x2LmQ8rT1wYc0\"}\n{\"_id\":\"‹value›\"}\n{\"_id\":\"‹value›\"}",
            "an _id that is none"
        ),
        (
            #"{"businessNumber":"Zelvira","@timestamp":"born in May","httpStatus":"4011","took":"list","_index":"zelvira-2026"}"#,
            #"{"businessNumber":"‹value›","@timestamp":"‹value›","httpStatus":"‹number›","took":"‹value›","_index":"‹value›"}"#,
            "values of another type"
        ),
        (
            #"{"contact":{"a":{"b":1},"c":[{"d":"list"},"list"],"message":"it failed"},"message":"it failed"}"#,
            #"{"contact":{"a":{"b":"‹identity›"},"c":[{"d":"‹identity›"},"‹identity›"],"message":"‹identity›"},"message":"it failed"}"#,
            "a person's object, to its end"
        ),
        (
            #"{"contact":["list",{"businessNumber":"169990000000101"}],"took":1}"#,
            #"{"contact":["‹identity›",{"businessNumber":"169990000000101"}],"took":1}"#, "a list of persons"
        ),
        (
            #"{"firstName":null,"email":true,"contact":null}"#, #"{"firstName":null,"email":true,"contact":null}"#,
            "constants"
        ),
        ("{\"message\":Zelvira}\n", "{\"message\":\"‹value›\"}\n", "a word that should be none"),
    ]

    @Test(arguments: cases)
    func `D4 D41 a document's fields decide, and nothing goes on behind it`(
        _ text: String, _ safe: String, _ why: String
    ) {
        #expect(Redacted.plain(Redacted.pieces(text)) == safe, "\(why)")
    }

    @Test(arguments: cases)
    func `D41 a copy of a copy is the copy`(_ text: String, _ safe: String, _ why: String) {
        let once = Redacted.pieces(text)
        #expect(Redacted.pieces(once) == once, "\(why)")
    }

    @Test(arguments: [
        (
            #"{"attributes":[{"key":"firstName","value":{"stringValue":"List"}},{"key":"businessNumber","value":{"stringValue":"169990000000101"}},{"key":"color","value":{"stringValue":"server"}}]}"#,
            #"{"attributes":[{"key":"firstName","value":{"stringValue":"‹identity›"}},{"key":"businessNumber","value":{"stringValue":"169990000000101"}},{"key":"color","value":{"stringValue":"‹value›"}}]}"#,
            "name first"
        ),
        (
            #"{"attributes":[{"value":{"stringValue":"List"},"key":"firstName"},{"value":{"stringValue":"169990000000101"},"key":"businessNumber"},{"value":{"stringValue":"server"},"key":"color"}]}"#,
            #"{"attributes":[{"value":{"stringValue":"‹value›"},"key":"firstName"},{"value":{"stringValue":"169990000000101"},"key":"businessNumber"},{"value":{"stringValue":"‹value›"},"key":"color"}]}"#,
            "value first"
        ),
        (
            #"{"fields":["firstName","businessNumber"],"rows":[["List","169990000000101"]]}"#,
            #"{"fields":["firstName","businessNumber"],"rows":[["‹value›","169990000000101"]]}"#,
            "names apart from values"
        ),
        (
            #"{"columns":[{"name":"firstName"},{"name":"businessNumber"},{"name":"restrictionReason"}],"rows":[["List","169990000000101","Integration is beta"]]}"#,
            #"{"columns":[{"name":"firstName"},{"name":"businessNumber"},{"name":"restrictionReason"}],"rows":[["‹value›","169990000000101","Integration is beta"]]}"#,
            "SQL"
        ),
        (
            "businessNumber,firstName,note\n169990000000101,List,server\n",
            "businessNumber,firstName,note\n169990000000101,‹identity›,‹value›\n", "a table"
        ),
        (
            #"businessNumber=169990000000101 restrictionReason="Integration is beta" pms_appointment_status=2 firstName=List"#,
            #"businessNumber=169990000000101 restrictionReason="Integration is beta" pms_appointment_status=2 firstName=‹identity›"#,
            "logfmt"
        ),
        (
            "2026-11-20T06:00:00Z svc got {businessNumber=169990000000101, restrictionReason=Integration is beta, firstName=List}\n",
            "2026-11-20T06:00:00Z svc got {businessNumber=169990000000101, restrictionReason=Integration is beta, firstName=‹identity›}\n",
            "a Java map in a line"
        ),
    ])
    func `D41 what the reader of logs finds in kept fields stays, in either order`(
        _ text: String, _ safe: String, _ why: String
    ) throws {
        #expect(Redacted.plain(try Redacted.whole(text)) == safe, "\(why)")
    }

    @Test(arguments: [1 << 16, 1 << 20, 1 << 22], ["x", "\\\"", "Zelvira "])
    func `D41 a value of over 1 MiB is left out, and what follows is looked at`(_ size: Int, _ part: String) {
        let value = String(repeating: part, count: (3 << 20) / part.utf8.count + 9)
        let text =
            "{\"message\":\"\(value)\",\"firstName\":\"List\",\"message\":\"it failed\"}\nZelvira\n{\"firstName\":\"List\"}\n"
        let copy = Redacted.plain(Redacted.pieces(text, size: size))
        #expect(
            copy.hasSuffix(
                "\",\"firstName\":\"‹identity›\",\"message\":\"it failed\"}\n‹word›\n{\"firstName\":\"‹identity›\"}\n"))
        #expect(!copy.contains("Zelvira"))
    }

    @Test func `D41 what is nested deeper than is kept is hidden as well, and ends`() {
        let text =
            String(repeating: "[", count: 300) + "\"Zelvira\"" + String(repeating: "]", count: 300) + "\nZelvira\n"
        #expect(
            Redacted.plain(Redacted.pieces(text)).hasSuffix(
                "[\"‹value›\"" + String(repeating: "]", count: 300) + "\n‹word›\n"))
        let persons =
            "{\"contact\":" + String(repeating: "[", count: 300) + "\"list\"" + String(repeating: "]", count: 300)
            + "}\n"
        #expect(!Redacted.pieces(persons).contains("list"))
    }
}
