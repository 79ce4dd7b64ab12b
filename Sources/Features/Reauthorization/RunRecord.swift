internal import Support

/// A run as its journal tells it.
public struct RunRecord: Sendable {
    public let run: Int
    public let plan: Plan
    /// Who applied it, by the name of the user's account.
    public let who: String
    public let isByHand: Bool
    /// Milliseconds since 1970.
    public let started: Int
    public let ended: Int
    public let facts: [Fact]
    /// When the latest write of each business was intended, in milliseconds since 1970.
    let intents: [String: Int]
    /// What the latest write of each business came to.
    private let answers: [String: Answer]
    /// Who said that a business was done by hand, and what was seen of it.
    let confirmations: [String: Confirmation]
    /// How each proof is known.
    let proofDetails: [String: String]
    public let reads: Int
    public let logins: Int
    /// The digest of the newest entry.
    public let head: String

    /// Reads the entries of one run; nil where they begin with no plan.
    public init?(_ entries: [JournalEntry]) {
        func body(_ entry: JournalEntry) -> JSONNode? {
            (try? JSONReading.documents(in: Array(entry.body.utf8)))?.first
        }
        guard let first = entries.first, let last = entries.last, first.kind == "started", let start = body(first),
            let plan = start["plan"].flatMap(Plan.init)
        else { return nil }
        var facts: [Fact] = []
        var intents: [String: Int] = [:]
        var answers: [String: Answer] = [:]
        var confirmations: [String: Confirmation] = [:]
        var details: [String: String] = [:]
        var (reads, logins) = (0, 0)
        // Logins of a session that was killed before it could count; each may have been sent.
        var uncounted = 0
        let loginKeys = Set(plan.proofs.filter { $0.kind == .login }.map(\.key))
        for entry in entries.dropFirst() {
            guard let node = body(entry) else { return nil }
            switch entry.kind {
            case "counted":
                uncounted = 0
                reads += node["reads"]?.number.flatMap { Int($0) } ?? 0
                logins += node["logins"]?.number.flatMap { Int($0) } ?? 0
            case "confirmed":
                if let number = node["business"]?.text {
                    confirmations[number] = Confirmation(
                        words: node["how"]?.text ?? "", wasSeen: node["seen"]?.boolean == true)
                }
            case "why":
                if let key = node["proof"]?.text { details[key] = node["detail"]?.text ?? "" }
            case "resumed":
                logins += uncounted
                uncounted = 0
            default:
                guard let fact = Fact(kind: entry.kind, body: node) else { return nil }
                facts.append(fact)
                switch fact {
                case .proving(let key): uncounted += loginKeys.contains(key) ? 1 : 0
                case .intent(let number): (intents[number], answers[number]) = (entry.time, Answer.none)
                case .answered(let number, let outcome): answers[number] = outcome == .refused ? .refused : .other
                default: continue
                }
            }
        }
        run = first.run
        self.plan = plan
        who = start["who"]?.text ?? ""
        isByHand = start["byHand"]?.boolean == true
        started = first.time
        ended = last.time
        self.facts = facts
        self.intents = intents
        self.answers = answers
        self.confirmations = confirmations
        proofDetails = details
        self.reads = reads
        self.logins = logins + uncounted
        head = last.digest
    }

    /// What was said of a business that was done by hand.
    public struct Confirmation: Sendable {
        public var words: String
        /// Whether the platform or a log shows it too.
        public var wasSeen: Bool
    }

    /// What the last write of a business came to.
    public enum Answer: Sendable { case notBegun, none, refused, other }

    /// Of a business that is not settled.
    func lastAnswer(_ number: String) -> Answer { answers[number] ?? .notBegun }

    /// Keys of the proofs that were begun and came to nothing: the process was killed in the midst of them.
    var lostProofs: Set<String> {
        var keys: Set<String> = []
        for fact in facts {
            switch fact {
            case .proving(let key): keys.insert(key)
            case .proved(let key, _): keys.remove(key)
            default: continue
            }
        }
        return keys
    }

    /// Where each business stands.
    public var machine: Machine { Machine(plan.order(concurrency: 1), facts: facts) }

    /// Requests that were sent, or may have been: an intent precedes each.
    public var writes: Int {
        facts.count { fact in
            switch fact {
            case .intent, .updating: true
            default: false
            }
        }
            - facts.count { fact in
                switch fact {
                case .answered(_, .withheld), .updateAnswered(_, .withheld): true
                default: false
                }
            }
    }

    /// Whether something is left to do.
    public var isOpen: Bool { !facts.contains(.finished) }

    /// Why the last session stopped.
    public var stop: StopReason? {
        if case .stopped(let reason)? = facts.last { return reason }
        return nil
    }
}
