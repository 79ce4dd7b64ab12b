import Testing

@testable import Configuration
@testable import Model

@Suite struct NearMissTests {
    @Test(arguments: [
        ("acknowledged", "Acknowledged", "only case differs"),
        ("Acknowledged", "Acknowledge", "one letter more"),
        ("Acknowledge", "Acknowledged", "one letter less"),
        ("Harbor Office", "Harbour Office", "one letter less"),
        ("Arrived", "Arrivde", "two letters swapped"),
        ("Arrived", "Arrivad", "one letter differs"),
        ("arrivad", "Arrived", "one letter differs, and case"),
        ("Room 12", "Room 13", "one digit differs"),
        ("Check-In", "Check In", "one character differs"),
        ("Pending", " Pending", "a space before it in the list"),
        ("Pending", "Pending ", "a space after it in the list"),
        ("Pending ", "Pending", "a space after the value"),
        (" Pending", "Pending", "a space before the value"),
        ("No Show", "NoShow", "only spaces differ"),
        ("No  Show", "No Show", "only spaces differ"),
        ("No Show", "No\u{A0}Show", "an invisible character in the list"),
        ("Pending", "Pending\u{200B}", "an invisible character in the list"),
        ("Pending\u{FEFF}", "Pending", "an invisible character in the value"),
        ("O’Hara Clinic", "O'Hara Clinic", "only the kind of quotes differs"),
        ("Pending", "\"Pending\"", "quotes around it in the list"),
        ("“Pending”", "Pending", "quotes around the value"),
        ("pending", " “Pending”", "only case, spaces or quotes differ"),
        ("Cafe\u{301} Dental", "Café Dental", "only the encoding of an accent differs"),
        ("Recalls", "Recall", "the plural of the listed value"),
        ("Therapy", "Therapies", "the singular of the listed value"),
        ("Harbor", "Harbor Office", "it is only the beginning of the listed value"),
        ("Harbor Office North", "Harbor Office", "only its beginning is listed"),
    ])
    func `a slip is named`(value: String, listed: String, why: String) throws {
        let miss = try #require(AllowedList("Zebra,\(listed),Quagga", separator: ",").nearMiss(of: value))
        #expect(miss.value == value)
        #expect(miss.candidate.utf8.elementsEqual(listed.utf8))
        #expect(miss.why == why)
    }

    @Test(arguments: [
        ("Pending", "Arrived"), ("Pending", "Pnednig"), ("abc", "abd"), ("abc", "abcd"), ("ab", "abs"), ("3", "33"),
        ("Pending", ""), ("Pending", "\""), ("\"", "'"), ("Harbor Office", "Office"),
    ])
    func `what is another value is none`(value: String, listed: String) {
        #expect(AllowedList(listed, separator: ",").nearMiss(of: value) == nil)
    }

    @Test(arguments: [
        ("X", "only case differs"), (" x", "a space before the value"), ("‘x’", "quotes around the value"),
    ])
    func `case, spaces and quotes count on closed lists and short values`(value: String, why: String) {
        #expect(AllowedList("x,f", separator: ",", isClosed: true).nearMiss(of: value)?.why == why)
    }

    @Test func `a closed list has no edit distance`() {
        let list = AllowedList("true,false,checked", separator: ",", isClosed: true)
        for value in ["tru", "falsee", "chekced", "check", "checkeds"] { #expect(list.nearMiss(of: value) == nil) }
    }

    @Test func `the nearest of several is named`() {
        let list = AllowedList("Pendings,Pendingx,pending,Pending Visit", separator: ",")
        #expect(list.nearMiss(of: "Pending")?.candidate == "pending")
    }

    @Test func `an allowed value has none, and one slip never stays unnamed`() {
        let letters = Array("Arrived Late")
        let list = AllowedList(String(letters), separator: ",")
        #expect(list.nearMiss(of: String(letters)) == nil)
        for position in letters.indices {
            var less = letters
            less.remove(at: position)
            var more = letters
            more.insert("q", at: position)
            var other = letters
            other[position] = "q"
            for slip in [less, more, other] { #expect(list.nearMiss(of: String(slip)) != nil, "\(String(slip))") }
            guard position > 0, letters[position] != letters[position - 1] else { continue }
            var swapped = letters
            swapped.swapAt(position, position - 1)
            #expect(list.nearMiss(of: String(swapped)) != nil, "\(String(swapped))")
        }
    }
}
