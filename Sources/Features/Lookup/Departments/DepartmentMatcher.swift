internal import Model

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
        let index = all.map { NameIndex(merged($0.departments), keys) } ?? visible
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
                let candidates = match.hits.map { DepartmentCandidate($0, why: "has this name") }
                return DepartmentRow(
                    asked: name, department: nil, how: .none, candidates: candidates, isAmbiguous: true)
            }
        }
    }

    /// The list with hidden departments, each marked: those that the visible list lacks.
    private func merged(_ all: [Department]) -> [Department] {
        Self.marked(all, visible: visible.departments)
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
