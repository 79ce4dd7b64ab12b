internal import Support

/// What is said of a playbook's rows must be about rows that exist, or nobody would ever be shown it.
enum ArticleLint {
    /// `calls`: nil where documented calls were not read, so that nothing can be said about their names.
    static func faults(in set: PlaybookSet, calls: CallSet?) -> [YAMLError] {
        set.readPlaybooks.flatMap { read in
            read.playbook.contradictions.enumerated().flatMap { position, contradiction in
                Row(list: "contradictions", position: position, concerns: contradiction.concerns, read: read)
                    .faults(set, calls)
            }
                + read.playbook.features.enumerated().flatMap { position, feature in
                    Row(list: "features", position: position, concerns: feature.concerns, read: read)
                        .faults(set, calls)
                }
        }
    }

    private struct Row {
        let list: String
        let position: Int
        let concerns: Concerns
        let read: ReadPlaybook

        func faults(_ set: PlaybookSet, _ calls: CallSet?) -> [YAMLError] {
            guard let playbook = set.playbooks.first(where: { $0.name == concerns.playbook }) else {
                return unknown(
                    "playbook", [concerns.playbook], among: set.playbooks.map(\.name), "the name of a playbook")
            }
            let names = PropertyNames(playbook.properties)
            let properties = concerns.properties.filter { names.position(of: $0) == nil }
            let codes = set.playbooks.flatMap(\.codes).map(\.code)
            return nothing
                + unknown(
                    "properties", properties, among: playbook.properties.flatMap { $0.spellings + [$0.label] },
                    "a property of ‘\(playbook.name)’")
                + unknown(
                    "triggers", concerns.triggers, among: playbook.triggers.map(\.name),
                    "a trigger of ‘\(playbook.name)’")
                + unknown("codes", concerns.codes, among: codes, "a code with an entry")
                + unknown(
                    "requests", calls == nil ? [] : concerns.requests, among: calls?.requests.map(\.value.name) ?? [],
                    "a documented call")
        }

        private var nothing: [YAMLError] {
            let rows = concerns.requests + concerns.properties + concerns.triggers + concerns.codes
            guard rows.isEmpty else { return [] }
            return [
                read.fault(
                    at: mark("playbook"), "nothing that it is about",
                    expected: "at least one of requests, properties, triggers, codes")
            ]
        }

        private func unknown(
            _ key: String, _ names: [String], among known: [String], _ expected: String
        ) -> [YAMLError] {
            names.filter { !known.contains($0) }.map { name in
                read.fault(
                    at: mark(key), "‘\(name)’", expected: expected,
                    suggestion: NearestWord.question(about: name, among: known))
            }
        }

        private func mark(_ key: String) -> YAMLMark { read.mark(.key(list), .item(position), .key(key)) }
    }
}
