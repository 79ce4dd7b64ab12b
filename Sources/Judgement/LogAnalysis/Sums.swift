internal import Findings

/// Everything that the groups add up to.
struct Sums {
    let options: AnalysisOptions
    var counters = Counters()
    private(set) var findings: [Accumulator.Key: Accumulator] = [:]
    private(set) var foundPaths: [String: Int] = [:]
    private(set) var reasonPaths: [String: Int] = [:]
    private(set) var flagWithoutReason = 0
    private(set) var reasonIsNoText = 0
    private(set) var untimed = 0
    private(set) var zoneless = 0
    private(set) var reportedZoneless = 0
    private(set) var foundByValue = Seen()
    private(set) var looksLikeCheckIn = false

    init(options: AnalysisOptions) { self.options = options }

    /// Counts records of one shape and business; false if a filter leaves them out.
    mutating func count(_ judgement: Judgement, _ seen: Seen, businesses: [String]) -> Bool {
        looksLikeCheckIn = looksLikeCheckIn || judgement.looksLikeCheckIn || !businesses.isEmpty
        if let business = options.business, !businesses.contains(business) {
            counters.filtered += seen.count
            return false
        }
        if let integration = options.integration, judgement.integration != integration {
            counters.filtered += seen.count
            return false
        }
        counters.records += seen.count
        if judgement.isRestricted { counters.restricted += seen.count } else { counters.unrestricted += seen.count }
        if judgement.isRestricted && judgement.isExplained { counters.explained += seen.count }
        if judgement.isRestricted && !judgement.isExplained { counters.unexplained += seen.count }
        if judgement.isFailure { counters.failures += seen.count }
        if judgement.flagWithoutReason { flagWithoutReason += seen.count }
        if judgement.reasonIsNoText { reasonIsNoText += seen.count }
        untimed += seen.untimed
        zoneless += seen.zoneless
        if !judgement.foundPaths.isEmpty { foundByValue.add(seen) }
        for path in Set(judgement.foundPaths.map(FieldPath.shown)) { foundPaths[path, default: 0] += seen.count }
        for path in judgement.reasonPaths where FieldPath.isPlain(path) { reasonPaths[path, default: 0] += seen.count }
        if !judgement.observations.isEmpty { reportedZoneless += seen.zoneless }
        return true
    }

    /// Adds records to the finding that their observations, all of one key, belong to.
    mutating func add(
        _ key: Accumulator.Key, _ observations: [Observation], _ found: FieldEvidence?, _ seen: Seen,
        businesses: [String], alsoBlockedBy also: [String]
    ) {
        findings[key, default: Accumulator()].add(
            observations, found, seen, businesses: businesses, alsoBlockedBy: also)
    }

    /// The path that holds most reasons.
    var reasonPath: String? { reasonPaths.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key }
}
