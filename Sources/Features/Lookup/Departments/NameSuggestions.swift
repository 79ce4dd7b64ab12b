internal import Model
internal import Support

/// What departments' names are compared with where a name leads to none; made only then.
struct NameSuggestions {
    private let departments: [Department]
    private let keys: NameKeys
    /// Both names of each department.
    private let plain: [(words: Set<String>, keys: [[UInt8]])]

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
        return found.prefix { $0.distance <= nearest + 1 }.prefix(most).map {
            DepartmentCandidate(departments[$0.position], why: $0.why)
        }
    }
}
