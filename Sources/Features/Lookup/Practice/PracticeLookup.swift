public import Model
public import Services
internal import Support

/// Gathers what decides practice ids: our list, `ping` for ids that are not in it, and the other environment's list.
public struct PracticeLookup: Sendable {
    /// The environment whose practices are asked for.
    public let access: AthenahealthAccess
    /// The other environment, asked only for ids that the list lacks; nil where it cannot be asked.
    public let counterpart: AthenahealthAccess?
    /// Says why a list or a `ping` failed.
    public let words: AthenahealthWords
    /// What the client calls the practice; nil where nobody said.
    public let name: String?

    /// A look at one environment; nothing is asked before `gather`.
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
        let missing = Set(
            facts.compactMap { try? $0.id.get() }.filter { !listed.contains($0.text) && !$0.hasLeadingZero })
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

extension AthenahealthWords {
    /// Why what belongs to a practice could not be read.
    public func access(_ error: AthenahealthError) -> PracticeAccess {
        switch error {
        case .noSuchPractice: .noSuchPractice
        case .notGranted: .notGranted
        case .tokenRefused, .unauthorized: .refused(sentence(error))
        case .noToken, .failed, .unexpected: .failed(sentence(error))
        }
    }

    /// Why the list of practices could not be read; it belongs to no practice, so that a missing right is not about one.
    public func listing(_ error: AthenahealthError) -> PracticeListing {
        switch error {
        case .tokenRefused, .unauthorized: .refused(sentence(error))
        case .notGranted, .noSuchPractice, .noToken, .failed, .unexpected: .failed(sentence(error))
        }
    }

    /// What `ping` said, if it did not simply answer.
    public func ping(_ error: AthenahealthError) -> PracticeFacts.Ping {
        switch error {
        case .noSuchPractice: .noSuchPractice
        case .notGranted: .notGranted
        case .tokenRefused, .unauthorized, .noToken, .failed, .unexpected: .other(sentence(error))
        }
    }
}

/// The listed practices that a wrong id, or the client's name for the practice, may stand for.
struct PracticeCandidates {
    private let practices: [Practice]
    private let keys: NameKeys
    private static let most = 10

    init(_ practices: [Practice], _ keys: NameKeys) {
        self.practices = practices
        self.keys = keys
    }

    /// Likeliest first: near by id and by name, then the id's slips, then names.
    func near(_ id: String, name: String?) -> [PracticeCandidate] {
        var found: [(rank: Int, why: String, practice: Practice)] = []
        for practice in practices where practice.id != id {
            let slip = NearbyIDs.slip(id, from: practice.id)
            let likeness = name.flatMap { self.likeness($0, practice) }
            switch (slip, likeness) {
            case (let slip?, let likeness?): found.append((slip.rawValue, "\(slip.why); \(likeness.why)", practice))
            case (let slip?, nil): found.append((100 + slip.rawValue, slip.why, practice))
            case (nil, let likeness?): found.append((200 + likeness.rank, likeness.why, practice))
            case (nil, nil): break
            }
        }
        found.sort {
            ($0.rank, $0.practice.id.utf8.count, $0.practice.id) < ($1.rank, $1.practice.id.utf8.count, $1.practice.id)
        }
        return found.prefix(Self.most).map { PracticeCandidate(practice: $0.practice, why: $0.why) }
    }

    /// Those whose names hold a name, its words or its letters, in the order of the list.
    func named(_ name: String) -> [Practice] {
        let asked = Set(keys.keys(name))
        let words = NameKeys.words(name)
        let meant = Set(keys.meantWords(words))
        let letters = words.joined()
        if letters.isEmpty { return [] }
        return practices.filter { practice in
            ([practice.name].compactMap(\.self) + practice.publicNames).contains { other in
                let own = NameKeys.words(other)
                return !asked.isDisjoint(with: keys.keys(words: own)) || meant.isSubset(of: keys.meantWords(own))
                    || own.joined().contains(letters)
            }
        }
    }

    /// Those that have a word a slip away from a single word that was looked for.
    func withWordNear(_ name: String) -> [PracticeCandidate] {
        let words = NameKeys.words(name)
        guard words.count == 1, let word = words.first.map({ Array($0.utf8) }) else { return [] }
        return practices.compactMap { practice in
            let own = ([practice.name].compactMap(\.self) + practice.publicNames).flatMap(NameKeys.words)
            let isNear = own.contains {
                EditDistance.between(word, Array($0.utf8), limit: EditDistance.allowed(word.count)) != nil
            }
            return isNear ? PracticeCandidate(practice: practice, why: "has a word that is spelled nearly so") : nil
        }
    }

    /// How a practice's names are like a name; nil if they are not.
    func likeness(_ name: String, _ practice: Practice) -> (rank: Int, why: String)? {
        let asked = keys.keys(name)
        guard let first = asked.first.map({ Array($0.utf8) }) else { return nil }
        let words = Set(keys.meantWords(NameKeys.words(name)))
        var best: (rank: Int, why: String)?
        for other in [practice.name].compactMap(\.self) + practice.publicNames {
            let readings = keys.keys(other)
            var found: (rank: Int, why: String)?
            if !Set(asked).isDisjoint(with: readings) {
                found = (0, "same name")
            } else if let reading = readings.first,
                let distance = EditDistance.between(
                    first, Array(reading.utf8), limit: EditDistance.allowed(first.count))
            {
                found = (
                    10 + distance, distance == 1 ? "name differs by one letter" : "name differs by \(distance) letters"
                )
            } else {
                let others = Set(keys.meantWords(NameKeys.words(other)))
                let common = words.intersection(others)
                // One word that is in every second name says nothing.
                if !common.isEmpty, common == words || common == others { found = (20, "name has the same words") }
            }
            if let found, found.rank < best?.rank ?? .max { best = found }
        }
        return best
    }
}

/// Which listed ids a mistyped one may stand for: one slip of the fingers away.
enum NearbyIDs {
    /// A slip, most frequent first.
    enum Slip: Int {
        case swapped, doubled, single, missing, extra, wrong

        /// What is different about the id that was asked for.
        var why: String {
            switch self {
            case .swapped: "two adjacent digits are swapped"
            case .doubled: "a digit is typed twice"
            case .single: "a double digit is typed once"
            case .missing: "a digit is missing"
            case .extra: "a digit too many"
            case .wrong: "one digit differs"
            }
        }
    }

    /// Ids shorter than this are all near each other.
    private static let shortest = 4

    /// The slip that makes `asked` of `listed`, if it is a single one.
    static func slip(_ asked: String, from listed: String) -> Slip? {
        let a = Array(asked.utf8)
        let b = Array(listed.utf8)
        guard a != b, max(a.count, b.count) >= shortest, abs(a.count - b.count) <= 1 else { return nil }
        if a.count == b.count {
            let different = a.indices.filter { a[$0] != b[$0] }
            if different.count == 1 { return .wrong }
            guard different.count == 2, different[1] == different[0] + 1, a[different[0]] == b[different[1]],
                a[different[1]] == b[different[0]]
            else { return nil }
            return .swapped
        }
        let (long, short) = a.count > b.count ? (a, b) : (b, a)
        guard let position = long.indices.first(where: { $0 == short.count || long[$0] != short[$0] }),
            long[(position + 1)...].elementsEqual(short[position...])
        else { return nil }
        // Of a run of equal digits it is the last that stands out.
        let repeats = position > 0 && long[position] == long[position - 1]
        if a.count > b.count { return repeats ? .doubled : .extra }
        return repeats ? .single : .missing
    }
}

/// The listed practices that a wrong id may stand for, for who has no list to judge.
public enum PracticeNeighbours {
    /// Likeliest first.
    public static func near(_ id: String, in practices: [Practice], _ playbooks: PlaybookSet) -> [NearMiss] {
        PracticeCandidates(practices, NameKeys(playbooks.abbreviations)).near(id, name: nil).map { candidate in
            let name = candidate.practice.name.map { " (\($0))" } ?? ""
            return NearMiss(value: id, candidate: candidate.practice.id, why: candidate.why + name)
        }
    }
}
