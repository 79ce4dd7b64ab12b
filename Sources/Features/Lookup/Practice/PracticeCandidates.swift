internal import Model
internal import Support

/// The listed practices that a wrong id, or the client's name for the practice, may stand for.
struct PracticeCandidates {
    private let practices: [Practice]
    private let keys: NameKeys
    private static let most = 10

    init(_ practices: [Practice], _ keys: NameKeys) {
        self.practices = practices
        self.keys = keys
    }

    /// Likeliest first: near by id and by name, then the id's slips, then names.
    func near(_ id: String, name: String?) -> [PracticeCandidate] {
        var found: [(rank: Int, why: String, practice: Practice)] = []
        for practice in practices where practice.id != id {
            let slip = NearbyIDs.slip(id, from: practice.id)
            let likeness = name.flatMap { self.likeness($0, practice) }
            switch (slip, likeness) {
            case (let slip?, let likeness?):
                found.append((slip.rawValue, "\(slip.why); \(likeness.why)", practice))
            case (let slip?, nil): found.append((100 + slip.rawValue, slip.why, practice))
            case (nil, let likeness?): found.append((200 + likeness.rank, likeness.why, practice))
            case (nil, nil): break
            }
        }
        found.sort {
            ($0.rank, $0.practice.id.utf8.count, $0.practice.id) < ($1.rank, $1.practice.id.utf8.count, $1.practice.id)
        }
        return found.prefix(Self.most).map { PracticeCandidate(practice: $0.practice, why: $0.why) }
    }

    /// How a practice's names are like a name; nil if they are not.
    func likeness(_ name: String, _ practice: Practice) -> (rank: Int, why: String)? {
        let asked = keys.keys(name)
        guard let first = asked.first.map({ Array($0.utf8) }) else { return nil }
        let words = Set(keys.meantWords(NameKeys.words(name)))
        var best: (rank: Int, why: String)?
        for other in [practice.name].compactMap(\.self) + practice.publicNames {
            let readings = keys.keys(other)
            var found: (rank: Int, why: String)?
            if !Set(asked).isDisjoint(with: readings) {
                found = (0, "has this name")
            } else if let reading = readings.first,
                let distance = EditDistance.between(
                    first, Array(reading.utf8), limit: EditDistance.allowed(first.count))
            {
                found = (
                    10 + distance, distance == 1 ? "name differs by one letter" : "name differs by \(distance) letters"
                )
            } else {
                let others = Set(keys.meantWords(NameKeys.words(other)))
                let common = words.intersection(others)
                // One word that is in every second name says nothing.
                if !common.isEmpty, common == words || common == others { found = (20, "name has the same words") }
            }
            if let found, found.rank < best?.rank ?? .max { best = found }
        }
        return best
    }
}
