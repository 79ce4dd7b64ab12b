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

    @Test(
        "of the command line is what was meant",
        arguments: [
            ("forma", "format"), ("fromat", "format"), ("farmot", "format"), ("ab", "abc"), ("top", "top"),
            ("playboks", "playbooks"), ("playbook", "playbook"),
        ])
    func nearTyped(typed: String, meant: String) {
        let names = ["format", "abc", "top", "playbook", "playbooks"]
        #expect(NearestWord.nearest(toTyped: typed, among: names) == meant)
    }

    @Test("of the command line is nothing where none is near", arguments: ["", "form", "abxyz", "xyz", "zzzzzz"])
    func farTyped(typed: String) {
        #expect(NearestWord.nearest(toTyped: typed, among: ["format", "abc"]) == nil)
    }

    @Test(
        "is measured in edits",
        arguments: [
            ("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "bac", 1),
            ("kitten", "sitting", 3), ("format", "fromat", 1), ("ca", "abc", 3), ("é", "e\u{301}", 0),
        ])
    func distances(_ first: String, _ second: String, _ distance: Int) {
        for limit in 0...4 {
            let expected = distance <= limit ? distance : nil
            #expect(EditDistance.between(Array(first), Array(second), limit: limit) == expected)
            #expect(EditDistance.between(Array(second), Array(first), limit: limit) == expected)
        }
    }
}
