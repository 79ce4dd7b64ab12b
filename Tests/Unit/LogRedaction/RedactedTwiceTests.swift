import Testing

@testable import LogRedaction

/// What stays in a copy stays in a copy of it, since it says by itself why it may stay (rules.md D41).
@Suite struct RedactedTwiceTests {
    /// Inputs, and their copies.
    static let inputs: [(input: String, safe: String)] = [
        // The end of a path stays where it is a field that is known and no name; else the value goes with the name.
        (
            #"{"Zork.businessNumber":"169990000000101","@odata.count":12,"Ruby R. Page":"ok"}"#,
            #"{"field_·.businessNumber":"169990000000101","field_·":"‹number›","field_·":"‹value›"}"#
        ),
        // A total in a column that is hidden, and one whose number may be anyone's.
        (
            "businessNumber,contact.lastName\n169990000000101,Quimby\nTotal,2\n",
            "businessNumber,contact.lastName\n169990000000101,‹identity›\nTotal,2\n"
        ),
        // Spaces that do not break are written as escapes, which nobody would read as a number.
        (
            "businessNumber,integrationSource\n169\u{202F}990\u{202F}000\u{202F}000\u{202F}101,AthenaHealth\n",
            "businessNumber,integrationSource\n169990000000101,AthenaHealth\n"
        ),
        // What stands for a word is one word in front of a line's time.
        (
            "Zelvira\tQuimby\t2026-11-18T03:15:22.699Z\tit failed\n",
            "‹word›\t‹word›\t2026-11-18T03:15:22.699Z\tit failed\n"
        ),
    ]

    @Test(arguments: inputs)
    func `a copy of a copy is the copy`(_ input: String, _ safe: String) throws {
        let copy = try Redacted.whole(input)
        #expect(Redacted.plain(copy) == safe)
        #expect(try Redacted.whole(copy) == copy)
    }
}
