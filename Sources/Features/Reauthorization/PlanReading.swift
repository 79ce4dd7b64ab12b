internal import Model
public import Services

/// What the platform says about each business.
public struct PlanReading: Sendable {
    /// One business as it was read.
    public struct Business: Sendable {
        public var number: String
        /// Nil where the profile does not say how a mapping is read.
        public var mapping: Result<MappingReading, PlatformError>?
        public var group: Result<GroupReading, PlatformError>?
        /// The number that the group was asked for.
        var groupNumber: String?
    }

    /// Reads that are begun and not ended; a profile's `concurrency` is 256 at most.
    private static let tasks = 256

    public let desk: RepairDesk
    /// Where the group hangs, if the user said so.
    public let enterprise: String?
    /// The source id that the user named.
    public let sourceID: Int?

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, enterprise: String?, sourceID: Int?) {
        self.desk = desk
        self.enterprise = enterprise
        self.sourceID = sourceID
    }

    /// All mappings, then the groups of those that need one.
    public func read(_ numbers: [String]) async -> [Business] {
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
        guard desk.canRead else { return numbers.map { Business(number: $0) } }
        return await withTaskGroup(of: (Int, Result<MappingReading, PlatformError>).self) { group in
            var businesses = numbers.map { Business(number: $0) }
            for (index, number) in numbers.enumerated() {
                // The door lets far fewer through at a time; more tasks would only wait, each with its own memory.
                if index >= Self.tasks, let (index, mapping) = await group.next() {
                    businesses[index].mapping = mapping
                }
                group.addTask { (index, await mapping(number)) }
            }
            for await (index, mapping) in group { businesses[index].mapping = mapping }
            return businesses
        }
    }

    public func mapping(_ number: String) async -> Result<MappingReading, PlatformError> {
        desk.count.read()
        do throws(PlatformError) { return .success(try await desk.platform.mapping(of: number)) } catch {
            return .failure(error)
        }
    }

    private func groups(_ numbers: Set<String>) async -> [String: Result<[GroupReading], PlatformError>] {
        await withTaskGroup(of: (String, Result<[GroupReading], PlatformError>).self) { group in
            for number in numbers { group.addTask { (number, await groups(of: number)) } }
            var found: [String: Result<[GroupReading], PlatformError>] = [:]
            for await (number, groups) in group { found[number] = groups }
            return found
        }
    }

    private func groups(of number: String) async -> Result<[GroupReading], PlatformError> {
        desk.count.read()
        do throws(PlatformError) { return .success(try await desk.platform.groups(of: number)) } catch {
            return .failure(error)
        }
    }

    /// The group that the mapping names, or the only one, or the only one of the integration that the user named.
    public func choose(
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
