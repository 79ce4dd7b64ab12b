internal import Arguments
internal import Model
internal import Reporting
internal import Support

/// `where`: everything that the playbooks know, by the words that people use for it.
enum WhereCommand {
    private static let all = Flag("all", help: "Show everything that was found, not only the ten best.")

    private static let definition = Command(
        "where", summary: "Search everything that is known, in your own words.",
        description: """
            Searches dashboard places, properties and their labels, statuses, triggers, codes, requests, queries, and \
            contradictions in the articles. A fact is found if it has all words, in any order, ignoring case. Each is \
            shown with its source.
            """,
        operands: [Operand("WORD", .oneOrMore, help: "What you look for.")], options: [all],
        hidden: NetworkOptions.all,
        examples: [
            Example("be-diagnose where cancellation reason", "Where it is set, and what needs it."),
            Example("be-diagnose where pre-launch", "Where the integration's state is on the dashboard."),
        ], exitNotes: ExitMeanings.of(0, 1, 64, 73, 78, own: [0: "found", 1: "nothing found"]))

    /// How many facts fit a screen.
    private static let most = 10

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let found = KnowledgeSearch(playbooks, calls).find(parsed.operands)
        let shown = parsed.isSet(all) ? found.facts : Array(found.facts.prefix(most))
        let words = found.words.joined(separator: " ")
        return try context.answer(
            "where", headline: headline(found.facts.count, words, isPartial: found.isPartial),
            view: view(shown, of: found.facts.count, words), result: ["hits": .list(found.facts.map(value))],
            isProblem: found.facts.isEmpty)
    }

    private static func headline(_ count: Int, _ words: String, isPartial: Bool) -> String {
        if count == 0 {
            return "Nothing known about '\(words)'. Try one word, or part of one. 'be-diagnose codes' lists the codes."
        }
        let all = Numbers.plural(count, "fact")
        return isPartial ? "No fact has all words of '\(words)'. \(all) with most of them:" : "\(all) about '\(words)':"
    }

    private static func view(_ facts: [KnowledgeSearch.Fact], of count: Int, _ words: String) -> [ViewBlock] {
        var blocks = facts.flatMap { fact -> [ViewBlock] in
            let more = [fact.source.map { "Source: \($0)" }, fact.more.map { "More: \($0)" }].compactMap(\.self)
            return [
                .heading("\(fact.kind): \(fact.name) (\(fact.playbook))"),
                .group(([fact.text] + more).map { .note($0) }),
            ]
        }
        if facts.count < count {
            let all = ShellText.line(["be-diagnose", "where", "--all"] + words.split(separator: " ").map(String.init))
            blocks.append(.group([.note("\(count - facts.count) more:"), .lines([all])]))
        }
        return blocks
    }

    private static func value(_ fact: KnowledgeSearch.Fact) -> PlainValue {
        [
            "kind": .text(fact.kind), "name": .text(fact.name), "text": .text(fact.text),
            "source": .text(fact.source.map { "\(fact.playbook) playbook: \($0)" } ?? "\(fact.playbook) playbook"),
        ]
    }
}
