internal import Configuration
internal import Model
internal import Support

/// What configurations say of compared values; each (list, value) is compared once.
struct Comparisons {
    /// What a comparison comes to.
    enum Outcome: UInt8 {
        /// No configuration holds the list for this business.
        case unknown
        /// Two configurations hold different lists for it.
        case disputed
        /// Nothing shows which value was compared.
        case open
        /// A value is not among the allowed ones.
        case blocked
        /// All are.
        case allowed
    }

    /// A list as one configuration holds it.
    struct List {
        var rule: Int
        var allowed: AllowedList
        var level: PropertyLevel
        /// Whether it names no value at all; asked for each group.
        var allowsNothing: Bool
        /// What a finding shows of it.
        var expected: Expected
    }

    let areKnown: Bool
    private let rules: [ComparedRule]
    private let configuration: ResolvedConfiguration?
    private(set) var lists: [List] = []
    private var numberOfList: [Name: Int32] = [:]
    /// For each business, the list of each rule: a number, or one of the marks below.
    private var listOfBusiness: [Int32] = []
    private var outcomes: [[Outcome?]] = []

    private struct Name: Hashable {
        var rule: Int
        var level: PropertyLevel
        var value: String
    }

    private static let notLookedUp: Int32 = -3
    private static let isDisputed: Int32 = -2
    private static let isUnknown: Int32 = -1

    init(_ knowledge: Knowledge, _ configuration: ResolvedConfiguration?) {
        rules = knowledge.comparedRules
        self.configuration = configuration
        areKnown = configuration?.isEmpty == false
    }

    /// The list that a rule compares a business's values with, or a mark below 0; nothing if it was not looked up yet.
    func list(_ rule: Int, _ business: Int) -> Int32? {
        if !areKnown { return Self.isUnknown }
        let place = business * rules.count + rule
        guard place < listOfBusiness.count else { return nil }
        let list = listOfBusiness[place]
        return list == Self.notLookedUp ? nil : list
    }

    /// Looks the list of a business up, whose number in configurations is `number`.
    mutating func lookUp(_ rule: Int, _ business: Int, _ number: String?) -> Int32 {
        let missing = (business + 1) * rules.count - listOfBusiness.count
        if missing > 0 { listOfBusiness.append(contentsOf: repeatElement(Self.notLookedUp, count: missing)) }
        let list = lookUp(rule, number)
        listOfBusiness[business * rules.count + rule] = list
        return list
    }

    /// What a list, or one of the marks, says of one field's values; nothing if they were not compared with it yet.
    func outcome(_ list: Int32, cell: Int32) -> Outcome? {
        if list == Self.isDisputed { return .disputed }
        if list < 0 { return .unknown }
        return Int(cell) < outcomes[Int(list)].count ? outcomes[Int(list)][Int(cell)] : nil
    }

    /// Compares one field's values with a list.
    mutating func compare(_ list: Int32, cell: Int32, _ evidence: FieldEvidence) -> Outcome {
        let missing = Int(cell) + 1 - outcomes[Int(list)].count
        if missing > 0 { outcomes[Int(list)].append(contentsOf: repeatElement(nil, count: missing)) }
        let outcome = lists[Int(list)].allowed.outcome(evidence)
        outcomes[Int(list)][Int(cell)] = outcome
        return outcome
    }

    /// Whether a list holds one of the values by which a rule's flag is on; nothing for a rule that is no flag.
    func isOn(rule: Int, list: Int32) -> Bool? {
        guard rules[rule].rule.kind == .flag else { return nil }
        let on = rules[rule].rule.values.map { $0.lowercased() }
        return lists[Int(list)].allowed.values.contains { on.contains($0.trimmed.lowercased()) }
    }

    private mutating func lookUp(_ rule: Int, _ number: String?) -> Int32 {
        let compared = rules[rule]
        switch configuration?.value(of: compared.property, integration: compared.integration, business: number) {
        case .known(let setting, let level):
            let name = Name(rule: rule, level: level, value: setting.value)
            if let known = numberOfList[name] { return known }
            let allowed = AllowedList(setting.value, property: compared.property)
            lists.append(
                List(
                    rule: rule, allowed: allowed, level: level, allowsNothing: allowed.allowsNothing,
                    expected: Expected(
                        property: compared.property.key ?? compared.property.label, level: level.rawValue,
                        values: allowed.values)))
            outcomes.append([])
            numberOfList[name] = Int32(lists.count - 1)
            return Int32(lists.count - 1)
        case .disputed: return Self.isDisputed
        case .absent, nil: return Self.isUnknown
        }
    }
}

extension AllowedList {
    /// Whether all of a field's values are allowed; each is compared whole and then by its parts (rules.md D2).
    func outcome(_ evidence: FieldEvidence) -> Comparisons.Outcome {
        let texts = evidence.values.compactMap(\.value)
        if texts.isEmpty || evidence.note != nil { return .open }
        if texts.contains(where: { !MaskedText.isMasked($0) && !allowsWholeOrParts($0) }) { return .blocked }
        return texts.contains(where: MaskedText.isMasked) ? .open : .allowed
    }

    func allowsWholeOrParts(_ value: String) -> Bool {
        if allows(value) { return true }
        let parts = value.split(whereSeparator: { $0 == "," || $0 == ";" }).map { String($0).trimmed }
        return parts.count > 1 && parts.allSatisfy(allows)
    }
}
