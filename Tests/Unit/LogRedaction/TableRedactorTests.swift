import LogReading
import Testing

@testable import LogRedaction
@testable import Reporting

/// Tables in text: the columns' names decide.
@Suite struct TableRedactorTests {
    /// Separator, whether a cell stands on a line of its own, rows, and what becomes of them.
    static let tables: [(names: [String], separator: UInt8?, lines: Bool, rows: String, safe: String)] = [
        (
            ["@timestamp", "firstName", "note"], 0x2C, false,
            "\"Nov 18, 2026 @ 06:00:01.000\",Jane,call 555-123-4567\n\"Nov 19, 2026 @ 06:00:01.000\",\"J \"\"x\"\", y\",-\n",
            "\"Nov 18, 2026 @ 06:00:01.000\",‹identity›,call ‹phone›\n\"Nov 19, 2026 @ 06:00:01.000\",\"‹identity›\",-\n"
        ),
        (["firstName", "n"], 0x2C, false, "-,1\n\"(empty)\",2\n'-,3\n,4", "-,1\n\"(empty)\",2\n'-,3\n,4"),
        (["firstName", "n"], 0x3B, false, "\"a\nb\";1\r\nc;2\r\n", "\"‹identity›\";1\r\n‹identity›;2\r\n"),
        // With a cell too many nobody knows which is which.
        (["n", "firstName"], 0x2C, false, "1,a,b\n2,c\n", "‹identity›,‹identity›,‹identity›\n2,‹identity›\n"),
        (
            ["message"], 0x09, false, "\"{\"\"firstName\"\":\"\"Jane\"\",\"\"n\"\":\"\"1\"\"}\"\n",
            "\"{\"\"firstName\"\":\"\"‹identity›\"\",\"\"n\"\":\"\"1\"\"}\"\n"
        ),
        (["firstName"], nil, false, "Jane\nJoe\n", "‹identity›\n‹identity›\n"),
        (["n", "firstName"], nil, true, "1\nJane\n\n2\nJoe\nmore\n", "1\n‹identity›\n\n2\n‹identity›\n‹identity›\n"),
    ]

    @Test(arguments: tables, [1, 5, 1000])
    func `a column's name decides about its cells`(
        _ table: (names: [String], separator: UInt8?, lines: Bool, rows: String, safe: String), _ size: Int
    ) {
        var copy = TableRedactor(
            LogRedactorTests.rules, gate: Gate(),
            table: TextTable(names: table.names, separator: table.separator, hasCellLines: table.lines))
        var output: [UInt8] = []
        var rest = Array(table.rows.utf8)[...]
        while !rest.isEmpty {
            output += copy.next(Array(rest.prefix(size)), isEnd: false)
            rest = rest.dropFirst(size)
        }
        output += copy.next([], isEnd: true)
        #expect(LogRedactorTests.plain(String(decoding: output, as: UTF8.self)) == table.safe)
    }

    @Test func `names of columns that are identities themselves are hidden`() {
        var copy = TableRedactor(LogRedactorTests.rules, gate: Gate(), table: TextTable(names: ["a"], separator: 0x2C))
        let header = String(decoding: copy.header(Array("n,jane@example.com\n".utf8)), as: UTF8.self)
        #expect(LogRedactorTests.plain(header) == "n,‹e-mail›\n")
    }
}
