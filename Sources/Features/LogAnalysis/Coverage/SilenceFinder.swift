/// Businesses that had no record for much longer than is usual for them.
struct SilenceFinder {
    /// A time without records.
    struct Silence: Equatable {
        var business: String
        /// The last day before it and the first one behind it, in days since 1970; nothing where it goes on.
        var after: Int
        var before: Int?
        /// The longest time between two days with records, this one aside.
        var usual: Int
        var days: Int
    }

    /// The day on which the records of all businesses end.
    let lastDay: Int

    /// A rhythm is known from so many days with records on.
    static let leastDays = 5
    /// Weekends and a holiday are no silence.
    static let leastSilence = 4

    /// The longest silence of each business, the longest first; `days` are those with records.
    func silences(_ days: [String: Set<Int>]) -> [Silence] {
        days.compactMap { silence($0, $1) }.sorted { ($1.days, $0.business) < ($0.days, $1.business) }
    }

    private func silence(_ business: String, _ days: Set<Int>) -> Silence? {
        guard days.count >= Self.leastDays else { return nil }
        let sorted = days.sorted()
        var gaps: [(after: Int, before: Int?, days: Int)] = zip(sorted, sorted.dropFirst()).map { ($0, $1, $1 - $0) }
        if let last = sorted.last, lastDay > last { gaps.append((last, nil, lastDay - last)) }
        guard let longest = gaps.max(by: { $0.days < $1.days }) else { return nil }
        // Of equals only one is left out, so that what happens twice is usual.
        var others = gaps.map(\.days).sorted()
        others.removeLast()
        guard let usual = others.last, longest.days >= Self.leastSilence, longest.days > 2 * usual else { return nil }
        return Silence(
            business: business, after: longest.after, before: longest.before, usual: usual, days: longest.days)
    }
}
