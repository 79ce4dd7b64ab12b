@testable import Reauthorization

/// A platform and its credentials as they are, whatever the engine is told of them: answers are lost, refused or late,
/// another operator is at work, passwords change. Everything comes from one seed.
struct World {
    struct Business {
        var state: ObservedState
        /// Writes that the server carried out.
        var writes = 0
    }

    var random: SplitMix
    var businesses: [String: Business] = [:]
    var credentials: [String: ProofOutcome] = [:]
    var isRotated = false
    /// Authorized once, and taken back by another operator: no run need notice that.
    var takenBack: Set<String> = []
    /// Writes that arrived at a business that this run had authorized already.
    var doubles = 0
    /// From 0 to 1: how often something goes wrong.
    var trouble: Double
    /// Committed when their time comes, for a sender that has gone already.
    var late: [String] = []

    init(seed: UInt64, order: RunOrder) {
        random = SplitMix(state: seed)
        trouble = [0, 0.02, 0.1, 0.3][Int(random.next() % 4)]
        for proof in order.proofs {
            let outcomes: [ProofOutcome] = [
                .works, .works, .works, .fails, .notGranted, .wrongPractice, .permissionMissing,
            ]
            credentials[proof.key] = outcomes[Int(random.next() % UInt64(outcomes.count))]
        }
        for business in order.businesses {
            let states: [ObservedState] = [.unauthorized, .unauthorized, .unauthorized, .authorized, .notFound]
            businesses[business.number] = Business(state: states[Int(random.next() % UInt64(states.count))])
        }
    }

    mutating func happens(_ share: Double = 1) -> Bool { random.fraction() < trouble * share }

    /// Carries an action out and answers as a flaky network would.
    mutating func perform(_ action: Action, isDryRun: Bool) -> Event {
        meddle()
        switch action {
        case .prove(let key): return .proof(key, happens() ? .unknown : credentials[key] ?? .unknown)
        case .checkCredentials:
            if isRotated { return .credentials(.changed) }
            return .credentials(happens(0.2) ? .unknown : .unchanged)
        case .readState(let number):
            return .state(number, happens(0.5) ? .unknown : businesses[number]?.state ?? .notFound)
        case .awaitState(let number):
            for _ in late.filter({ $0 == number }) { commit(number) }
            late.removeAll { $0 == number }
            return .state(number, happens(0.5) ? .unknown : businesses[number]?.state ?? .notFound)
        case .authorize(let number):
            if isDryRun { return .answer(number, .withheld) }
            if happens(0.3) { return .answer(number, .refused) }
            if happens(0.3) { return .answer(number, .lost) }  // lost on the way there
            if happens(0.1) {
                late.append(number)
                return .answer(number, .lost)
            }
            commit(number)
            return .answer(number, happens(0.5) ? .lost : .accepted)
        case .update(let group):
            if isDryRun { return .updated(group, .withheld) }
            return .updated(group, happens(0.3) ? .refused : happens() ? .lost : .accepted)
        case .readGroup(let group):
            return .group(group, happens(0.3) ? .different : happens() ? .unreadable : .same)
        }
    }

    mutating func commit(_ number: String) {
        let isOurs = (businesses[number]?.writes ?? 0) > 0 && !takenBack.contains(number)
        if isOurs, businesses[number]?.state == .authorized { doubles += 1 }
        guard businesses[number]?.state == .unauthorized else { return }
        businesses[number]?.state = .authorized
        businesses[number]?.writes += 1
    }

    /// Things that happen by themselves between two calls.
    private mutating func meddle() {
        if let number = late.first, random.fraction() < 0.3 {
            late.removeFirst()
            commit(number)
        }
        guard happens(0.1), let number = businesses.keys.sorted().randomElement(using: &random) else { return }
        switch random.next() % 4 {
        case 0: if businesses[number]?.state == .unauthorized { businesses[number]?.state = .authorized }
        case 1:
            if businesses[number]?.state == .authorized {
                businesses[number]?.state = .unauthorized
                takenBack.insert(number)
            }
        case 2: isRotated = true
        default: if businesses[number]?.state == .unauthorized { businesses[number]?.state = .changed }
        }
    }
}

/// Random numbers that are the same for the same seed (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func fraction() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }
}
