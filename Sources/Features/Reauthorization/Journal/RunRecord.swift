/// A run as its records tell it.
public struct RunRecord: Sendable {
    /// Its number in the journal, from 1; 0 for a rehearsal.
    public let run: Int
    /// What it set out to do, as it was when the run began.
    public let plan: Plan
    /// Who applied it, by the name of the user's account.
    public let who: String
    /// Whether businesses are authorized on the dashboard, since the profile has not the requests for it.
    public let isByHand: Bool
    /// Milliseconds since 1970.
    public let started: Int
    private(set) var ended: Int
    private(set) var facts: [Fact] = []
    /// When the latest write of each business was intended, in milliseconds since 1970.
    private(set) var intents: [String: Int] = [:]
    /// What the latest write of each business came to.
    private var answers: [String: Answer] = [:]
    /// Who said that a business was done by hand, and what was seen of it.
    private(set) var confirmations: [String: Confirmation.Statement] = [:]
    /// How each proof is known.
    private(set) var proofDetails: [String: String] = [:]
    private(set) var reads = 0
    private var countedLogins = 0
    /// Logins of a session that was killed before it could count; each may have been sent.
    private var uncountedLogins = 0
    /// The digest of the newest entry.
    private(set) var head: String

    /// A run that begins; `time` in milliseconds since 1970.
    init(run: Int, plan: Plan, who: String, isByHand: Bool, at time: Int, head: String = "") {
        self.run = run
        self.plan = plan
        self.who = who
        self.isByHand = isByHand
        started = time
        ended = time
        self.head = head
    }

    /// Reads the entries of one run; nil where they begin with no plan, or one of them is no record.
    public init?(_ entries: [JournalEntry]) {
        guard let first = entries.first, case .started(let plan, let who, let isByHand)? = JournalRecord(first) else {
            return nil
        }
        self.init(run: first.run, plan: plan, who: who, isByHand: isByHand, at: first.time, head: first.digest)
        for entry in entries.dropFirst() {
            guard let record = JournalRecord(entry) else { return nil }
            if case .started = record { return nil }
            apply(record, at: entry.time)
            head = entry.digest
        }
    }

    /// Takes the next record.
    mutating func apply(_ record: JournalRecord, at time: Int) {
        ended = time
        switch record {
        case .started: break
        case .counted(let reads, let logins):
            self.reads += reads
            countedLogins += logins
            uncountedLogins = 0
        case .confirmed(let number, let how, let seen):
            confirmations[number] = Confirmation.Statement(words: how, wasSeen: seen)
        case .why(let key, let detail): proofDetails[key] = detail
        case .resumed:
            countedLogins += uncountedLogins
            uncountedLogins = 0
        case .fact(let fact):
            facts.append(fact)
            switch fact {
            case .proving(let key):
                if plan.proofs.contains(where: { $0.key == key && $0.kind == .login }) { uncountedLogins += 1 }
            case .intent(let number): (intents[number], answers[number]) = (time, Answer.none)
            case .answered(let number, let outcome): answers[number] = outcome == .refused ? .refused : .other
            default: break
            }
        }
    }

    var logins: Int { countedLogins + uncountedLogins }

    /// What the last write of a business came to.
    enum Answer: Sendable { case notBegun, none, refused, other }

    /// Of a business that is not settled.
    func lastAnswer(_ number: String) -> Answer { answers[number] ?? .notBegun }

    /// Keys of the proofs that were begun and came to nothing: the process was killed in the midst of them.
    var lostProofs: Set<String> {
        facts.reduce(into: []) { keys, fact in
            switch fact {
            case .proving(let key): keys.insert(key)
            case .proved(let key, _): keys.remove(key)
            default: break
            }
        }
    }

    /// Where each business stands.
    public var machine: Machine { Machine(plan.order(concurrency: 1), facts: facts) }

    /// Requests that were sent, or may have been: an intent precedes each.
    var writes: Int {
        facts.reduce(0) { count, fact in
            switch fact {
            case .intent, .updating: count + 1
            case .answered(_, .withheld), .updateAnswered(_, .withheld): count - 1
            default: count
            }
        }
    }

    /// Whether something is left to do.
    public var isOpen: Bool { !facts.contains(.finished) }

    /// Why the last session stopped.
    var stop: StopReason? { if case .stopped(let reason)? = facts.last { reason } else { nil } }
}
