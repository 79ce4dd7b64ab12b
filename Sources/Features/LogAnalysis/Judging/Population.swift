internal import Model

/// Whose records were read, restricted or not, before filters: what a finding's businesses are a part of (rules.md D38).
struct Population {
    /// For each integration, the businesses that have records of it.
    private(set) var businesses: [String: Set<String>] = [:]
    /// For each integration, the records that show neither a restriction nor a failure.
    private(set) var spared: [String: Int] = [:]

    init() {}

    init(_ recordGroups: borrowing RecordGroups) {
        let integrations = recordGroups.knowledge.integrations
        for (business, numbers) in recordGroups.numbers.enumerated() {
            let bits = recordGroups.activity.integrations(of: business)
            for (number, name) in integrations.enumerated() where bits & 1 << UInt32(number) != 0 {
                if let name { businesses[name, default: []].formUnion(numbers) }
            }
        }
        for (number, count) in recordGroups.activity.spared.enumerated() {
            if let name = integrations[number] { spared[name] = count }
        }
    }
}
