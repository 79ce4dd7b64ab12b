internal import Configuration
internal import Model
internal import Support

/// What a report says of businesses that are silent: findings, gaps, and the days that show it.
struct SilenceReport {
    private(set) var findings: [Finding] = []
    private(set) var gaps: [Gap] = []
    /// The businesses that stopped or fell, day by day.
    private(set) var days: [LocationDays] = []

    private let knowledge: Knowledge
    private let options: AnalysisOptions
    private let population: Population
    /// Findings that may be the cause of a stop.
    private let failures: [Finding]
    private let words: SilenceWords
    private let detector: SilenceDetector
    /// The silent businesses whose mapping is inactive: those of `BE1316`.
    private(set) var explained: Set<String> = []

    /// More locations are not drawn.
    private static let mostDrawn = 12
    /// So many days are drawn: four weeks.
    private static let daysDrawn = 28

    init(
        _ all: [BusinessDays], _ end: LogEnd, _ population: Population, failures: [Finding], knowledge: Knowledge,
        options: AnalysisOptions
    ) {
        self.failures = failures
        self.knowledge = knowledge
        self.options = options
        self.population = population
        words = SilenceWords(clock: options.clock, end: end)
        detector = SilenceDetector(all.map { $0.until(end.day) }, end: end.day, minute: end.minute)
        let inactive = InactiveBusinesses(all, detector, end, options.configuration).numbers.filter(isWanted)
        explained = Set(inactive)
        addInactive(inactive, all)
        addStops()
        addFalls()
        addResumed()
        addOwnExport(all, end)
    }

    private func isWanted(_ number: String) -> Bool {
        options.businesses.isEmpty || options.businesses.contains(number)
    }

    private func isWanted(_ business: BusinessDays) -> Bool {
        if !isWanted(business.number) { return false }
        if let wanted = options.integration, business.integration != wanted { return false }
        return true
    }

    private var integrations: [String?] {
        Set(detector.rhythm.businesses.map(\.integration)).sorted { ($0 ?? "~") < ($1 ?? "~") }
    }

    /// Silent, and switched off: one confirmed cause (rules.md D35).
    private mutating func addInactive(_ numbers: [String], _ all: [BusinessDays]) {
        let known = Dictionary(all.map { ($0.number, $0) }) { first, _ in first }
        let byIntegration = Dictionary(grouping: numbers) { number in
            known[number]?.integration ?? integration(of: number)
        }
        for integration in byIntegration.keys.sorted(by: { ($0 ?? "~") < ($1 ?? "~") }) {
            let numbers = byIntegration[integration] ?? []
            if let wanted = options.integration, integration != wanted { continue }
            let told = words.inactive(numbers.map { known[$0] ?? BusinessDays(number: $0) })
            var finding = made(
                Codes.inactiveAndSilent, integration, .confirmed, key: [], told.detail,
                Dictionary(numbers.map { ($0, 0) }) { first, _ in first })
            finding.headline = told.headline
            finding.count = numbers.count
            finding.evidence = [Evidence(name: "active", value: "false", count: numbers.count)]
            findings.append(finding)
            draw(numbers.compactMap { known[$0] })
        }
    }

    /// The integration of a business without records, by the group that a configuration ties it to.
    private func integration(of number: String) -> String? {
        knowledge.integrations.compactMap(\.self).first {
            options.configuration?.group(of: number, integration: $0) != nil
        }
    }

    private mutating func addStops() {
        let open = detector.stops.filter { !explained.contains($0.business.number) }
        if detector.isAllSilent {
            if open.isEmpty { return }
            let last = open.map(\.business).max { ($0.lastContact ?? 0) < ($1.lastContact ?? 0) }
            gaps.append(Gap(code: Codes.windowNotCovered, detail: words.allSilent(open.count, last: last)))
            draw(open.map(\.business))
            return
        }
        for integration in integrations {
            let stops = open.filter { $0.business.integration == integration }
            let judged = detector.rhythm.businesses.filter {
                $0.integration == integration && !explained.contains($0.number)
            }
            for shared in SharedStops.groups(of: stops, judged: judged.count)
            where shared.stops.contains(where: { isWanted($0.business) }) {
                findings.append(finding(shared, integration, judged: judged))
                draw(shared.stops.map(\.business))
            }
        }
    }

    private func finding(_ shared: SharedStops, _ integration: String?, judged: [BusinessDays]) -> Finding {
        let told = words.stop(shared, integration, judged: judged, asked: options.business)
        // Sisters show whom it concerns; the finding is about the business that was asked for.
        let stops = shared.stops.filter { isWanted($0.business) }
        var finding = made(
            Codes.stop, integration, .likely, key: [shared.days[0], shared.stops[0].business.number], told.detail,
            Self.missedDays(stops))
        finding.headline = told.headline
        finding.scope = scope(finding, of: Self.missedDays(shared.stops))
        if let cause = shared.common({ $0.failure?.code }) {
            finding.causedBy = failures.filter { $0.code == cause && $0.subject.integration == integration }.map(\.id)
                .min()
        }
        finding.count = stops.count
        finding.evidence = evidence(stops)
        finding.firstSeen = shared.failureTimes.map { Timestamp.text(milliseconds: $0.lowerBound) }
        finding.lastSeen = shared.failureTimes.map { Timestamp.text(milliseconds: $0.upperBound) }
        return finding
    }

    /// Since which day, of which practice, and after which failure, with the number of businesses.
    private func evidence(_ stops: [SilenceDetector.Stop]) -> [Evidence] {
        func rows(_ name: String, _ value: (SilenceDetector.Stop) -> String?) -> [Evidence] {
            var counts: [String: Int] = [:]
            for stop in stops { if let value = value(stop) { counts[value, default: 0] += 1 } }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { Evidence(name: name, value: $0.key, count: $0.value) }
        }
        return rows("firstMissedDay") { CivilDay(number: $0.missed[0]).text } + rows("practiceid", \.practice)
            + rows("failure") { $0.failure?.shown }
    }

    private mutating func addFalls() {
        for integration in integrations {
            let falls = detector.falls.filter { $0.business.integration == integration && isWanted($0.business) }
            if falls.isEmpty { continue }
            var finding = made(
                Codes.fall, integration, .likely, key: [falls[0].days[0].day, falls[0].business.number],
                words.fall(falls),
                Dictionary(falls.map { ($0.business.number, $0.contacts) }) { first, _ in first })
            finding.count = falls.count
            findings.append(finding)
            draw(falls.map(\.business))
        }
    }

    private mutating func addResumed() {
        for integration in integrations {
            let resumed = detector.resumed.filter { $0.business.integration == integration && isWanted($0.business) }
            if resumed.isEmpty { continue }
            var finding = made(
                Codes.stop, integration, .likely, key: ["resumed"], words.resumed(resumed),
                Self.missedDays(resumed))
            finding.severity = .info
            finding.title = "Locations were silent, and have contacts again"
            finding.detail = words.resumed(resumed)
            finding.count = resumed.count
            finding.remedies = []
            findings.append(finding)
        }
    }

    /// An export of one location that says nothing of when it ends.
    private mutating func addOwnExport(_ all: [BusinessDays], _ end: LogEnd) {
        guard !end.isGiven, all.count == 1, let only = detector.rhythm.businesses.first, isWanted(only) else { return }
        var finding = made(
            Codes.stop, only.integration, .likely, key: ["open end"], words.ownExport(only), [only.number: 0])
        finding.severity = .info
        finding.title = "The export does not show whether the location still runs"
        finding.detail = words.ownExport(only)
        finding.remedies = []
        finding.subject.businessNumber = only.number
        findings.append(finding)
    }

    private func made(
        _ code: String, _ integration: String?, _ verdict: Verdict, key: [any CustomStringConvertible],
        _ detail: String,
        _ businesses: [String: Int]
    ) -> Finding {
        var finding = knowledge.finding(
            code, verdict, key: [integration] + key.map(\.description), about: Subject(integration: integration),
            unlisted: .error, decidable: [.likely], detail: detail, businesses: businesses)
        let counts = businesses.map { BusinessCount(businessNumber: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.businessNumber) < ($0.count, $1.businessNumber) }
        finding.businesses = options.top.map { Array(counts.prefix($0)) } ?? counts
        finding.businessesTotal = counts.count
        finding.countsLocations = true
        finding.scope = scope(finding, of: businesses)
        return finding
    }

    /// Whom it concerns, those that a filter leaves out included (rules.md D38).
    private func scope(_ finding: Finding, of businesses: [String: Int]) -> Scope? {
        var gathered = FindingTotals()
        gathered.businesses = businesses
        return ScopeJudge(population: population, configuration: options.configuration).scope(
            of: FindingTotals.Key(
                integration: finding.subject.integration, code: finding.code, verdict: finding.verdict), gathered)
    }

    private static func missedDays(_ stops: [SilenceDetector.Stop]) -> [String: Int] {
        Dictionary(stops.map { ($0.business.number, $0.missed.count) }) { first, _ in first }
    }

    private mutating func draw(_ businesses: [BusinessDays]) {
        let end = detector.rhythm.end
        for business in businesses where isWanted(business) && days.count < Self.mostDrawn {
            guard business.activeDays > 0 else { continue }
            let from = max(business.first, end - Self.daysDrawn + 1)
            days.append(
                LocationDays(
                    businessNumber: business.number,
                    days: (min(from, end)...end).map {
                        LocationDays.Day(day: CivilDay(number: $0).text, contacts: business[$0])
                    }))
        }
    }

    /// Whether some business is judged, so that its rhythm tells whether days are missing.
    var hasRhythm: Bool { !detector.rhythm.businesses.isEmpty }

    /// Whether most businesses that are judged are expected on some whole day behind a moment and before another.
    func isExpected(after since: Int, before first: Int) -> Bool {
        var clock = DayClock(options.clock)
        let (from, to) = (clock.day(of: since), clock.day(of: first))
        return from + 1 < to && ((from + 1)..<to).contains(where: detector.rhythm.mostExpect)
    }
}

/// Up to when a log reaches, or was asked for (rules.md D34).
struct LogEnd {
    /// The last day that may count.
    var day: Int
    /// The minute of that day up to which is known; nothing where no contact's zone is known.
    var minute: Int?
    /// Whether it was asked for; otherwise it is the last contact.
    var isGiven: Bool

    /// `--until`; now, if `--since` is given without it, or a cluster was asked; else the last contact of any business.
    init(_ businesses: [BusinessDays], _ options: AnalysisOptions) {
        var days = DayClock(options.clock)
        if let given = options.window.until ?? (options.window.since == nil && !options.reachesNow ? nil : options.now)
        {
            (day, minute) = days.dayAndMinute(of: .instant(min(given, options.now)))
            isGiven = true
        } else {
            minute = businesses.compactMap(\.lastContact).max().map { days.dayAndMinute(of: .instant($0)).minute }
            day = businesses.filter { $0.activeDays > 0 }.map(\.last).max() ?? .min
            isGiven = false
        }
    }
}

/// Businesses whose mapping is inactive and that are silent, or have no records at all.
private struct InactiveBusinesses {
    private(set) var numbers: [String] = []

    /// Where the rhythm is not known, a business is silent after a weekend's length.
    private static let silentDays = 3

    init(_ all: [BusinessDays], _ detector: SilenceDetector, _ end: LogEnd, _ configuration: ResolvedConfiguration?) {
        guard let configuration, !configuration.isEmpty else { return }
        let known = Dictionary(all.map { ($0.number, $0) }) { first, _ in first }
        let stopped = Set(detector.stops.map(\.business.number))
        let judged = Set(detector.rhythm.businesses.map(\.number))
        let active = all.filter { $0.activeDays > 0 }
        let isLong = (active.map(\.first).min() ?? end.day) < (active.map(\.last).max() ?? end.day)
        let candidates = Set(configuration.businesses + stopped)
        numbers = candidates.sorted().filter { number in
            guard configuration.isInactive(business: number) == true else { return false }
            guard let business = known[number], business.activeDays > 0 else { return isLong }
            if judged.contains(number) { return stopped.contains(number) }
            return end.day - business.last >= Self.silentDays
        }
    }
}
