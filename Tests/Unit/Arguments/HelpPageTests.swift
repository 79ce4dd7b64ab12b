import Testing

@testable import Arguments

@Suite("Help pages")
struct HelpPageTests {
    private func scope(_ path: String...) throws -> CommandScope { try #require(SampleTool.tree.scope(at: path)) }

    @Test("The full help of a command, as it is")
    func full() throws {
        let expected = """
            Explain lines of a log

            Usage: sample-tool explain [OPTIONS] [FILE…]

            Examples:
              sample-tool explain --top 5 --set 'name=a value' --fields first,second \\
                export.ndjson.gz
                  Explains an export.

            Arguments:
              FILE  What to read.

            Output:
              -t, --top N  Show the first N groups.
                           Counts are never changed by this.
                           The rest is only hidden.
              -e, --each   One result for each record.

            Options:
              -s, --set KEY=VALUE  Compare with this setting. (repeatable)
                  --fields A,B     Read these fields.

            Global options:
              -p, --profile NAME   Work against this profile.
              -f, --format FORMAT  Write the result in this format. One of: text, json,
                                   markdown, html. Default: text.
                  --color WHEN     Use colors: [auto] means on a terminal. One of: auto,
                                   always, never. The last one counts.
              -q, --quiet          Say less; don't show progress.
              -v, --verbose        Say more.
              -h, --help           Show help (-h short, --help full).

            Exit codes:
              0   Nothing is wrong.
              64  The command line was not understood.

            """
        #expect(HelpPage.text(for: try scope("explain")) == expected)
    }

    @Test("The short help of a group at forty columns, as it is")
    func shortAndNarrow() throws {
        let expected = """
            Repair in steps

            Usage: sample-tool repair [OPTIONS]
                   COMMAND

            Commands:
              plan   Say what would be done
              apply  Do it: carefully

            Options:
                  --run ID  The run to look at.

            One command: sample-tool repair COMMAND
            --help. All options: sample-tool repair
            --help

            """
        #expect(HelpPage.text(for: try scope("repair"), length: .short, width: 40) == expected)
    }

    @Test("No line is longer than the width, and none ends in a blank", arguments: [80, 60, 40, 30])
    func width(_ width: Int) {
        for scope in SampleTool.tree.scopes {
            for length in [HelpLength.short, .full] {
                let text = HelpPage.text(for: scope, length: length, width: width)
                for line in text.split(separator: "\n") {
                    #expect(line.count <= width && line.last != " ", "\(line)")
                }
            }
        }
    }

    @Test("Even absurd widths and words end in a page", arguments: [Int.min, -1, 0, 1, 20, Int.max])
    func absurdWidths(_ width: Int) {
        let long = String(repeating: "x", count: 100)
        let tree = CommandTree(
            Command(
                "tool", summary: long, operands: [Operand(long, .any, help: long)], options: [Flag(long, help: long)]))
        let text = HelpPage.text(for: tree.root, width: width)
        #expect(text.filter { $0 == "x" }.count == 600)
        if width == 20 { #expect(text.split(separator: "\n").allSatisfy { $0.count <= 20 }) }
    }

    @Test("Every option that is accepted is shown, with its placeholder and line of help")
    func complete() {
        for scope in SampleTool.tree.scopes {
            let text = HelpPage.text(for: scope, width: 1000)
            for option in scope.shown {
                let term = [option.longForm, option.placeholder].compactMap(\.self).joined(separator: " ")
                #expect(text.contains(term) && text.contains(option.help))
            }
        }
    }

    @Test("Commands are listed under their headings, and an option without a use is not shown, though it is taken")
    func groupsAndHidden() throws {
        let text = HelpPage.text(for: SampleTool.tree.root, length: .short)
        #expect(text.contains("Look:\n  explain  Explain lines of a log\n  codes    Explain a code\nChange:\n"))
        let codes = HelpPage.text(for: try scope("codes"))
        #expect(!codes.contains("--profile") && codes.contains("--format"))
        #expect(try SampleTool.parse("codes", "--profile", "x")[SampleTool.profile] == "x")
    }

    @Test("Headings are bold on request, and nothing else changes")
    func emphasis() throws {
        let page = HelpPage.text(for: try scope("explain"))
        let bold = HelpPage.emphasized(page)
        #expect(
            bold.contains("\u{1B}[1mUsage:\u{1B}[0m sample-tool explain")
                && bold.contains("\u{1B}[1mExamples:\u{1B}[0m\n"))
        #expect(bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == page)
    }

    @Test("A topic is a page of its own, and the tool's help names it")
    func topic() {
        let page = HelpPage.text(of: SampleTool.topic, width: 40)
        #expect(page == "What colors mean\n\nOnly on a terminal.\n\n  red   Wrong.\n  blue  A note.\n")
        #expect(HelpPage.text(for: SampleTool.tree.root).contains("Topics: sample-tool help colors."))
    }

    @Test("Only the full help has descriptions and exit codes")
    func lengths() {
        let root = SampleTool.tree.root
        let short = HelpPage.text(for: root, length: .short)
        let full = HelpPage.text(for: root)
        #expect(!short.contains("first paragraph") && !short.contains("Exit codes"))
        #expect(full.contains("first paragraph") && full.contains("Exit codes"))
    }
}
