internal import Model
public import Services

/// Gathers what decides practice ids: our list, `ping` for ids that are not in it, and the other environment's list.
public struct PracticeLookup: Sendable {
    public let access: AthenahealthAccess
    public let counterpart: AthenahealthAccess?
    public let words: AthenahealthWords
    public let name: String?

    /// Takes all parts, one by one.
    public init(access: AthenahealthAccess, counterpart: AthenahealthAccess?, words: AthenahealthWords, name: String?) {
        self.access = access
        self.counterpart = counterpart
        self.words = words
        self.name = name
    }

    /// All that was learned, and what is missing from the list.
    public func gather(_ facts: [PracticeFacts]) async -> (
        facts: [PracticeFacts], around: PracticeSurroundings, gaps: [String]
    ) {
        let environment = access.environment
        let (listing, gaps) = await list(access)
        var around = PracticeSurroundings(listing: listing, environment: environment, name: name)
        guard case .read(let practices, _) = listing else { return (facts, around, []) }
        let listed = Set(practices.map(\.id))
        let missing = Set(facts.compactMap { try? $0.id.get() }.filter { !listed.contains($0.text) })
        if missing.isEmpty { return (facts, around, gaps) }
        async let pings = ping(missing)
        if let counterpart { around.counterpart = (counterpart.name, await list(counterpart).listing) }
        let answers = await pings
        let asked = facts.map { facts in
            var facts = facts
            facts.ping = (try? facts.id.get()).flatMap { answers[$0] }
            return facts
        }
        return (asked, around, gaps)
    }

    private func list(_ access: AthenahealthAccess) async -> (listing: PracticeListing, gaps: [String]) {
        do throws(AthenahealthError) {
            let collected = try await access.client.practices()
            let gaps = collected.gaps.map { words.sentence($0, of: "practices") }
            return (.read(collected.rows, isComplete: collected.isComplete), gaps)
        } catch {
            return (words.listing(error), [])
        }
    }

    /// The door limits how many are under way at the same time.
    private func ping(_ ids: Set<VendorID>) async -> [VendorID: PracticeFacts.Ping] {
        await withTaskGroup(of: (VendorID, PracticeFacts.Ping).self) { group in
            for id in ids {
                group.addTask {
                    do throws(AthenahealthError) {
                        try await access.client.ping(id)
                        return (id, .reachable)
                    } catch {
                        return (id, words.ping(error))
                    }
                }
            }
            var answers: [VendorID: PracticeFacts.Ping] = [:]
            for await (id, answer) in group { answers[id] = answer }
            return answers
        }
    }
}
