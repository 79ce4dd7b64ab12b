/// The engine of a run: events in, effects out, nothing else. It never writes a business whose credential was not proven
/// to work in this run, and never sends anything twice without having read in between.
public struct Machine: Sendable {
    /// Where a business stands.
    public enum Standing: Sendable, Equatable {
        case waiting
        case inFlight
        case settled(Settlement)
        /// Left for a later session: its state, or the outcome of its write, could not be learned.
        case unread
    }

    enum Flight {
        case reading
        /// Waiting for a write of an earlier session that may still be under way.
        case awaiting
        case writing, readingBack
    }
    enum Phase { case idle, proving, updating, running, ended }

    let order: RunOrder
    var phase = Phase.idle
    /// By number.
    public var standings: [String: Standing]
    /// By key; those of earlier sessions of this run included.
    var proofs: [String: ProofOutcome] = [:]
    /// Tried in this run, whatever came of it.
    var tried: Set<String> = []
    var awaited: Set<String> = []
    var updatesDone: Set<String> = []
    /// Groups whose update was sent in this session, with how often.
    var updateAttempts: [String: Int] = [:]
    /// Groups whose last write was answered with success.
    var updatesAccepted: Set<String> = []
    var flights: [String: Flight] = [:]
    /// Businesses for which a write was intended in this run and is not settled.
    var intended: Set<String> = []
    /// Those of them whose latest write was never answered: it may still arrive.
    var unanswered: Set<String> = []
    var isCanaryDone = false
    /// Why no further business is begun.
    var stop: StopReason?
    let proofOf: [String: String]
    /// How many businesses are settled.
    var settledCount = 0
    /// No business before this one is waiting.
    private var cursor = 0

    /// A run at its beginning, or where its facts say that it stands.
    init(_ order: RunOrder, facts: [Fact] = []) {
        self.order = order
        standings = Dictionary(order.businesses.map { ($0.number, .waiting) }) { first, _ in first }
        proofOf = Dictionary(order.businesses.map { ($0.number, $0.proof) }) { first, _ in first }
        for fact in facts { replay(fact) }
    }

    /// Takes an event; what comes back is to be done in this order.
    mutating func handle(_ event: Event) -> [Effect] {
        guard phase != .ended else { return [] }
        switch event {
        case .begin: return phase == .idle ? begin() : []
        case .proof(let key, let outcome): return proved(key, outcome)
        case .credentials(let look): return looked(look)
        case .state(let business, let state): return read(business, state)
        case .answer(let business, let outcome): return answered(business, outcome)
        case .updated(let group, let outcome): return updated(group, outcome)
        case .group(let group, let look): return readBack(group, look)
        case .interrupted:
            if stop == nil { stop = .interrupted }
            return []
        case .journalFailed:
            phase = .ended
            return [.finish(.journalFailed)]
        }
    }

    /// Settles a business for good.
    mutating func settle(_ business: String, _ settlement: Settlement) -> Effect {
        standings[business] = .settled(settlement)
        settledCount += 1
        flights[business] = nil
        intended.remove(business)
        return .record(.settled(business, settlement))
    }

    /// Ends the session: all settled, or open for another.
    mutating func end() -> [Effect] {
        phase = .ended
        if settledCount == standings.count { return [.record(.finished), .finish(.complete)] }
        let reason = stop ?? .unreadable
        return [.record(.stopped(reason)), .finish(.open(reason))]
    }

    /// Those still to be begun, in order.
    var waiting: [String] { order.businesses.map(\.number).filter { standings[$0] == .waiting } }

    /// The first of them, `most` at most; none that was begun waits again before the session ends.
    mutating func firstWaiting(_ most: Int) -> [String] {
        while cursor < order.businesses.count, standings[order.businesses[cursor].number] != .waiting { cursor += 1 }
        var found: [String] = []
        for business in order.businesses[cursor...] where standings[business.number] == .waiting {
            found.append(business.number)
            if found.count == most { break }
        }
        return found
    }
}
