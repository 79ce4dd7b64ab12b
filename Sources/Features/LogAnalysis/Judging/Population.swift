/// Whose records were read, restricted or not: what a finding's businesses are a part of.
struct Population {
    /// For each integration, the records of each business.
    private(set) var businesses: [String: [String: Int]] = [:]
    /// For each integration, the records that show neither a restriction nor a failure.
    private(set) var spared: [String: Int] = [:]

    mutating func add(_ integration: String, _ counts: [String: Int], spared more: Int) {
        businesses[integration, default: [:]].merge(counts, uniquingKeysWith: +)
        spared[integration, default: 0] += more
    }
}
