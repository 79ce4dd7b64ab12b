internal import Arguments
public import Model
internal import Support

/// Reads the values of `--set KEY=VALUE`.
public enum SettingOption {
    /// The setting, its key as the playbook spells it; `position`, from 1, says which use of the option it is.
    ///
    /// The key may be a property's key, another spelling of it or its label, in any letter case.
    public static func read(
        key: String, value: String, position: Int, playbooks: PlaybookSet
    ) throws(ConfigurationError) -> Setting {
        let place = SourcePlace.option("--set", position)
        let found = try property(key, playbooks, place)
        guard !found.secure else {
            let text = "‘\(found.name)’ is a secret, and no secret is ever an option's value; leave it out"
            throw ConfigurationError(place: place, text: text)
        }
        let cut = ([key] + found.spellings).reduce(value) { RepeatedKey.cut($0, key: $1) }
        return Setting(key: found.name, value: cut, place: place)
    }

    private static func property(
        _ key: String, _ playbooks: PlaybookSet, _ place: SourcePlace
    ) throws(ConfigurationError) -> Property {
        let integrations = playbooks.playbooks.filter { !$0.properties.isEmpty }
        var byKey: [(Playbook, Property)] = []
        var byLabel: [(Playbook, Property)] = []
        for playbook in integrations {
            let names = PropertyNames(playbook.properties)
            if let position = names.keyPosition(of: key) {
                byKey.append((playbook, playbook.properties[position]))
            } else if let position = names.position(of: key) {
                byLabel.append((playbook, playbook.properties[position]))
            }
        }
        let found = byKey.isEmpty ? byLabel : byKey
        guard let first = found.first?.1 else { throw unknown(key, integrations, place) }
        guard Set(found.map { PropertyNames.plain($0.1.name) }).count == 1 else {
            let several = found.map { "\($0.1.name) (\($0.0.name))" }.joined(separator: ", ")
            throw ConfigurationError(
                place: place, text: "‘\(Shown.key(key))’ means several properties: \(several); name one of them")
        }
        return first
    }

    private static func unknown(_ key: String, _ integrations: [Playbook], _ place: SourcePlace) -> ConfigurationError {
        let properties = integrations.flatMap(\.properties).filter { !$0.secure }
        let names = properties.flatMap { [$0.name] + $0.alsoCalled } + properties.map(\.label)
        let candidates = names.map(PropertyNames.plain)
        let nearest = NearestWord.nearest(toTyped: PropertyNames.plain(key), among: candidates)
        let name = nearest.flatMap { candidates.firstIndex(of: $0) }.map { names[$0] }
        let known = properties.compactMap(\.key).joined(separator: ", ")
        let advice = name.map { "did you mean ‘\($0)’?" } ?? "known are \(known)"
        return ConfigurationError(place: place, text: "no property is called ‘\(Shown.key(key))’; \(advice)")
    }
}
