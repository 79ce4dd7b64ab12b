internal import Model

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
        let same = (exact[name] ?? []).filter { isWanted(departments[$0]) }
        if !same.isEmpty { return NameMatch(how: .exact, hits: same.map { departments[$0] }) }
        var seen: Set<Int> = []
        for key in keys.keys(name) { seen.formUnion((normalized[key] ?? []).filter { isWanted(departments[$0]) }) }
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
