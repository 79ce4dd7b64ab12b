internal import Glibc
internal import Model
internal import Reporting

/// What becomes of a field's value by the field's name: an allow-list, since what is not known to be harmless does not
/// leave (rules.md D41).
final class RedactionRules: Sendable {
    /// By the letters of a name, without case, spaces, `_` and `-`.
    private let kept: [[UInt8]: ValueType]
    private let hidden: Set<[UInt8]>
    private let objects: Set<[UInt8]>
    private let properties: [[UInt8]: Rule]
    /// Names of fields that people have as well, so that only in small letters they surely are a field's: `page`, `stack`.
    private let peoplesNames: Set<[UInt8]>
    /// All names of fields as they were given.
    let names: [String]
    /// What stays in a person's object.
    private let evidence: Set<[UInt8]>

    enum Rule: Sendable, Equatable {
        /// Stays if it is of that type.
        case keep(ValueType)
        /// A person's, with everything in it that is no evidence.
        case hide
        /// No name that is known.
        case unknown
        /// Its value names the property whose value stands beside it.
        case propertyKey
        case propertyValue
        /// As the two before, under names that also mean other things.
        case perhapsPropertyKey
        case perhapsPropertyValue
    }

    /// Names or paths of fields; a field that is kept and hidden is hidden.
    ///
    /// `objects`: fields with everything in them that is no `evidence`. `properties`: what becomes of `propertyValue` beside
    /// such a `propertyKey`; that of any other is hidden. `unread`: fields in which a report finds nothing.
    init(
        kept: [(type: ValueType, names: [String])], evidence: [(type: ValueType, names: [String])] = [],
        hidden: [String], objects: [String] = [], keptProperties: [String] = [], hiddenProperties: [String] = [],
        unread: [String] = []
    ) {
        var types: [[UInt8]: ValueType] = [:]
        for (type, names) in evidence + kept {
            for name in names where types[Self.key(name)] == nil { types[Self.key(name)] = type }
        }
        self.kept = types
        self.evidence = Set(evidence.flatMap(\.names).map(Self.key))
        self.hidden = Set(hidden.map(Self.key))
        self.objects = Set(objects.map(Self.key))
        names = (evidence + kept).flatMap(\.names) + hidden + objects
        var properties: [[UInt8]: Rule] = [:]
        for name in keptProperties { properties[Self.letters(name.utf8)] = .keep(.property) }
        for name in hiddenProperties { properties[Self.letters(name.utf8)] = .hide }
        self.properties = properties
        let doubtful = unread.filter { name in
            !Array(name.utf8).withUnsafeBufferPointer { HarmlessText.shipped.isHarmless($0) }
        }
        peoplesNames = Set(doubtful.map(Self.key))
    }

    /// `inPerson`: whether the field stands in a person's object.
    func rule(for name: Bytes, inPerson: Bool = false) -> Rule {
        let parts = Self.parts(of: name)
        guard let last = parts.last else { return inPerson ? .hide : .unknown }
        let key = Self.letters(last)
        if hidden.contains(key) || objects.contains(key) || isSecret(last) || isSecret(name) { return .hide }
        let isPersons = inPerson || isPerson(parts)
        // `id` is anybody's, `_id` the index's.
        let isKept = kept[key] != .documentID || last.first == 0x5F
        if let type = kept[key], isKept, !isPersons || evidence.contains(key) { return .keep(type) }
        switch key {
        case Self.propertyKey: return .propertyKey
        case Self.propertyValue: return .propertyValue
        default: break
        }
        if isPersons { return .hide }
        // A property of a mapping, as a field of its own.
        if let rule = properties[Self.letters(name)] { return rule }
        if Self.nameKeys.contains(key) { return .perhapsPropertyKey }
        return Self.valueKeys.contains(key) ? .perhapsPropertyValue : .unknown
    }

    /// Whether a name is that of a person's object; in text an error stands behind it more often than a person.
    func isObject(_ name: Bytes) -> Bool { objects.contains(Self.letters(name)) }

    /// Whether a text is the name of a field that is known.
    func knows(_ name: Bytes) -> Bool {
        guard name.count <= 128, let last = Self.parts(of: name).last else { return false }
        let key = Self.letters(last)
        if let first = last.first, (0x41...0x5A).contains(first), peoplesNames.contains(key) { return false }
        return kept[key] != nil || hidden.contains(key) || objects.contains(key) || properties[key] != nil
    }

    /// Where the last part of a path begins, if it is a field that is known and cannot be a person's name: `businessNumber`,
    /// `pms_appointment_status`. Nil where nothing is in front of it.
    func knownEnd(of name: Bytes) -> Int? {
        guard knows(name), let last = Self.parts(of: name).last, last.startIndex > 0 else { return nil }
        let isJoined = last.contains { $0 == 0x5F } || last.dropFirst().contains { (0x41...0x5A).contains($0) }
        return isJoined && (0x61...0x7A).contains(last[last.startIndex]) ? last.startIndex : nil
    }

    /// Whether a name means nothing but that a name or a value stands beside it.
    func isForm(_ name: Bytes) -> Bool {
        let key = Self.letters(name)
        return Self.nameKeys.contains(key) || Self.valueKeys.contains(key) || Self.tableKeys.contains(key)
            || key == Self.propertyKey || key == Self.propertyValue
    }

    /// What becomes of the value beside a property's key.
    func rule(forValueOf property: Bytes, isSurelyProperty: Bool) -> Rule {
        if let rule = properties[Self.letters(property)] { return rule }
        let rule = rule(for: property)
        // A table may be called `contacts`.
        if rule == .hide, objects.contains(Self.letters(property)) { return isSurelyProperty ? .hide : .unknown }
        switch rule {
        case .keep, .hide: return rule
        default: return isSurelyProperty ? .hide : .unknown
        }
    }

    private func isSecret(_ name: some Collection<UInt8>) -> Bool {
        Array(name).withUnsafeBufferPointer { IdentityMask.kind(ofField: $0) != nil }
    }

    /// Whether a part in front of the last is a person's object, or the last begins with its name: `contact_firstName`.
    private func isPerson(_ parts: [ArraySlice<UInt8>]) -> Bool {
        if parts.dropLast().contains(where: { objects.contains(Self.letters($0)) }) { return true }
        guard let last = parts.last else { return false }
        let end = last.indices.dropFirst().first { index in
            last[index] == 0x5F || last[index] == 0x2D || last[index] == 0x20
                || (0x41...0x5A).contains(last[index]) && !(0x41...0x5A).contains(last[index - 1])
        }
        return end.map { objects.contains(Self.letters(last[..<$0])) } ?? false
    }

    /// The parts of a path, without those that say how a field is indexed: `contact.name.keyword`, `contacts[0].id`.
    private static func parts(of name: Bytes) -> [ArraySlice<UInt8>] {
        var parts = Array(name).split { $0 == 0x2E || $0 == 0x5B || $0 == 0x5D || $0 == 0x2F }
        while parts.count > 1, let last = parts.last, isIndexing(last) { parts.removeLast() }
        return parts
    }

    private static func isIndexing(_ part: ArraySlice<UInt8>) -> Bool {
        part.allSatisfy { (0x30...0x39).contains($0) } || part.elementsEqual("keyword".utf8)
            || part.elementsEqual("raw".utf8) || part.elementsEqual("text".utf8)
    }

    private static func key(_ name: String) -> [UInt8] {
        Array(name.utf8).withUnsafeBufferPointer { parts(of: $0).last.map(letters) ?? [] }
    }

    /// Without letter case, spaces, `_` and `-`.
    private static func letters(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.compactMap { byte in
            if byte == 0x20 || byte == 0x5F || byte == 0x2D { return nil }
            return (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        }
    }

    private static let propertyKey = Array("propertykey".utf8)
    private static let propertyValue = Array("propertyvalue".utf8)
    /// Where answers keep names and values apart.
    private static let tableKeys: Set<[UInt8]> = Set(
        [
            "fields", "schema", "columns", "rows", "datarows", "data", "results", "series", "records", "hits",
            "headers",
            "header", "cols", "f", "columnnames", "names", "columninfo", "resultset", "metadata", "attributes",
            "resource",
            "body", "logrecords", "scopelogs", "resourcelogs",
        ].map { Array($0.utf8) })
    private static let nameKeys: Set<[UInt8]> = Set(["key", "name", "field", "label", "k"].map { Array($0.utf8) })
    /// A value, also under the name of its type (OpenTelemetry, DynamoDB).
    private static let valueKeys: Set<[UInt8]> = Set(
        [
            "value", "v", "val", "stringvalue", "intvalue", "boolvalue", "doublevalue", "arrayvalue", "kvlistvalue",
            "values", "s", "n", "bool", "varcharvalue",
        ].map { Array($0.utf8) })
}

extension RedactionRules {
    /// What playbooks read of a record stays, and what they name besides; what they call a contact or an identity goes.
    ///
    /// `further`: names of fields that stay whatever they hold (`--keep-field`).
    convenience init(_ playbooks: PlaybookSet, further: [String] = []) {
        let all = playbooks.playbooks
        let fields = all.flatMap(\.recordFields)
        func aliases(_ roles: RecordRole...) -> [String] {
            fields.filter { roles.contains($0.role) }.flatMap(\.aliases)
        }
        let evidence = all.flatMap(\.evidenceFields).map { field in
            (type: ValueType(evidence: field), names: [field.name] + field.aliases)
        }
        let counts = all.flatMap(\.countColumns) + all.flatMap(\.unclearCountColumns)
        let properties = all.flatMap(\.properties)
        // Who logs in is a credential's half (rules.md D28).
        let credentials = all.compactMap(\.credentialMail).flatMap(\.fields).map(\.property)
        let secret = properties.filter(\.secure).flatMap { [$0.name] + $0.alsoCalled } + credentials
        let free = Set(further.map(Self.key))
        let identities = aliases(.contact) + all.flatMap(\.identityFields) + secret
        self.init(
            kept: [
                (.any, further), (.text, aliases(.text, .restrictedFlag)), (.number, counts),
                (.responseCode, aliases(.status)),
            ] + all.flatMap(\.keptFields).map { (ValueType($0.type), $0.names) },
            evidence: evidence + [
                (.time, aliases(.time)), (.text, aliases(.reason, .integration)), (.identifier, aliases(.business)),
            ],
            hidden: identities.filter { !free.contains(Self.key($0)) },
            objects: all.flatMap(\.identityObjects).filter { !free.contains(Self.key($0)) },
            keptProperties: properties.flatMap { [$0.name] + $0.alsoCalled }, hiddenProperties: secret,
            unread: all.flatMap(\.keptFields).flatMap(\.names))
    }
}
