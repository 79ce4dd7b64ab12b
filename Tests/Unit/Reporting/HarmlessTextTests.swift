import Testing

@testable import Reporting

/// What stays in free text: words of the vocabulary and harmless shapes of numbers; `_` is what does not.
@Suite struct HarmlessTextTests {
    private static let harmless = HarmlessText(.shipped, pathWords: ["v1", "departments"])

    private static func shown(_ text: String) -> String {
        var result: [UInt8] = []
        var copied = 0
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { all in
            harmless.forEachDoubtful(in: all, 0..<all.count) { _, range in
                result += bytes[copied..<range.lowerBound] + [0x5F]
                copied = range.upperBound
            }
        }
        return String(decoding: result + bytes[copied...], as: UTF8.self)
    }

    @Test(arguments: [
        ("the request was refused, can't go on", "the request was refused, can't go on", "words"),
        ("THE Request", "THE Request", "in any letter case"), ("Zelvira Quimby", "_ _", "names"),
        ("Mark Will Rose Young Page", "_ _ _ _ _", "names that are words"),
        ("O'Neil", "_", "a name with an apostrophe"),
        ("Zelvira's", "_", "a name's genitive"), ("a x", "a x", "a letter alone tells nothing"),
        ("X Y", "_ _", "initials"),
        ("PracticeService", "PracticeService", "a class"), ("ZelviraService", "_", "a class with a name in it"),
        ("pms_appointment_status", "pms_appointment_status", "a name of a field"),
        ("zelvira_status", "_", "with a name in it"),
        ("readTimeout", "readTimeout", "a name that programs have in theirs"), ("read", "_", "the same, alone"),
        ("HttpClient2", "HttpClient2", "a class with a digit"),
        ("Client2", "_", "a word with a digit may be a password"),
        ("com.example.Client2", "com.example.Client2", "in a path of names it is a class"),
        ("c.e.Client", "c.e.Client", "a path as loggers shorten it"), ("Password1", "_", "no name of a class"),
        ("sha256 k8s", "sha256 k8s", "technical words"), ("request1234", "_", "a word with a number"),
        ("ToBeOr", "_", "syllables that are words too"),
        ("u'status' b'status'", "u'status' b'status'", "Python's marks"),
        ("412 mappings, 1204 succeeded", "412 mappings, 1204 succeeded", "how many"),
        ("412 Mappings 555 0123 messages 4410 sample", "_ Mappings _ _ messages _ _", "no count"),
        ("practice 24451 department id: 1204 port(s): 8080", "practice 24451 department id: 1204 port(s): 8080", "ids"),
        ("practice 6305550123 24451", "practice _ _", "too long for one"),
        ("06:00:13.812 -0600", "06:00:13.812 -0600", "a zone"), ("555 -0123 4410 -0600", "_ -_ _ -_", "no zone"),
        ("curl -H a -X POST /v1", "curl -H a -X POST /v1", "options"), ("Mary-H -Hx", "_-_ -_", "no options"),
        ("  ____  __", "  ____  __", "rules"), ("I saw", "I saw", "the writer"),
        ("TRUE true POST /v1", "TRUE true POST /v1", "constants and methods"),
        ("post true Post", "_ true _", "and what only looks so"),
    ])
    func `D41 words stay that the vocabulary has`(_ text: String, _ shown: String, _ why: String) {
        #expect(Self.shown(text) == shown, "\(why)")
    }

    @Test(arguments: [
        ("2 42", "2 42", "up to two digits"), ("401", "_", "three without a status word"), ("4711", "_", "four"),
        ("HTTP 401, status=401, 401 Unauthorized", "HTTP 401, status=401, 401 Unauthorized", "beside a status word"),
        ("HTTP/1.1\" 401 12", "HTTP/1.1\" 401 12", "in an access log"), ("status 4011", "status _", "no status"),
        ("35ms 1.2 s 30 seconds 75 % 10 MB", "35ms 1.2 s 30 seconds 75 % 10 MB", "durations and sizes"),
        ("4711 seconds", "4711 seconds", "a long one"), ("4711 people", "_ people", "no unit"),
        ("a260b", "_", "no duration"),
        ("1.2.3 10.15", "1.2.3 10.15", "versions of up to three parts"), ("1.2.3.4", "_", "four parts"),
        ("Client.java:148 line 148", "Client.java:148 line 148", "numbers of lines"), ("Zelvira:148", "_:_", "no file"),
        ("169990000000101", "169990000000101", "fifteen digits"), ("16999000000010", "_", "fourteen"),
        ("1699900000001011", "_", "sixteen"), ("169.990.000.000.101", "169.990.000.000.101", "fifteen in groups"),
        ("5551234567 19800115 2026", "_ _ _", "phone numbers and days"),
        ("/v1/195900/departments/12", "/v1/195900/departments/12", "ids that on-call needs"),
        ("/patients/4711", "/patients/_", "any other id in a path"),
        ("/departments/1234567890", "/departments/_", "too long for one"),
        ("72,101,108,108,111,32", "_", "a list of bytes"), ("1 2 3 4 5", "1 2 3 4 5", "five are no text"),
    ])
    func `D41 numbers stay in harmless shapes`(_ text: String, _ shown: String, _ why: String) {
        #expect(Self.shown(text) == shown, "\(why)")
    }

    @Test(arguments: [
        ("status%2Fcode", "status%2Fcode", "a sign of an address"), ("12%2F16%2F42", "_%2F_%2F_", "a day, escaped"),
        ("%5Aelvira", "_", "a letter, escaped"), ("status\\u003d1", "status\\u003d1", "a sign of JSON"),
        ("\\u005Aelvira", "_", "a letter of JSON"), ("\\\\u005aelvira", "_", "escaped twice"),
        ("it\\nfailed\\tagain", "it\\nfailed\\tagain", "signs between words"),
        ("it\\nZelvira", "it\\n_", "a name behind one"),
        ("12\\/16\\/42", "_\\/_\\/_", "a day with JSON's slashes"),
        ("&#49;23", "_", "a digit of HTML"), ("#49;", "#_;", "what is left of one"),
        ("it &amp; status&nbsp;2", "it &amp; status&nbsp;2", "signs of HTML"),
        ("Zo&euml;", "_", "a letter of HTML"), ("Zoë Ｊａｎｅ ⓙane", "_ _ _", "letters that no word has"),
        ("the status â€“ now", "the status â€“ now", "UTF-8 read as Windows-1252"),
        ("Zelâ€™vira", "_â€™_", "a name in it"),
        ("‘status’ – “code” …", "‘status’ – “code” …", "typographic marks"),
        ("Zel\u{200B}vira", "_", "what cannot be seen joins"), ("\u{FF}\u{D8}", "_", "letters"),
    ])
    func `D41 escapes are undone before a word is looked at`(_ text: String, _ shown: String, _ why: String) {
        #expect(Self.shown(text) == shown, "\(why)")
    }

    @Test(arguments: [
        ("‹word 4k7m2x9q› ‹network address 4k7m2x9q›", true, "pseudonyms"), ("‹word hidden›", true, "a mask's"),
        ("field_4k7m2x9q", true, "a field's"), ("‹word 4k7m2x›", false, "too short"),
        ("‹Zelvira 4k7m2x9q›", false, "no kind"), ("‹word Zelvira›", false, "no code"),
        ("‹word zelviraq›", false, "no digits"), ("‹word 12345678›", false, "no letters"),
        ("field_zelviraq", false, "no digits"),
        ("field_4k7m2x9q3b", false, "too long"),
    ])
    func `what stands for a hidden value stays, and nothing else that looks so`(
        _ text: String, _ stays: Bool, _ why: String
    ) {
        #expect((Self.shown(text) == text) == stays, "\(why)")
    }

    @Test func `D43 what is quoted says what was hidden`() {
        #expect(
            Gate().quoted("refused Zelvira 4711 (jane@example.com)")
                == "refused ‹word hidden› ‹number hidden› (‹email hidden›)")
        #expect(Gate(reveal: true).quoted("refused Zelvira") == "refused Zelvira")
        #expect(Gate(reveal: true, secrets: ["Inv3nted"]).quoted("x Inv3nted") == "x Inv3nted")
    }
}
