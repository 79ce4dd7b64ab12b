internal import Model

/// A shape, judged once: what it comes to, and which of its fields have to be looked at record by record.
struct JudgedShape {
    var judgement: Judgement
    /// The judgement's, where it is asked for once a record.
    let standing: Standing
    /// Whether any field has to be looked at.
    var compares: Bool
    /// The slots whose values the record's own reasons compare.
    private(set) var ownSlots: [Int] = []
    /// The judgement's observations, by numbers.
    let indexedHits: [IndexedRuleHit]
    /// Rules of the same integration that the record's reasons do not name.
    private(set) var others: [Other] = []
    /// Whether its records are contacts that were let through, which are judged by their values alone (rules.md D32).
    let isLetThrough: Bool
    /// The rules whose field its records have and whose values were looked at.
    private let lookedAt: Set<Int>
    /// The number of its series in the timeline.
    var series: Int
    /// The number of its integration; 0 for none.
    let integration: Int
    /// Whether its records are contacts, and no failed runs only.
    let isContact: Bool
    /// Whether they show neither a restriction nor a failure.
    let isSpared: Bool
    /// The values that the text of its failure may hold, by number.
    let textValues: [Int]
    /// Whether there are any; asked for once a record.
    let hasTextValues: Bool

    /// A rule, and the slot that it compares; nothing for one that only a property shows.
    struct Other: BitwiseCopyable {
        var rule: Int
        var slot: Int?
    }

    init(_ judgement: Judgement, _ cells: [Cell], _ knowledge: Knowledge, comparesOthers: Bool, series: Int) {
        self.judgement = judgement
        standing = judgement.standing
        self.series = series
        let named = [judgement.integration] + judgement.hits.map(\.integration)
        integration = named.compactMap(\.self).first.flatMap(knowledge.integrations.firstIndex(of:)) ?? 0
        textValues = judgement.isFailure ? knowledge.textValues.numbers(of: named.compactMap(\.self)) : []
        hasTextValues = !textValues.isEmpty
        isContact = judgement.isRestricted || !judgement.isFailure
        isSpared = !judgement.isRestricted && !judgement.isFailure
        indexedHits = judgement.hits.map { IndexedRuleHit($0, knowledge) }
        let present = Set(cells.map(\.slot))
        for field in judgement.hits.compactMap(\.field) {
            guard let slot = knowledge.slots.number(of: .evidence(field)), present.contains(slot),
                !ownSlots.contains(slot)
            else { continue }
            ownSlots.append(slot)
        }
        let own = Set(judgement.hits.compactMap(\.rule))
        isLetThrough = isSpared && !judgement.flagWithoutReason && !judgement.reasonIsNoText
        if comparesOthers && judgement.isRestricted || isLetThrough, let integration = judgement.integration {
            for (number, rule) in knowledge.comparedRules.enumerated()
            where rule.integration == integration && !own.contains(number) {
                if let slot = rule.slot, !present.contains(slot) { continue }
                if isLetThrough && (rule.slot == nil || !comparesOthers && rule.nonVisits.isEmpty) { continue }
                others.append(Other(rule: number, slot: rule.slot))
            }
        }
        compares = !ownSlots.isEmpty || others.contains { $0.slot != nil }
        let slots = ownSlots
        lookedAt = Set(others.filter { $0.slot != nil }.map(\.rule)).union(
            own.filter { rule in knowledge.comparedRules[rule].slot.map(slots.contains) ?? false })
    }

    /// Whether the values that a rule compares were looked at record by record.
    func looksAt(_ rule: Int) -> Bool { lookedAt.contains(rule) }
}

/// What is counted over time: records of one integration that show the same codes.
struct Series: Hashable {
    var integration: String?
    var codes: Set<String>
    var isRestricted: Bool
    var isFailure: Bool

    init(_ judgement: Judgement) {
        integration = judgement.integration
        codes = Set(judgement.hits.map(\.code))
        isRestricted = judgement.isRestricted
        isFailure = judgement.isFailure
    }
}
