public import Domain
internal import Playbooks

/// The departments of a practice by their names; made once, so that hundreds of names cost a look-up each.
public struct NameIndex: Sendable {
    let departments: [Department]
    private let keys: NameKeys
    private var exact: [String: [Int]] = [:]
    private var normalized: [String: [Int]] = [:]
    /// Both names of each department as they are compared, for suggestions.
    private let plain: [(words: Set<String>, keys: [[UInt8]])]

    /// Indexes internal and public names.
    public init(_ departments: [Department], _ keys: NameKeys) {
        self.departments = departments
        self.keys = keys
        var plain: [(words: Set<String>, keys: [[UInt8]])] = []
        plain.reserveCapacity(departments.count)
        for (position, department) in departments.enumerated() {
            var words: Set<String> = []
            var firsts: [[UInt8]] = []
            for name in department.names {
                Self.add(position, to: &exact[name, default: []])
                let readings = keys.keys(name)
                for key in readings { Self.add(position, to: &normalized[key, default: []]) }
                words.formUnion(keys.meantWords(name))
                if let first = readings.first { firsts.append(Array(first.utf8)) }
            }
            plain.append((words, firsts))
        }
        self.plain = plain
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

    /// Departments whose names are almost the one asked for, nearest first; never an answer.
    func suggestions(_ name: String, most: Int = 5) -> [DepartmentCandidate] {
        guard let asked = keys.keys(name).first.map({ Array($0.utf8) }) else { return [] }
        let limit = EditDistance.allowed(asked.count)
        let words = Set(keys.meantWords(name))
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
        return found.prefix { $0.distance <= nearest + 1 }.prefix(most).map {
            DepartmentCandidate(departments[$0.position], why: $0.why)
        }
    }
}

/// How a name was found.
public enum MatchKind: String, Sendable, CaseIterable {
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
public struct DepartmentCandidate: Sendable, Equatable {
    /// The department.
    public var department: Department
    /// Why it is named, in a few words.
    public var why: String

    init(_ department: Department, why: String) {
        self.department = department
        self.why = why + (department.isHidden ? "; hidden in the portal" : "")
    }
}
