public import Model

/// Finds what cannot be right in a configuration, whatever the records say.
public enum ConfigurationChecks {
    /// A mapping that is set to inactive: a log can show that this explains a silence, and then it is told as that.
    public static let inactiveCode = CheckCodes.inactive

    /// One finding for each code, integration and verdict, in the order of reports. `settings` are those of `--set`,
    /// `notes` those of the reading.
    public static func findings(
        _ configuration: ClientConfiguration, settings: [Setting] = [], notes: [ConfigurationNote] = [],
        playbooks: PlaybookSet
    ) -> [Finding] {
        let integrations = playbooks.playbooks.filter { $0.kind == .integration }
        let owners = GroupOwners(configuration.groups, integrations)
        let homes = GroupHomes(configuration.groups, owners)
        let states = MappingStates(configuration, settings)
        var sums = ObservationSums()
        for (position, playbook) in integrations.enumerated() {
            let table = IntegrationTable(playbook, at: position, configuration, settings, owners)
            PlacedSetting.each(configuration, settings, owners, homes, position, playbook) { placed in
                sums.add(ValueChecks.observations(placed) + LevelChecks.observations(placed))
            }
            sums.add(DisagreementCheck.observations(table))
            let businesses = IntegrationBusinesses(configuration, owners, homes, position, table)
            sums.add(SetUpCheck.observations(businesses, table))
            sums.add(SeveralLocationsCheck.observations(businesses, table))
            sums.add(NonVisitCheck.observations(businesses, table))
            sums.add(SameClaimCheck.observations(businesses, table, states))
            sums.add(TriggerChecks.reminders(configuration, businesses, table))
        }
        sums.add(IdentityChecks.observations(configuration, owners, states))
        sums.add(TriggerChecks.observations(configuration, owners, integrations))
        sums.add(UnknownNameCheck.observations(configuration, owners, integrations))
        sums.add(
            notes.map { note in
                Observation(
                    code: CheckCodes.readingNote, name: "configuration", place: note.place,
                    remark: note.text.prefix(1).uppercased() + note.text.dropFirst())
            })
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
        var places: [SourcePlace] = []
        var hiddenPlaces = 0
        var misses: [Value: NearMiss] = [:]
        var meanings: [Value: String] = [:]
        var remarks: [String] = []

        mutating func add(_ seen: Observation) {
            let value = Value(name: seen.name, value: seen.value)
            values[value, default: 0] += 1
            if let business = seen.business { businesses[business, default: 0] += 1 }
            if let miss = seen.nearMiss { misses[value] = miss }
            if let meaning = seen.meaning { meanings[value] = meaning }
            if places.count >= ObservationSums.shownPlaces {
                hiddenPlaces += 1
            } else if !places.contains(seen.place) {
                places.append(seen.place)
            }
            if let remark = seen.remark, remarks.count < 5, !remarks.contains(remark) { remarks.append(remark) }
        }
    }

    /// More places than these are only counted.
    private static let shownPlaces = 6
    private var sums: [Key: Sum] = [:]

    mutating func add(_ observations: [Observation]) {
        for seen in observations {
            let key = Key(code: seen.code, integration: seen.integration, verdict: seen.verdict)
            sums[key, default: Sum()].add(seen)
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
        let more = sum.hiddenPlaces == 0 ? "" : " and \(sum.hiddenPlaces) more"
        sentences.append("\(names) at \(sum.places.map(\.description).joined(separator: ", "))\(more).")
        return sentences.joined(separator: " ")
    }
}
