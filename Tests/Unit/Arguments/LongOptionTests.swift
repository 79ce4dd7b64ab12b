import Testing

@testable import Arguments

@Suite("GNU long options and their mixtures")
struct LongOptionTests {
    /// A command line and what it says.
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        var path = ["explain"]
        var operands: [String] = []
        var format: String?
        var top: Int?
        var set: [String] = []
        var quiet = 0
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let understood = [
        Case(arguments: ["explain"]),
        Case(arguments: ["explain", "--top=5"], top: 5),
        Case(arguments: ["explain", "--top", "5"], top: 5),
        Case(arguments: ["explain", "-t5"], top: 5),
        Case(arguments: ["explain", "-t", "5"], top: 5),
        Case(arguments: ["explain", "--set", "a=b=c"], set: ["a=b=c"]),
        Case(arguments: ["explain", "--set=a=b=c"], set: ["a=b=c"]),
        Case(arguments: ["explain", "--set=a="], set: ["a="]),
        Case(
            arguments: ["explain", "-sa=1", "x", "--set", "b=2", "--set=a=3"], operands: ["x"],
            set: ["a=1", "b=2", "a=3"]),
        Case(arguments: ["explain", "--set=-a=1", "-s-b=2"], set: ["-a=1", "-b=2"]),
        Case(arguments: ["--format", "json", "explain"], format: "json"),
        Case(arguments: ["--format=json", "explain", "x"], operands: ["x"], format: "json"),
        Case(arguments: ["explain", "x", "--format=json"], operands: ["x"], format: "json"),
        Case(arguments: ["-qfjson", "explain"], format: "json", quiet: 1),
        Case(arguments: ["-q", "explain", "--quiet", "-qq"], quiet: 4),
        Case(arguments: ["explain", "", "x", ""], operands: ["", "x", ""]),
        Case(arguments: ["explain", "-"], operands: ["-"]),
        Case(arguments: ["explain", "--", "-t", "5"], operands: ["-t", "5"]),
        Case(arguments: ["--", "explain", "--top"], operands: ["--top"]),
        Case(arguments: ["explain", "explain", "repair"], operands: ["explain", "repair"]),
        Case(arguments: ["explain", "\u{301}=x", "a\u{301}"], operands: ["\u{301}=x", "a\u{301}"]),
        Case(arguments: ["explain", "-s\u{301}a=1"], set: ["\u{301}a=1"]),
        Case(arguments: ["explain", "--set=\u{301}a=\u{301}"], set: ["\u{301}a=\u{301}"]),
        Case(arguments: ["repair", "plan"], path: ["repair", "plan"]),
        Case(
            arguments: ["--format=html", "repair", "--run", "7", "-q", "plan"], path: ["repair", "plan"],
            format: "html", quiet: 1),
        Case(arguments: ["repair", "plan", "--run", "7", "--format=html"], path: ["repair", "plan"], format: "html"),
        Case(arguments: ["codes"], path: ["codes"]),
        Case(arguments: ["codes", "X1"], path: ["codes"], operands: ["X1"]),
        Case(arguments: ["rooms", "1", "a", "b"], path: ["rooms"], operands: ["1", "a", "b"]),
    ]

    @Test(arguments: understood)
    func isUnderstood(_ expected: Case) throws {
        let parsed = try SampleTool.tree.parse(expected.arguments)
        #expect(parsed.path == expected.path)
        #expect(parsed.operands == expected.operands)
        #expect(parsed[SampleTool.format] == expected.format)
        #expect(parsed[SampleTool.top] == expected.top)
        // As scalars: as characters, a lost combining mark could go unseen.
        #expect(
            parsed.all(SampleTool.set).map { Array("\($0.name)=\($0.value)".unicodeScalars) }
                == expected.set.map { Array($0.unicodeScalars) })
        #expect(parsed.count(SampleTool.quiet) == expected.quiet)
        #expect(parsed.helpRequested == nil)
    }

    @Test("A single hyphen and the empty text can be values")
    func hyphenAndEmptyValues() throws {
        #expect(try SampleTool.parse("repair", "--run", "-", "plan")[SampleTool.run] == "-")
        #expect(try SampleTool.parse("repair", "--run", "", "plan")[SampleTool.run] == "")
        #expect(try SampleTool.parse("repair", "--run=", "plan")[SampleTool.run] == "")
    }

    @Test("Where the last one counts, it does; an enumeration's cases are choices")
    func lastWins() throws {
        let parsed = try SampleTool.parse("--color", "never", "codes", "--color=always")
        #expect(parsed[SampleTool.color] == .always)
        #expect(parsed.all(SampleTool.color) == [.never, .always])
    }

    @Test("After a letter the rest is the value, an equals sign included")
    func attachedEqualsSign() {
        #expect(SampleTool.fault(["codes", "-f=json"])?.suggestions.first == "--format=json")
    }
}
