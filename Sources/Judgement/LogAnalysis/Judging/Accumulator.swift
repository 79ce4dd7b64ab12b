internal import Findings

/// What one finding gathers from all records that belong to it.
struct Accumulator {
    var seen = Seen()
    var evidence: [EvidenceValue: Int] = [:]
    var businesses: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    var notes: [FieldEvidence.Note: Int] = [:]
    var grounds: [Placement.Ground: Int] = [:]
    /// Other codes on the same records.
    var alsoBlocked: [String: Int] = [:]
    var field: String?

    /// A finding is one of these (design.md §4).
    struct Key: Hashable {
        var integration: String?
        var code: String
        var verdict: Verdict
    }

    /// Adds records that all show `observations`; several reasons of one record may lead to one finding, which counts
    /// it once.
    mutating func add(
        _ observations: [Observation], _ found: FieldEvidence?, _ more: Seen, businesses numbers: [String],
        alsoBlockedBy also: [String]
    ) {
        seen.add(more)
        for value in Set(observations.compactMap(\.shown) + (found?.values ?? [])) {
            evidence[value, default: 0] += more.count
        }
        for number in numbers { businesses[number, default: 0] += more.count }
        for reason in Set(observations.compactMap(\.reason)) { reasons[reason, default: 0] += more.count }
        if let note = found?.note { notes[note, default: 0] += more.count }
        for ground in Set(observations.map(\.ground)) { grounds[ground, default: 0] += more.count }
        for code in also { alsoBlocked[code, default: 0] += more.count }
        if field == nil { field = observations.lazy.compactMap(\.field).first }
    }

    /// The spelling that most records have; the first in order where several are as frequent.
    var commonReason: String? {
        reasons.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
}
