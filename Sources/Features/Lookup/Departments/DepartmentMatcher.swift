internal import Model
internal import Support

/// Resolves names to departments: exactly, then but for spelling, and beyond that only by suggestion.
///
/// Visible departments are asked first. Hidden ones are only worth a second request where a name is not among them, so
/// the caller asks `needsHidden` before it fetches them.
struct DepartmentMatcher: Sendable {
    private let visible: NameIndex
    private let keys: NameKeys
    private let isComplete: Bool

    /// Indexes the departments that the portal shows.
    init(visible: DepartmentList, _ abbreviations: [Abbreviation]) {
        keys = NameKeys(abbreviations)
        self.visible = NameIndex(visible.departments, keys)
        isComplete = visible.isComplete
    }

    /// Whether some name is not among the visible departments.
    func needsHidden(_ names: [String]) -> Bool {
        names.contains { visible.match($0, where: { _ in true }).hits.isEmpty }
    }

    /// A row for each name, in the order asked. `all` holds hidden departments too; nil where they were not fetched.
    func rows(_ names: [String], all: DepartmentList?) -> [DepartmentRow] {
        let index = all.map { NameIndex(Self.marked($0.departments, visible: visible.departments), keys) } ?? visible
        var suggestions: NameSuggestions?
        return names.map { name in
            var match = visible.match(name, where: { _ in true })
            if match.hits.isEmpty { match = index.match(name, where: \.isHidden) }
            switch match.hits.count {
            case 0:
                let near = suggestions ?? NameSuggestions(index.departments, keys)
                suggestions = near
                return DepartmentRow(asked: name, department: nil, how: .none, candidates: near.suggestions(name))
            case 1: return DepartmentRow(asked: name, department: match.hits[0], how: match.how, candidates: [])
            default:
                let isMixed = match.how == .exact && !match.hits.allSatisfy { $0.names.contains(name) }
                let candidates = match.hits.map { hit in
                    let why =
                        hit.names.contains(name)
                        ? "has exactly this name" : "differs only in case, spacing, punctuation or accents"
                    return DepartmentCandidate(hit, why: isMixed ? why : "same name")
                }
                return DepartmentRow(
                    asked: name, department: nil, how: .none, candidates: candidates, isAmbiguous: true)
            }
        }
    }

    /// Marks as hidden what the list without hidden departments lacks.
    static func marked(_ all: [Department], visible: [Department]) -> [Department] {
        let shown = Set(visible.map(\.id))
        return all.map { department in
            var department = department
            department.isHidden = !shown.contains(department.id)
            return department
        }
    }
}

/// The departments of a practice by their names; made once, so that hundreds of names cost a look-up each.
struct NameIndex: Sendable {
    let departments: [Department]
    private let keys: NameKeys
    private var exact: [String: [Int]] = [:]
    private var normalized: [String: [Int]] = [:]

    /// Indexes internal and public names.
    init(_ departments: [Department], _ keys: NameKeys) {
        self.departments = departments
        self.keys = keys
        for (position, department) in departments.enumerated() {
            for name in department.names {
                Self.add(position, to: &exact[name, default: []])
                for key in keys.keys(name) { Self.add(position, to: &normalized[key, default: []]) }
            }
        }
    }

    /// A department counts once, also where both its names are the one asked for.
    private static func add(_ position: Int, to list: inout [Int]) {
        if list.last != position { list.append(position) }
    }

    /// What a name leads to; `where` leaves out departments, so that visible ones can be asked first.
    func match(_ name: String, where isWanted: (Department) -> Bool) -> NameMatch {
        let words = NameKeys.words(name)
        var seen: Set<Int> = []
        for key in keys.keys(words: words) {
            seen.formUnion((normalized[key] ?? []).filter { isWanted(departments[$0]) })
        }
        let same = (exact[name] ?? []).filter { isWanted(departments[$0]) }
        if !same.isEmpty {
            // Whoever gives a name rarely knows of a second one that differs in a capital letter or a period only.
            let letters = words.joined()
            let alike = seen.filter { position in
                departments[position].names.contains { NameKeys.words($0).joined() == letters }
            }
            return NameMatch(how: .exact, hits: Set(same).union(alike).sorted().map { departments[$0] })
        }
        return NameMatch(how: seen.isEmpty ? .none : .normalized, hits: seen.sorted().map { departments[$0] })
    }
}

/// How a name was found.
enum MatchKind: String, Sendable, CaseIterable {
    /// Character by character.
    case exact
    /// But for case, accents, punctuation, spacing and usual abbreviations.
    case normalized
    /// By its id.
    case id
    /// Not at all.
    case none
}

/// All departments that have a name.
struct NameMatch {
    var how: MatchKind
    var hits: [Department]
}

/// A department that could be the one that was asked for.
struct DepartmentCandidate: Sendable, Equatable {
    /// The department.
    var department: Department
    /// Why it is named, in a few words.
    var why: String

    init(_ department: Department, why: String) {
        self.department = department
        self.why = why + (department.isHidden ? "; hidden in the portal" : "")
    }
}

/// What departments' names are compared with where a name leads to none; made only then.
struct NameSuggestions {
    private let departments: [Department]
    private let keys: NameKeys
    /// Both names of each department.
    private let plain: [(words: Set<String>, keys: [[UInt8]])]
    /// A part of a word with fewer letters is in too many names to say anything.
    private static let shortestPart = 4

    init(_ departments: [Department], _ keys: NameKeys) {
        self.departments = departments
        self.keys = keys
        plain = departments.map { department in
            let names = department.names.map(NameKeys.words)
            return (
                Set(names.flatMap(keys.meantWords)),
                names.compactMap { keys.keys(words: $0).first.map { Array($0.utf8) } }
            )
        }
    }

    /// Departments whose names are almost the one asked for, nearest first; never an answer.
    func suggestions(_ name: String, most: Int = 5) -> [DepartmentCandidate] {
        let parts = NameKeys.words(name)
        guard let asked = keys.keys(words: parts).first.map({ Array($0.utf8) }) else { return [] }
        let limit = EditDistance.allowed(asked.count)
        let words = Set(keys.meantWords(parts))
        var found: [(distance: Int, position: Int, why: String)] = []
        for (position, entry) in plain.enumerated() {
            let distances = entry.keys.compactMap { EditDistance.between(asked, $0, limit: limit) }
            if let distance = distances.min() {
                let why = distance == 1 ? "one letter differs" : "\(distance) letters differ"
                found.append((distance, position, why))
            } else if words.count > 1, words.isSubset(of: entry.words) {
                found.append((limit + 1, position, "has all these words"))
            }
        }
        found.sort { ($0.distance, $0.position) < ($1.distance, $1.position) }
        // Beside a slip of one letter, a name three letters away is noise.
        let nearest = found.first?.distance ?? 0
        var near = found.prefix { $0.distance <= nearest + 1 }.prefix(most).map { ($0.position, $0.why) }
        if words.count == 1, let word = words.first, let only = onlyOne(with: word, asked),
            !near.contains(where: { $0.0 == only.position })
        {
            near.append((only.position, only.why))
        }
        return near.map { DepartmentCandidate(departments[$0.0], why: $0.1) }
    }

    /// The department that alone has a word in its names, or else alone has it as a part of a word.
    private func onlyOne(with word: String, _ letters: [UInt8]) -> (position: Int, why: String)? {
        let having = plain.indices.filter { plain[$0].words.contains(word) }
        if !having.isEmpty { return having.count == 1 ? (having[0], "the only one with this word") : nil }
        guard letters.count >= Self.shortestPart else { return nil }
        let part = String(decoding: letters, as: UTF8.self)
        let holding = plain.indices.filter { plain[$0].words.contains { $0.contains(part) } }
        return holding.count == 1 ? (holding[0], "the only one whose name contains this") : nil
    }
}
