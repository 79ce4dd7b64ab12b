/// Counts by small numbers, which are mostly all in use: an array in place of a dictionary.
struct DenseCounts {
    private(set) var counts: [Int] = []

    mutating func add(_ number: Int, _ count: Int) {
        if number >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: max(number + 1 - counts.count, counts.count)))
        }
        counts[number] += count
    }

    /// Calls `body` with every number that was counted.
    func forEach(_ body: (_ number: Int, _ count: Int) -> Void) {
        for (number, count) in counts.enumerated() where count > 0 { body(number, count) }
    }
}
