/// One thread's records by integration and business, by numbers.
struct PopulationCounts {
    private var names: [String] = []
    /// For each shape, the place of its integration in `names`.
    private var places: [Int?] = []
    private var isSpared: [Bool] = []
    private var counts: [DenseCounts] = []
    private var spared: [Int] = []

    init(_ kinds: [Kind]) {
        for kind in kinds {
            isSpared.append(!kind.judgement.isRestricted && !kind.judgement.isFailure)
            guard let name = kind.judgement.integration else {
                places.append(nil)
                continue
            }
            if !names.contains(name) { names.append(name) }
            places.append(names.firstIndex(of: name))
        }
        counts = Array(repeating: DenseCounts(), count: names.count)
        spared = Array(repeating: 0, count: names.count)
    }

    mutating func add(_ group: Group, _ seen: Seen) {
        guard let place = places[Int(group.shape)] else { return }
        counts[place].add(Int(group.business), seen.count)
        if isSpared[Int(group.shape)] { spared[place] += seen.count }
    }

    /// Adds the same in words.
    func give(_ population: inout Population, _ numbers: [[String]]) {
        for (place, name) in names.enumerated() {
            var businesses: [String: Int] = [:]
            for (business, count) in counts[place].counts.enumerated() where count > 0 {
                for number in numbers[business] { businesses[number, default: 0] += count }
            }
            population.add(name, businesses, spared: spared[place])
        }
    }
}
