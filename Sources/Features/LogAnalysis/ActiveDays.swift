/// On which days each business has records.
struct ActiveDays: ~Copyable {
    /// The days of one business: 128 days in bits, from `base` on, and others apart.
    private struct Days {
        var base: Int32 = .min
        // Two words: once a record, shifts of one of 128 bits are felt.
        var low: UInt64 = 0
        var high: UInt64 = 0
    }

    private var days: [Days] = []
    /// Days that are out of reach of the bits.
    private var far: [Int: Set<Int>] = [:]

    static let day = 86_400_000
    private static let lead = 32

    /// `time` in milliseconds since 1970.
    mutating func add(_ business: Int, _ time: Int) {
        let day = time / Self.day - (time % Self.day < 0 ? 1 : 0)
        while business >= days.count { days.append(Days()) }
        if days[business].base == .min { days[business].base = Int32(clamping: day - Self.lead) }
        let place = day - Int(days[business].base)
        if place >= 0 && place < 64 {
            days[business].low |= 1 &<< UInt64(place)
        } else if place >= 64 && place < 128 {
            days[business].high |= 1 &<< UInt64(place - 64)
        } else {
            far[business, default: []].insert(day)
        }
    }

    /// The days of a business since 1970.
    func days(of business: Int) -> Set<Int> {
        guard business < days.count, days[business].base != .min else { return [] }
        var all = far[business] ?? []
        let base = Int(days[business].base)
        for (word, bits) in [days[business].low, days[business].high].enumerated() {
            for place in 0..<64 where bits & 1 &<< UInt64(place) != 0 { all.insert(base + word * 64 + place) }
        }
        return all
    }
}

/// Businesses that had no record for much longer than is usual for them.
struct GapDetector {
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
    private static let leastDays = 5
    /// Weekends and a holiday are no silence.
    private static let leastSilence = 4

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
