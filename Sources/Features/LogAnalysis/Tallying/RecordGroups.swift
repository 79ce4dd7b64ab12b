internal import LogReading
internal import Model

/// Records counted by what is judged, on one thread.
///
/// A record's shape is everything about it that few values describe: its reasons, its integration, which fields it
/// has. Beside it stand its business and the values of those fields that decide something: the ones that its own
/// reasons compare, and, where a configuration is known, the ones that would restrict it as well. Values that decide
/// nothing are not told apart, so the number of groups stays small.
struct RecordGroups: ~Copyable {
    let knowledge: Knowledge
    var shapes = FingerprintTable()
    /// A judgement a shape.
    var judgedShapes: [JudgedShape] = []
    var businesses = FingerprintTable()
    /// The business numbers of each cell in `businesses`.
    var numbers: [[String]] = []
    /// One field's values, as they stand in one record.
    var cells = FingerprintTable()
    /// What each of `cells` is worth.
    var assessedValues: [AssessedValue] = []
    /// Which cells stand together in a record.
    var rows = CellTupleTable()
    var groups = GroupTable()
    var comparisons: Comparisons
    var timeline = Timeline()
    var weights = RowWeights()
    /// Records by their campaign tags.
    var tags: [TaggedCell: Int] = [:]
    let judge: ShapeJudge
    var series: [Series: Int] = [:]
    var activeDays = ActiveDays()
    /// The business that may not be folded, since only its records are wanted.
    let wantedBusiness: String?
    /// Values that are counted, but not told apart.
    var folded = 0
    private var foldedShapes: [FoldedShape: Int] = [:]
    /// Business numbers that a spreadsheet has rounded, the first few.
    private(set) var roundedBusinesses: Set<String> = []
    private var foldedCells: [Int: Int32] = [:]

    /// Shapes, businesses and values of which more are not told apart, each; no real export comes near. It bounds what
    /// an export of nothing but different texts costs.
    static let mostDifferent = 100_000
    /// This thread's share of them.
    private let most: Int

    /// Shapes that are not told apart.
    // Not private for the reason given at `GroupJudge.CountedCell`.
    struct FoldedShape: Hashable {
        var series: Series
        var standing: Standing
    }

    /// One field's values and what they are worth as evidence.
    struct AssessedValue {
        var slot: Int
        var evidence: FieldEvidence
        /// Whether some of its values are redacted.
        var hidesValue: Bool
    }

    init(_ knowledge: Knowledge, _ options: AnalysisOptions) {
        self.knowledge = knowledge
        judge = ShapeJudge(knowledge: knowledge, assumed: options.integration)
        comparisons = Comparisons(knowledge, options.configuration)
        wantedBusiness = options.business
        most = max(1, Self.mostDifferent / options.threads)
    }

    /// Takes a shape that has not been seen, judges it and answers its number.
    mutating func add(shape print: Fingerprint, _ bytes: UnsafeRawBufferPointer) -> Int {
        if shapes.count >= most { return foldedShape(bytes) }
        let (signature, cells) = CellEncoder.readShape(bytes)
        let judgement = judge.judge(signature, cells)
        let next = series[Series(judgement), default: series.count]
        series[Series(judgement)] = next
        judgedShapes.append(
            JudgedShape(judgement, cells, knowledge, comparesOthers: comparisons.areKnown, series: next))
        return shapes.add(print)
    }

    /// Takes a record's business cells that have not been seen, and answers their number.
    mutating func add(business print: Fingerprint, _ bytes: UnsafeRawBufferPointer) -> Int {
        let reader = CellReader(cells: CellEncoder.read(bytes), slots: knowledge.slots)
        let found = reader.businesses
        if found.isEmpty && roundedBusinesses.count < 8, let rounded = reader.roundedBusiness {
            roundedBusinesses.insert(rounded)
        }
        let isWanted = wantedBusiness.map(found.contains) ?? false
        if businesses.count >= most && !found.isEmpty && !isWanted { return foldedBusiness() }
        numbers.append(found)
        return businesses.add(print)
    }

    /// Takes one field's cells that have not been seen, and answers their number.
    mutating func add(cell print: Fingerprint, _ bytes: UnsafeRawBufferPointer) -> Int {
        if cells.count >= most { return Int(foldedCell(bytes)) }
        let read = CellEncoder.read(bytes)
        let slot = read.first?.slot ?? -1
        let evidence = judge.evidence(knowledge.slots.field(slot) ?? "", read)
        let hidesValue = evidence.values.contains { $0.value.map(Blank.isRedacted) ?? false }
        assessedValues.append(AssessedValue(slot: slot, evidence: evidence, hidesValue: hidesValue))
        return cells.add(print)
    }

    /// The cell of a slot in a row, or -1.
    func cell(slot: Int, row: Int32) -> Int32 {
        for place in rows.places(row) where assessedValues[Int(rows[place])].slot == slot { return rows[place] }
        return -1
    }

    /// What the configuration of a business says of the values in a cell.
    mutating func outcome(rule: Int, business: Int, cell: Int32) -> Comparisons.Outcome {
        let list = comparisons.list(rule, business) ?? comparisons.lookUp(rule, business, number(business))
        return comparisons.outcome(list, cell: cell)
            ?? comparisons.compare(list, cell: cell, assessedValues[Int(cell)].evidence)
    }

    /// The number of the list that a rule compares with, where a configuration holds it.
    mutating func list(of rule: Int, business: Int) -> Int32? {
        let list = comparisons.list(rule, business) ?? comparisons.lookUp(rule, business, number(business))
        return list >= 0 ? list : nil
    }

    /// Whether a property says that a flag is on; nothing where no configuration tells.
    mutating func isOn(rule: Int, business: Int) -> Bool? {
        list(of: rule, business: business).flatMap { comparisons.isOn(rule: rule, list: $0) }
    }

    /// A record of several businesses has no configuration of its own.
    private func number(_ business: Int) -> String? { numbers[business].count == 1 ? numbers[business][0] : nil }

    /// A shape that comes when there are too many already: judged, and counted with all others that come to the same.
    private mutating func foldedShape(_ bytes: UnsafeRawBufferPointer) -> Int {
        folded += 1
        let (signature, cells) = CellEncoder.readShape(bytes)
        var judgement = judge.judge(signature, cells)
        let name = FoldedShape(series: Series(judgement), standing: judgement.standing)
        if let known = foldedShapes[name] { return known }
        // Which text or path it was is what is not told apart.
        for place in judgement.hits.indices {
            judgement.hits[place].reason = nil
            judgement.hits[place].field = nil
            judgement.hits[place].shown = judgement.hits[place].shown.map {
                EvidenceValue(name: $0.name, value: "(further values)")
            }
        }
        judgement.foundPaths = []
        judgement.reasonPaths = []
        let next = series[name.series, default: series.count]
        series[name.series] = next
        judgedShapes.append(JudgedShape(judgement, [], knowledge, comparesOthers: false, series: next))
        foldedShapes[name] = judgedShapes.count - 1
        return judgedShapes.count - 1
    }

    /// A business that comes when there are too many already: counted as none.
    private mutating func foldedBusiness() -> Int {
        folded += 1
        if let known = businesses.number(.start) { return known }
        numbers.append([])
        return businesses.add(.start)
    }

    /// A value that comes when there are too many already: nothing is compared with it.
    private mutating func foldedCell(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        folded += 1
        let slot = CellEncoder.read(bytes).first?.slot ?? -1
        if let known = foldedCells[slot] { return known }
        let value = EvidenceValue(name: knowledge.slots.field(slot) ?? "", value: "(further values)")
        let evidence = FieldEvidence(verdict: .undetermined, values: [value], note: .folded)
        assessedValues.append(AssessedValue(slot: slot, evidence: evidence, hidesValue: true))
        foldedCells[slot] = Int32(assessedValues.count - 1)
        return Int32(assessedValues.count - 1)
    }
}

/// How often something was seen, and when.
struct Occurrences {
    var count = 0
    /// Milliseconds since 1970; `max` and `min` where no record has a usable time.
    var first = Int.max
    var last = Int.min
    /// Records whose time has no zone; they do not count towards `first` and `last`.
    var zoneless = 0
    var untimed = 0

    /// The same of rows that stand for so many more.
    func weighed(_ surplus: Int) -> Occurrences {
        var weighed = self
        weighed.count += surplus
        if zoneless > 0 { weighed.zoneless += surplus }
        if untimed > 0 { weighed.untimed += surplus }
        return weighed
    }

    mutating func add(_ other: Occurrences) {
        count += other.count
        zoneless += other.zoneless
        untimed += other.untimed
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

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
    /// The number of its series in the timeline.
    var series: Int

    /// A rule, and the slot that it compares; nothing for one that only a property shows.
    struct Other: BitwiseCopyable {
        var rule: Int
        var slot: Int?
    }

    init(_ judgement: Judgement, _ cells: [Cell], _ knowledge: Knowledge, comparesOthers: Bool, series: Int) {
        self.judgement = judgement
        standing = judgement.standing
        self.series = series
        indexedHits = judgement.hits.map { IndexedRuleHit($0, knowledge) }
        let present = Set(cells.map(\.slot))
        for field in judgement.hits.compactMap(\.field) {
            guard let slot = knowledge.slots.number(of: .evidence(field)), present.contains(slot),
                !ownSlots.contains(slot)
            else { continue }
            ownSlots.append(slot)
        }
        let own = Set(judgement.hits.compactMap(\.rule))
        if comparesOthers && judgement.isRestricted, let integration = judgement.integration {
            for (number, rule) in knowledge.comparedRules.enumerated()
            where rule.integration == integration && !own.contains(number) {
                if let slot = rule.slot, !present.contains(slot) { continue }
                others.append(Other(rule: number, slot: rule.slot))
            }
        }
        compares = !ownSlots.isEmpty || others.contains { $0.slot != nil }
    }
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
