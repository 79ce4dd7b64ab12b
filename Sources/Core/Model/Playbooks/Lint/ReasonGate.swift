internal import Support

/// A reason text leads to one rule.
///
/// Within a playbook no text may stand twice. Between integrations a text that both write as their own spelling cannot
/// place a record that names no integration (design.md D12), so two `reason`s may agree only if both are flags, as
/// "Integration is beta" is: their rules have no field that could tell them apart either, and the reports say so
/// (BE1101). `alsoWritten` may repeat another integration's `reason`, since the exact spelling wins.
enum ReasonGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap(within) + between(set.readPlaybooks.filter { $0.playbook.kind == .integration })
    }

    private static func within(_ read: ReadPlaybook) -> [LintFault] {
        var faults: [LintFault] = []
        var first: [String: (text: Placed<String>, rule: Int)] = [:]
        for (position, rule) in read.playbook.rules.enumerated() {
            for text in texts(of: rule, at: position, in: read) {
                let key = key(of: text.value, rule.kind)
                guard let other = first[key] else {
                    first[key] = (text, position)
                    continue
                }
                faults.append(
                    text.fault(
                        "the text ‘\(text.value)’ \(other.rule == position ? "twice in one rule" : "in two rules")",
                        expected: "every text once a playbook",
                        suggestion: "‘\(other.text.value)’ stands at \(other.text.place)"))
            }
        }
        return faults
    }

    /// A signature and a reason are looked for in different fields and do not meet; a signature's quotes and spaces
    /// count, since it is part of a longer text.
    private static func key(of text: String, _ kind: RuleKind) -> String {
        kind == .textSignature ? "signature " + text.lowercased() : "reason " + ReasonText.key(of: text)
    }

    private static func texts(of rule: Rule, at position: Int, in read: ReadPlaybook) -> [Placed<String>] {
        func list(_ key: String, _ texts: [String]) -> [Placed<String>] {
            texts.enumerated().map { index, text in
                let mark = read.mark(.key("rules"), .item(position), .key(key), .item(index))
                return Placed(value: text, read: read, mark: mark)
            }
        }
        return own(rule, at: position, in: read) + list("alsoWritten", rule.alsoWritten) + list("texts", rule.texts)
    }

    private static func own(_ rule: Rule, at position: Int, in read: ReadPlaybook) -> [Placed<String>] {
        let mark = read.mark(.key("rules"), .item(position), .key("reason"))
        return rule.reason.map { [Placed(value: $0, read: read, mark: mark)] } ?? []
    }

    private static func between(_ integrations: [ReadPlaybook]) -> [LintFault] {
        var faults: [LintFault] = []
        var owners: [String: (text: Placed<String>, kind: RuleKind)] = [:]
        for read in integrations {
            for (position, rule) in read.playbook.rules.enumerated() {
                for text in own(rule, at: position, in: read) {
                    let key = ReasonText.key(of: text.value)
                    guard let other = owners[key] else {
                        owners[key] = (text, rule.kind)
                        continue
                    }
                    let isOwn = other.text.read.playbook.name == read.playbook.name
                    guard !isOwn, rule.kind != .flag || other.kind != .flag else { continue }
                    faults.append(
                        text.fault(
                            "the reason ‘\(text.value)’, which ‘\(other.text.read.playbook.name)’ has",
                            expected: "a reason that no other integration has",
                            suggestion: "it stands at \(other.text.place); if this system writes the same text, name "
                                + "its own spelling as ‘reason’ and this one under ‘alsoWritten’"))
                }
            }
        }
        return faults
    }
}
