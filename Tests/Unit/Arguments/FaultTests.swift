import Testing

@testable import Arguments

@Suite("Faults say what is wrong, what was meant, and where help is")
struct FaultTests {
    /// A command line and the words it is refused with.
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let description: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: [String], _ description: String) {
            self.arguments = arguments
            self.description = description
        }
    }

    static let refused = [
        Case([], "sample-tool needs a command: explain, rooms, compare, repair, codes; see 'sample-tool --help'"),
        Case(["repair"], "sample-tool repair needs a command: plan, apply; see 'sample-tool repair --help'"),
        Case(
            ["explian"],
            "sample-tool has no command 'explian'; did you mean 'sample-tool explain'?; see 'sample-tool --help'"),
        Case(
            ["rep"], "sample-tool has no command 'rep'; did you mean 'sample-tool repair'?; see 'sample-tool --help'"),
        Case(
            ["explain", "--json"],
            "unknown option '--json'; did you mean '--format json'?; see 'sample-tool explain --help'"),
        Case(["zzz"], "sample-tool has no command 'zzz'; see 'sample-tool --help'"),
        Case([""], "sample-tool has no command ''; see 'sample-tool --help'"),
        Case(["-"], "sample-tool has no command '-'; see 'sample-tool --help'"),
        Case(
            ["help"], "sample-tool has no command 'help'; see 'sample-tool --help'"),
        Case(
            ["repair", "paln"],
            "sample-tool repair has no command 'paln'; did you mean 'sample-tool repair plan'?; see 'sample-tool repair --help'"
        ),
        Case(
            ["explain", "--forma", "json"],
            "unknown option '--forma'; did you mean '--format'?; see 'sample-tool explain --help'"),
        Case(
            ["explain", "--forma=secret"],
            "unknown option '--forma'; did you mean '--format'?; see 'sample-tool explain --help'"),
        Case(["explain", "--" + "unheard-of"], "unknown option '--unheard-of'; see 'sample-tool explain --help'"),
        Case(["explain", "--=x"], "unknown option '--'; see 'sample-tool explain --help'"),
        Case(
            ["explain", "---top"], "unknown option '---top'; did you mean '--top'?; see 'sample-tool explain --help'"),
        Case(["explain", "--t", "5"], "unknown option '--t'; did you mean '-t'?; see 'sample-tool explain --help'"),
        Case(
            ["--top", "5", "explain"],
            "--top is an option of 'sample-tool explain' and goes after that name; did you mean 'sample-tool explain --top'?; see 'sample-tool explain --help'"
        ),
        Case(
            ["-t", "5", "explain"],
            "-t is an option of 'sample-tool explain' and goes after that name; did you mean 'sample-tool explain -t'?; see 'sample-tool explain --help'"
        ),
        Case(["explain", "-x"], "unknown option '-x'; see 'sample-tool explain --help'"),
        Case(["explain", "-qxv"], "unknown option '-x'; see 'sample-tool explain --help'"),
        Case(["explain", "-top"], "--top: 'op' is not a whole number of 1 or more; see 'sample-tool explain --help'"),
        Case(
            ["explain", "-quiet"],
            "unknown option '-u'; did you mean '--quiet'?; see 'sample-tool explain --help'"),
        Case(["explain", "-q-"], "unknown option '--'; see 'sample-tool explain --help'"),
        Case(["explain", "--top"], "--top needs a value: N; see 'sample-tool explain --help'"),
        Case(["explain", "-qt"], "-t needs a value: N; see 'sample-tool explain --help'"),
        Case(
            ["explain", "--top", "-5"],
            "--top needs a value: N; did you mean '--top=-5'?; see 'sample-tool explain --help'"),
        Case(["explain", "--top", "--each"], "--top needs a value: N; see 'sample-tool explain --help'"),
        Case(["explain", "--top", "--"], "--top needs a value: N; see 'sample-tool explain --help'"),
        Case(["explain", "--each=yes"], "--each takes no value; see 'sample-tool explain --help'"),
        Case(["explain", "--each="], "--each takes no value; see 'sample-tool explain --help'"),
        Case(["explain", "--help=yes"], "--help takes no value; see 'sample-tool explain --help'"),
        Case(
            ["explain", "-t1", "--top=2"],
            "--top was given twice, but takes one value; see 'sample-tool explain --help'"),
        Case(
            ["-fjson", "codes", "-fjson"],
            "--format was given twice, but takes one value; see 'sample-tool codes --help'"),
        Case(
            ["codes", "--format=jsno"],
            "--format: 'jsno' is not one of text, json, markdown, html; did you mean '--format=json'?; see 'sample-tool codes --help'"
        ),
        Case(["codes", "--profile="], "--profile: the value is empty; see 'sample-tool codes --help'"),
        Case(["explain", "--set=x"], "--set: 'x' is not NAME=VALUE; see 'sample-tool explain --help'"),
        Case(["explain", "--set==x"], "--set: '=x' is not NAME=VALUE; see 'sample-tool explain --help'"),
        Case(["rooms"], "missing HOUSE; see 'sample-tool rooms --help'"),
        Case(["compare", "a"], "missing B; see 'sample-tool compare --help'"),
        Case(["compare", "a", "b", "c"], "unexpected argument 'c'; see 'sample-tool compare --help'"),
        Case(["repair", "apply"], "missing PLAN; see 'sample-tool repair apply --help'"),
        Case(["repair", "plan", "x"], "unexpected argument 'x'; see 'sample-tool repair plan --help'"),
        Case(["codes", "a", "b"], "unexpected argument 'b'; see 'sample-tool codes --help'"),
    ]

    @Test(arguments: refused)
    func isRefused(_ expected: Case) {
        #expect(SampleTool.fault(expected.arguments)?.description == expected.description)
    }

    @Test(
        "What the user typed is never echoed raw",
        arguments: ["\u{1B}[31m", "\u{7}", "\n", "\u{202E}", "\u{9B}1m", "\u{2028}", "\r\n", "\u{7F}"])
    func escapes(_ nasty: String) throws {
        let lines = [
            [nasty], ["--" + nasty], ["explain", "-" + nasty], ["explain", "-q" + nasty], ["codes", "a", nasty],
            ["explain", "--top", "-" + nasty], ["explain", "--set", nasty], ["codes", "--format=" + nasty],
            ["codes", "--format", "json" + nasty],
        ]
        for line in lines {
            let fault = try #require(SampleTool.fault(line))
            for text in [fault.description, fault.message, fault.suggestions.first ?? "", "\(fault)"] {
                let isClean = text.unicodeScalars.allSatisfy {
                    !nasty.unicodeScalars.contains($0) || $0.value > 32 && $0.value < 127
                }
                #expect(isClean, "\(line.debugDescription)")
            }
        }
        #expect(SampleTool.fault(["\u{1B}[31m"])?.message == #"sample-tool has no command '\u{1B}[31m'"#)
    }

    @Test("A huge argument is cut, and costs nothing")
    func hugeArgument() throws {
        let huge = String(repeating: "x", count: 1_000_000)
        for line in [
            [huge], ["--" + huge], ["explain", "-" + huge], ["codes", "--format", huge],
            ["explain", "--top", "-" + huge],
        ] {
            #expect(try #require(SampleTool.fault(line)).description.count < 400)
        }
    }
}
