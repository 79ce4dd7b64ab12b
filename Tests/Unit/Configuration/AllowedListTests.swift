import Testing

@testable import Configuration

@Suite struct AllowedListTests {
    @Test(arguments: [
        ("3,4", "3", true), ("3,4", "4", true), ("3,4", "3,4", true), ("3,4", "4,3", false), ("3,4", "2", false),
        ("3,4", "", false), ("", "3", false), ("", "", false), (",,", ",", false), ("3,,4", "3", true),
        ("3,,4", "", false), ("3, 4", "4", false), ("3, 4", " 4", true), (" 3,4", "3", false), ("3,4 ", "4 ", true),
        ("33,4", "3", false), ("3,4,x", "4,x", true), ("3,4,x", "3,x", false), ("13,4", "3,4", false),
        ("3,41", "3,4", false), ("a,3,4", "3,4", true), ("3,4", "3,", false), ("3,4", ",4", false),
        ("Checkup, annual,Recall", "Checkup, annual", true), ("Checkup, annual,Recall", " annual,Recall", true),
        ("Checkup, annual,Recall", "Checkup", true), ("X", "x", false), ("é", "e\u{301}", false), ("🦷,3", "🦷", true),
    ])
    func `a value is allowed as a piece, as neighbouring pieces, or as the whole`(
        list: String, value: String, is allowed: Bool
    ) {
        #expect(AllowedList(list, separator: ",").allows(value) == allowed)
    }

    @Test func `without a separator the text is one value`() {
        let list = AllowedList("3,4", separator: nil)
        #expect(list.values == ["3,4"])
        #expect(list.allows("3,4"))
        #expect(!list.allows("3"))
    }

    @Test(arguments: [("", true), (" ", true), (",", true), (" , ,\t", true), ("3", false), (", 3", false)])
    func `a list of blanks allows nothing`(list: String, isNothing: Bool) {
        #expect(AllowedList(list, separator: ",").allowsNothing == isNothing)
    }

    @Test func `a separator of several bytes`() {
        let list = AllowedList("a||b|c||", separator: "||")
        #expect(list.values == ["a", "b|c"])
        #expect(list.allows("a||b|c"))
        #expect(!list.allows("b"))
    }

    /// Against the definition, over all short lists and values of a few characters.
    @Test func `what is allowed is what the definition says`() {
        let texts = Self.words(over: ["a", ",", " "], upTo: 5)
        let values = Self.words(over: ["a", ",", " "], upTo: 3)
        for text in texts {
            let list = AllowedList(text, separator: ",")
            let cut = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            var allowed: Set<String> = [text]
            for start in cut.indices where !cut[start].isEmpty {
                for end in start..<cut.count where !cut[end].isEmpty {
                    allowed.insert(cut[start...end].joined(separator: ","))
                }
            }
            allowed.remove("")
            for value in values {
                #expect(list.allows(value) == allowed.contains(value), "‘\(value)’ in ‘\(text)’")
                if list.allows(value) { #expect(list.nearMiss(of: value) == nil) }
            }
        }
    }

    @Test func `ten thousand values are looked up at once`() {
        let list = AllowedList((0..<10_000).map { "Type \($0)" }.joined(separator: ","), separator: ",")
        #expect((0..<10_000).allSatisfy { list.allows("Type \($0)") })
        #expect(!list.allows("Type 10000"))
    }

    static func words(over letters: [String], upTo length: Int) -> [String] {
        var all = [""]
        var last = [""]
        for _ in 0..<length {
            last = last.flatMap { word in letters.map { word + $0 } }
            all += last
        }
        return all
    }
}
