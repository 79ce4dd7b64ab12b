/// Stops that are told as one, since they share a day, a practice, a group or a failure (rules.md D34).
struct SharedStops {
    let stops: [SilenceDetector.Stop]

    /// The stops of one integration, those of one cause together; `judged`: how many of it are judged.
    static func groups(of stops: [SilenceDetector.Stop], judged: Int) -> [SharedStops] {
        // A silence of most that reaches the end is one finding.
        if stops.count > 1, stops.count * 2 > judged { return [SharedStops(stops: stops)] }
        var parents = Array(stops.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while parents[place] != place { place = parents[place] }
            return place
        }
        var seen: [String: Int] = [:]
        for (place, stop) in stops.enumerated() {
            for key in keys(of: stop) {
                if let other = seen[key] { parents[root(place)] = root(other) } else { seen[key] = place }
            }
        }
        var members: [Int: [SilenceDetector.Stop]] = [:]
        for (place, stop) in stops.enumerated() { members[root(place), default: []].append(stop) }
        return members.keys.sorted().compactMap { members[$0].map(SharedStops.init) }
    }

    private static func keys(of stop: SilenceDetector.Stop) -> [String] {
        var keys = ["day \(stop.missed[0])"]
        if let group = stop.business.group { keys.append("group \(group)") }
        if let practice = stop.practice { keys.append("practice \(practice)") }
        if let failure = stop.failure { keys.append("failure \(failure.code) \(failure.shown) \(failure.day)") }
        return keys
    }

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
