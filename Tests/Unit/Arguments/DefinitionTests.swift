import Testing

@testable import Arguments

@Suite("Definitions are checked")
struct DefinitionTests {
    @Test func sampleIsSound() {
        #expect(SampleTool.tree.definitionFaults == [])
    }

    static let flawed: [Command] = [
        Command("tool", summary: "", operands: []),
        Command("tool", summary: "s", options: [Flag("aa", help: "h"), Flag("aa", help: "h")]),
        Command("tool", summary: "s", options: [Flag("aa", short: "x", help: "h"), Flag("bb", short: "x", help: "h")]),
        Command("tool", summary: "s", options: [Flag("help", help: "h")]),
        Command("tool", summary: "s", options: [Flag("aa", short: "h", help: "h")]),
        Command("tool", summary: "s", options: [Flag("--aa", help: "h")]),
        Command("tool", summary: "s", options: [Flag("a=b", help: "h")]),
        Command("tool", summary: "s", options: [Flag("aa", help: "two\nlines")]),
        Command("tool", summary: "s", options: [Option("aa", placeholder: "", help: "h", parse: Parsers.text)]),
        Command("tool", summary: "s", operands: [Operand("A", .any), Operand("B")]),
        Command("tool", summary: "s", operands: [Operand("A", .optional), Operand("B")]),
        Command("tool", summary: "s", operands: [Operand("A", .any), Operand("B", .any)]),
        Command("tool", summary: "s", operands: [Operand("A")], subcommands: [Command("sub", summary: "s")]),
        Command("tool", summary: "s", subcommands: [Command("sub", summary: "s"), Command("sub", summary: "s")]),
        Command(
            "tool", summary: "s", options: [Flag("aa", help: "h")],
            subcommands: [Command("sub", summary: "s", options: [Flag("aa", help: "h")])]),
    ]

    @Test(arguments: flawed.indices)
    func flawsAreFound(_ index: Int) {
        #expect(!CommandTree(Self.flawed[index]).definitionFaults.isEmpty)
    }

    @Test func anOwnOptionReplacesAnInheritedOneThatTakesOtherValues() throws {
        func form(_ words: [String]) -> Option<String> {
            Option("form", short: "f", placeholder: "F", help: "h", parse: Parsers.choice(words))
        }
        let wide = form(["text", "page"])
        let tree = CommandTree(
            Command(
                "tool", summary: "s", options: [form(["text"])],
                subcommands: [
                    Command("wide", summary: "s", options: [wide]), Command("other", summary: "s"),
                ]))
        #expect(tree.definitionFaults == [])
        #expect(try tree.parse(["wide", "--form", "page"])[wide] == "page")
        #expect(try tree.parse(["wide", "-f", "page"])[wide] == "page")
        #expect(try tree.parse(["--form", "text", "wide"])[wide] == "text")
        #expect(throws: ArgumentError.self) { try tree.parse(["other", "--form", "page"]) }
        let shown = tree.scope(at: ["wide"])?.shown.filter { $0.name == "form" }
        #expect(shown?.count == 1 && shown?[0].notes == ["One of: text, page."])
    }

    @Test func scopesAndPaths() throws {
        let paths = SampleTool.tree.scopes.map { $0.path.joined(separator: " ") }
        #expect(paths == ["", "explain", "rooms", "compare", "repair", "repair plan", "repair apply", "codes"])
        #expect(SampleTool.tree.scope(at: ["repair", "plan"])?.invocation == "sample-tool repair plan")
        #expect(SampleTool.tree.scope(at: ["repair", "nothing"]) == nil)
    }
}
