import Testing

@testable import LogRedaction

@Suite struct LogRedactorTests {
    static let rules = RedactionRules(
        kept: ["@timestamp", "businessNumber", "restrictionReason", "pms_appointment_status"],
        hidden: ["firstName", "contactId", "email", "pms_appointment_date", "PM_Password"],
        objects: ["customer", "visitors"], keptProperties: ["appointmentstatus"], hiddenProperties: ["PM_Password"])

    /// One whole input through a fresh copy, in pieces of `size` bytes.
    static func copy(_ text: String, size: Int = .max, secrets: [String] = []) -> String {
        var copy = LogRedactor(rules, secrets: secrets)
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            output += copy.next(Array(rest.prefix(size)), isEnd: false)
            rest = rest.dropFirst(size)
        }
        output += copy.next([UInt8](), isEnd: true)
        return String(decoding: output, as: UTF8.self)
    }

    /// Without what differs from run to run.
    static func plain(_ text: String) -> String { text.replacing(#/‹([a-zA-Z -]+) [2-9a-z]{8}›/#) { "‹\($0.1)›" } }

    static let cases: [(String, String)] = [
        (#"{"@timestamp":"2026-11-20T06:00:00.000Z","n":1}"#, #"{"@timestamp":"2026-11-20T06:00:00.000Z","n":1}"#),
        (#"{"businessNumber":169990000000101}"#, #"{"businessNumber":169990000000101}"#),
        (#"{"_source":{"firstName":"Jane","x":"a"}}"#, #"{"_source":{"firstName":"‹identity›","x":"a"}}"#),
        (#"{"labels.first_name" : "Jane"}"#, #"{"labels.first_name" : "‹identity›"}"#),
        (#"{"contactId":987654321}"#, #"{"contactId":"‹identity›"}"#),
        (#"{"email":["a@example.com","b@example.com"],"x":"c"}"#, #"{"email":["‹identity›","‹identity›"],"x":"c"}"#),
        (
            #"{"pms_appointment_date":"11/20/2026","pms_appointment_status":"2"}"#,
            #"{"pms_appointment_date":"‹identity›","pms_appointment_status":"2"}"#
        ),
        (#"{"note":"call 555-123-4567 or jane@example.com"}"#, #"{"note":"call ‹phone› or ‹e-mail›"}"#),
        (#"{"phone2":5552234567}"#, #"{"phone2":"‹phone›"}"#),
        (#"{"restrictionReason":"Integration is beta"}"#, #"{"restrictionReason":"Integration is beta"}"#),
        (
            #"{"message":"{\"firstName\":\"Jane\",\"businessNumber\":\"169990000000101\"}"}"#,
            #"{"message":"{\"firstName\":\"‹identity›\",\"businessNumber\":\"169990000000101\"}"}"#
        ),
        (#"{"a":"quote \" and \\","firstName":"x\"y"}"#, #"{"a":"quote \" and \\","firstName":"‹identity›"}"#),
        (
            "{\"a\":1}\njane@example.com called\n{\"firstName\":\"x\"}\n",
            "{\"a\":1}\n‹e-mail› called\n{\"firstName\":\"‹identity›\"}\n"
        ),
        (
            "2026-11-20T06:00:00Z app: {\"firstName\":\"Jane\"}\n",
            "2026-11-20T06:00:00Z app: {\"firstName\":\"‹identity›\"}\n"
        ),
        ("{\"a\":\"cut off\n{\"firstName\":\"Jane\"}\n", "{\"a\":\"cut off\n{\"firstName\":\"‹identity›\"}\n"),
        (
            "{\n  \"firstName\": \"Jane\",\n  \"x\": [1, 2]\n}\n",
            "{\n  \"firstName\": \"‹identity›\",\n  \"x\": [1, 2]\n}\n"
        ),
        ("{\"a\":jane@example.com}\n", "{\"a\":\"‹e-mail›\"}\n"), ("[INFO] jane@example.com\n", "[INFO] ‹e-mail›\n"),
        (
            "[{\"firstName\":\"Jane\"},{\"firstName\":\"Joe\"}]",
            "[{\"firstName\":\"‹identity›\"},{\"firstName\":\"‹identity›\"}]"
        ),
        ("{\"jane@example.com\":1}\n", "{\"‹e-mail›\":1}\n"),
        ("2026-11-20T06:00:00.123Z INFO born 1980-01-15\n", "2026-11-20T06:00:00.123Z INFO born ‹date›\n"),
        ("[2026-11-20 06:00:00,123] 10.1.2.3 GET /x\n", "[2026-11-20 06:00:00,123] ‹network address› GET /x\n"),
        ("password=hunter2 user EXAMPLEUBQ:EXAMPLECLIENT^1^svc\n", "password=‹secret› user ‹secret›\n"),
        ("key AKIAIOSFODNN7EXAMPLE end\n", "key ‹token› end\n"),
        (
            "business 169990000000101 department 12 status 2 npi 1234567893\n",
            "business 169990000000101 department 12 status 2 npi 1234567893\n"
        ),
        (
            "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nshort\n-----END RSA PRIVATE KEY-----\nb\n",
            "a\n‹private key hidden›\nb\n"
        ),
        ("a\n-----BEGIN PRIVATE KEY-----\nMIIabc\n", "a\n‹private key hidden›\n"),
        (
            #"{"note":"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1c7bqVYmdZ\nab=\n-----END RSA PRIVATE KEY-----\n"}"#,
            #"{"note":"‹private key›\n"}"#
        ),
        // Everything in an object that describes a person, but what decides a restriction.
        (
            #"{"customer":{"name":"Jane","n":[7],"businessNumber":"169990000000101","x":{"y":"z"}},"after":"kept"}"#,
            #"{"customer":{"name":"‹identity›","n":["‹identity›"],"businessNumber":"169990000000101","x":{"y":"‹identity›"}},"after":"kept"}"#
        ),
        (
            #"{"visitors":[{"businessNumber":"169990000000101"},"Jane",{"name":"Joe"}],"tags":["kept"]}"#,
            #"{"visitors":[{"businessNumber":"169990000000101"},"‹identity›",{"name":"‹identity›"}],"tags":["kept"]}"#
        ),
        // A property's value is judged by its key, wherever that stands.
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
            #"[{"key":"PM_Password","value":"‹identity›"},{"key":"color","value":"red"}]"#
        ),
        (
            #"{"client_secret":"a","apiKey":"b","retries":"2"}"#,
            #"{"client_secret":"‹identity›","apiKey":"‹identity›","retries":"2"}"#
        ),
        // Documents in the middle of a line, and objects as programs print them.
        (
            "curl -u jane:hunter2 -d '{\"firstName\":\"Jane\",\"n\":1}' -v\n",
            "curl -u ‹secret› -d '{\"firstName\":\"‹identity›\",\"n\":1}' -v\n"
        ),
        (
            "a {\"firstName\":\"}\"} 555-123-4567 {\"n\":1}\n", "a {\"firstName\":\"‹identity›\"} ‹phone› {\"n\":1}\n"
        ),
        (
            "x: \"{\\\"firstName\\\":\\\"Jane\\\"}\" failed\n", "x: \"{\\\"firstName\\\":\\\"‹identity›\\\"}\" failed\n"
        ),
        (
            "Contact{firstName='Jo Ann', n=1}, firstName=Jo Ann; ok\n",
            "Contact{firstName='‹identity›', n=1}, firstName=‹identity›; ok\n"
        ),
        (
            "{'firstName': 'Jane', 'email': None, 'time': '10:30'}\n",
            "{'firstName': '‹identity›', 'email': None, 'time': '10:30'}\n"
        ),
        (#"{"m":"Contact(firstName=Jane, n=2)"}"#, #"{"m":"Contact(firstName=‹identity›, n=2)"}"#),
        ("{\"firstName\":\"Jane\"}\r\n\u{200B}\r\n", "{\"firstName\":\"‹identity›\"}\r\n\\u{200B}\r\n"),
        ("customer: not found\n", "customer: not found\n"),
        // What must not be shown stays JSON, also beside what is hidden.
        ("{\"a\u{200B}\":\"x\u{A0}y é\"}\n", "{\"a\\u200b\":\"x\\u00a0y é\"}\n"),
        ("{\"@timestamp\":\"\u{202E}x\u{1F600}\"}\n", "{\"@timestamp\":\"\\u202ex\u{1F600}\"}\n"),
        ("{\"a\":\"\u{200B} jane@example.com \u{E0041}\"}\n", "{\"a\":\"\\u200b ‹e-mail› \\udb40\\udc41\"}\n"),
    ]

    @Test(arguments: cases)
    func `identities and secrets go, what on-call needs stays`(_ text: String, _ safe: String) {
        #expect(Self.plain(Self.copy(text)) == safe)
    }

    @Test(arguments: cases, [1, 2, 3, 7])
    func `where a piece ends changes nothing`(_ one: (String, String), _ size: Int) {
        #expect(Self.plain(Self.copy(one.0, size: size)) == one.1)
    }

    @Test func `the same value has one pseudonym in a run, and another in the next`() {
        let text = "a@example.com b@example.com a@example.com\n"
        let first = Self.copy(text).split(separator: " ‹").map(String.init)
        let words = Self.copy(text).matches(of: #/‹e-mail ([2-9a-z]{8})›/#).map { String($0.1) }
        #expect(words.count == 3)
        #expect(words[0] == words[2])
        #expect(words[0] != words[1])
        #expect(!first.joined().contains(words[0]))
    }

    @Test func `known secrets go wherever they stand`() {
        #expect(
            Self.plain(Self.copy("PM Password\tInv3nted-pw!9\n", secrets: ["Inv3nted-pw!9"]))
                == "PM Password\t‹secret›\n")
    }

    @Test func `what was hidden is counted by kind`() {
        var copy = LogRedactor(Self.rules)
        _ = copy.next(Array("a@example.com 555-123-4567 b@example.com\n".utf8), isEnd: true)
        #expect(copy.counts == ["e-mail": 2, "phone": 1])
    }

    @Test func `a text that never ends is cut, not kept`() {
        var copy = LogRedactor(Self.rules)
        var output = 0
        output += copy.next(Array("{\"a\":\"".utf8), isEnd: false).count
        for _ in 0..<40 { output += copy.next([UInt8](repeating: 0x78, count: 100_000), isEnd: false).count }
        #expect(output > 2_000_000)
    }
}
