import Testing

@testable import Reporting

@Suite struct GateTests {
    @Test func `a known secret of which a part looks like a token is hidden whole`() {
        let secret = "6b1xX8293B4WGx9P187Og137Z195686yI74/sx52V267Ic0M2"
        #expect(
            Gate(secrets: [secret]).masked("refused. Bearer%20\(secret) again")
                == "refused. Bearer%20‹secret hidden› again")
    }

    /// Swift's literals refuse them.
    static let nonCharacters = String(decoding: [0xFFFF, 0xDBFF, 0xDFFF, 0xFDD0], as: UTF16.self)

    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "\\u{1B}[31mred\\u{1B}[0m"), ("a\u{7}b\u{8}\u{0}", "a\\u{7}b\\u{8}\\u{0}"),
        ("del\u{7F}", "del\\u{7F}"), ("c1\u{9B}31m\u{85}", "c1\\u{9B}31m\\u{85}"),
        ("\u{202E}txt\u{2066}\u{2069}\u{200E}\u{61C}", "\\u{202E}txt\\u{2066}\\u{2069}\\u{200E}\\u{61C}"),
        ("a\u{200B}b\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}", "a\\u{200B}b\\u{200C}\\u{200D}\\u{2060}\\u{FEFF}\\u{AD}"),
        ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{E0041}\u{E007F}", "\\u{E0041}\\u{E007F}"),
        (nonCharacters, "\\u{FFFF}\\u{10FFFF}\\u{FDD0}"), ("tab\there\r\n", "tab\\u{9}here\\u{D}\\u{A}"),
        ("Harbor\u{A0}Office", "Harbor\\u{A0}Office"), ("\u{301}e", "\\u{301}e"),
        ("C:\\users \\n", "C:\\users \\n"), ("\\u{1B}", "\\u{5C}u{1B}"),
        ("Zürich – “Ärzte” 診療所 Łódź e\u{301} 👍", "Zürich – “Ärzte” 診療所 Łódź e\u{301} 👍"),
    ])
    func makesHostileTextVisible(raw: String, shown: String) {
        #expect(Gate().line(raw) == shown)
    }

    @Test func differentValuesStayDifferent() {
        let values = ["a\u{1B}", "a\\u{1B}", "a\\u{5C}u{1B}", "a", "a\u{200B}", "a ", "a\u{A0}", "a\\", "a\\\u{1B}"]
        #expect(Set(values.map(Gate().line)).count == values.count)
    }

    @Test func blockKeepsNewlinesOnly() {
        #expect(Gate().block("a\nb\r\n\tc") == "a\nb\\u{D}\n\\u{9}c")
    }

    @Test func marksDoNotPileUp() {
        let shown = Gate().line("e" + String(repeating: "\u{301}", count: 50))
        #expect(shown.unicodeScalars.filter { $0 == "\u{301}" }.count == 8)
    }

    static let secret = "p\"ä/ß+w<0>&'d 1\\"

    @Test(arguments: [
        "x \(secret) y", "p%22%C3%A4%2F%C3%9F%2Bw%3C0%3E%26%27d%201%5C", "p%22%c3%a4/%c3%9f%2bw%3c0%3e%26'd+1%5c",
        #"{"k":"p\"ä/ß+w<0>&'d 1\\"}"#, #"{"k":"p\"\u00e4\/\u00DF+w\u003c0\u003E\u0026'd 1\\"}"#,
        #""{\"k\":\"p\\\"ä/ß+w<0>&'d 1\\\\\"}""#,
        "p&quot;ä/ß+w&lt;0&gt;&amp;&#39;d 1\\", "p&#34;&#xE4;/&#223;+w&lt;0&gt;&amp;&apos;d 1\\",
    ])
    func hidesSecretsInEachEncoding(text: String) {
        let shown = Gate(reveal: true, secrets: [Self.secret]).line(text)
        #expect(shown.contains("‹secret hidden›"))
        #expect(!shown.contains("d 1") && !shown.contains("w&lt;") && !shown.contains("%3") && !shown.contains("u003"))
    }

    @Test func hidesBase64WhereverItBegins() {
        // hunter2-Secret behind "", "a:", "ab:" and in the alphabet for URLs
        let gate = Gate(secrets: ["hunter2-Secret", "??>>??>>"])
        for text in [
            "aHVudGVyMi1TZWNyZXQ=", "Basic YTpodW50ZXIyLVNlY3JldA==", "Basic YWI6aHVudGVyMi1TZWNyZXQ=",
            "YWJjOmh1bnRlcjItU2VjcmV0OmFi", "Pz8+Pj8/Pj4=", "Pz8-Pj8_Pj4", "Pz8%2BPj8%2FPj4%3D",
        ] {
            #expect(gate.line(text).contains("‹secret hidden›"), "\(text)")
        }
        #expect(gate.line("aHVudGVyMi1TZWNyZXQ=") == "‹secret hidden›")
    }

    @Test func leavesOtherTextAndShortSecretsAlone() {
        #expect(Gate(secrets: ["abc", ""]).line("abc 3") == "abc 3")
        #expect(Gate(secrets: ["hunter2"]).line("hunter3 100% a+b &amp; \\n") == "hunter3 100% a+b &amp; \\n")
        #expect(Gate(secrets: ["aaaa"]).line("baaaaaab") == "b‹secret hidden›b")
    }
}
