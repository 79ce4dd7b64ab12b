extension Machine {
    /// Takes up what an earlier session left in the journal.
    mutating func replay(_ fact: Fact) {
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
