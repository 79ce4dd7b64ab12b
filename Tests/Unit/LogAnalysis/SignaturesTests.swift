import Testing

@testable import LogAnalysis

/// rules.md D13.
@Suite struct SignaturesTests {
    private let signatures = Signatures(Sample.playbooks)

    private func code(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes { signatures.find(in: $0) }.map { signatures.all[$0].code }
    }

    @Test(arguments: [
        "401 Unauthorized", "401 UNAUTHORIZED", "answered 401 unauthorized.", "(401 Unauthorized)",
        "=401 Unauthorized,",
        "HTTP 401", "http 401", "got HTTP 401, giving up", "status=401", "\"status=401\"", "xstatus=1 status=401;",
    ])
    func `a known text or phrase, at word boundaries`(text: String) {
        #expect(code(text) == "BE4101")
    }

    @Test(arguments: [
        "", "401", "401 contacts", "1401 Unauthorized", "x401 Unauthorized", "_401 Unauthorized", "401 Unauthorizedly",
        "401 Unauthorized_2", "401  Unauthorized", "401 Unauthorizedä", "ä401 Unauthorized", "HTTP 4010", "HTTP 401x",
        "HTTP 40", "HTTP ", "XHTTP 401", "HTTP 402", "HTTP 600", "HTTP 4xx", "Bridge is offline", "Drawbridge offline",
    ])
    func `anything else is none`(text: String) {
        #expect(code(text) == nil)
    }

    @Test func `the most specific one wins, wherever it stands`() {
        #expect(code("bridge OFFLINE: HTTP 503") == "BE5201")
        #expect(code("HTTP 503: Bridge offline") == "BE5201")
        #expect(code("HTTP 503 after 401 Unauthorized") == "BE4101")
        #expect(code("bridge:x") == "BE5201")
    }

    /// Texts are looked through by windows at every fourth byte, which may miss none.
    @Test(arguments: 0..<12)
    func `each known text is found at every offset, and at a text's end`(offset: Int) {
        let texts = signatures.all.filter(\.isText).map(\.shown) + ["HTTP 401", "status=401"]
        for text in texts {
            for end in ["", ".", " now and then"] {
                #expect(code(String(repeating: " ", count: offset) + text + end) != nil, "\(text)\(end)")
            }
        }
    }

    @Test func `a class of statuses is all of its hundred`() {
        for status in 500...599 { #expect(code("HTTP \(status)") == "BE4105") }
        #expect(code("HTTP 499") == nil)
        #expect(signatures.find(status: "599").map { signatures.all[$0].code } == "BE4105")
        #expect(signatures.find(status: "5xx") == nil)
    }
}
