internal import Model

/// The codes that can restrict a record, by numbers.
struct CodeNumbers {
    private(set) var names: [String] = []
    private(set) var ofOrigin: [Int] = []
    private(set) var ofRule: [Int] = []

    init(_ kinds: [Kind], _ origins: Origins, _ knowledge: Knowledge) {
        ofOrigin = Array(repeating: -1, count: origins.number(Int32(kinds.count), 0))
        for (shape, kind) in kinds.enumerated() {
            for (place, observation) in kind.judgement.observations.enumerated() {
                ofOrigin[origins.number(Int32(shape), place)] = number(observation.code)
            }
        }
        for compared in knowledge.comparedRules { ofRule.append(number(compared.rule.code)) }
    }

    private mutating func number(_ code: String) -> Int {
        if let known = names.firstIndex(of: code) { return known }
        names.append(code)
        return names.count - 1
    }
}
