public import Model

/// Finds what cannot be right in a configuration, whatever the records say.
public enum ConfigurationChecks {
    /// One finding for each code, integration and verdict, in the order of reports. `settings` are those of `--set`,
    /// `notes` those of the reading.
    public static func findings(
        _ configuration: ClientConfiguration, settings: [Setting] = [], notes: [ConfigurationNote] = [],
        playbooks: PlaybookSet
    ) -> [Finding] {
        let integrations = playbooks.playbooks.filter { $0.kind == .integration }
        let owners = GroupOwners(configuration.groups, integrations)
        let homes = GroupHomes(configuration.groups, owners)
        var sums = ObservationSums()
        for (position, playbook) in integrations.enumerated() {
            let table = IntegrationTable(playbook, at: position, configuration, settings, owners)
            PlacedSettings(
                configuration: configuration, settings: settings, owners: owners, homes: homes, integration: position,
                playbook: playbook
            ).each { placed in
                for seen in ValueChecks.observations(placed, playbook) { sums.add(seen) }
                for seen in LevelChecks.observations(placed, playbook) { sums.add(seen) }
            }
            for seen in DisagreementCheck.observations(table, configuration) { sums.add(seen) }
            let businesses = IntegrationBusinesses(configuration, owners, homes, position, table)
            for seen in SetUpCheck.observations(businesses, table) { sums.add(seen) }
            for seen in SeveralLocationsCheck.observations(businesses, table) { sums.add(seen) }
        }
        for seen in IdentityChecks.observations(configuration, owners) { sums.add(seen) }
        for seen in UnknownNameCheck.observations(configuration, owners, integrations) { sums.add(seen) }
        for note in notes {
            sums.add(
                Observation(
                    code: CheckCodes.readingNote, name: "configuration", places: [note.place],
                    remark: note.text.prefix(1).uppercased() + note.text.dropFirst()))
        }
        return sums.findings(playbooks)
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
    var business: String?
    var places: [SourcePlace]
    var verdict = Verdict.confirmed
    var nearMiss: NearMiss?
    /// What there is to say beyond the code, the same for all of a finding; it holds no value.
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
        var places: [SourcePlace] = []
        var hiddenPlaces = 0
        var misses: [Value: NearMiss] = [:]
        var remarks: [String] = []
    }

    /// More places than these are only counted.
    private static let shownPlaces = 6
    private var sums: [Key: Sum] = [:]

    mutating func add(_ seen: Observation) {
        let key = Key(code: seen.code, integration: seen.integration, verdict: seen.verdict)
        let value = Value(name: seen.name, value: seen.value)
        sums[key, default: Sum()].values[value, default: 0] += 1
        if let business = seen.business { sums[key]?.businesses[business, default: 0] += 1 }
        if let miss = seen.nearMiss { sums[key]?.misses[value] = miss }
        for place in seen.places {
            if let shown = sums[key]?.places.count, shown < max(Self.shownPlaces, seen.places.count) {
                if sums[key]?.places.contains(place) != true { sums[key]?.places.append(place) }
            } else {
                sums[key]?.hiddenPlaces += 1
            }
        }
        if let remark = seen.remark, let said = sums[key]?.remarks, said.count < 5, !said.contains(remark) {
            sums[key]?.remarks.append(remark)
        }
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
        finding.evidence = values.map { Evidence(name: $0.key.name, value: $0.key.value, count: $0.value) }
        finding.businesses = businesses.map { BusinessCount(businessNumber: $0.key, count: $0.value) }
        finding.businessesTotal = businesses.count
        finding.nearMisses = values.compactMap { sum.misses[$0.key] }
        return finding
    }

    private func detail(_ sum: Sum) -> String {
        var sentences = sum.remarks.map { $0 + "." }
        let names = Set(sum.values.keys.map(\.name)).sorted().map { "`\($0)`" }.joined(separator: ", ")
        let more = sum.hiddenPlaces == 0 ? "" : " and \(sum.hiddenPlaces) more"
        sentences.append("\(names) at \(sum.places.map(\.description).joined(separator: ", "))\(more).")
        return sentences.joined(separator: " ")
    }
}
