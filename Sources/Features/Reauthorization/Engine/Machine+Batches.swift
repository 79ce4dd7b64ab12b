extension Machine {
    /// Looks at the credentials once more and begins with the next businesses; ends where there are none, or none may be
    /// begun.
    mutating func nextBatch() -> [Effect] {
        guard flights.isEmpty else { return [] }
        if stop != nil || firstWaiting(1).isEmpty { return end() }
        return [.act(.checkCredentials)]
    }

    mutating func looked(_ look: CredentialLook) -> [Effect] {
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

    mutating func read(_ business: String, _ state: ObservedState) -> [Effect] {
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

    mutating func answered(_ business: String, _ outcome: WriteOutcome) -> [Effect] {
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
}
