public import Model

/// Finds what cannot be right in a configuration, whatever the records say.
public enum ConfigurationChecks {
    /// A mapping that is set to inactive: a log can show that this explains a silence, and then it is told as that.
    public static let inactiveCode = CheckCodes.inactive

    /// One finding for each code, integration and verdict, in the order of reports. `settings` are those of `--set`,
    /// `notes` those of the reading. Of a planned configuration, what it would add to today's is told.
    public static func findings(
        _ configuration: ClientConfiguration, settings: [Setting] = [], notes: [ConfigurationNote] = [],
        plan: PlannedConfiguration? = nil, playbooks: PlaybookSet
    ) -> [Finding] {
        var sums = ObservationSums(remembers: plan != nil)
        observe(configuration, settings, notes, nil, playbooks) { sums.add($0) }
        if let plan {
            observe(configuration, settings, notes + plan.notes, plan.configuration, playbooks) {
                sums.add(planned: $0)
            }
        }
        return sums.findings(playbooks)
    }

    private static func observe(
        _ configuration: ClientConfiguration, _ settings: [Setting], _ notes: [ConfigurationNote],
        _ plan: ClientConfiguration?, _ playbooks: PlaybookSet, _ take: ([Observation]) -> Void
    ) {
        var all = configuration
        if let plan { all.append(planned: plan) }
        let integrations = playbooks.playbooks.filter { $0.kind == .integration }
        let owners = GroupOwners(all.groups, integrations)
        let homes = GroupHomes(all.groups, owners)
        let states = MappingStates(all, settings)
        for (position, playbook) in integrations.enumerated() {
            let table = IntegrationTable(playbook, at: position, configuration, settings, plan: plan, owners)
            PlacedSetting.each(all, settings, owners, homes, position, playbook) { placed in
                take(ValueChecks.observations(placed) + LevelChecks.observations(placed))
            }
            take(DisagreementCheck.observations(table))
            let businesses = IntegrationBusinesses(all, owners, homes, position, table)
            take(SetUpCheck.observations(businesses, table))
            take(SeveralLocationsCheck.observations(businesses, table))
            take(NonVisitCheck.observations(businesses, table))
            take(SameClaimCheck.observations(businesses, table, states))
            take(TriggerChecks.reminders(all, businesses, table))
        }
        take(IdentityChecks.observations(all, owners, states))
        take(TriggerChecks.observations(all, owners, integrations))
        take(UnknownNameCheck.observations(all, owners, integrations))
        take(
            notes.map { note in
                Observation(
                    code: CheckCodes.readingNote, name: "configuration", place: note.place,
                    remark: note.text.prefix(1).uppercased() + note.text.dropFirst())
            })
    }
}

/// A configuration that is not in force yet (`--with`), and how it was read.
public struct PlannedConfiguration: Sendable {
    /// What is overlaid on today's.
    public var configuration: ClientConfiguration
    /// What its reader should know.
    public var notes: [ConfigurationNote]

    /// Makes a plan of what files held.
    public init(_ configuration: ClientConfiguration, notes: [ConfigurationNote] = []) {
        self.configuration = configuration
        self.notes = notes
    }
}

/// One thing that a check saw in a configuration.
struct Observation {
    var code: String
    /// The playbook's name; nothing where it concerns none in particular.
    var integration: String?
    /// The property's key, or the field's name.
    var name: String
    /// As configured; nothing where there is none, or it is nobody's business.
    var value: String?
    /// What the value means in the vendor's system.
    var meaning: String?
    var business: String?
    var place: SourcePlace
    var verdict = Verdict.confirmed
    var nearMiss: NearMiss?
    /// What there is to say beyond the code, the same for all of a finding; it quotes no text of the configuration.
    var remark: String?
}

/// Gathers observations into one finding for each code, integration and verdict.
struct ObservationSums {
    private struct Key: Hashable {
        var code: String
        var integration: String?
        var verdict: Verdict
    }

    private struct Value: Hashable {
        var name: String
        var value: String?
    }

    private struct Sum {
        var values: [Value: Int] = [:]
        var businesses: [String: Int] = [:]
        var places = Places()
        var plannedPlaces = Places()
        var misses: [Value: NearMiss] = [:]
        var meanings: [Value: String] = [:]
        var remarks: [String] = []

        mutating func add(_ seen: Observation, isPlanned: Bool) {
            let value = Value(name: seen.name, value: seen.value)
            values[value, default: 0] += 1
            if let business = seen.business { businesses[business, default: 0] += 1 }
            if let miss = seen.nearMiss { misses[value] = miss }
            if let meaning = seen.meaning { meanings[value] = meaning }
            if isPlanned { plannedPlaces.add(seen.place) } else { places.add(seen.place) }
            if let remark = seen.remark, remarks.count < 5, !remarks.contains(remark) { remarks.append(remark) }
        }
    }

    private struct Places {
        private var shown: [SourcePlace] = []
        private var hidden = 0

        /// More places than these are only counted.
        private static let most = 6

        mutating func add(_ place: SourcePlace) {
            if shown.count >= Self.most { hidden += 1 } else if !shown.contains(place) { shown.append(place) }
        }

        var isEmpty: Bool { shown.isEmpty }

        var text: String {
            shown.map(\.description).joined(separator: ", ") + (hidden == 0 ? "" : " and \(hidden) more")
        }
    }

    /// What of an observation says that another one is no news.
    private struct Known: Hashable {
        var key: Key
        var value: Value
        var business: String?
        var remark: String?
    }

    private var sums: [Key: Sum] = [:]
    private var known: Set<Known> = []
    private let remembers: Bool

    /// `remembers`: observations about a plan will follow, of which only the news count.
    init(remembers: Bool = false) { self.remembers = remembers }

    /// Adds what was seen in today's configuration.
    mutating func add(_ observations: [Observation]) {
        for seen in observations {
            let key = Key(code: seen.code, integration: seen.integration, verdict: seen.verdict)
            sums[key, default: Sum()].add(seen, isPlanned: false)
            if remembers { known.insert(Self.known(seen, key)) }
        }
    }

    /// Adds what was seen in the planned configuration, and not in today's.
    mutating func add(planned observations: [Observation]) {
        for seen in observations {
            let key = Key(code: seen.code, integration: seen.integration, verdict: seen.verdict)
            if !known.contains(Self.known(seen, key)) { sums[key, default: Sum()].add(seen, isPlanned: true) }
        }
    }

    private static func known(_ seen: Observation, _ key: Key) -> Known {
        Known(
            key: key, value: Value(name: seen.name, value: seen.value), business: seen.business, remark: seen.remark)
    }

    func findings(_ playbooks: PlaybookSet) -> [Finding] {
        sums.map { key, sum in finding(key, sum, playbooks) }.sorted(by: Finding.inReportOrder)
    }

    private func finding(_ key: Key, _ sum: Sum, _ playbooks: PlaybookSet) -> Finding {
        let values = sum.values.sorted { left, right in
            if left.value != right.value { return left.value > right.value }
            return (left.key.name, left.key.value ?? "") < (right.key.name, right.key.value ?? "")
        }
        let businesses = sum.businesses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var finding = playbooks.finding(
            key.code, key.verdict, key: [key.verdict.rawValue, key.integration],
            about: Subject(
                integration: key.integration, businessNumber: businesses.count == 1 ? businesses.first?.key : nil),
            decidable: [.undetermined], detail: detail(sum))
        finding.evidence = values.map {
            Evidence(name: $0.key.name, value: $0.key.value, meaning: sum.meanings[$0.key], count: $0.value)
        }
        finding.businesses = businesses.map { BusinessCount(businessNumber: $0.key, count: $0.value) }
        finding.businessesTotal = businesses.count
        finding.nearMisses = values.compactMap { sum.misses[$0.key] }
        return finding
    }

    private func detail(_ sum: Sum) -> String {
        var sentences = sum.remarks.map { $0 + "." }
        let names = Set(sum.values.keys.map(\.name)).sorted().map { "`\($0)`" }.joined(separator: ", ")
        let today = sum.places.isEmpty ? "" : " at \(sum.places.text)"
        let link = sum.places.isEmpty ? "" : ", and"
        let planned =
            sum.plannedPlaces.isEmpty ? "" : "\(link) in the planned configuration at \(sum.plannedPlaces.text)"
        sentences.append("\(names)\(today)\(planned).")
        return sentences.joined(separator: " ")
    }
}
