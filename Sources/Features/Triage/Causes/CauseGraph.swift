internal import Model
internal import Support

/// Says of each finding what it follows from, by the playbooks' list of causes, and which are the roots.
struct CauseGraph {
    private let entries: [CauseEntry]
    private let position: [String: Int]
    /// What people call a property, by its key.
    private let labels: @Sendable (String) -> String?

    init(_ playbooks: PlaybookSet) {
        entries = playbooks.playbooks.flatMap(\.causes)
        let properties = playbooks.playbooks.flatMap(\.properties)
        labels = { key in
            properties.first { $0.key?.lowercased() == key.lowercased() || $0.label.lowercased() == key.lowercased() }?
                .label
        }
        position = Dictionary(entries.enumerated().map { ($1.code, $0) }) { first, _ in first }
    }

    /// The findings with `causedBy` filled in; what two sides say is confirmed, and what a cause explains is no longer open.
    func linked(_ findings: [Finding]) -> [Finding] {
        var linked = findings
        for index in linked.indices {
            linked[index].verdict = confirmed(linked[index], by: findings)
            if !linked.contains(where: { $0.id == linked[index].causedBy }) { linked[index].causedBy = nil }
        }
        for index in linked.indices where linked[index].severity != .info || linked[index].verdict == .ruledOut {
            guard linked[index].isWrong, let cause = cause(of: linked[index], among: linked) else { continue }
            linked[index].causedBy = cause.id
            // Why it is so is known then.
            if linked[index].verdict == .undetermined, cause.isDecided { linked[index].verdict = .likely }
        }
        return linked
    }

    /// The cause that is farthest upstream. Only what comes before a finding in the list can explain it, so that no two
    /// explain each other.
    private func cause(of finding: Finding, among all: [Finding]) -> Finding? {
        let own = position[finding.code] ?? .max
        var best: (place: Int, finding: Finding)?
        for other in all where other.id != finding.id && other.isWrong && other.isDecided {
            guard let place = position[other.code], place < own, entries[place].explains.contains(finding.code),
                concern(other, finding, entries[place])
            else { continue }
            if place < best?.place ?? .max { best = (place, other) }
        }
        return best?.finding
    }

    /// Whether both are about the same location, or one of them is about none in particular.
    private func concern(_ cause: Finding, _ effect: Finding, _ entry: CauseEntry) -> Bool {
        if entry.reachesSisters { return true }
        let (first, second) = (Self.locations(of: cause), Self.locations(of: effect))
        return first.isEmpty || second.isEmpty || !first.isDisjoint(with: second)
    }

    private func confirmed(_ finding: Finding, by all: [Finding]) -> Verdict {
        guard finding.verdict == .likely, let place = position[finding.code] else { return finding.verdict }
        let entry = entries[place]
        let isSeen = all.contains { other in
            other.isWrong && entry.confirmedBy.contains(other.code) && concern(finding, other, entry)
        }
        return isSeen ? .confirmed : .likely
    }

    static func locations(of finding: Finding) -> Set<String> {
        var numbers = Set(finding.businesses.map(\.businessNumber))
        if let number = finding.subject.businessNumber { numbers.insert(number) }
        return numbers
    }

    /// The locations of any of them.
    static func locations(of findings: [Finding]) -> Set<String> {
        findings.reduce(into: []) { $0.formUnion(locations(of: $1)) }
    }

    /// What is said of a cause behind the location's number: the playbook's phrase with the values that are wrong and their
    /// property's name, else the title.
    func phrase(_ finding: Finding) -> String {
        if let place = position[finding.code], let phrase = entries[place].phrase, let filled = filled(phrase, finding)
        {
            return filled
        }
        let title = finding.brief ?? finding.title
        let isName = title.hasPrefix("Allscripts") || title.hasPrefix("athenahealth")
        let second = title.dropFirst().first
        let isWord = second?.isLowercase ?? false || title.hasPrefix("A ")
        return isWord && !isName ? title.prefix(1).lowercased() + title.dropFirst() : title
    }

    /// The same said of several locations: `their mapping is inactive`.
    func pluralPhrase(_ finding: Finding) -> String {
        let words = phrase(finding).split(separator: " ", omittingEmptySubsequences: false)
        return words.enumerated().map { index, word in
            let isSubject = index == 0 && word == "it"
            switch (word, index > 0 ? words[index - 1] : "") {
            case ("its", _): return "their"
            case ("it", _): return isSubject ? "they" : "them"
            case ("is", "it"): return "are"
            case ("sends", "it"): return "send"
            default: return String(word)
            }
        }.joined(separator: " ")
    }

    /// A phrase with `{value}` and `{name}` filled in; nil where the finding has none.
    private func filled(_ phrase: String, _ finding: Finding) -> String? {
        // What is usually right to hold back is not what is wrong.
        let wrong = finding.evidence.filter { !finding.holdsBack || $0.isVisit != false }
        var text = phrase
        if phrase.contains("{value}") {
            // What a vendor answered is a sentence, and no value.
            let named = wrong.filter { $0.name == wrong[0].name && $0.value?.hasSuffix(".") != true }
            let values = named.compactMap { item in item.value.map { value in "\(value)\(meaning(item))" } }
            if values.isEmpty { return nil }
            let rest = values.count - Self.mostValues
            text.replace(
                "{value}",
                with: rest > 0
                    ? values.prefix(Self.mostValues).joined(separator: ", ") + " and \(rest) more"
                    : Numbers.list(values))
        }
        if phrase.contains("{name}") {
            guard let name = (finding.evidence.first?.name).flatMap(labels) else { return nil }
            text.replace("{name}", with: name)
        }
        return text
    }

    /// What a value means, where that is a word or two.
    private func meaning(_ item: Evidence) -> String {
        guard let meaning = item.meaning, let value = item.value, meaning.utf8.count <= 20, !meaning.contains(value)
        else {
            return ""
        }
        return " (\(meaning))"
    }

    /// In how many values a phrase names what is wrong.
    private static let mostValues = 3

    /// The place of a code in the order from upstream to downstream.
    func place(of code: String) -> Int { position[code] ?? entries.count }
}
