internal import LogReading
internal import Model
internal import Support

/// Records counted by what is judged: of one thread, and of all once they are merged.
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
    /// What a planned configuration says, where there is one.
    var plan: PlannedComparisons?
    var timeline = Timeline()
    var weights = RowWeights()
    /// Records by their campaign tags.
    var tags: [TaggedCell: Int] = [:]
    let judge: ShapeJudge
    var series: [Series: Int] = [:]
    /// What is known of each business before filters.
    var activity: BusinessActivity
    /// The business that may not be folded, since only its records are wanted.
    let wantedBusinesses: [String]
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
        /// Whether something keeps it from deciding anything.
        var isNoted: Bool
        /// A bit for each compared rule, the first 64, for which one of the values is a status without a visit.
        var nonVisitRules: UInt64 = 0

        /// In place of a slot: it stood in the text of a failed run.
        static let inText = -2
    }

    init(_ knowledge: Knowledge, _ options: AnalysisOptions) {
        self.knowledge = knowledge
        judge = ShapeJudge(knowledge: knowledge, assumed: options.integration)
        comparisons = Comparisons(knowledge, options.configuration)
        plan = options.planned.map { PlannedComparisons(knowledge, $0) }
        wantedBusinesses = options.businesses
        activity = BusinessActivity(clock: options.clock, threads: options.threads)
        most = max(1, Self.mostDifferent / options.threads)
    }

    /// Takes a shape that has not been seen, judges it and answers its number.
    mutating func add(shape print: Fingerprint, _ bytes: UnsafeRawBufferPointer) -> Int {
        if shapes.count >= most { return foldedShape(bytes) }
        let (signature, cells) = CellEncoder.readShape(bytes)
        let judgement = judge.judge(signature, cells)
        judgedShapes.append(
            JudgedShape(
                judgement, cells, knowledge, comparesOthers: comparisons.areKnown || plan != nil,
                series: number(of: Series(judgement))))
        return shapes.add(print)
    }

    /// Takes a record's business cells that have not been seen, and answers their number.
    mutating func add(business print: Fingerprint, _ bytes: UnsafeRawBufferPointer) -> Int {
        let reader = CellReader(cells: CellEncoder.read(bytes), slots: knowledge.slots)
        let found = reader.businesses
        if found.isEmpty && roundedBusinesses.count < 8, let rounded = reader.roundedBusiness {
            roundedBusinesses.insert(rounded)
        }
        let isWanted = wantedBusinesses.contains(where: found.contains)
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
        let hidesValue = evidence.values.contains { $0.value.map(MaskedText.isMasked) ?? false }
        assessedValues.append(assessed(slot, evidence, hidesValue: hidesValue))
        return cells.add(print)
    }

    private func assessed(_ slot: Int, _ evidence: FieldEvidence, hidesValue: Bool) -> AssessedValue {
        var value = AssessedValue(
            slot: slot, evidence: evidence, hidesValue: hidesValue, isNoted: evidence.note != nil)
        for (number, rule) in knowledge.comparedRules.prefix(64).enumerated() where rule.slot == slot {
            if evidence.values.contains(where: { $0.value.map(rule.isNonVisit) ?? false }) {
                value.nonVisitRules |= 1 << UInt64(number)
            }
        }
        return value
    }

    /// The number of a value that stands in a text, by its name and bytes.
    mutating func cell(ofText name: String, number: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        var print = Fingerprint.start
        print.add(UInt64.max, UInt64(number) << 32 | UInt64(bytes.count))
        print.add(bytes)
        if let known = cells.number(print) { return Int32(known) }
        if cells.count >= most {
            folded += 1
            return -1
        }
        let value = EvidenceValue(name: name, value: String(decoding: bytes, as: UTF8.self))
        let evidence = FieldEvidence(verdict: .likely, values: [value], note: nil)
        assessedValues.append(assessed(AssessedValue.inText, evidence, hidesValue: false))
        return Int32(cells.add(print))
    }

    /// Takes business numbers that stand in a text and have not been seen, and answers their number.
    mutating func add(business print: Fingerprint, inText found: [String]) -> Int {
        if businesses.count >= most { return foldedBusiness() }
        numbers.append(found)
        return businesses.add(print)
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

    /// What a value of a contact that was let through says against it; nothing where it says nothing.
    mutating func letThrough(rule: Int, business: Int, cell: Int32) -> LetThrough? {
        if assessedValues[Int(cell)].isNoted { return nil }
        let list = comparisons.list(rule, business) ?? comparisons.lookUp(rule, business, number(business))
        if list >= 0, !comparisons.lists[Int(list)].allowsNothing {
            return outcome(rule: rule, business: business, cell: cell) == .blocked ? .refused(list: list) : nil
        }
        return assessedValues[Int(cell)].nonVisitRules & 1 &<< UInt64(truncatingIfNeeded: rule) != 0 ? .nonVisit : nil
    }

    /// Whether a cell decides something about a record, so that it has to be told apart, where the record's own reasons do not
    /// compare it.
    mutating func decides(_ cell: Int32, rule: Int, business: Int, isLetThrough: Bool) -> Bool {
        let decidesToday =
            isLetThrough
            ? letThrough(rule: rule, business: business, cell: cell) != nil
            : outcome(rule: rule, business: business, cell: cell) == .blocked
        return decidesToday || plan != nil && decidesByPlan(cell, rule: rule, business: business)
    }

    /// Whether one of a field's values is among those that speak against a contact.
    func speaks(_ value: EvidenceValue, _ found: LetThrough, rule: Int) -> Bool {
        guard let text = value.value, !MaskedText.isMasked(text) else { return false }
        return switch found {
        case .refused(let list): !comparisons.lists[Int(list)].allowed.allowsWholeOrParts(text)
        case .nonVisit: knowledge.comparedRules[rule].isNonVisit(text)
        }
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

    private mutating func number(of name: Series) -> Int {
        let number = series[name, default: series.count]
        series[name] = number
        return number
    }

    /// A record of several businesses has no configuration of its own.
    func number(_ business: Int) -> String? { numbers[business].count == 1 ? numbers[business][0] : nil }

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
                EvidenceValue(name: $0.name, value: "(more values)")
            }
        }
        judgement.foundPaths = []
        judgement.reasonPaths = []
        judgedShapes.append(
            JudgedShape(judgement, [], knowledge, comparesOthers: false, series: number(of: name.series)))
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
        let value = EvidenceValue(name: knowledge.slots.field(slot) ?? "", value: "(more values)")
        let evidence = FieldEvidence(verdict: .undetermined, values: [value], note: .folded)
        assessedValues.append(assessed(slot, evidence, hidesValue: true))
        foldedCells[slot] = Int32(assessedValues.count - 1)
        return Int32(assessedValues.count - 1)
    }
}

/// One model of all threads: what is the same has the same fingerprint in each of them, and the fewest bytes are compared.
extension RecordGroups {
    /// Counts what is counted a few records later.
    mutating func flush() {
        groups.flush()
        activity.flush()
    }

    /// Adds what another thread has counted.
    mutating func merge(_ other: inout RecordGroups) {
        var shapes = Array(repeating: 0, count: other.judgedShapes.count)
        other.shapes.forEach { print, number in
            shapes[number] = self.shapes.number(print) ?? take(other.judgedShapes[number], print)
        }
        for (name, number) in other.foldedShapes { shapes[number] = take(folded: other.judgedShapes[number], name) }
        var businesses = Array(repeating: 0, count: other.numbers.count)
        other.businesses.forEach { print, number in
            businesses[number] = self.businesses.number(print) ?? take(business: other.numbers[number], print)
        }
        var cells = Array(repeating: 0 as Int32, count: other.assessedValues.count)
        other.cells.forEach { print, number in
            cells[number] = Int32(self.cells.number(print) ?? take(other.assessedValues[number], print))
        }
        for (slot, number) in other.foldedCells {
            cells[Int(number)] = take(folded: other.assessedValues[Int(number)], slot)
        }
        let series = other.seriesInOrder.map { number(of: $0) }
        var row = UniqueList<Int32>()
        func hereRow(_ values: Int32) -> Int32 {
            row.removeAll()
            for place in other.rows.places(values) { row.append(cells[Int(other.rows[place])]) }
            return rows.number(UnsafeBufferPointer(row.all))
        }
        func here(_ group: Group) -> Group {
            Group(
                shape: shapes[Int(group.shape)], business: businesses[Int(group.business)],
                values: hereRow(group.values), group.timing)
        }
        flush()
        other.flush()
        other.groups.forEach { groups.add(here($0), $1) }
        timeline.add(other.timeline) { series[$0] }
        weights.add(
            other.weights, group: here, series: { series[$0] }, cell: { cells[Int($0)] },
            business: { businesses[$0] })
        for (tag, count) in other.tags {
            tags[TaggedCell(cell: cells[Int(tag.cell)], series: series[tag.series]), default: 0] += count
        }
        activity.add(other.activity, business: { businesses[$0] }, shape: { shapes[$0] }, values: hereRow)
        folded += other.folded
        roundedBusinesses.formUnion(other.roundedBusinesses)
    }

    private mutating func take(_ shape: JudgedShape, _ print: Fingerprint) -> Int {
        judgedShapes.append(renumbered(shape))
        return shapes.add(print)
    }

    private mutating func take(folded shape: JudgedShape, _ name: FoldedShape) -> Int {
        if let known = foldedShapes[name] { return known }
        judgedShapes.append(renumbered(shape))
        foldedShapes[name] = judgedShapes.count - 1
        return judgedShapes.count - 1
    }

    private mutating func renumbered(_ shape: JudgedShape) -> JudgedShape {
        var shape = shape
        shape.series = number(of: Series(shape.judgement))
        return shape
    }

    private mutating func take(business numbers: [String], _ print: Fingerprint) -> Int {
        self.numbers.append(numbers)
        return businesses.add(print)
    }

    private mutating func take(_ value: AssessedValue, _ print: Fingerprint) -> Int {
        assessedValues.append(value)
        return cells.add(print)
    }

    private mutating func take(folded value: AssessedValue, _ slot: Int) -> Int32 {
        if let known = foldedCells[slot] { return known }
        assessedValues.append(value)
        foldedCells[slot] = Int32(assessedValues.count - 1)
        return Int32(assessedValues.count - 1)
    }

    private var seriesInOrder: [Series] { series.sorted { $0.value < $1.value }.map(\.key) }
}
