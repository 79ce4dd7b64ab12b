internal import Findings

/// What one group of records shows of one rule.
struct Observation {
    var code: String
    var integration: String?
    var verdict: Verdict
    /// Distinct values of the compared field; each counts once a record.
    var evidence: [EvidenceValue] = []
    /// The reason's text as the records spell it.
    var reason: String?
    /// The evidence field's name, for queries.
    var field: String?
    var note: Note?

    struct EvidenceValue: Hashable {
        var name: String
        var value: String?
    }

    /// What is special about how it was judged.
    enum Note: Hashable {
        /// The integration was told by the wording alone.
        case placedByWording
        /// The field stands in no record.
        case missing
        /// The export hid the value.
        case redacted
    }
}

/// What one group of records comes to.
struct Judgement {
    var integration: String?
    var businesses: [String] = []
    var isRestricted = false
    var isExplained = false
    var isFailure = false
    /// Whether anything in it looks like a record of a check-in.
    var looksLikeCheckIn = false
    /// A flag says restricted where no reason does (design.md D9).
    var flagWithoutReason = false
    /// The reason field holds an object (design.md D11).
    var reasonIsNoText = false
    /// Unknown paths at which a reason was found by its text.
    var foundPaths: [String] = []
    /// The paths that hold the reason.
    var reasonPaths: [String] = []
    var observations: [Observation] = []
}
