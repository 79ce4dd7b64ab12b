/// A manual page in roff's `man` macros, for all of a tool's commands.
public enum ManualPage {
    /// The page's source; the date and the version are whatever should stand in its footer.
    public static func text(for tree: CommandTree, section: Int = 1, date: String = "", version: String = "") -> String
    {
        let root = tree.root
        let title = [tree.tool.uppercased(), String(section), date, version].map(Roff.argument).joined(separator: " ")
        var lines = [".TH \(title)", Roff.section("Name")]
        lines.append("\(Roff.escaped(tree.tool)) \\- \(Roff.escaped(root.command.summary))")
        lines += [Roff.section("Synopsis"), synopsis(root)]
        let description = HelpText.paragraphs(root.command.description)
        lines += [Roff.section("Description")]
        lines += Roff.paragraphs(description.isEmpty ? [root.command.summary] : description)
        lines += operands(root)
        lines += [Roff.section("Options")] + (root.own + [Flag.help.definition]).flatMap(item)
        let commands = tree.scopes.dropFirst()
        if !commands.isEmpty { lines += [Roff.section("Commands")] + commands.flatMap(command) }
        lines += optional("Exit status", root.exitNotes.flatMap { Roff.item(Roff.bold(String($0.code)), [$0.meaning]) })
        // What the exit codes mean is already in a section of its own.
        let codes = root.exitNotes.map { String($0.code) }
        for topic in root.command.topics where topic.rows.map(\.term) != codes { lines += self.topic(topic) }
        let examples = tree.scopes.flatMap(\.command.examples)
        lines += optional("Examples", examples.flatMap { Roff.item(Roff.bold($0.command), [$0.meaning]) })
        return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private static func optional(_ heading: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [Roff.section(heading)] + lines
    }

    private static func topic(_ topic: HelpTopic) -> [String] {
        [Roff.section(topic.summary)] + Roff.paragraphs(topic.paragraphs)
            + topic.rows.flatMap { Roff.item(Roff.bold($0.term), [$0.text]) }
    }

    private static func synopsis(_ scope: CommandScope) -> String {
        let rest = scope.usage.dropFirst(scope.invocation.count)
        return Roff.bold(scope.invocation) + Roff.escaped(String(rest))
    }

    private static func command(_ scope: CommandScope) -> [String] {
        let texts = [scope.command.summary] + HelpText.paragraphs(scope.command.description)
        let own = scope.command.exitNotes.flatMap { Roff.item("Exit " + Roff.bold(String($0.code)), [$0.meaning]) }
        return [Roff.subsection(scope.path.joined(separator: " ")), synopsis(scope), ".PP"] + Roff.paragraphs(texts)
            + operands(scope) + scope.own.flatMap(item) + own
    }

    private static func operands(_ scope: CommandScope) -> [String] {
        scope.command.operands.filter { !$0.help.isEmpty }.flatMap { Roff.item(Roff.italic($0.placeholder), [$0.help]) }
    }

    private static func item(_ option: OptionDefinition) -> [String] {
        let names = option.forms.map(Roff.bold).joined(separator: ", ")
        let value = option.placeholder.map { " " + Roff.italic($0) } ?? ""
        let text = ([option.help] + option.notes).joined(separator: " ")
        return Roff.item(names + value, [text] + HelpText.paragraphs(option.details))
    }
}

/// The few words of the `man` macros that a manual page needs, with their escapes.
enum Roff {
    /// Text that roff shows as it is, wherever it stands.
    static func escaped(_ text: String) -> String {
        let result = text.unicodeScalars.reduce(into: "") { result, scalar in
            if let escape = escapes[scalar] {
                result += escape
            } else if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        // A period at the head of a line would be a request.
        return result.hasPrefix(".") ? "\\&" + result : result
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\\": "\\e", "-": "\\-", "'": "\\(aq", "\"": "\\(dq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "\n": " ",
    ]

    static func section(_ heading: String) -> String { ".SH \(argument(heading.uppercased()))" }

    static func subsection(_ heading: String) -> String { ".SS \(argument(heading))" }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// A term, already marked up, and the paragraphs that explain it.
    static func item(_ term: String, _ paragraphs: [String]) -> [String] {
        [".TP", term] + paragraphs.map(escaped).joined(by: ".IP")
    }

    /// Paragraphs of running text.
    static func paragraphs(_ paragraphs: [String]) -> [String] { paragraphs.map(escaped).joined(by: ".PP") }

    /// One quoted argument of a request.
    static func argument(_ text: String) -> String { "\"\(escaped(text))\"" }
}

extension [String] {
    fileprivate func joined(by request: String) -> [String] { Array(map { [$0] }.joined(separator: [request])) }
}
