internal import Model
internal import Support

/// What the journal keeps of a run, as values. Here alone stands how they are spelled in it: every version reads what the
/// earlier ones wrote.
public enum JournalRecord: Sendable, Equatable {
    /// Who applies which plan, and whether it is done on the dashboard.
    case started(Plan, who: String, byHand: Bool)
    case fact(Fact)
    /// How a proof is known.
    case why(proof: String, detail: String)
    /// The calls of a session.
    case counted(reads: Int, logins: Int)
    /// Another session took the run up.
    case resumed(who: String)
    /// Somebody did a business on the dashboard and said so; `seen`: the platform or a log shows it too.
    case confirmed(business: String, how: String, seen: Bool)

    static let startedKind = "started"

    /// A word, and JSON without any secret.
    var spelled: (kind: String, body: PlainValue) {
        switch self {
        case .started(let plan, let who, let byHand):
            (Self.startedKind, ["plan": plan.value, "who": .text(who), "byHand": .bool(byHand)])
        case .fact(let fact): Self.spelled(fact)
        case .why(let proof, let detail): ("why", ["proof": .text(proof), "detail": .text(detail)])
        case .counted(let reads, let logins):
            ("counted", ["reads": .integer(reads), "logins": .integer(logins)])
        case .resumed(let who): ("resumed", ["who": .text(who)])
        case .confirmed(let business, let how, let seen):
            ("confirmed", ["business": .text(business), "how": .text(how), "seen": .bool(seen)])
        }
    }

    private static func spelled(_ fact: Fact) -> (String, PlainValue) {
        switch fact {
        case .proving(let key): ("proving", ["proof": .text(key)])
        case .proved(let key, let outcome): ("proved", ["proof": .text(key), "outcome": .text(outcome.rawValue)])
        case .updating(let group): ("updating", ["group": .text(group)])
        case .updateAnswered(let group, let outcome):
            ("updateAnswered", ["group": .text(group), "outcome": .text(outcome.rawValue)])
        case .updated(let group): ("updated", ["group": .text(group)])
        case .intent(let business): ("intent", ["business": .text(business)])
        case .answered(let business, let outcome):
            ("answered", ["business": .text(business), "outcome": .text(outcome.rawValue)])
        case .settled(let business, let outcome):
            ("settled", ["business": .text(business), "outcome": .text(outcome.rawValue)])
        case .stopped(let reason): ("stopped", ["reason": .text(reason.rawValue)])
        case .finished: ("finished", .object([]))
        }
    }

    /// Reads what `spelled` made; nil for a kind that nobody writes, or a body that is not of that kind.
    init?(_ entry: JournalEntry) {
        guard let body = (try? JSONReading.documents(in: Array(entry.body.utf8)))?.first else { return nil }
        func text(_ key: String) -> String { body[key]?.text ?? "" }
        func number(_ key: String) -> Int { body[key]?.number.flatMap { Int($0) } ?? 0 }
        switch entry.kind {
        case Self.startedKind:
            guard let plan = body["plan"].flatMap(Plan.init) else { return nil }
            self = .started(plan, who: text("who"), byHand: body["byHand"]?.boolean == true)
        case "why": self = .why(proof: text("proof"), detail: text("detail"))
        case "counted": self = .counted(reads: number("reads"), logins: number("logins"))
        case "resumed": self = .resumed(who: text("who"))
        case "confirmed":
            self = .confirmed(business: text("business"), how: text("how"), seen: body["seen"]?.boolean == true)
        default:
            guard let fact = Self.fact(entry.kind, body) else { return nil }
            self = .fact(fact)
        }
    }

    private static func fact(_ kind: String, _ body: JSONNode) -> Fact? {
        func outcome<Outcome: RawRepresentable<String>>(_ type: Outcome.Type) -> Outcome? {
            body["outcome"]?.text.flatMap(Outcome.init)
        }
        let subject = ["proof", "group", "business", "reason"].lazy.compactMap { body[$0]?.text }.first
        guard let subject else { return kind == "finished" ? .finished : nil }
        return switch kind {
        case "proving": .proving(subject)
        case "proved": outcome(ProofOutcome.self).map { .proved(subject, $0) }
        case "updating": .updating(subject)
        case "updateAnswered": outcome(WriteOutcome.self).map { .updateAnswered(subject, $0) }
        case "updated": .updated(subject)
        case "intent": .intent(subject)
        case "answered": outcome(WriteOutcome.self).map { .answered(subject, $0) }
        case "settled": outcome(Settlement.self).map { .settled(subject, $0) }
        case "stopped": StopReason(rawValue: subject).map { .stopped($0) }
        case "finished": .finished
        default: nil
        }
    }
}

extension Journal {
    /// Adds records of a run at the end; when this returns, they are on the disk.
    public func append(_ records: JournalRecord..., to run: Int) throws(JournalError) {
        for record in records {
            let (kind, body) = record.spelled
            try append(run: run, kind: kind, body: body.json)
        }
    }

    /// The run that has used a plan; a run whose plan nobody can read may have been that one.
    public func run(using plan: Plan) throws(JournalError) -> Int? {
        for entry in try entries() where entry.kind == JournalRecord.startedKind {
            guard case .started(let used, _, _)? = JournalRecord(entry) else {
                throw .damaged(sequence: entry.sequence)
            }
            if used.id == plan.id { return entry.run }
        }
        return nil
    }
}
