internal import Model
internal import Services

/// What the platform says about each business.
struct PlanReading: Sendable {
    /// One business as it was read.
    struct Business: Sendable {
        var number: String
        /// Nil where the profile does not say how a mapping is read.
        var mapping: Result<MappingReading, PlatformError>?
        var group: Result<GroupReading, PlatformError>?
        /// The number that the group was asked for.
        var groupNumber: String?
    }

    /// Reads that are begun and not ended; a profile's `concurrency` is 256 at most.
    private static let tasks = 256

    let context: ReauthorizeContext
    /// Where the group hangs, if the user said so.
    let enterprise: String?
    /// The source id that the user named.
    let sourceID: Int?

    /// All mappings, then the groups of those that need one.
    func read(_ numbers: [String]) async -> [Business] {
        var businesses = await mappings(numbers)
        // One read a group: businesses of one group share it, and what was found out about it.
        var numberOf: [String: String] = [:]
        var places: [Int: String] = [:]
        for (index, business) in businesses.enumerated() where needsGroup(business) {
            let group = (try? business.mapping?.get())?.group
            let place = enterprise ?? group.map { "group \($0)" } ?? business.number
            if numberOf[place] == nil { numberOf[place] = enterprise ?? business.number }
            places[index] = place
        }
        let found = await groups(Set(numberOf.values))
        for (index, place) in places {
            guard let number = numberOf[place] else { continue }
            businesses[index].groupNumber = number
            businesses[index].group = choose(found[number], (try? businesses[index].mapping?.get())?.group)
        }
        return businesses
    }

    private func needsGroup(_ business: Business) -> Bool {
        switch business.mapping {
        case .success(let mapping): mapping.isAuthorized == false
        case .failure: false
        case nil: true
        }
    }

    private func mappings(_ numbers: [String]) async -> [Business] {
        guard context.canRead else { return numbers.map { Business(number: $0) } }
        return await withTaskGroup(of: (Int, Result<MappingReading, PlatformError>).self) { group in
            var businesses = numbers.map { Business(number: $0) }
            for (index, number) in numbers.enumerated() {
                // The client lets far fewer through at a time; more tasks would only wait, each with its own memory.
                if index >= Self.tasks, let (index, mapping) = await group.next() {
                    businesses[index].mapping = mapping
                }
                group.addTask { (index, await context.mapping(of: number)) }
            }
            for await (index, mapping) in group { businesses[index].mapping = mapping }
            return businesses
        }
    }

    private func groups(_ numbers: Set<String>) async -> [String: Result<[GroupReading], PlatformError>] {
        await withTaskGroup(of: (String, Result<[GroupReading], PlatformError>).self) { group in
            for number in numbers { group.addTask { (number, await context.groups(of: number)) } }
            var found: [String: Result<[GroupReading], PlatformError>] = [:]
            for await (number, groups) in group { found[number] = groups }
            return found
        }
    }

    /// The group that the mapping names, or the only one, or the only one of the integration that the user named.
    func choose(
        _ groups: Result<[GroupReading], PlatformError>?, _ id: String?
    ) -> Result<GroupReading, PlatformError>? {
        switch groups {
        case .failure(let error): return .failure(error)
        case .success(let groups):
            var fitting = groups.filter { id == nil || $0.id == id }
            if let sourceID { fitting = fitting.filter { $0.sourceID == nil || $0.sourceID == sourceID } }
            if fitting.count == 1 { return .success(fitting[0]) }
            return .failure(fitting.isEmpty ? .notFound : .unexpected("several groups could be meant"))
        case nil: return nil
        }
    }
}

/// What reading a business's mapping means, for a plan, a plan that is read anew, a run, and a confirmation.
enum MappingState {
    case authorized
    case unauthorized(MappingReading)
    /// The answer holds none of the states that the profile lists.
    case unlisted
    case unreadable(PlatformError)

    init(_ reading: Result<MappingReading, PlatformError>) {
        self =
            switch reading {
            case .success(let mapping):
                switch mapping.isAuthorized {
                case true: .authorized
                case false: .unauthorized(mapping)
                case nil: .unlisted
                }
            case .failure(let error): .unreadable(error)
            }
    }

    /// As a plan says it.
    var before: PlannedBusiness.State {
        switch self {
        case .authorized: .authorized
        case .unauthorized: .unauthorized
        case .unlisted, .unreadable: .unknown
        }
    }

    /// What becomes of the business, and why; nil where its credential decides.
    func decision(_ playbooks: PlaybookSet) -> (PlannedBusiness.Decision, why: String)? {
        switch self {
        case .authorized: (.alreadyAuthorized, "The platform says that it is authorized.")
        case .unauthorized: nil
        case .unlisted: (.unknown, "The mapping's answer holds none of the states that the profile lists.")
        case .unreadable(.notFound): (.notFound, "The platform has no mapping of it (404).")
        case .unreadable(let error): (.unknown, playbooks.sentence(error, doing: "Reading its mapping"))
        }
    }

    /// Held against what was planned: one that depends on another group or practice now has changed.
    func observed(_ business: PlannedBusiness, _ proof: PlannedProof?) -> ObservedState {
        switch self {
        case .authorized: return .authorized
        case .unreadable(.notFound): return .notFound
        case .unlisted, .unreadable: return .unknown
        case .unauthorized(let mapping):
            guard let proof else { return .unknown }
            if let now = mapping.group, let then = business.group, now != then { return .changed }
            guard proof.kind == .practice, let practice = mapping.properties["practiceid"] else { return .unauthorized }
            return practice == proof.subject ? .unauthorized : .changed
        }
    }
}
