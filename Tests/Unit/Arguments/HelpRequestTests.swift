import Testing

@testable import Arguments

@Suite("Asking for help")
struct HelpRequestTests {
    @Test(
        arguments: [
            (["--help"], [], HelpLength.full), (["-h"], [], .short), (["explain", "-h"], ["explain"], .short),
            (["--help", "explain"], ["explain"], .full),
            (["explain", "--bogus", "--top", "--help"], ["explain"], .full),
            (["repair", "--help"], ["repair"], .full),
            (["repair", "plan", "x", "y", "-h"], ["repair", "plan"], .short),
            (["--profile", "rooms", "explain", "-h"], ["explain"], .short),
            (["-p", "rooms", "codes", "-h"], ["codes"], .short),
            (["--profile=rooms", "explain", "--help", "-h"], ["explain"], .full),
            (["rooms", "-qh"], ["rooms"], .short),
            (["--profile", "--help"], [], .full),
        ] as [([String], [String], HelpLength)])
    func asked(_ arguments: [String], _ path: [String], _ length: HelpLength) throws {
        let parsed = try SampleTool.tree.parse(arguments)
        #expect(parsed.path == path)
        #expect(parsed.helpRequested == length)
    }

    @Test func unknownCommandIsStillSaid() {
        #expect(SampleTool.fault(["explian", "--help"])?.reason == .unknownCommand("explian", of: "sample-tool"))
    }
}
