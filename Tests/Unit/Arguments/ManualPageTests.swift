import Testing

@testable import Arguments

@Suite("The manual page")
struct ManualPageTests {
    private let page = ManualPage.text(for: SampleTool.tree, date: "2024-01-01", version: "sample-tool 1.0")

    @Test("Every command, option, operand's help, example and exit code is in it")
    func complete() {
        func escaped(_ text: String) -> String {
            text.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
        }
        for scope in SampleTool.tree.scopes {
            #expect(page.contains("\\fB\(escaped(scope.invocation))\\fR"))
            for option in scope.options { #expect(page.contains("\\fB\(escaped(option.longForm))\\fR")) }
            for example in scope.command.examples { #expect(page.contains(escaped(example.meaning))) }
        }
        #expect(page.contains("\\fB64\\fR\nThe command line was not understood."))
    }

    @Test("Nothing that was text becomes a request or an escape")
    func escapes() {
        #expect(page.hasPrefix(".TH \"SAMPLE\\-TOOL\" \"1\" \"2024\\-01\\-01\" \"sample\\-tool 1.0\"\n"))
        #expect(
            page.contains(
                "\\&.A second one that begins with a full stop and has a back\\eslash, it\\(aqs \\(dqquoted\\(dq."))
        #expect(page.contains("[FILE\\[u2026]]"))
        #expect(page.utf8.allSatisfy { $0 < 128 })
        let requests: Set = [".TH", ".SH", ".SS", ".TP", ".IP", ".PP"]
        for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains(String(line.prefix { $0 != " " })))
        }
    }

    @Test("groff formats it without a warning", .enabled(if: ShellRun.find("groff") != nil))
    func groff() throws {
        let groff = try #require(ShellRun.find("groff"))
        let checked = try ShellRun.run(groff, ["-man", "-ww", "-Tutf8", "-z"], input: page)
        #expect(checked.status == 0 && checked.output == "")
        let shown = try ShellRun.run(groff, ["-man", "-Tutf8", "-P-cbou"], input: page).output
        #expect(shown.contains(".A second one that begins with a full stop"))
        #expect(shown.contains("[FILE…]") && shown.contains("back\\slash") && shown.contains("--profile NAME"))
    }
}
