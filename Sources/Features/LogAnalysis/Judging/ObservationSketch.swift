/// An observation by numbers, as it is asked for once a group.
struct ObservationSketch: BitwiseCopyable {
    /// What holds where no evidence has to be looked at.
    var way: Decision.Way
    /// The slot of the field that the rule compares.
    var slot: Int?
    /// The rule's place among those that a configuration can confirm.
    var rule: Int?
    /// Whether only its wording tells the integration.
    var isByWording: Bool
    /// Whether it is a reason for which the record is restricted.
    var isReason: Bool

    init(_ observation: Observation, _ knowledge: Knowledge) {
        way = Decision.Way(observation.verdict)
        slot = observation.field.map { knowledge.slots.number(of: .evidence($0)) ?? -1 }
        rule = observation.rule
        isByWording = observation.ground == .wording
        isReason = observation.reason != nil
    }
}
