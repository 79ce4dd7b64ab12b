internal import Arguments
public import Model
internal import Support

/// Reads the values of `--set KEY=VALUE`.
public enum SettingOption {
    /// The setting, its key as the playbook spells it; `position`, from 1, says which use of the option it is.
    ///
    /// The key may be a property's key, another spelling of it or its label, or a mapping's Status, Frequency or Next
    /// RunTime, as a body or as the dashboard calls it. Where it means several properties, that is an error.
    public static func read(
        key: String, value: String, position: Int, playbooks: PlaybookSet
    ) throws(ConfigurationError) -> Setting {
        let read = try settings(key: key, value: value, position: position, integration: nil, playbooks: playbooks)
        guard let first = read.settings.first, read.settings.count == 1 else {
            let several = found(key, playbooks).map(\.shown).joined(separator: ", ")
            throw ConfigurationError(
                place: .option("--set", position),
                text: "‘\(Shown.key(key))’ means several properties: \(several); name one of them")
        }
        return first
    }

    /// The same, where a label that several integrations use means the property of each: the dashboard shows an engineer
    /// labels only. `integration` is the playbook's name of the only one that is asked about.
    ///
    /// A property with few known values takes the label alone if the value is made of these, and not at all if it is not.
    /// Under a label, words such as `closed` stand for values; under a key, values are taken to the letter. The notes say
    /// which property was meant, and what words were taken as.
    public static func settings(
        key: String, value: String, position: Int, integration: String?, playbooks: PlaybookSet
    ) throws(ConfigurationError) -> ReadSetting {
        let place = SourcePlace.option("--set", position)
        if let field = mappingField(key, playbooks) {
            let plain = try plain(value, field, place)
            return ReadSetting(settings: [Setting(key: field.role.rawValue, value: plain, place: place)])
        }
        let all = found(key, playbooks)
        guard !all.isEmpty else { throw unknown(key, playbooks, place) }
        let asked = all.filter { integration == nil || $0.playbook.name == integration }
        let candidates = asked.isEmpty ? all : asked
        if let secret = candidates.first(where: \.property.secure) {
            let text = "‘\(secret.property.name)’ is a secret, and no secret is ever an option's value; leave it out"
            throw ConfigurationError(place: place, text: text)
        }
        let read = candidates.map { candidate in
            let spellings = [key] + candidate.property.spellings
            let cut = spellings.reduce(value) { RepeatedKey.cut($0, key: $1) }
            let isKey = PropertyNames([candidate.property]).keyPosition(of: key) != nil
            return (candidate, ValueWords(candidate, areRead: !isKey).values(of: cut))
        }
        let possible = read.filter { $0.0.property.allowedValues.isEmpty || $0.1.isKnown }
        let certain = possible.filter { !$0.0.property.allowedValues.isEmpty && $0.1.said == nil }
        let taken = [certain, possible, read].first { !$0.isEmpty } ?? []
        var result = ReadSetting()
        for (candidate, values) in taken where !result.settings.contains(where: { $0.key == candidate.property.name }) {
            result.settings.append(Setting(key: candidate.property.name, value: values.text, place: place))
            if let said = values.said { result.notes.append(ConfigurationNote(place: place, text: said)) }
        }
        if read.count > 1, Set(read.map { $0.0.property.name }).count > 1 {
            let names = taken.map(\.0.shown).joined(separator: " and ")
            result.notes.append(
                ConfigurationNote(
                    place: place, text: "the label ‘\(candidates[0].property.label)’ is taken as \(names)"))
        }
        return result
    }

    /// The properties of all integrations that a name means: those that have it as a key, else those that have it as a label.
    private static func found(_ key: String, _ playbooks: PlaybookSet) -> [PlaybookProperty] {
        let integrations = playbooks.playbooks.filter { !$0.properties.isEmpty }
        func matches(_ position: (PropertyNames) -> Int?) -> [PlaybookProperty] {
            integrations.compactMap { playbook in
                position(PropertyNames(playbook.properties)).map {
                    PlaybookProperty(playbook: playbook, property: playbook.properties[$0])
                }
            }
        }
        let byKey = matches { $0.keyPosition(of: key) }
        return byKey.isEmpty ? matches { $0.typedPosition(of: key) } : byKey
    }

    private static func mappingField(_ key: String, _ playbooks: PlaybookSet) -> MappingField? {
        playbooks.playbooks.flatMap(\.mappingFields).first { $0.isCalled(key) }
    }

    /// Yes or no as `true` or `false`; other values as they are.
    private static func plain(
        _ value: String, _ field: MappingField, _ place: SourcePlace
    ) throws(ConfigurationError) -> String {
        let text = value.trimmed
        guard !text.isEmpty else {
            throw ConfigurationError(place: place, text: "‘\(field.label)’ without a value; leave it out")
        }
        guard !field.on.isEmpty else { return text }
        if let flag = field.flag(text) { return flag ? "true" : "false" }
        throw ConfigurationError(
            place: place,
            text:
                "found ‘\(Shown.key(text))’ for ‘\(field.label)’, expected \(field.on[0]) or \(field.off.first ?? "false")"
        )
    }

    private static func unknown(_ key: String, _ playbooks: PlaybookSet, _ place: SourcePlace) -> ConfigurationError {
        let properties = playbooks.playbooks.flatMap(\.properties).filter { !$0.secure }
        let fields = playbooks.playbooks.flatMap(\.mappingFields).map(\.label)
        let names = properties.flatMap { [$0.name] + $0.alsoCalled } + properties.map(\.label) + fields
        let candidates = names.map(PropertyNames.plain)
        let nearest = NearestWord.nearest(toTyped: PropertyNames.plain(key), among: candidates)
        let name = nearest.flatMap { candidates.firstIndex(of: $0) }.map { names[$0] }
        let known = properties.compactMap(\.key).joined(separator: ", ")
        let advice = name.map { "did you mean ‘\($0)’?" } ?? "known are \(known)"
        return ConfigurationError(place: place, text: "no property is called ‘\(Shown.key(key))’; \(advice)")
    }
}

/// What one `--set` comes to.
public struct ReadSetting: Sendable, Equatable {
    /// More than one where a label means a property of several integrations.
    public var settings: [Setting] = []
    /// What its reader should know.
    public var notes: [ConfigurationNote] = []

    /// Makes what several uses of the option are gathered in.
    public init(settings: [Setting] = [], notes: [ConfigurationNote] = []) {
        self.settings = settings
        self.notes = notes
    }
}

/// A property with the playbook that it belongs to.
struct PlaybookProperty {
    var playbook: Playbook
    var property: Property

    /// For a message.
    var shown: String { "\(property.name) (\(playbook.name))" }
}

/// The values that words stand for, where a property's values are few and known: an engineer reads *Checked out* on a screen.
struct ValueWords {
    private let property: Property
    private var values: [String: String] = [:]

    init(_ owned: PlaybookProperty, areRead: Bool) {
        property = owned.property
        if !areRead || property.allowedValues.isEmpty { return }
        for status in owned.playbook.field(comparedWith: property)?.meanings ?? [] {
            values[Self.plain(status.meaning)] = status.value
        }
        for word in property.words { values[Self.plain(word.word)] = word.value }
    }

    /// A value with its words replaced, whether all of it is known, and what to say of a replacement.
    func values(of text: String) -> (text: String, isKnown: Bool, said: String?) {
        var result: [String] = []
        var replaced: [String] = []
        for piece in pieces(text) {
            if !property.allowedValues.contains(piece.trimmed), let value = values[Self.plain(piece)] {
                replaced.append("‘\(piece.trimmed)’ is taken as `\(value)`")
                result += pieces(value).filter { !result.contains($0) }
            } else if !result.contains(piece) {
                result.append(piece)
            }
        }
        let joined = replaced.isEmpty ? text : result.joined(separator: property.separator ?? "")
        let known = AllowedList(joined, property: property).values.map(\.trimmed)
        return (
            joined, !known.isEmpty && known.allSatisfy(property.allowedValues.contains),
            replaced.isEmpty ? nil : replaced.joined(separator: ", ")
        )
    }

    private func pieces(_ text: String) -> [String] {
        AllowedPieces.pieces(of: text, separator: property.separator).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A status' meaning without what explains it in parentheses.
    private static func plain(_ text: String) -> String {
        PropertyNames.unspaced(text.split(separator: "(", maxSplits: 1).first.map(String.init) ?? text)
    }
}
