public import Model
public import Support

extension Fact {
    /// As the journal keeps it: a word, and JSON without any secret.
    public var words: (kind: String, body: PlainValue) {
        func one(_ key: String, _ value: String) -> PlainValue { .object([PlainMember(key, .text(value))]) }
        func two(_ key: String, _ value: String, _ outcome: String) -> PlainValue {
            .object([PlainMember(key, .text(value)), PlainMember("outcome", .text(outcome))])
        }
        switch self {
        case .proving(let key): return ("proving", one("proof", key))
        case .proved(let key, let outcome): return ("proved", two("proof", key, outcome.rawValue))
        case .updating(let group): return ("updating", one("group", group))
        case .updateAnswered(let group, let outcome): return ("updateAnswered", two("group", group, outcome.rawValue))
        case .updated(let group): return ("updated", one("group", group))
        case .intent(let business): return ("intent", one("business", business))
        case .answered(let business, let outcome): return ("answered", two("business", business, outcome.rawValue))
        case .settled(let business, let outcome): return ("settled", two("business", business, outcome.rawValue))
        case .stopped(let reason): return ("stopped", one("reason", reason.rawValue))
        case .finished: return ("finished", .object([]))
        }
    }

    /// Reads what `words` made; nil for a kind that is no fact of the engine, or a body that is not of that kind.
    public init?(kind: String, body: JSONNode) {
        func text(_ key: String) -> String? { body[key]?.text }
        let outcome = text("outcome") ?? ""
        switch (kind, text("proof") ?? text("group") ?? text("business") ?? text("reason")) {
        case ("proving", let key?): self = .proving(key)
        case ("proved", let key?):
            guard let outcome = ProofOutcome(rawValue: outcome) else { return nil }
            self = .proved(key, outcome)
        case ("updating", let group?): self = .updating(group)
        case ("updateAnswered", let group?):
            guard let outcome = WriteOutcome(rawValue: outcome) else { return nil }
            self = .updateAnswered(group, outcome)
        case ("updated", let group?): self = .updated(group)
        case ("intent", let business?): self = .intent(business)
        case ("answered", let business?):
            guard let outcome = WriteOutcome(rawValue: outcome) else { return nil }
            self = .answered(business, outcome)
        case ("settled", let business?):
            guard let outcome = Settlement(rawValue: outcome) else { return nil }
            self = .settled(business, outcome)
        case ("stopped", let reason?):
            guard let reason = StopReason(rawValue: reason) else { return nil }
            self = .stopped(reason)
        case ("finished", _): self = .finished
        default: return nil
        }
    }
}
