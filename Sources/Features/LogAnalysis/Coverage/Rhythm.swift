/// On which days each business has records.
struct Rhythm: ~Copyable {
    /// The days of one business: 128 days in bits, from `base` on, and others apart.
    private struct Days {
        var base: Int32 = .min
        var low: UInt64 = 0
        var high: UInt64 = 0
    }

    private var days: [Days] = []
    /// Days that are out of reach of the bits.
    private var far: [Int: Set<Int>] = [:]

    static let day: Int64 = 86_400_000
    private static let lead = 32

    /// `time` in milliseconds since 1970.
    mutating func add(_ business: Int, _ time: Int64) {
        let day = Int(time / Self.day) - (time % Self.day < 0 ? 1 : 0)
        while business >= days.count { days.append(Days()) }
        if days[business].base == .min { days[business].base = Int32(clamping: day - Self.lead) }
        let place = day - Int(days[business].base)
        if place >= 0 && place < 64 {
            days[business].low |= 1 << UInt64(place)
        } else if place >= 64 && place < 128 {
            days[business].high |= 1 << UInt64(place - 64)
        } else {
            far[business, default: []].insert(day)
        }
    }

    /// The days of a business since 1970.
    func days(of business: Int) -> Set<Int> {
        guard business < days.count, days[business].base != .min else { return [] }
        var all = far[business] ?? []
        let base = Int(days[business].base)
        for place in 0..<64 {
            if days[business].low & (1 << UInt64(place)) != 0 { all.insert(base + place) }
            if days[business].high & (1 << UInt64(place)) != 0 { all.insert(base + 64 + place) }
        }
        return all
    }
}
