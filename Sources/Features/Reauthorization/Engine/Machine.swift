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

    private enum Flight {
        case reading
        /// Waiting for a write of an earlier session that may still be under way.
        case awaiting
        case writing, readingBack
    }
    private enum Phase { case idle, proving, updating, running, ended }

    private let order: RunOrder
    private var phase = Phase.idle
    /// By number.
    public private(set) var standings: [String: Standing]
    /// By key; those of earlier sessions of this run included.
    private(set) var proofs: [String: ProofOutcome] = [:]
    /// Tried in this run, whatever came of it.
    private var tried: Set<String> = []
    private var awaited: Set<String> = []
    private var updatesDone: Set<String> = []
    /// Groups whose update was sent in this session, with how often.
    private var updateAttempts: [String: Int] = [:]
    /// Groups whose last write was answered with success.
    private var updatesAccepted: Set<String> = []
    private var flights: [String: Flight] = [:]
    /// Businesses for which a write was intended in this run and is not settled.
    private var intended: Set<String> = []
    /// Those of them whose latest write was never answered: it may still arrive.
    private var unanswered: Set<String> = []
    private var isCanaryDone = false
    /// Why no further business is begun.
    private var stop: StopReason?
    private let proofOf: [String: String]
    /// How many businesses are settled.
    private(set) var settledCount = 0
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
    private mutating func settle(_ business: String, _ settlement: Settlement) -> Effect {
        standings[business] = .settled(settlement)
        settledCount += 1
        flights[business] = nil
        intended.remove(business)
        return .record(.settled(business, settlement))
    }

    /// Ends the session: all settled, or open for another.
    private mutating func end() -> [Effect] {
        phase = .ended
        if settledCount == standings.count { return [.record(.finished), .finish(.complete)] }
        let reason = stop ?? .unreadable
        return [.record(.stopped(reason)), .finish(.open(reason))]
    }

    /// Those still to be begun, in order.
    private var waiting: [String] { order.businesses.map(\.number).filter { standings[$0] == .waiting } }

    /// The first of them, `most` at most; none that was begun waits again before the session ends.
    private mutating func firstWaiting(_ most: Int) -> [String] {
        while cursor < order.businesses.count, standings[order.businesses[cursor].number] != .waiting { cursor += 1 }
        let rest = order.businesses[cursor...].lazy.map(\.number)
        return Array(rest.filter { [standings] in standings[$0] == .waiting }.prefix(most))
    }

    /// Tries every credential that some open business depends on and that this run has not tried.
    private mutating func begin() -> [Effect] {
        if stop != nil { return end() }
        phase = .proving
        let open = Set(waiting.compactMap { proofOf[$0] })
        var effects: [Effect] = []
        for proof in order.proofs where open.contains(proof.key) && proofs[proof.key] == nil {
            // Its outcome was never learned; another attempt could lock the account.
            if tried.contains(proof.key) && !proof.isRepeatable {
                proofs[proof.key] = .unknown
                continue
            }
            tried.insert(proof.key)
            awaited.insert(proof.key)
            effects += [.record(.proving(proof.key)), .act(.prove(proof.key))]
        }
        return awaited.isEmpty ? effects + afterProofs() : effects
    }

    private mutating func proved(_ key: String, _ outcome: ProofOutcome) -> [Effect] {
        guard awaited.remove(key) != nil else { return [] }
        proofs[key] = outcome
        let record = Effect.record(.proved(key, outcome))
        return awaited.isEmpty ? [record] + afterProofs() : [record]
    }

    private mutating func afterProofs() -> [Effect] {
        var effects: [Effect] = []
        let isRepeatable = Dictionary(order.proofs.map { ($0.key, $0.isRepeatable) }) { first, _ in first }
        for business in waiting {
            let key = proofOf[business] ?? ""
            let outcome = proofs[key] ?? .unknown
            guard let settlement = outcome.settlement else { continue }
            // What may be tried again is left for `resume`.
            if outcome == .unknown, isRepeatable[key] == true {
                standings[business] = .unread
            } else {
                effects.append(settle(business, settlement))
            }
        }
        phase = .updating
        return effects + nextUpdate()
    }

    /// One group after the other; then the businesses.
    private mutating func nextUpdate() -> [Effect] {
        if stop == nil, !firstWaiting(1).isEmpty,
            let update = order.updates.first(where: { !updatesDone.contains($0.group) && proofs[$0.proof] == .works })
        {
            updateAttempts[update.group, default: 0] += 1
            return [.record(.updating(update.group)), .act(.update(update.group))]
        }
        phase = .running
        return nextBatch()
    }

    private mutating func updated(_ group: String, _ outcome: WriteOutcome) -> [Effect] {
        guard phase == .updating, updateAttempts[group] != nil else { return [] }
        let record = Effect.record(.updateAnswered(group, outcome))
        switch outcome {
        case .accepted, .lost:
            if outcome == .accepted { updatesAccepted.insert(group) }
            return [record, .act(.readGroup(group))]
        case .withheld:
            updatesDone.insert(group)
            return [record] + nextUpdate()
        case .refused:
            stop = stop ?? .unexpectedAnswer
            return [record] + end()
        }
    }

    /// The same values may be written again after an unknown outcome; a second one ends the session.
    private mutating func readBack(_ group: String, _ look: GroupLook) -> [Effect] {
        guard phase == .updating, let attempts = updateAttempts[group] else { return [] }
        switch look {
        case .same:
            updatesDone.insert(group)
            return [.record(.updated(group))] + nextUpdate()
        case .unreadable where isAccepted(group):
            updatesDone.insert(group)
            return [.record(.updated(group))] + nextUpdate()
        case .different, .unreadable:
            if attempts < 2, !isAccepted(group) { return nextUpdate() }
            stop = stop ?? .unexpectedAnswer
            return end()
        }
    }

    private func isAccepted(_ group: String) -> Bool { updatesAccepted.contains(group) }

    /// Looks at the credentials once more and begins with the next businesses; ends where there are none, or none may be
    /// begun.
    private mutating func nextBatch() -> [Effect] {
        guard flights.isEmpty else { return [] }
        if stop != nil || firstWaiting(1).isEmpty { return end() }
        return [.act(.checkCredentials)]
    }

    private mutating func looked(_ look: CredentialLook) -> [Effect] {
        guard phase == .running, flights.isEmpty else { return [] }
        switch look {
        case .changed: stop = stop ?? .credentialsChanged
        case .unknown: stop = stop ?? .credentialsUnknown
        case .unchanged: break
        }
        if stop != nil { return end() }
        // One alone until one has been written and read back.
        let batch = firstWaiting(isCanaryDone ? order.concurrency : 1)
        for business in batch {
            standings[business] = .inFlight
            flights[business] = .reading
        }
        return batch.map { .act(.readState($0)) }
    }

    private mutating func read(_ business: String, _ state: ObservedState) -> [Effect] {
        switch flights[business] {
        case .reading, .awaiting: return readBefore(business, state)
        case .readingBack: return readAfter(business, state)
        case .writing, nil: return []
        }
    }

    private mutating func readBefore(_ business: String, _ state: ObservedState) -> [Effect] {
        switch state {
        case .authorized:
            // A write of an earlier session whose outcome nobody saw has arrived.
            let isOurs = intended.contains(business)
            if isOurs { isCanaryDone = true }
            return [settle(business, isOurs ? .authorized : .alreadyAuthorized)] + nextBatch()
        case .notFound: return [settle(business, .notFound)] + nextBatch()
        case .changed: return [settle(business, .changed)] + nextBatch()
        case .unknown: return leave(business, .unread)
        case .unauthorized:
            guard stop == nil else { return leave(business, .waiting) }
            guard let key = proofOf[business], proofs[key] == .works else { return leave(business, .unread) }
            if unanswered.remove(business) != nil {
                flights[business] = .awaiting
                return [.act(.awaitState(business))]
            }
            flights[business] = .writing
            intended.insert(business)
            return [.record(.intent(business)), .act(.authorize(business))]
        }
    }

    private mutating func answered(_ business: String, _ outcome: WriteOutcome) -> [Effect] {
        guard case .writing? = flights[business] else { return [] }
        let record = Effect.record(.answered(business, outcome))
        if outcome == .withheld {
            isCanaryDone = true
            return [record, settle(business, .withheld)] + nextBatch()
        }
        // The answer of a write is not believed: what the platform shows afterwards counts.
        flights[business] = .readingBack
        if outcome == .refused { stop = stop ?? .unexpectedAnswer }
        return [record, .act(.readState(business))]
    }

    private mutating func readAfter(_ business: String, _ state: ObservedState) -> [Effect] {
        if state == .authorized {
            isCanaryDone = true
            return [settle(business, .authorized)] + nextBatch()
        }
        stop = stop ?? .unexpectedAnswer
        return leave(business, .unread)
    }

    private mutating func leave(_ business: String, _ standing: Standing) -> [Effect] {
        flights[business] = nil
        standings[business] = standing
        return nextBatch()
    }

    /// Takes up what an earlier session left in the journal.
    private mutating func replay(_ fact: Fact) {
        switch fact {
        case .proving(let key): tried.insert(key)
        case .proved(let key, let outcome):
            // What nobody learned may be asked again, where asking does no harm.
            let isRepeatable = order.proofs.first { $0.key == key }?.isRepeatable == true
            if outcome != .unknown || !isRepeatable { proofs[key] = outcome }
        case .updating, .updateAnswered: break
        case .updated(let group): updatesDone.insert(group)
        case .intent(let business):
            intended.insert(business)
            unanswered.insert(business)
        case .answered(let business, let outcome): if outcome != .lost { unanswered.remove(business) }
        case .settled(let business, let settlement):
            if case .settled? = standings[business] {} else { settledCount += 1 }
            standings[business] = .settled(settlement)
            intended.remove(business)
            unanswered.remove(business)
            if settlement == .authorized { isCanaryDone = true }
        case .stopped, .finished: break
        }
    }
}
