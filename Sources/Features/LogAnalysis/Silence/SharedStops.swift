/// Stops that are told as one, since they share a day, a practice, a group or a failure (rules.md D34).
struct SharedStops {
    /// In the order of their numbers.
    let stops: [SilenceDetector.Stop]

    init(stops: [SilenceDetector.Stop]) { self.stops = stops.sorted { $0.business.number < $1.business.number } }

    /// The stops of one integration, those of one cause together; `judged`: how many of it are judged.
    static func groups(of stops: [SilenceDetector.Stop], judged: Int) -> [SharedStops] {
        // A silence of most that reaches the end is one finding.
        if stops.count > 1, stops.count * 2 > judged { return [SharedStops(stops: stops)] }
        let byFailure = Dictionary(grouping: stops) { $0.failure.map(failureKey) ?? "" }.filter {
            $0.key != "" && $0.value.count > 1
        }
        let failed = Set(byFailure.values.joined().map(\.business.number))
        var clusters = byFailure.sorted { $0.key < $1.key }.map(\.value)
        for stop in stops where !failed.contains(stop.business.number) { clusters.append([stop]) }
        // A cause stops most of its locations on one day.
        let byDay = Dictionary(grouping: clusters) { usual($0.map { $0.missed[0] }) }
        let days = byDay.mapValues { Array($0.joined()) }.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
        var groups: [[SilenceDetector.Stop]] = []
        for (_, members) in days {
            if let other = groups.firstIndex(where: { isOfOneCause(members, $0) }) {
                groups[other] += members
            } else {
                groups.append(members)
            }
        }
        return groups.map(SharedStops.init).sorted { ($0.days[0], $0.first) < ($1.days[0], $1.first) }
    }

    /// Whether all of the one share with most of the other the same thing: what a single one shares by chance must not tie two
    /// causes together.
    private static func isOfOneCause(_ one: [SilenceDetector.Stop], _ other: [SilenceDetector.Stop]) -> Bool {
        guard let first = one.first else { return false }
        return keys(of: first).contains { key in
            one.allSatisfy { keys(of: $0).contains(key) }
                && other.count { keys(of: $0).contains(key) } * 2 >= other.count
        }
    }

    /// The most frequent of some days, the earliest where several are.
    private static func usual(_ days: [Int]) -> Int {
        let counts = Dictionary(grouping: days) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }

    private static func failureKey(_ failure: BusinessDays.FailedRun) -> String {
        "failure \(failure.code) \(failure.shown) \(failure.day)"
    }

    /// What a stop can share with those of another day.
    private static func keys(of stop: SilenceDetector.Stop) -> [String] {
        var keys = ["last contact \(stop.business.last)"]
        if let group = stop.business.group { keys.append("group \(group)") }
        if let practice = stop.practice { keys.append("practice \(practice)") }
        if let failure = stop.failure { keys.append(failureKey(failure)) }
        return keys
    }

    /// The first of the business numbers.
    private var first: String { stops.map(\.business.number).min() ?? "" }

    /// The first days without contacts, in order, each once.
    var days: [Int] { Set(stops.map { $0.missed[0] }).sorted() }

    /// What all of them have in common of something; nothing if one has none or another.
    func common<Value: Equatable>(_ value: (SilenceDetector.Stop) -> Value?) -> Value? {
        guard let first = stops.first.flatMap(value), stops.allSatisfy({ value($0) == first }) else { return nil }
        return first
    }

    /// The first and the last failed run with which they began, where each has one.
    var failureTimes: ClosedRange<Int>? {
        let times = stops.compactMap { $0.failure?.time }.sorted()
        guard times.count == stops.count, let first = times.first, let last = times.last else { return nil }
        return first...last
    }
}
