internal import Model

/// What one finding gathers from all records that belong to it.
struct FindingTotals {
    var seen = Occurrences()
    var evidence: [EvidenceValue: Int] = [:]
    var businesses: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    var notes: [FieldEvidence.Note: Int] = [:]
    var grounds: [Placement.Ground: Int] = [:]
    /// Other codes that restrict the same records.
    var alsoBlocked: [String: Int] = [:]
    /// What each business is configured to allow, where a configuration was compared; nothing stands for several lists.
    private(set) var expected: [String: Expected?] = [:]
    var nearMisses: Set<NearMiss> = []
    /// Records whose business has two configurations that disagree.
    var disputed = 0
    var field: String?

    /// A finding is one of these (report.md).
    struct Key: Hashable {
        var integration: String?
        var code: String
        var verdict: Verdict
    }

    /// Notes what a business was compared with; two different lists make none of them what was expected.
    mutating func expect(_ list: Expected?, of business: String) {
        let isSame = expected[business].map { $0 == list } ?? true
        expected[business] = .some(isSame ? list : nil)
    }

    /// The spelling that most records have; the first in order where several are as frequent.
    var commonReason: String? { reasons.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key }
}
