internal import Model

/// One thing that a check saw in a configuration.
struct Observation {
    var code: String
    /// The playbook's name; nothing where it concerns none in particular.
    var integration: String?
    /// The property's key, or the field's name.
    var name: String
    /// As configured; nothing where there is none, or it is nobody's business.
    var value: String?
    var business: String?
    var places: [SourcePlace]
    var verdict = Verdict.confirmed
    var nearMiss: NearMiss?
    /// What there is to say beyond the code, the same for all of a finding; it holds no value.
    var remark: String?
}
