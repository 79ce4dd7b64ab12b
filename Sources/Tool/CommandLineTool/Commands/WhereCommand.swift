internal import Arguments
internal import Model
internal import Reporting
internal import Support

/// `where`: everything that the playbooks know, by the words that people use for it.
enum WhereCommand {
    private static let all = Flag("all", help: "Show everything that was found, not only the ten best.")

    private static let definition = Command(
        "where", summary: "Search everything that is known by your own words.",
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
            "where", text: text(shown, of: found.facts.count, words, isPartial: found.isPartial, context.width),
            result: ["facts": .list(found.facts.map(value))], isProblem: found.facts.isEmpty)
    }

    private static func text(
        _ facts: [KnowledgeSearch.Fact], of count: Int, _ words: String, isPartial: Bool, _ width: Int
    ) -> String {
        guard count > 0 else {
            return
                "Nothing known about '\(words)'. Try one word, or part of one. 'be-diagnose codes' lists the codes.\n"
        }
        let all = "\(Numbers.plural(count, "fact"))"
        let head =
            isPartial ? "No fact has all words of '\(words)'. \(all) with most of them:" : "\(all) about '\(words)':"
        var lines = [head]
        for fact in facts {
            lines.append("")
            lines += wrapped("\(fact.kind): \(fact.name) (\(fact.playbook))", indent: 0, width)
            lines += wrapped(fact.text, indent: 4, width)
            if let source = fact.source { lines += wrapped("Source: \(source)", indent: 4, width) }
            if let more = fact.more { lines.append("    More: \(more)") }
        }
        if facts.count < count {
            lines += [
                "",
                "\(count - facts.count) more: be-diagnose where --all \(ShellText.line(words.split(separator: " ").map(String.init)))",
            ]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func wrapped(_ text: String, indent: Int, _ width: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return Wrapping.lines(text, first: width - indent, rest: width - max(indent, 4)).enumerated().map { line in
            (line.offset == 0 ? margin : String(repeating: " ", count: max(indent, 4))) + line.element
        }
    }

    private static func value(_ fact: KnowledgeSearch.Fact) -> PlainValue {
        [
            "kind": .text(fact.kind), "name": .text(fact.name), "text": .text(fact.text),
            "source": .optional(fact.source), "playbook": .text(fact.playbook), "more": .optional(fact.more),
        ]
    }
}
