internal import Model

/// Everything that the groups add up to.
struct AnalysisTotals {
    var counters = Counters()
    /// Documents of the business that `--business` names which are no records.
    var othersOfBusiness = 0
    var timesNotRead = 0
    private(set) var findings: [FindingTotals.Key: FindingTotals] = [:]
    private(set) var foundPaths: [String: Int] = [:]
    private(set) var reasonPaths: [String: Int] = [:]
    private(set) var flagWithoutReason = 0
    private(set) var reasonIsNoText = 0
    private(set) var untimed = 0
    private(set) var zoneless = 0
    private(set) var reportedZoneless = 0
    private(set) var foundByValue = Occurrences()
    /// What each restricted contact needs to be let through, where a configuration tells.
    var changes = ChangeTotals()
    /// What would become of the contacts, where a configuration is planned.
    var planned: PlannedTotals?
    /// Whose records were read.
    var population = Population()
    /// Each of them with its days, before filters.
    var businesses: [BusinessDays] = []
    /// Contacts whose day was not kept, since there were too many days.
    var lostDays = 0
    /// Records by the hour.
    private(set) var timeline: [Series: [Int: Int]] = [:]

    /// Values that were counted, but not told apart.
    var folded = 0
    /// Business numbers that a spreadsheet has rounded, the first few.
    var roundedBusinesses: Set<String> = []
    /// The time of the first and the last record, those included that a time filter leaves out.
    var reach = Occurrences()
    /// Single records that were kept.
    var kept: [Recorder.Kept] = []
    /// Campaign tags, by integration and field.
    private(set) var tags: [TagPlace: [String: Int]] = [:]

    /// Where campaign tags stand.
    struct TagPlace: Hashable {
        var integration: String?
        var field: String
    }

    /// Counts a campaign tag; a field without a value is none.
    mutating func add(tag: EvidenceValue, of integration: String?, _ count: Int) {
        guard let value = tag.value else { return }
        tags[TagPlace(integration: integration, field: tag.name), default: [:]][value, default: 0] += count
    }

    /// Counts records of one shape and business.
    mutating func count(_ judgement: Judgement, _ seen: Occurrences) {
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
        if !judgement.hits.isEmpty { reportedZoneless += seen.zoneless }
    }

    mutating func add(_ key: FindingTotals.Key, _ gathered: FindingTotals) { findings[key] = gathered }

    /// Adds the counts of a series.
    mutating func add(_ series: Series, _ hours: [Int: Int]) { timeline[series] = hours }

    /// Since when a finding's share of its integration's records has been higher.
    func changePoint(of key: FindingTotals.Key) -> ChangePoint? {
        var affected: [Int: Int] = [:]
        var all: [Int: Int] = [:]
        for (series, hours) in timeline where series.integration == key.integration {
            all.merge(hours, uniquingKeysWith: +)
            if series.codes.contains(key.code) { affected.merge(hours, uniquingKeysWith: +) }
        }
        return affected.isEmpty ? nil : ChangePointDetector(affected: affected, all: all).changePoint()
    }

    /// The path that holds most reasons.
    var reasonPath: String? { reasonPaths.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key }
}
