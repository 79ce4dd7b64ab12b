import Testing

@testable import LogRedaction

@Suite struct LogRedactorTests {
    static let cases: [(String, String)] = [
        (#"{"@timestamp":"2026-11-20T06:00:00.000Z","n":1}"#, #"{"@timestamp":"2026-11-20T06:00:00.000Z","n":1}"#),
        (#"{"businessNumber":169990000000101}"#, #"{"businessNumber":169990000000101}"#),
        (#"{"_source":{"firstName":"Jane","x":"a"}}"#, #"{"_source":{"firstName":"‹identity›","x":"‹value›"}}"#),
        (#"{"labels.first_name" : "Jane"}"#, #"{"labels.first_name" : "‹identity›"}"#),
        (#"{"contactId":987654321}"#, #"{"contactId":"‹identity›"}"#),
        (
            #"{"email":["a@example.com","b@example.com"],"x":"c"}"#,
            #"{"email":["‹identity›","‹identity›"],"x":"‹value›"}"#
        ),
        (
            #"{"pms_appointment_date":"11/20/2026","pms_appointment_status":"2"}"#,
            #"{"pms_appointment_date":"‹identity›","pms_appointment_status":"2"}"#
        ),
        (#"{"note":"call 555-123-4567 or jane@example.com"}"#, #"{"note":"‹value›"}"#),
        (#"{"message":"call 555-123-4567 or jane@example.com"}"#, #"{"message":"‹word› ‹phone› or ‹email›"}"#),
        (#"{"phone2":5552234567}"#, #"{"field_·":"‹number›"}"#),
        (#"{"restrictionReason":"Integration is beta"}"#, #"{"restrictionReason":"Integration is beta"}"#),
        (
            #"{"message":"{\"firstName\":\"Jane\",\"businessNumber\":\"169990000000101\"}"}"#,
            #"{"message":"{\"firstName\":\"‹identity›\",\"businessNumber\":\"169990000000101\"}"}"#
        ),
        (
            #"{"message":"quote \" and \\","firstName":"x\"y"}"#,
            #"{"message":"quote \" and \\","firstName":"‹identity›"}"#
        ),
        (
            "{\"a\":1}\njane@example.com called\n{\"firstName\":\"x\"}\n",
            "{\"a\":1}\n‹email› called\n{\"firstName\":\"‹identity›\"}\n"
        ),
        (
            "2026-11-20T06:00:00Z app: {\"firstName\":\"Jane\"}\n",
            "2026-11-20T06:00:00Z app: {\"firstName\":\"‹identity›\"}\n"
        ),
        (
            "{\"message\":\"cut off\n{\"firstName\":\"Jane\"}\n",
            "{\"message\":\"cut off\n{\"firstName\":\"‹identity›\"}\n"
        ),
        (
            "{\n  \"firstName\": \"Jane\",\n  \"x\": [1, 2]\n}\n",
            "{\n  \"firstName\": \"‹identity›\",\n  \"x\": [1, 2]\n}\n"
        ),
        ("{\"a\":jane@example.com}\n", "{\"a\":\"‹value›\"}\n"),
        ("[INFO] jane@example.com\n", "[INFO] ‹email›\n"),
        (#"[{"firstName":"Jane"},{"firstName":"Joe"}]"#, #"[{"firstName":"‹identity›"},{"firstName":"‹identity›"}]"#),
        ("{\"jane@example.com\":1}\n", "{\"field_·\":1}\n"),
        ("2026-11-20T06:00:00.123Z INFO born 1980-01-15\n", "2026-11-20T06:00:00.123Z INFO ‹word› ‹date›\n"),
        ("[2026-11-20 06:00:00,123] 10.1.2.3 GET /x\n", "[2026-11-20 06:00:00,123] ‹network address› GET /x\n"),
        ("password=hunter2 user EXAMPLEUBQ:EXAMPLECLIENT^1^svc\n", "password=‹secret› user ‹secret›\n"),
        ("key AKIAIOSFODNN7EXAMPLE end\n", "‹word› ‹token› end\n"),
        (
            "business 169990000000101 department 12 status 2 npi 1234567893\n",
            "business 169990000000101 department 12 status 2 npi ‹number›\n"
        ),
        (
            "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nshort\n-----END RSA PRIVATE KEY-----\nb\n",
            "a\n‹private key hidden›\n\n\n\nb\n"
        ),
        ("a\n-----BEGIN PRIVATE KEY-----\nMIIabc\n", "a\n‹private key hidden›\n\n"),
        (
            #"{"message":"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1c7bqVYmdZ\nab=\n-----END RSA PRIVATE KEY-----\n"}"#,
            #"{"message":"‹private key›\n"}"#
        ),
        (
            #"{"customer":{"name":"Jane","n":[7],"businessNumber":"169990000000101","x":{"y":"z"}},"message":"it failed"}"#,
            #"{"customer":{"name":"‹identity›","n":["‹identity›"],"businessNumber":"169990000000101","x":{"y":"‹identity›"}},"message":"it failed"}"#
        ),
        (
            #"{"visitors":[{"businessNumber":"169990000000101"},"Jane",{"name":"Joe"}],"tags":["failed"]}"#,
            #"{"visitors":[{"businessNumber":"169990000000101"},"‹identity›",{"name":"‹identity›"}],"tags":["failed"]}"#
        ),
        (
            #"[{"propertyKey":"PM_Password","propertyValue":"a b"},{"propertyKey":"appointmentstatus","propertyValue":"3,4"}]"#,
            #"[{"propertyKey":"PM_Password","propertyValue":"‹identity›"},{"propertyKey":"appointmentstatus","propertyValue":"3,4"}]"#
        ),
        (
            #"{"propertyValue":"a b","propertyKey":"PM_Password"}"#,
            #"{"propertyValue":"‹identity›","propertyKey":"PM_Password"}"#
        ),
        (
            #"{"propertyKey":"whatever","propertyValue":"a"}"#,
            #"{"propertyKey":"whatever","propertyValue":"‹identity›"}"#
        ),
        (
            #"[{"key":"PM_Password","value":"a"},{"key":"color","value":"red"}]"#,
            #"[{"key":"PM_Password","value":"‹identity›"},{"key":"color","value":"‹value›"}]"#
        ),
        (
            #"{"client_secret":"a","apiKey":"b","retries":"2"}"#,
            #"{"client_secret":"‹identity›","apiKey":"‹identity›","retries":"2"}"#
        ),
        (
            "curl -u jane:hunter2 -d '{\"firstName\":\"Jane\",\"n\":1}' -v\n",
            "curl -u ‹secret› -d '{\"firstName\":\"‹identity›\",\"n\":1}' -v\n"
        ),
        ("a {\"firstName\":\"}\"} 555-123-4567 {\"n\":1}\n", "a {\"firstName\":\"‹identity›\"} ‹phone› {\"n\":1}\n"),
        ("x: \"{\\\"firstName\\\":\\\"Jane\\\"}\" failed\n", "x: \"{\\\"firstName\\\":\\\"‹identity›\\\"}\" failed\n"),
        (
            "Contact{firstName='Jo Ann', n=1}, firstName=Jo Ann; ok\n",
            "Contact{firstName='‹identity›', n=1}, firstName=‹identity›; ok\n"
        ),
        (
            "{'firstName': 'Jane', 'email': None, 'time': '10:30'}\n",
            "{'firstName': '‹identity›', 'email': None, 'time': '10:30'}\n"
        ),
        (#"{"message":"Contact(firstName=Jane, n=2)"}"#, #"{"message":"Contact(firstName=‹identity›, n=2)"}"#),
        ("{\"firstName\":\"Jane\"}\r\n\u{200B}\r\n", "{\"firstName\":\"‹identity›\"}\r\n‹word›\r\n"),
        ("customer: not found\n", "customer: not found\n"),
        ("{\"a\u{200B}\":\"x\u{A0}y é\"}\n", "{\"field_·\":\"‹value›\"}\n"),
        ("{\"@timestamp\":\"\u{202E}x\u{1F600}\"}\n", "{\"@timestamp\":\"‹value›\"}\n"),
        ("{\"message\":\"\u{200B} jane@example.com \u{E0041}\"}\n", "{\"message\":\"‹word› ‹email› ‹word›\"}\n"),
        ("{\"message\":\"it\u{A0}failed – ‘now’\"}", #"{"message":"it\u00a0failed – ‘now’"}"#),
        (
            #"{"message":"it failed for {\"firstName\":\"Jane\"} again"}"#,
            #"{"message":"it failed for {\"firstName\":\"‹identity›\"} again"}"#
        ),
    ]

    @Test(arguments: cases)
    func `D41 identities and secrets go, what on-call needs stays`(_ text: String, _ safe: String) {
        #expect(Redacted.plain(Redacted.pieces(text)) == safe)
    }

    @Test(arguments: cases)
    func `D41 a copy of a copy is the copy`(_ text: String, _ safe: String) {
        let once = Redacted.pieces(text)
        #expect(Redacted.pieces(once) == once)
    }

    @Test func `the same value has one pseudonym in a run, and another in the next`() {
        let text = "a@example.com b@example.com a@example.com\n"
        let words = Redacted.pieces(text).matches(of: #/‹email ((?:[2-9][a-z]){4})›/#).map { String($0.1) }
        #expect(words.count == 3)
        #expect(words.first == words.last)
        #expect(Set(words).count == 2)
        #expect(!Redacted.pieces(text).contains(words[0]))
    }

    @Test func `known secrets go wherever they stand`() {
        let copy = Redacted.pieces("PM Password\tInv3nted-pw!9\n", secrets: ["Inv3nted-pw!9"])
        #expect(Redacted.plain(copy) == "PM Password\t‹secret›\n")
    }

    @Test func `what was hidden is counted by kind`() {
        var copy = LogRedactor(Redacted.rules, harmless: Redacted.harmless)
        _ = copy.next(Array("a@example.com 555-123-4567 Zelvira b@example.com\n".utf8), isEnd: true)
        #expect(copy.tally.named == ["email": 2, "phone": 1, "word": 1])
    }

    @Test func `D41 a text that never ends is left out, not kept`() {
        var copy = LogRedactor(Redacted.rules, harmless: Redacted.harmless)
        var output = copy.next(Array("{\"message\":\"".utf8), isEnd: false)
        for _ in 0..<40 { output += copy.next([UInt8](repeating: 0x78, count: 100_000), isEnd: false) }
        output += copy.next(Array(" Zelvira\",\"message\":\"it failed\"}\nZelvira\n".utf8), isEnd: true)
        #expect(
            Redacted.plain(String(decoding: output, as: UTF8.self))
                == "{\"message\":\"‹long text›\",\"message\":\"it failed\"}\n‹word›\n")
    }
}
