internal import Model

/// What a record's shape shows of one rule; the evidence is looked at value by value afterwards.
struct Observation {
    var code: String
    var integration: String?
    /// What holds where no evidence field has to be looked at.
    var verdict: Verdict
    /// What stands as evidence, where it is not a field's value.
    var shown: EvidenceValue?
    /// The evidence field that the rule compares.
    var field: String?
    /// The rule's place among those that a configuration can confirm.
    var rule: Int?
    /// The reason's text as the records spell it.
    var reason: String?
    /// What points to the integration (design.md D12).
    var ground = Placement.Ground.named
}

/// One value that is shown.
struct EvidenceValue: Hashable {
    var name: String
    var value: String?
}

/// What a record's shape comes to.
struct Judgement {
    var integration: String?
    var isExplained = false
    var isRestricted = false
    var isFailure = false
    /// Whether anything in it looks like a record of a check-in, its business aside.
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

/// What one field of a record is worth as evidence.
struct FieldEvidence {
    var verdict: Verdict
    /// Distinct values; each counts once a record.
    var values: [EvidenceValue]
    var note: Note?

    /// Why it decides nothing.
    enum Note: Hashable { case missing, redacted, folded }
}
