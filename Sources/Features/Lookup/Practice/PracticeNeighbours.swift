public import Model

/// The listed practices that a wrong id may stand for, for who has no list to judge.
public enum PracticeNeighbours {
    /// Likeliest first.
    public static func near(_ id: String, in practices: [Practice], _ playbooks: PlaybookSet) -> [NearMiss] {
        PracticeCandidates(practices, NameKeys(playbooks.abbreviations)).near(id, name: nil).map { candidate in
            let name = candidate.practice.name.map { " (\($0))" } ?? ""
            return NearMiss(value: id, candidate: candidate.practice.id, why: candidate.why + name)
        }
    }
}
