public import Model
internal import Support

/// Finds what the playbooks know by the words that people use for it.
public struct KnowledgeSearch: Sendable {
    /// One thing that is known.
    public struct Fact: Sendable, Equatable {
        /// What kind of thing it is, in a word or two.
        public var kind: String
        /// By which name it is called.
        public var name: String
        /// What is known, in a few sentences.
        public var text: String
        /// Where the knowledge comes from; nil where the playbook does not say.
        public var source: String?
        /// The playbook that it is from.
        public var playbook: String
        /// The command that shows more of it.
        public var more: String?
        /// Other words by which people look for it.
        var words: [String] = []
    }

    private let facts: [Fact]

    /// All that these playbooks and their calls hold.
    public init(_ playbooks: PlaybookSet, _ calls: CallSet) {
        facts = playbooks.playbooks.flatMap(Self.facts) + calls.requests.map(Self.fact) + calls.queries.map(Self.fact)
    }

    /// The facts that have all words, those with a word in their name first; where none has all, those with the most.
    ///
    /// A word that occurs nowhere is taken for the nearest one that does; `words` are those that were searched.
    public func find(_ words: [String]) -> (facts: [Fact], words: [String], isPartial: Bool) {
        let asked = words.flatMap { $0.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }
        let texts = facts.map(Haystack.init)
        let sought = asked.map { word in
            texts.contains { $0.has(word) } ? word : nearest(to: word, in: texts) ?? word
        }
        let ranked = texts.enumerated().map { index, text in
            (index: index, hits: sought.count { text.has($0) }, score: sought.reduce(0) { $0 + text.score($1) })
        }
        guard let most = ranked.map(\.hits).max(), most > 0 else { return ([], asked, false) }
        let best = ranked.filter { $0.hits == most }.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        return (best.map { facts[$0.index] }, sought, most < sought.count)
    }

    private func nearest(to word: String, in texts: [Haystack]) -> String? {
        var known: Set<String> = []
        for text in texts { known.formUnion(text.words) }
        return NearestWord.slip(of: word, among: known.sorted())
    }

    /// A fact's texts in lower case.
    private struct Haystack {
        let name: String
        let text: String

        init(_ fact: Fact) {
            name = ([fact.kind, fact.name] + fact.words).joined(separator: " ").lowercased()
            text = [name, fact.text, fact.playbook, fact.source ?? ""].joined(separator: " ").lowercased()
        }

        var words: [String] {
            text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.utf8.count > 3 }
        }

        func has(_ word: String) -> Bool { text.contains(word) }

        /// A complete word of the name counts most, then a part of it, then the text.
        func score(_ word: String) -> Int {
            if name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains(where: { $0 == word }) { return 4 }
            return name.contains(word) ? 2 : text.contains(word) ? 1 : 0
        }
    }
}

extension KnowledgeSearch {
    private static func facts(_ playbook: Playbook) -> [Fact] {
        func fact(
            _ kind: String, _ name: String, _ text: String, source: String? = nil, more: String? = nil,
            words: [String] = []
        ) -> Fact {
            Fact(
                kind: kind, name: name, text: text, source: source, playbook: playbook.name, more: more, words: words)
        }
        let show = "be-diagnose playbook show \(playbook.name)"
        let places = playbook.places.map { fact("dashboard", $0.what, $0.how, source: $0.source) }
        let properties = playbook.properties.map { property in
            fact(
                "property", property.name, propertyText(property), more: show,
                words: property.spellings + property.labels)
        }
        let fields = playbook.mappingFields.map { field in
            fact(
                "mapping", field.label, "Keys in a mapping: \(field.keys.joined(separator: ", ")).", more: show,
                words: field.keys)
        }
        let triggers = playbook.triggers.map { trigger in
            let id = trigger.id.map { "Trigger \($0). " } ?? ""
            return fact(
                "trigger", trigger.name, "\(id)On the dashboard: \(trigger.value). \(trigger.meaning)", more: show,
                words: trigger.alsoCalled + [trigger.value])
        }
        let statuses = playbook.evidenceFields.flatMap { field in
            field.meanings.map { meaning in
                fact(
                    field.label, "\(meaning.value) = \(meaning.meaning)",
                    "In the logs: \(field.aliases.first ?? field.name).", more: show, words: field.aliases)
            }
        }
        let codes = playbook.codes.filter { !$0.retired }.map { entry in
            fact(
                "code", "\(entry.code) \(entry.title)", entry.explanation, source: entry.source,
                more: "be-diagnose codes \(entry.code)")
        }
        let contradictions = playbook.contradictions.map { entry in
            fact(
                "contradiction", "The articles disagree on \(entry.what)",
                entry.says.map { "- \($0)" }.joined(separator: " ") + " What holds: \(entry.holds)",
                source: entry.source)
        }
        let features = playbook.features.map { feature in
            fact(
                "feature", "What \(feature.what) need",
                feature.properties.map { "\($0.name): \($0.how)" }.joined(separator: " "), source: feature.source,
                words: [feature.name])
        }
        return places + properties + fields + triggers + statuses + codes + contradictions + features
    }

    private static func propertyText(_ property: Property) -> String {
        var sentences = [property.meaning]
        if property.key != nil { sentences.append("On the dashboard: \(property.label).") }
        if !property.levels.isEmpty {
            sentences.append("Set in the \(property.levels.map(\.rawValue).joined(separator: " or ")).")
        }
        if property.overridable { sentences.append("A mapping may override the group's value.") }
        if !property.allowedValues.isEmpty {
            sentences.append("Values: \(property.allowedValues.joined(separator: ", ")).")
        }
        return sentences.joined(separator: " ")
    }

    private static func fact(_ owned: CallSet.Owned<Request>) -> Fact {
        let request = owned.value
        return Fact(
            kind: "request", name: request.name, text: "\(request.title): \(request.method) \(request.path)",
            source: request.source, playbook: owned.playbook, more: "be-diagnose request \(request.name)")
    }

    private static func fact(_ owned: CallSet.Owned<Query>) -> Fact {
        Fact(
            kind: "query", name: owned.value.name, text: owned.value.title, source: owned.value.source,
            playbook: owned.playbook, more: "be-diagnose query \(owned.value.name)")
    }
}
