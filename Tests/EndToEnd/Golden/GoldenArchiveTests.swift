import CaseArchives
import Foundation
import Testing

/// The form of a case's file: what it can hold, and what is said of one that is malformed.
@Suite struct GoldenArchiveTests {
    @Test func `a case is read from its file`() throws {
        let archive = try GoldenArchive(Data(Self.whole.utf8), file: "case.txt")
        #expect(archive.why == "BE1001 must show.\nAn empty argument, a blank and a quote.")
        #expect(archive.arguments == ["explain", "", "two words", "it's", "$x"])
        #expect(archive.files == ["folder/in.log": Data("one\n\n".utf8)])
        #expect(archive.lines("sandbox") == [])
        #expect(archive.lines("repair") == nil)
        #expect(archive["stdin"] == Data([0x61, 0x0D, 0x0A, 0xFF, 0x5C]))
        #expect(archive["stdout"] == Data("out".utf8))
        #expect(archive.text("exit") == "2\n")
    }

    @Test func `recording rewrites what is expected and nothing else`() throws {
        let archive = try GoldenArchive(Data(Self.whole.utf8), file: "case.txt")
        let same = archive.recording(out: Data("out".utf8), err: Data(), exitCode: 2)
        #expect(String(decoding: same, as: UTF8.self) == Self.whole)
        let other = archive.recording(out: Data(), err: Data("no\n".utf8), exitCode: 3)
        let end = "-- stdout --\n-- stderr --\nno\n-- exit --\n3\n"
        #expect(String(decoding: other, as: UTF8.self) == String(decoding: archive.head, as: UTF8.self) + end)
        // A new case has no expectation yet.
        #expect(try GoldenArchive(archive.head, file: "case.txt").head == archive.head)
    }

    @Test(
        arguments: [
            [], [0x0A], [0x0A, 0x0A], Array("text\n".utf8), Array("text".utf8), Array("a\r\nb\n".utf8),
            Array("\\x41 \\ \\\\\n".utf8), Array("C:\\dir\\n\r\n".utf8), Array("-- stdout --\n".utf8),
            Array("a\n-- exit (no newline) --".utf8), Array("-- \u{e9} --\n".utf8), Array("\u{feff}so\u{ad}ft\n".utf8),
            Array("a long line with one byte that is no text: ".utf8) + [0xE9, 0x0A], [0], Array(0...255),
            [0xF0, 0x9F, 0x98], Array("\u{2028}, \u{1F600}, e\u{301} and \u{e9} with much else around them\n".utf8),
        ] as [[UInt8]])
    func `every content comes back to the byte`(content: [UInt8]) throws {
        let head = "Why.\n\n$ be-diagnose explain\n\n"
        let file =
            Data(head.utf8) + SectionHeader.section("a", Data(content)) + SectionHeader.section("b", Data("b\n".utf8))
        let archive = try GoldenArchive(file, file: "case.txt")
        #expect(archive["a"] == Data(content))
        #expect(archive["b"] == Data("b\n".utf8))
    }

    @Test func `what a person can read is not hidden in base64`() {
        func first(_ text: String) -> Substring? {
            String(decoding: SectionHeader.section("a", Data(text.utf8)), as: UTF8.self).split(separator: "\n").first
        }
        #expect(first("some text\n") == "-- a --")
        #expect(first("some text") == "-- a (no newline) --")
        #expect(first("some text with an end of Windows\r\n") == "-- a (escaped) --")
        #expect(first("some text with an end of Windows\r\n, and more") == "-- a (escaped, no newline) --")
        #expect(first("\0\0\0 and text\n") == "-- a (base64) --")
    }

    @Test(arguments: [
        ("", "case.txt:1: no line ‘$ be-diagnose …’"),
        ("Why.\n", "case.txt:1: no line ‘$ be-diagnose …’"),
        ("\n$ be-diagnose a\n", "case.txt:2: no line before it that says why"),
        ("Why.\n-- a --\n", "case.txt:2: a section before the line ‘$ be-diagnose …’"),
        ("Why.\n$ jq .\n", "case.txt:2: the command is not ‘be-diagnose’"),
        ("Why.\n$ be-diagnose 'a\n", "case.txt:2: a quote that is not closed"),
        ("Why.\n$ be-diagnose a\\\n", "case.txt:2: a backslash before nothing"),
        ("Why.\n$ be-diagnose a | b\n", "case.txt:2: ‘|’ must stand in single quotes"),
        ("Why.\n$ be-diagnose a\ntext\n", "case.txt:3: text between the command line and the first section"),
        (
            "Why.\n$ be-diagnose a\n-- a (zip) --\n",
            "case.txt:3: ‘zip’ is none of the marks ‘escaped’, ‘base64’, ‘no newline’"
        ),
        (
            "Why.\n$ be-diagnose a\n-- a b --\n",
            "case.txt:3: a section begins with ‘-- name --’ or ‘-- name (marks) --’"
        ),
        ("Why.\n$ be-diagnose a\n-- ../a --\n", "case.txt:3: ‘../a’ leads out of the folder"),
        ("Why.\n$ be-diagnose a\n-- a --\n-- b --\n-- a --\n", "case.txt:5: a second section ‘a’"),
        ("Why.\n$ be-diagnose a\n-- stdout --\n-- a --\n", "case.txt:4: ‘a’ stands behind what is expected"),
        ("Why.\n$ be-diagnose a\n-- a (base64) --\nYQ==\n*\n", "case.txt:5: not base64"),
        (
            "Why.\n$ be-diagnose a\n-- a (base64, no newline) --\nYQ==\n",
            "case.txt:3: base64 tells the last newline itself"
        ),
        ("Why.\n$ be-diagnose a\n-- a (escaped) --\nb\n\\n\n", #"case.txt:5: only \\, \r and \xNN are escapes"#),
        ("Why.\n$ be-diagnose a\n-- a (no newline) --\n", "case.txt:3: ‘no newline’ where there is no line"),
        ("Why.\n$ be-diagnose a\n-- a --\nb", "case.txt:4: the last line has no end"),
    ])
    func `a malformed file is an error with its line`(text: String, message: String) throws {
        let error = #expect(throws: BadArchive.self) { try GoldenArchive(Data(text.utf8), file: "case.txt") }
        #expect(error?.description == message)
    }

    private static let whole = #"""
        BE1001 must show.
        An empty argument, a blank and a quote.

        $ be-diagnose explain '' 'two words' 'it'\''s' \$x

        -- sandbox --
        -- stdin (escaped, no newline) --
        a\r
        \xff\\
        -- folder/in.log --
        one

        -- stdout (no newline) --
        out
        -- exit --
        2

        """#
}
