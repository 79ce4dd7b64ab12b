import Arguments
import Testing

@Suite("Help pages")
struct HelpPageTests {
    @Test func dump() {
        print(HelpPage.text(for: SampleTool.tree.root))
        print(HelpPage.text(for: SampleTool.tree.scope(at: ["explain"])!))
        print(HelpPage.text(for: SampleTool.tree.scope(at: ["explain"])!, length: .short, width: 40))
        print(ManualPage.text(for: SampleTool.tree, date: "2024-01-01", version: "1"))
        for s in Completions.Shell.allCases { print("#####", s); print(Completions.script(for: SampleTool.tree, shell: s)) }
    }
}
