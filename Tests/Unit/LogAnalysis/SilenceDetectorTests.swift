import Testing

@testable import LogAnalysis

/// D34, rule by rule. Day 0 is a Monday here, as 1970-01-05 was.
@Suite struct SilenceDetectorTests {
    private static let monday = 4

    /// A business with `count` contacts on each day of a range for which `works` holds.
    private func business(
        _ number: String, _ days: Range<Int>, count: Int = 10, integration: String? = "AthenaHealth",
        works: (Int) -> Bool = { _ in true }
    ) -> BusinessDays {
        var business = BusinessDays(number: number)
        business.integration = integration
        for day in days where works(day) { business.add(count, on: Self.monday + day) }
        return business
    }

    /// Sisters that run every day up to the end.
    private func sisters(_ days: Range<Int>, _ count: Int = 5) -> [BusinessDays] {
        (0..<count).map { business("s\($0)", days) }
    }

    private func stopped(_ all: [BusinessDays], end: Int) -> [String] {
        SilenceDetector(all, end: Self.monday + end).stops.map(\.business.number)
    }

    @Test(arguments: [(26, []), (27, ["a"]), (28, ["a"])])
    func `D34 two missed days that reach the end are a stop, and the end's own day counts where most sisters are there`(
        _ end: Int, _ expected: [String]
    ) {
        // The last contact is on day 25.
        #expect(stopped(sisters(0..<(end + 1)) + [business("a", 0..<26)], end: end) == expected)
    }

    @Test func `D34 a day is missing where some are expected, and neither on a holiday nor on a day off`() {
        let week = { (day: Int) in day % 7 < 5 }
        // Day 17 is a holiday of all, and `a` is closed on day 9; the last contact of `b` is on day 46.
        let all = [
            business("a", 0..<54) { week($0) && $0 != 17 && $0 != 9 },
            business("b", 0..<47) { week($0) && $0 != 17 }, business("c", 0..<54) { week($0) && $0 != 17 },
            business("d", 0..<54) { week($0) && $0 != 17 }, business("new", 47..<54),
        ]
        let missing = Rhythm.missingDays(of: all, until: LogEnd(all, AnalysisOptions()))
        #expect(missing["a"] == [Self.monday + 9])
        #expect(missing["b"] == (49...53).map { Self.monday + $0 })
        #expect(missing["c"] == [] && missing["d"] == [])
        #expect(missing["new"] == nil)
    }

    @Test func `D34 the end's own day does not count where the sisters are not there yet`() {
        let all = sisters(0..<27) + [business("a", 0..<26)]
        #expect(stopped(all, end: 27) == [])
        #expect(stopped(all.map { $0 }, end: 28).isEmpty == false)
    }

    @Test(arguments: [(11 * 60, []), (13 * 60, ["a"])])
    func `D34 the end's own day counts where a location has always had its first contact by then`(
        _ minute: Int, _ expected: [String]
    ) {
        var late = BusinessDays(number: "a")
        late.integration = "AthenaHealth"
        for day in 0..<26 { late.add(10, on: Self.monday + day, from: day == 20 ? 12 * 60 : 8 * 60) }
        let detector = SilenceDetector(sisters(0..<28) + [late], end: Self.monday + 27, minute: minute)
        #expect(detector.stops.map(\.business.number) == expected)
    }

    @Test func `D34 weekends are no missed days`() {
        let isWeekday = { (day: Int) in day % 7 < 5 }
        let office = business("a", 0..<26, works: isWeekday)
        // Day 25 is a Friday; Monday and Tuesday are 28 and 29.
        #expect(stopped(sisters(0..<28) + [office], end: 28) == [])
        #expect(stopped(sisters(0..<29) + [office], end: 29) == [])
        #expect(stopped(sisters(0..<31) + [office], end: 30) == ["a"])
    }

    @Test(arguments: [(7, 12, []), (8, 12, ["a"]), (8, 11, [])])
    func `D34 a business is judged with contacts on 8 days over 12`(_ days: Int, _ span: Int, _ expected: [String]) {
        // The last day of the span always has contacts, and so have the first ones.
        let sparse = business("a", 0..<span, works: { $0 < days - 1 || $0 == span - 1 })
        let detector = SilenceDetector(sisters(0..<60) + [sparse], end: Self.monday + 59)
        #expect(detector.rhythm.businesses.contains { $0.number == "a" } == !expected.isEmpty)
    }

    @Test func `D34 a weekday is expected with contacts in four of five weeks`() {
        // Saturdays (5 of a week) in 3 of 5 weeks, Sundays in 4 of 5.
        let office = business("a", 0..<35) { day in
            switch day % 7 {
            case 5: day / 7 < 3
            case 6: day / 7 != 1
            default: true
            }
        }
        let rhythm = Rhythm(sisters(0..<42) + [office], end: Self.monday + 41, minute: nil)
        let place = rhythm.businesses.count - 1
        #expect(!rhythm.expects(place, on: Self.monday + 40))
        #expect(rhythm.expects(place, on: Self.monday + 41))
    }

    @Test func `D34 a day on which most sisters were silent and ran again is a holiday`() {
        let all = (0..<5).map { business("s\($0)", 0..<30, works: { $0 != 25 && $0 != 26 }) }
        // Days 25 and 26 are holidays, 27 alone is no stop.
        #expect(stopped(all + [business("a", 0..<25)], end: 27) == [])
        #expect(stopped(all + [business("a", 0..<25)], end: 28) == ["a"])
    }

    @Test func `D34 a holiday in a short log does not take its weekday away`() {
        // Two Mondays, the second one a holiday of all; the third Monday is missed.
        let all = (0..<5).map { business("s\($0)", 0..<24, works: { $0 != 7 }) }
        let detector = SilenceDetector(all + [business("a", 0..<20, works: { $0 != 7 })], end: Self.monday + 22)
        #expect(detector.stops.map(\.business.number) == ["a"])
        #expect(detector.stops.first?.missed.first == Self.monday + 20)
    }

    @Test func `D34 sisters are of the same group where a configuration tells`() {
        var client = (0..<3).map { business("c\($0)", 0..<30, works: { $0 != 25 && $0 != 26 }) }
        var own = business("a", 0..<25)
        for place in client.indices { client[place].group = "4100" }
        own.group = "4100"
        // Ten others ran on the days on which this client was closed.
        #expect(stopped(sisters(0..<30, 10) + client + [own], end: 27) == [])
        own.group = nil
        #expect(stopped(sisters(0..<30, 10) + client + [own], end: 27) == ["a"])
    }

    @Test func `D34 a silence of all is not told as stops`() {
        let detector = SilenceDetector(sisters(0..<26), end: Self.monday + 29)
        #expect(detector.isAllSilent)
        // Who works on three weekdays is silent with the others, before a second day is missed.
        let weekly = business("w", 0..<24, works: { $0 % 7 < 3 })
        #expect(SilenceDetector(sisters(0..<26) + [weekly], end: Self.monday + 29).isAllSilent)
        #expect(!SilenceDetector(sisters(0..<26) + [business("w", 0..<30)], end: Self.monday + 29).isAllSilent)
    }

    @Test func `D34 a silence that is over is kept apart`() {
        let all = sisters(0..<60) + [business("a", 0..<60, works: { !(40..<44).contains($0) })]
        let detector = SilenceDetector(all, end: Self.monday + 59)
        #expect(detector.stops.isEmpty)
        #expect(detector.resumed.map(\.business.number) == ["a"])
        #expect(detector.resumed.first?.missed.count == 4)
    }

    @Test(arguments: [(1, ["a"]), (2, []), (0, [])])
    func `D34 a fall is three expected days below a fifth, while sisters hold`(_ low: Int, _ expected: [String]) {
        func falling(_ number: String) -> BusinessDays {
            var falling = business(number, 0..<47)
            for day in 47..<50 { falling.add(low, on: Self.monday + day) }
            falling.add(9, on: Self.monday + 50)
            return falling
        }
        let held = SilenceDetector(sisters(0..<51) + [falling("a")], end: Self.monday + 50)
        #expect(held.falls.map(\.business.number) == expected)
        let allFall = SilenceDetector((0..<6).map { falling("f\($0)") }, end: Self.monday + 50)
        #expect(allFall.falls.isEmpty)
    }

    @Test func `D34 stops that share a day, a practice, a group or a failure are told as one`() {
        func stop(_ number: String, _ day: Int, group: String? = nil, practice: String? = nil, failure: String? = nil)
            -> SilenceDetector.Stop
        {
            var business = BusinessDays(number: number)
            (business.group, business.practice) = (group, practice)
            business.add(1, on: day - 1)
            let run = failure.map {
                BusinessDays.FailedRun(time: day * DayClock.length, day: day, code: "BE2202", shown: $0, values: [:])
            }
            return SilenceDetector.Stop(business: business, missed: [day, day + 1], failure: run)
        }
        let stops = [
            stop("day 1", 10), stop("day 2", 10), stop("group 1", 20, group: "g"), stop("group 2", 22, group: "g"),
            stop("practice 1", 30, practice: "30700"), stop("practice 2", 33, practice: "30700"),
            stop("failure 1", 40, failure: "401"), stop("failure 2", 40, failure: "401"), stop("z alone", 50),
        ]
        let groups = SharedStops.groups(of: stops, judged: 100).map { $0.stops.map(\.business.number) }
        #expect(
            groups == [
                ["day 1", "day 2"], ["group 1", "group 2"], ["practice 1", "practice 2"], ["failure 1", "failure 2"],
                ["z alone"],
            ])
        #expect(SharedStops.groups(of: stops, judged: 12).count == 1)
        // One of each day is of one client: that does not tie the two days together.
        func numbers(_ stops: [SilenceDetector.Stop]) -> [[String]] {
            SharedStops.groups(of: stops, judged: 100).map { $0.stops.map(\.business.number) }
        }
        let ofDay = [stop("a", 10), stop("b", 10), stop("c", 10, group: "g")]
        #expect(numbers(ofDay + [stop("d", 20), stop("e", 20, group: "g")]) == [["a", "b", "c"], ["d", "e"]])
        #expect(numbers(ofDay + [stop("e", 20, group: "g")]) == [["a", "b", "c"], ["e"]])
    }

    @Test func `D34 days are kept however far apart they are, and a stray date costs nothing`() {
        var activity = BusinessActivity(clock: nil, threads: 1)
        let days = [20_000, 20_001, 20_063, 20_064, 20_095, 20_096, 20_200, 25_000, 19_990, 19_000]
        activity.add(3, integration: 1)
        for day in days {
            activity.add(later: 3, day: day, minute: 600, time: day * DayClock.length)
            activity.add(later: 3, day: day, minute: 480, time: day * DayClock.length)
        }
        activity.add(later: 3, day: -5_000_000, minute: 0, time: 0)
        activity.flush()
        var found: [Int] = []
        activity.forEachDay(of: 3) { day, count in
            found.append(day)
            #expect(count.contacts == 2)
            #expect(count.firstMinute == 480)
        }
        #expect(found == days.sorted())
        #expect(activity.lost == 1)
        #expect(activity.lastContact(of: 3) == 25_000 * DayClock.length)
        #expect(activity.lastContact(of: 2) == nil)
    }
}

/// The zone of `--timezone` decides which day a time is on.
@Suite struct DayClockTests {
    @Test(arguments: [(nil, 0), ("UTC", 0), ("+05:30", 1), ("-05:00", -1)] as [(String?, Int)])
    func `days are of the zone`(_ zone: String?, _ shift: Int) {
        var clock = DayClock(zone.flatMap(LocalClock.init))
        let day = 20_000 * DayClock.length
        #expect(clock.day(of: day + (shift > 0 ? 20 : 2) * 3_600_000) == 20_000 + shift)
        #expect(clock.dayAndMinute(of: .local(day + 3_600_000)) == (20_000, 60))
        #expect(clock.day(of: -1) == (shift > 0 ? 0 : -1))
    }
}
