internal import Findings

/// What one finding gathers from all groups that belong to it.
struct Accumulator {
    var seen = GroupCount()
    var evidence: [Observation.EvidenceValue: Int] = [:]
    var businesses: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    var notes: [Observation.Note: Int] = [:]
    var field: String?

    /// A finding is one of these (design.md §4).
    struct Key: Hashable {
        var integration: String?
        var code: String
        var verdict: Verdict
    }

    /// Adds what one group shows; several reasons of one record may lead to one finding, which counts it once.
    mutating func add(_ observations: [Observation], _ group: GroupCount, businesses numbers: [String]) {
        seen.add(group)
        for value in Set(observations.flatMap(\.evidence)) { evidence[value, default: 0] += group.count }
        for number in numbers { businesses[number, default: 0] += group.count }
        for reason in Set(observations.compactMap(\.reason)) { reasons[reason, default: 0] += group.count }
        for note in Set(observations.compactMap(\.note)) { notes[note, default: 0] += group.count }
        if field == nil { field = observations.lazy.compactMap(\.field).first }
    }

    /// The spelling that most records have; the first in order where several are as frequent.
    var commonReason: String? {
        reasons.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
}
