import Testing

@testable import LogReading

/// Known texts are found in raw bytes wherever they stand, as a look at every byte finds them.
struct SoughtTextTests {
    private static let texts = ["Visit kind is off the allowed list", "Gate is beta", "Queue jams", "Wax fell"]

    private func found(_ text: String, among texts: [String]) -> Int {
        FieldPlan(slots: [FieldSlot(name: "reason", aliases: ["reason"])], soughtTexts: texts).soughtTexts(
            in: Array(text.utf8))
    }

    @Test(arguments: 1...4) func `at every place of a text, in any letter case`(_ count: Int) {
        let texts = Self.texts.prefix(count)
        for place in 0..<200 {
            for text in texts {
                let around = String(repeating: "\"a\":[2, 4]", count: 30)
                let before = around.prefix(place)
                for written in [text, text.uppercased(), text.replacing(" ", with: "\\u00a0")] {
                    #expect(found(before + written + around, among: Array(texts)) == 1)
                    #expect(found(before + written, among: Array(texts)) == 1)
                }
            }
        }
    }

    @Test func `what has the same last bits is another text`() {
        // Each letter of the mark with another whose last four bits are the same.
        let swapped = "Gate is bet\u{11} Gate is be$a Gate is b5ta Gate is reta "
        #expect(found(String(repeating: swapped, count: 20), among: Self.texts) == 0)
        #expect(found(String(repeating: "x Gate is beta ", count: 500), among: Self.texts) == 500)
    }
}
