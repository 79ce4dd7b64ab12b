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
            PlacedSettings(configuration, settings, owners, homes, position, playbook).each { placed in
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
