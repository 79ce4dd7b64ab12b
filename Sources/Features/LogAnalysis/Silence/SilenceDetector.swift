/// Finds businesses that stopped, that fell, or that were silent and have resumed (rules.md D34).
struct SilenceDetector {
    /// A business without contacts on expected days.
    struct Stop {
        var business: BusinessDays
        /// The expected days without a contact, two at least.
        var missed: [Int]
        /// The failed run with which it began, where there is one.
        var failure: BusinessDays.FailedRun?

        /// The practice by its failed run, else by the configuration.
        var practice: String? { failure.flatMap { $0.values["practiceid"] } ?? business.practice }
    }

    /// A business with hardly any contacts on the last expected days.
    struct Fall {
        var business: BusinessDays
        /// The last expected days, in order, with the contacts that are usual on such a weekday.
        var days: [(day: Int, usual: Int)]

        /// The contacts of these days.
        var contacts: Int { days.reduce(0) { $0 + business[$1.day] } }
    }

    let rhythm: Rhythm
    /// Those that were silent up to the end, by number.
    let stops: [Stop]
    /// By number.
    let falls: [Fall]
    /// Businesses that had been silent on two expected days or more and have resumed.
    let resumed: [Stop]

    /// `all`: what is known until the end of the day `end`, or a minute of it.
    init(_ all: [BusinessDays], end: Int, minute: Int? = nil) {
        let rhythm = Rhythm(all, end: end, minute: minute)
        self.rhythm = rhythm
        let places = rhythm.businesses.indices
        let missed = places.map(rhythm.missed)
        stops = places.compactMap { place in
            missed[place].count >= Rhythm.Limits.missedDays
                ? Self.stop(rhythm.businesses[place], missed[place]) : nil
        }
        let since = stops.map { $0.missed[0] }.max() ?? .min
        isAllSilent =
            missed.count { !$0.isEmpty } * 2 > missed.count && rhythm.businesses.allSatisfy { $0.last < since }
        let silent = Set(stops.map(\.business.number))
        var steps = FallSteps(rhythm)
        falls = places.compactMap { place in
            silent.contains(rhythm.businesses[place].number) ? nil : steps.fall(place)
        }
        resumed = places.compactMap { place in
            Self.longestSilence(rhythm, place).map { Self.stop(rhythm.businesses[place], $0) }
        }
    }

    /// Whether everything is silent up to the end: some have stopped, most were missed on a day at least, and none ran since.
    let isAllSilent: Bool

    private static func stop(_ business: BusinessDays, _ missed: [Int]) -> Stop {
        // The run of the first day without contacts, or that of the last day with them, after the last contact.
        let failure = business.failures.first { run in
            run.day >= missed[0] || run.day >= business.last && run.time >= business.lastContact ?? .max
        }
        let last = missed[missed.count - 1]
        return Stop(business: business, missed: missed, failure: failure.flatMap { $0.day <= last ? $0 : nil })
    }

    /// The longest run of expected days without contacts among the weeks that are learned from.
    private static func longestSilence(_ rhythm: Rhythm, _ place: Int) -> [Int]? {
        let business = rhythm.businesses[place]
        var longest: [Int] = []
        var now: [Int] = []
        for day in max(business.first, business.last - 7 * Rhythm.Limits.weeks + 1)...business.last {
            if business[day] > 0 {
                if now.count > longest.count { longest = now }
                now = []
            } else if rhythm.expects(place, on: day) {
                now.append(day)
            }
        }
        return longest.count >= Rhythm.Limits.missedDays ? longest : nil
    }
}

/// Compares the last expected days of each business with what is usual on such a weekday.
private struct FallSteps {
    private let rhythm: Rhythm
    /// How many of a family are low on a day, of those that can be compared.
    private var lows: [Question: (low: Int, all: Int)] = [:]

    private struct Question: Hashable {
        var family: Int
        var day: Int
        var first: Int
    }

    init(_ rhythm: Rhythm) { self.rhythm = rhythm }

    mutating func fall(_ place: Int) -> SilenceDetector.Fall? {
        let business = rhythm.businesses[place]
        var days: [(day: Int, usual: Int)] = []
        // The end's own day is not over.
        var day = rhythm.end - 1
        while day >= max(business.first, rhythm.end - Rhythm.Limits.fallSpan), days.count < Rhythm.Limits.fallDays {
            if rhythm.expects(place, on: day) { days.append((day, 0)) }
            day -= 1
        }
        guard days.count == Rhythm.Limits.fallDays, let first = days.last?.day else { return nil }
        for index in days.indices {
            guard let usual = usual(place, on: days[index].day, before: first),
                Self.isLow(business[days[index].day], usual)
            else { return nil }
            days[index].usual = usual
        }
        // Without any contact it was closed.
        guard days.contains(where: { business[$0.day] > 0 }) else { return nil }
        for (day, _) in days where !mostHold(day, sistersOf: place, before: first) { return nil }
        return SilenceDetector.Fall(business: business, days: days.reversed())
    }

    private static func isLow(_ contacts: Int, _ usual: Int) -> Bool {
        Double(contacts) < Rhythm.Limits.fallShare * Double(usual)
    }

    /// The median of a weekday's contacts in the weeks before a day, closures left out; nothing where it is too small to fall from.
    private func usual(_ place: Int, on day: Int, before first: Int) -> Int? {
        let business = rhythm.businesses[place]
        var counts: [Int] = []
        var earlier = day - 7
        while earlier >= max(business.first, day - 7 * Rhythm.Limits.weeks) {
            if earlier < first, business[earlier] > 0 { counts.append(business[earlier]) }
            earlier -= 7
        }
        guard !counts.isEmpty else { return nil }
        counts.sort()
        let median = (counts[(counts.count - 1) / 2] + counts[counts.count / 2]) / 2
        return median >= Rhythm.Limits.leastMedian ? median : nil
    }

    /// Whether most of the sisters that can be compared have what is usual for them on a day; the business itself is low.
    private mutating func mostHold(_ day: Int, sistersOf place: Int, before first: Int) -> Bool {
        let question = Question(family: rhythm.family(of: place), day: day, first: first)
        let counted = lows[question] ?? count(question)
        lows[question] = counted
        let own = rhythm.businesses[place][day] > 0 ? 1 : 0
        return (counted.low - own) * 2 <= counted.all - own
    }

    private func count(_ question: Question) -> (low: Int, all: Int) {
        var low = 0
        var all = 0
        // Who is closed shows nothing of those who are not.
        for member in rhythm.members(of: question.family)
        where rhythm.businesses[member][question.day] > 0 && rhythm.expects(member, on: question.day) {
            guard let usual = usual(member, on: question.day, before: question.first) else { continue }
            all += 1
            if Self.isLow(rhythm.businesses[member][question.day], usual) { low += 1 }
        }
        return (low, all)
    }
}
