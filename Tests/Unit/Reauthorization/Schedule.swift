@testable import Reauthorization

/// One seeded run with kills, resumes and troubles of all kinds.
struct Schedule {
    let seed: UInt64
    private(set) var judge: Judge
    private(set) var world: World
    private(set) var writes = 0
    private(set) var kills = 0
    private(set) var ending: Ending?
    private let order: RunOrder
    private var facts: [Fact] = []
    private var random: SplitMix

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix(state: seed ^ 0xA5A5)
        let proofs = (0..<Int(1 + random.next() % 3)).map {
            RunProof(key: "p\($0)", isRepeatable: random.next() % 2 == 0)
        }
        let count = Int(random.next() % 12)
        let businesses = (0..<count).map { number in
            RunBusiness(number: "b\(number)", proof: proofs[Int(random.next() % UInt64(proofs.count))].key)
        }
        let updates = random.next() % 3 == 0 ? [RunUpdate(group: "g0", proof: proofs[0].key)] : []
        order = RunOrder(
            businesses: businesses, proofs: proofs, updates: updates, concurrency: Int(1 + random.next() % 5))
        world = World(seed: seed, order: order)
        judge = Judge(order)
        self.random = random
    }

    /// Sessions until the run is complete, the last of them without any trouble.
    mutating func run() {
        for session in 0..<6 {
            if session == 5 { world.trouble = 0 }
            judge.restart()
            runSession(mayKill: session < 5)
            if ending == .complete { return }
        }
    }

    private mutating func runSession(mayKill: Bool) {
        var machine = Machine(order, facts: facts)
        var underWay: [Action] = []
        var event: Event? = .begin
        ending = nil
        while let now = event {
            judge.told(now)
            for effect in machine.handle(now) {
                judge.wanted(effect)
                switch effect {
                case .record(let fact):
                    if mayKill, world.happens(0.05) { return kill(underWay) }
                    facts.append(fact)
                case .act(let action): underWay.append(action)
                case .finish(let end): ending = end
                }
            }
            if mayKill, world.happens(0.1) { return kill(underWay) }
            if mayKill, world.happens(0.03) {
                judge.told(.interrupted)
                _ = machine.handle(.interrupted)
            }
            event = nil
            if !underWay.isEmpty {
                let next = underWay.remove(at: Int(random.next() % UInt64(underWay.count)))
                if case .authorize = next { writes += 1 }
                event = world.perform(next, isDryRun: false)
            }
        }
    }

    /// What was on its way may still arrive.
    private mutating func kill(_ underWay: [Action]) {
        kills += 1
        for action in underWay where random.next() % 2 == 0 {
            if case .authorize(let number) = action {
                random.next() % 2 == 0 ? world.commit(number) : world.late.append(number)
            }
        }
    }

    /// Businesses that a complete run left as they should not be.
    var leftovers: [String] {
        guard !world.isRotated else { return [] }
        return order.businesses.filter { business in
            world.credentials[business.proof] == .works && !world.takenBack.contains(business.number)
                && (world.businesses[business.number]?.writes ?? 0) == 0
                && world.businesses[business.number]?.state == .unauthorized
                && order.proofs.first { $0.key == business.proof }?.isRepeatable == true
        }.map(\.number)
    }
}
