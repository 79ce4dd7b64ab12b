import Testing

@testable import Support

@Suite("Texts and times")
struct TextAndTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_827_696_789, "2000-02-29T12:34:56.789Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
    ])
    func momentsAreWritten(_ milliseconds: Int, _ text: String) {
        #expect(Timestamp.text(milliseconds: milliseconds) == text)
    }

    @Test func daysComeBack() throws {
        for number in stride(from: -800_000, through: 800_000, by: 97) {
            let (year, month, day) = CivilDay(number: number).parts
            #expect(try #require(CivilDay(year, month, day)).number == number)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-30", "2026/04/30", "",
    ])
    func noDays(_ text: String) {
        #expect(CivilDay(text) == nil)
    }

    @Test func monthsLater() throws {
        let day = try #require(CivilDay("2026-08-31"))
        #expect(day.later(months: 6).text == "2027-03-03")
        #expect(day.later(days: 90).text == "2026-11-29")
        #expect(CivilDay("2026-12-01")?.later(months: 1).text == "2027-01-01")
    }

    @Test func shellWordsAreQuotedWhereNeeded() {
        #expect(ShellText.line(["a=1", "it's", "", "x y"]) == #"a=1 'it'\''s' '' 'x y'"#)
        #expect(ShellText.word("a=1", plainSigns: "_") == "'a=1'")
    }

    @Test func jsonHasTwoSpellings() {
        #expect(JSONText.quoted("a\"\\\n\u{7F}é\u{200B}") == "\"a\\\"\\\\\\u000a\\u007fé\u{200B}\"")
        #expect(JSONText.visible("a\"\\\n\u{7F}é\u{200B}") == "\"a\\\"\\\\\\n\\u007Fé\\u200B\"")
        #expect(JSONText.visibleInside("\\u") == "\\u005Cu")
    }

    @Test func longWordsAreCutOrStayWhole() {
        #expect(Wrapping.lines("aaaaaa b", first: 4, rest: 4) == ["aaaa", "aa b"])
        #expect(Wrapping.lines("aaaaaa b", first: 4, rest: 4, cuttingWords: false) == ["aaaaaa", "b"])
    }
}
