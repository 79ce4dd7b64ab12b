import Testing

@testable import Support

@Suite("The nearest word")
struct NearestWordTests {
    @Test(
        "is what was meant",
        arguments: [
            ("lable", "label"), ("sourceId", "sourceID"), ("evidencFields", "evidenceFields"), ("titel", "title"),
            ("tilte", "title"), ("labels", "label"), ("LABEL", "label"),
        ])
    func near(typed: String, meant: String) {
        let words = ["label", "sourceID", "evidenceFields", "title", "kind"]
        #expect(NearestWord.nearest(to: typed, among: words) == meant)
    }

    @Test("is nothing where none is near", arguments: ["", "zzzz", "x", String(repeating: "label", count: 50)])
    func far(typed: String) {
        #expect(NearestWord.nearest(to: typed, among: ["label", "title", "y"]) == nil)
    }

    @Test("is the first of several equally near")
    func equallyNear() {
        #expect(NearestWord.nearest(to: "cat", among: ["bat", "rat"]) == "bat")
    }
}
