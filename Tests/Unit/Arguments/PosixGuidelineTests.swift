import Testing

@testable import Arguments

/// POSIX.1-2017, Base Definitions, 12.2 "Utility Syntax Guidelines", one test each.
@Suite("POSIX utility syntax guidelines")
struct PosixGuidelineTests {
    private func faults(command: String = "xy", options: [any CommandOption] = []) -> [String] {
        CommandTree(Command(command, summary: "A tool", options: options)).definitionFaults
    }

    /// Concerns the naming of utilities. Longer names than nine characters are accepted, as in most of today's tools.
    @Test("Guideline 1: a utility's name has two characters or more")
    func guideline1() {
        #expect(faults(command: "ab").isEmpty)
        #expect(!faults(command: "a").isEmpty)
    }

    /// Concerns the naming of utilities. Hyphens inside are accepted as well.
    @Test("Guideline 2: names are lower-case letters and digits of the portable set")
    func guideline2() {
        #expect(faults(command: "tool2").isEmpty)
        #expect(["Tool", "tool_2", "tööl", "-tool", "to ol"].allSatisfy { !faults(command: $0).isEmpty })
    }

    /// Concerns the naming of options.
    @Test("Guideline 3: an option is one alphanumeric character, and -W is reserved")
    func guideline3() {
        #expect(faults(options: [Flag("one", short: "1", help: "h"), Flag("two", short: "t", help: "h")]).isEmpty)
        #expect(
            (["W", "-", "é", "=", "?"] as [Character]).allSatisfy {
                !faults(options: [Flag("aa", short: $0, help: "h")]).isEmpty
            })
    }

    @Test("Guideline 4: options are preceded by '-'")
    func guideline4() throws {
        #expect(try SampleTool.parse("explain", "-e").isSet(SampleTool.each))
        let plain = try SampleTool.parse("explain", "e")
        #expect(!plain.isSet(SampleTool.each))
        #expect(plain.operands == ["e"])
    }

    @Test("Guideline 5: flags can be grouped behind one '-', with at most one option with a value at the end")
    func guideline5() throws {
        let parsed = try SampleTool.parse("explain", "-qvet3")
        #expect(parsed.isSet(SampleTool.quiet) && parsed.isSet(SampleTool.verbose) && parsed.isSet(SampleTool.each))
        #expect(parsed[SampleTool.top] == 3)
        #expect(try SampleTool.parse("explain", "-qet", "3")[SampleTool.top] == 3)
    }

    @Test("Guideline 6: an option and its value may be separate arguments")
    func guideline6() throws {
        #expect(try SampleTool.parse("explain", "-t", "7")[SampleTool.top] == 7)
    }

    @Test("Guideline 7: an option's value is never optional")
    func guideline7() {
        #expect(SampleTool.fault(["explain", "-t"])?.reason == .missingValue(option: "-t", placeholder: "N"))
    }

    @Test("Guideline 8: several values for one option are one argument with commas")
    func guideline8() throws {
        #expect(try SampleTool.parse("explain", "--fields", "a,b c,d")[SampleTool.fields] == ["a", "b c", "d"])
        #expect(SampleTool.fault(["explain", "--fields", "a,,b"]) != nil)
    }

    /// Options after operands are accepted too, as GNU's getopt does unless POSIXLY_CORRECT is set.
    @Test("Guideline 9: options may all stand before operands")
    func guideline9() throws {
        let before = try SampleTool.parse("explain", "-e", "-t", "2", "a", "b")
        let mixed = try SampleTool.parse("explain", "a", "-e", "b", "-t", "2")
        #expect(before.operands == mixed.operands)
        #expect(before[SampleTool.top] == mixed[SampleTool.top] && mixed.isSet(SampleTool.each))
    }

    @Test("Guideline 10: the first '--' that is no value ends the options")
    func guideline10() throws {
        let parsed = try SampleTool.parse("explain", "-e", "--", "-q", "--top", "--", "--help")
        #expect(parsed.operands == ["-q", "--top", "--", "--help"])
        #expect(!parsed.isSet(SampleTool.quiet) && parsed.helpRequested == nil)
    }

    @Test("Guideline 11: the order of options does not matter, but repeated ones keep theirs")
    func guideline11() throws {
        let first = try SampleTool.parse("explain", "-e", "-t1", "-sb=1", "-sa=2")
        let second = try SampleTool.parse("explain", "-sb=1", "-t1", "-sa=2", "-e")
        #expect(first.all(SampleTool.set) == second.all(SampleTool.set))
        #expect(first.all(SampleTool.set).map(\.name) == ["b", "a"])
    }

    @Test("Guideline 12: operands keep their order")
    func guideline12() throws {
        #expect(try SampleTool.parse("explain", "b", "-e", "a", "b").operands == ["b", "a", "b"])
    }

    /// What `-` stands for is the command's affair; parsing hands it on.
    @Test("Guideline 13: '-' is an operand that stands for a standard stream")
    func guideline13() throws {
        #expect(try SampleTool.parse("explain", "-", "-e", "-").operands == ["-", "-"])
    }

    /// Stricter than getopt, which takes any argument as a value: here only `=` or attaching passes a leading hyphen.
    @Test("Guideline 14: what looks like an option is one")
    func guideline14() throws {
        #expect(
            SampleTool.fault(["repair", "--run", "-q", "plan"])?.reason
                == .missingValue(option: "--run", placeholder: "ID"))
        #expect(try SampleTool.parse("repair", "--run=-q", "plan")[SampleTool.run] == "-q")
    }
}
