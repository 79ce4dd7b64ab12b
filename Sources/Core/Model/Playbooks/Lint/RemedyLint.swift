internal import Support

/// One act is as dangerous wherever it is advised, and a step is for an integration that exists.
enum RemedyLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        let all = set.readPlaybooks.flatMap { read in
            read.playbook.codes.enumerated().flatMap { code, entry in
                entry.remedies.enumerated().map { position, remedy in
                    Step(remedy: remedy, read: read, code: code, position: position)
                }
            }
        }
        return dangers(all) + integrations(all, set)
    }

    private struct Step {
        let remedy: Remedy
        let read: ReadPlaybook
        let code: Int
        let position: Int

        func mark(_ key: String) -> YAMLMark {
            read.mark(.key("codes"), .item(code), .key("remedies"), .item(position), .key(key))
        }

        /// How a person reads it: `high`, or `high, not reversible`.
        var danger: String { remedy.danger.rawValue + (remedy.reversible ? "" : ", not reversible") }
    }

    /// Whoever reads `low` beside a step that is `high` elsewhere takes it without asking.
    private static func dangers(_ all: [Step]) -> [YAMLError] {
        var first: [String: Step] = [:]
        return all.compactMap { step in
            guard let act = step.remedy.act else { return nil }
            guard let other = first[act] else {
                first[act] = step
                return nil
            }
            if other.danger == step.danger { return nil }
            return step.read.fault(
                at: step.mark("act"), "the act ‘\(act)’ with the danger \(step.danger)",
                expected: "one danger for one act",
                suggestion: "it is \(other.danger) at \(other.read.place(other.mark("act")))")
        }
    }

    private static func integrations(_ all: [Step], _ set: PlaybookSet) -> [YAMLError] {
        let names = set.playbooks.filter { $0.kind == .integration }.map(\.name)
        return all.compactMap { step in
            guard let name = step.remedy.integration, !names.contains(name) else { return nil }
            return step.read.fault(
                at: step.mark("integration"), "a step for ‘\(name)’", expected: "the name of an integration's playbook",
                suggestion: NearestWord.question(about: name, among: names))
        }
    }
}
