import LogReading
import Testing

@testable import LogRedaction
@testable import Reporting

/// Tables in text: the columns' names decide.
@Suite struct TableRedactorTests {
    /// Separator, whether a cell stands on a line of its own, rows, and what becomes of them.
    static let tables: [(names: [String], separator: UInt8?, lines: Bool, rows: String, safe: String)] = [
        (
            ["@timestamp", "firstName", "message"], 0x2C, false,
            "\"Nov 18, 2026 @ 06:00:01.000\",Jane,ask 555-123-4567\n\"Nov 19, 2026 @ 06:00:01.000\",\"J \"\"x\"\", y\",-\n",
            "\"Nov 18, 2026 @ 06:00:01.000\",‹identity›,ask ‹phone›\n\"Nov 19, 2026 @ 06:00:01.000\",\"‹identity›\",-\n"
        ),
        // What Kibana writes where there is no value.
        (["firstName", "took"], 0x2C, false, "-,1\n\"(empty)\",2\n'-,3\n,4", "-,1\n\"(empty)\",2\n'-,3\n,4"),
        // The lines that a cell goes over stay lines.
        (["firstName", "took"], 0x3B, false, "\"a\nb\";1\r\nc;2\r\n", "\"‹identity›\n\";1\r\n‹identity›;2\r\n"),
        // With a cell too many nobody knows which is which.
        (["took", "firstName"], 0x2C, false, "1,a,b\n2,c\n", "‹value›,‹value›,‹value›\n2,‹identity›\n"),
        // With a cell too few a name of a person may have come into a status's column, or a place's.
        (
            ["pms_appointment_status", "pms_appointment_practice_name", "took"], 0x2C, false,
            "Arrived,Zelvira Lakes,1\nZelvira,Zelvira Lakes\nfailed,-\n",
            "Arrived,Zelvira Lakes,1\n‹word›,‹value›\nfailed,-\n"
        ),
        // A document in a cell, its quotes doubled.
        (
            ["message"], 0x09, false, "\"{\"\"firstName\"\":\"\"Jane\"\",\"\"n\"\":\"\"1\"\"}\"\n",
            "\"{\"\"firstName\"\":\"\"‹identity›\"\",\"\"n\"\":\"\"1\"\"}\"\n"
        ),
        (["firstName"], nil, false, "Jane\nJoe\n", "‹identity›\n‹identity›\n"),
        (["took", "firstName"], nil, true, "1\nJane\n\n2\nJoe\nmore\n", "1\n‹identity›\n\n2\n‹identity›\n‹value›\n"),
        // Each cell on a line of its own, in a column that nobody keeps.
        (["took", "note"], nil, true, "1\nlist\n\n2\nserver\n", "1\n‹value›\n\n2\n‹value›\n"),
        // A column that nobody keeps, and values that are not of their column's type.
        (
            ["businessNumber", "note", "took", "_id"], 0x2C, false,
            "169990000000101,Zelvira,12,a1\nZelvira,total,Quimby,j@example.com\nit failed,-,total,-\n",
            "169990000000101,‹value›,12,a1\n‹value›,‹value›,‹value›,‹value›\n‹value›,-,total,-\n"
        ),
        // Blanks are a drawn table's, and numbers in quotes Excel's.
        (["businessNumber", "note"], 0x7C, false, " '169990000000101 | Zelvira \n", " '169990000000101 | ‹value› \n"),
        // Another header in the middle.
        (
            ["businessNumber", "firstName"], 0x2C, false,
            "169990000000101,Jane\nfirstName,businessNumber\nJane,169990000000101\n",
            "169990000000101,‹identity›\nfirstName,businessNumber\n‹identity›,169990000000101\n"
        ),
        // Page is a person, though a field is called `page`, and a row with her is no header.
        (
            ["first_name", "last_name", "status", "reason"], 0x7C, false,
            "Mary | Page | FAILED | Email\nRose|Page|FAILED|SENT\n",
            "‹identity› | ‹identity› | FAILED | Email\n‹identity›|‹identity›|FAILED|SENT\n"
        ),
        // What a program prints below a table, by its words.
        (
            ["firstName", "took"], 0x7C, false, "Jane | 1\n(3 rows)\nERROR:  permission denied for Zelvira\n",
            "‹identity› | 1\n(3 rows)\nERROR:  permission denied for ‹word›\n"
        ),
        (
            ["@timestamp", "host"], 0x09, false,
            "2026-11-20T06:00:01Z\tserver\n11/20/2026 06:00:13.812 -0600 action=login user=Zelvira outcome=failure\n",
            "2026-11-20T06:00:01Z\tserver\n11/20/2026 06:00:13.812 -0600 action=login user=‹word› outcome=failure\n"
        ),
        // A person's cell goes on.
        (["firstName", "took"], 0x2C, false, "Jane,1\nserver\n", "‹identity›,1\n‹identity›\n"),
        // A property's key tells what its value is, also in columns.
        (
            ["property_key", "property_value"], 0x7C, false,
            "practiceid | 24451\nappointmentstatus | 2,3\nPM_Password | list\nzelvira | list\n",
            "practiceid | 24451\nappointmentstatus | 2,3\nPM_Password | ‹identity›\n‹value› | ‹identity›\n"
        ),
    ]

    private static func copy(_ table: TextTable) -> TableRedactor {
        TableRedactor(LogRedactor(Redacted.rules, harmless: Redacted.harmless, isText: true), table: table)
    }

    @Test(arguments: tables, [1, 5, 1000])
    func `D41 a column's name decides about its cells`(
        _ table: (names: [String], separator: UInt8?, lines: Bool, rows: String, safe: String), _ size: Int
    ) {
        var copy = Self.copy(TextTable(names: table.names, separator: table.separator, hasCellLines: table.lines))
        var output: [UInt8] = []
        var rest = Array(table.rows.utf8)[...]
        while !rest.isEmpty {
            output += copy.next(Array(rest.prefix(size)), isEnd: false)
            rest = rest.dropFirst(size)
        }
        output += copy.next([], isEnd: true)
        #expect(Redacted.plain(String(decoding: output, as: UTF8.self)) == table.safe)
    }

    @Test(arguments: [
        ("took,jane@example.com\n", "took,field_·\n"), ("took,Zelvira,request time\n", "took,field_·,request time\n"),
        ("Patients of Zelvira\ntook,firstName\n", "Patients of ‹word›\ntook,firstName\n"),
    ])
    func `D41 names of columns that are identities themselves are hidden`(_ header: String, _ safe: String) {
        var copy = Self.copy(TextTable(names: ["a"], separator: 0x2C))
        #expect(Redacted.plain(String(decoding: copy.header(Array(header.utf8)), as: UTF8.self)) == safe)
    }
}
