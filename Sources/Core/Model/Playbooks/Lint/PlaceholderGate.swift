internal import Support

/// A placeholder that nothing fills in would reach Kibana, or the platform, as it stands.
enum PlaceholderGate {
    /// What the tool fills in a remedy's query.
    static let known = [
        "reasonField", "businessField", "timeField", "integrationField", "evidenceField", "reason", "businesses",
        "since", "until",
    ]

    /// What the tool fills in a remedy's command, beside those.
    static let inCommands = ["business", "enterprise", "practice"]

    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap { read in
            read.playbook.codes.enumerated().flatMap { code, entry in
                entry.remedies.enumerated().flatMap { remedy, step in
                    faults(in: step, read, .key("codes"), .item(code), .key("remedies"), .item(remedy))
                }
            }
        }
    }

    private static func faults(
        in step: Remedy, _ read: ReadPlaybook, _ a: ReadPlaybook.Step, _ b: ReadPlaybook.Step, _ c: ReadPlaybook.Step,
        _ d: ReadPlaybook.Step
    ) -> [LintFault] {
        let commands = known + inCommands
        let mark = read.mark(a, b, c, d, .key("query"))
        return CallGate.unknown(in: step.query, known, listed(known), read, mark)
            + known.filter { step.query?.contains("\"{\($0)}\"") ?? false }.map { name in
                read.fault(at: mark, "quotes around {\(name)}", expected: "none, since they are added where needed")
            }
            + (step.command ?? []).flatMap { word in
                CallGate.unknown(in: word, commands, listed(commands), read, read.mark(a, b, c, d, .key("command")))
            }
    }

    private static func listed(_ names: [String]) -> String {
        "one of " + names.map { "{\($0)}" }.joined(separator: " ")
    }

    /// The names in `{name}`; other braces, as those of JSON and KQL, hold more than letters and digits.
    static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end]
            guard name.first?.isLetter == true, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
                return nil
            }
            return String(name)
        }
    }
}
