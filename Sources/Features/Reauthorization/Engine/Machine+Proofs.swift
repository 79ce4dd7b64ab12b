extension Machine {
    /// Tries every credential that some open business depends on and that this run has not tried.
    mutating func begin() -> [Effect] {
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

    mutating func proved(_ key: String, _ outcome: ProofOutcome) -> [Effect] {
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
            switch proofs[key] {
            case .works: continue
            case .fails, .permissionMissing: effects.append(settle(business, .credentialsFail))
            case .notGranted: effects.append(settle(business, .notGranted))
            case .wrongPractice: effects.append(settle(business, .wrongPractice))
            case .failedBefore: effects.append(settle(business, .notProven))
            case .unknown, nil:
                // What may be tried again is left for `resume`.
                if isRepeatable[key] == true {
                    standings[business] = .unread
                } else {
                    effects.append(settle(business, .notProven))
                }
            }
        }
        phase = .updating
        return effects + nextUpdate()
    }

    /// One group after the other; then the businesses.
    mutating func nextUpdate() -> [Effect] {
        if stop == nil, !firstWaiting(1).isEmpty,
            let update = order.updates.first(where: { !updatesDone.contains($0.group) && proofs[$0.proof] == .works })
        {
            updateAttempts[update.group, default: 0] += 1
            return [.record(.updating(update.group)), .act(.update(update.group))]
        }
        phase = .running
        return nextBatch()
    }

    mutating func updated(_ group: String, _ outcome: WriteOutcome) -> [Effect] {
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
    mutating func readBack(_ group: String, _ look: GroupLook) -> [Effect] {
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
}
