@testable import Reauthorization

/// Holds what the engine does against what it was told, by rules of its own: it shares no code with the engine.
struct Judge {
    let order: RunOrder
    /// What is wrong, a sentence each.
    var faults: [String] = []

    // Of the whole run.
    private var works: Set<String> = []
    private var proofs: [String: Int] = [:]
    private var confirmed: Set<String> = []
    private var intents: [String: Int] = [:]
    private var sent: [String: Int] = [:]
    /// The last that was read of a business since its last write was sent.
    private var seen: [String: ObservedState] = [:]
    private var barred: Set<String> = []
    /// Sent, and nothing came back, nor was it waited for.
    private var unanswered: Set<String> = []
    // Of one session.
    private var look: CredentialLook?
    private var isStopped = false
    private var inFlight: Set<String> = []
    private var updates: [String: Int] = [:]
    private var updatesSeen: Set<String> = []

    init(_ order: RunOrder) { self.order = order }

    /// The process was killed and another takes the run up.
    mutating func restart() {
        (look, isStopped, inFlight, updates) = (nil, false, [], [:])
    }

    mutating func told(_ event: Event) {
        switch event {
        case .proof(let key, let outcome):
            if outcome == .works { works.insert(key) } else { works.remove(key) }
            if outcome != .works && outcome != .unknown {
                for business in order.businesses where business.proof == key { barred.insert(business.number) }
            }
        case .credentials(let value): look = value
        case .state(let business, let state):
            seen[business] = state
            if sent[business] != nil, state == .authorized { confirmed.insert(business) }
            if inFlight.contains(business) {
                inFlight.remove(business)
                if state != .authorized { isStopped = true }
            }
        case .answer(let business, let outcome):
            if outcome != .lost { unanswered.remove(business) }
            if outcome == .refused { isStopped = true }
        case .updated(_, let outcome): if outcome == .refused { isStopped = true }
        case .group(let group, let value): if value != .different { updatesSeen.insert(group) }
        case .interrupted, .journalFailed: isStopped = true
        case .begin: break
        }
    }

    mutating func wanted(_ effect: Effect) {
        switch effect {
        case .record(.intent(let business)): intents[business, default: 0] += 1
        case .record, .finish: break
        case .act(.prove(let key)):
            proofs[key, default: 0] += 1
            let mayRepeat = order.proofs.first { $0.key == key }?.isRepeatable == true
            if (proofs[key] ?? 0) > 1 && !mayRepeat { fault("a second login with \(key)") }
            if isStopped { fault("a proof after the stop") }
        case .act(.authorize(let business)): write(business)
        case .act(.update(let group)):
            updates[group, default: 0] += 1
            if updates[group] ?? 0 > 2 { fault("\(group) written a third time") }
            let proof = order.updates.first { $0.group == group }?.proof ?? ""
            if !works.contains(proof) { fault("\(group) got credentials that were not proven") }
            if isStopped { fault("\(group) written after the stop") }
        case .act(.awaitState(let business)): unanswered.remove(business)
        case .act(.checkCredentials), .act(.readState), .act(.readGroup): break
        }
    }

    private mutating func write(_ business: String) {
        let proof = order.businesses.first { $0.number == business }?.proof ?? ""
        if !works.contains(proof) { fault("\(business) written without a proof") }
        if barred.contains(business) { fault("\(business) written though its credential failed") }
        if look != .unchanged { fault("\(business) written although the credentials were \(look as Any)") }
        if seen[business] != .unauthorized { fault("\(business) written after reading \(seen[business] as Any)") }
        if isStopped { fault("\(business) written after the stop") }
        // A kill may have come between an intent and its write, so there may be more of them.
        if (intents[business] ?? 0) <= (sent[business] ?? 0) {
            fault("\(business) written without an intent of its own")
        }
        if !order.updates.allSatisfy({ $0.proof != proof || updatesSeen.contains($0.group) }) {
            fault("\(business) written before its group had the new credentials")
        }
        if unanswered.contains(business) { fault("\(business) written while an earlier write may still arrive") }
        sent[business, default: 0] += 1
        unanswered.insert(business)
        seen[business] = nil
        inFlight.insert(business)
        let most = confirmed.isEmpty ? 1 : order.concurrency
        if inFlight.count > most { fault("\(inFlight.count) in flight where \(most) may be") }
    }

    private mutating func fault(_ text: String) { faults.append(text) }
}
