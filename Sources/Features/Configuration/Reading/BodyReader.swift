internal import Model
internal import Support

/// Turns JSON nodes into groups and mappings, and gathers what is to be said of them.
public final class BodyReader {
    /// More faults of one file than this only bury the first.
    private static let mostFaults = 20

    private(set) var read = ReadConfiguration()
    private let file: String
    private let properties: KnownProperties
    /// Which keys are secret: a file repeats few keys many times.
    private var secrets: [String: Bool] = [:]
    /// What the keys of mappings say, for the same reason.
    private var roles: [String: MappingRole?] = [:]

    init(file: String, properties: KnownProperties) {
        self.file = file
        self.properties = properties
    }

    /// How many things were read or said, to see whether something was.
    var yield: Int {
        let configuration = read.configuration
        return configuration.groups.count + configuration.mappings.count + configuration.triggers.count
            + read.notes.count + read.faults.count
    }

    func isSecret(_ key: String) -> Bool {
        if let known = secrets[key] { return known }
        let secret = properties.isSecret(key)
        secrets[key] = secret
        return secret
    }

    func place(_ mark: JSONMark) -> SourcePlace { SourcePlace(file: file, line: mark.line, column: mark.column) }

    func fault(_ mark: JSONMark, found: String, expected: String, advice: String? = nil) {
        guard read.faults.count < Self.mostFaults else { return }
        read.faults.append(ConfigurationError(place(mark), found: found, expected: expected, advice: advice))
    }

    func fault(_ fault: JSONError) { self.fault(fault.mark, found: fault.found, expected: fault.expected) }

    func note(_ mark: JSONMark, _ text: String) { read.notes.append(ConfigurationNote(place: place(mark), text: text)) }

    /// Reads a document; `number` is the business number in the path of the call that it belongs to.
    func read(_ node: JSONNode, number: String?) {
        switch node.kind {
        case .array:
            let elements = Array(node.elements)
            for element in elements { read(element, number: number) }
            if elements.isEmpty { note(node.mark, "an empty list: no group and no mapping, which decides nothing") }
        case .object: object(node, number)
        default: fault(node.mark, found: Kinds.name(of: node), expected: ConfigurationReader.expected)
        }
    }

    private func object(_ node: JSONNode, _ number: String?) {
        switch BodyForm(node) {
        case .group: group(node, number)
        case .mapping: mapping(node, number)
        case .trigger: trigger(node)
        case .envelope(let inner): read(inner, number: number)
        case .foreign(let found, let advice):
            fault(node.mark, found: found, expected: ConfigurationReader.expected, advice: advice)
        }
    }

    private func group(_ node: JSONNode, _ number: String?) {
        let fields = FieldReader(node, self)
        let type = fields.only("integrationSourceType").map { FieldReader($0, self) }
        let group = GroupConfiguration(
            groupID: fields.identifier("groupId") ?? fields.identifier("integrationGroupId") ?? fields.identifier("id"),
            businessNumber: fields.number("parentBusinessNumber") ?? fields.number("businessNumber") ?? number,
            sourceID: fields.integer("integrationSourceId") ?? type?.integer("id"),
            sourceName: fields.text("integrationSourceName") ?? type?.text("integrationSource"),
            triggerIDs: fields.elements("integrationGroupTriggers").compactMap {
                FieldReader($0, self).integer("triggerId")
            },
            showsTriggers: fields.only("integrationGroupTriggers") != nil, settings: settings(node),
            place: place(node.mark))
        if group.settings.isEmpty {
            note(node.mark, "a group without properties, so nothing could be compared with it")
        }
        read.configuration.groups.append(group)
    }

    private func mapping(_ node: JSONNode, _ number: String?) {
        let fields = FieldReader(node, self)
        let given = fields.number("businessNumber") ?? fields.number("businessId")
        let settings = settings(node)
        let entries = mappingEntries(node)
        func text(_ role: MappingRole) -> String? { entries[role].lazy.compactMap { fields.text($0.key) }.first }
        guard let business = given ?? number else {
            if fields.only("businessNumber") == nil {
                fault(
                    node.mark, found: "a mapping without ‘businessNumber’", expected: "the number of its business",
                    advice: "add \"businessNumber\": N")
            }
            return
        }
        read.configuration.mappings.append(
            MappingConfiguration(
                businessNumber: business,
                groupID: fields.identifier("integrationGroupId") ?? fields.identifier("groupId"),
                isActive: isActive(entries, node), frequency: text(.frequency), nextRunTime: text(.nextRunTime),
                settings: settings, place: place(node.mark)))
    }

    private func trigger(_ node: JSONNode) {
        let fields = FieldReader(node, self)
        guard let id = fields.integer("id") ?? fields.integer("triggerId") else {
            return fault(node.mark, found: "a trigger without ‘id’", expected: "an answer of list triggers")
        }
        var trigger = ListedTrigger(
            id: id, sourceID: fields.integer("integrationSourceId"), displayName: fields.text("displayName"),
            service: fields.text("triggerService"), place: place(node.mark))
        trigger.isActive = fields.flag("active")
        trigger.typeIDs = fields.elements("integrationTriggerType").compactMap { FieldReader($0, self).integer("id") }
        read.configuration.triggers.append(trigger)
    }

    /// Whether a mapping runs. A word that means neither, such as a state of authorization under a label's name, says nothing.
    private func isActive(_ fields: MappingEntries, _ node: JSONNode) -> Bool? {
        var said: Set<Bool> = []
        for (key, value) in fields[.active] where value.kind != .null {
            let word = (value.text ?? value.number ?? value.boolean.map(String.init))?.trimmed
            if let flag = word.flatMap({ properties.flag($0, .active) }) {
                said.insert(flag)
            } else if properties.isKey(key, .active) {
                fault(
                    value.mark, found: "\(Kinds.name(of: value)) under ‘\(Shown.key(key))’", expected: "true or false")
            }
        }
        if said.count > 1 { note(node.mark, "the mapping is both active and inactive, so neither is used") }
        return said.count == 1 ? said.first : nil
    }

    /// What a mapping holds besides its properties, by what it says.
    private func mappingEntries(_ node: JSONNode) -> MappingEntries {
        var entries = MappingEntries()
        for entry in node.entries {
            guard let key = entry.key.text, let role = role(of: key) else { continue }
            entries.all[role, default: []].append((key, entry.value))
        }
        return entries
    }

    private func role(of key: String) -> MappingRole? {
        if let known = roles[key] { return known }
        let role = properties.role(of: key)
        roles[key] = .some(role)
        return role
    }

    /// Of all keys that end with `properties`.
    private func settings(_ node: JSONNode) -> [Setting] {
        let reader = PropertyListReader(bodies: self, properties: properties)
        return node.entries.filter { BodyForm.isPropertyList($0.key) }.flatMap { reader.settings($0.value) }
    }
}

/// The entries of a mapping's body that are not its properties, by what they say.
private struct MappingEntries {
    var all: [MappingRole: [(key: String, value: JSONNode)]] = [:]

    subscript(role: MappingRole) -> [(key: String, value: JSONNode)] { all[role] ?? [] }
}

/// What an object is, by its keys.
enum BodyForm {
    case group
    case mapping
    /// A row of the answer to *list triggers*.
    case trigger
    /// An answer around what is looked for.
    case envelope(JSONNode)
    /// Something else: what it is, and what to do.
    case foreign(String, advice: String?)

    private static let ofMapping = ["integrationProperties", "integrationBusinessProperties", "integrationGroupId"]
    private static let ofGroup = [
        "integrationGroupProperties", "integrationSourceType", "integrationSourceId", "integrationGroupTriggers",
        "parentBusinessNumber", "groupId",
    ]
    private static let ofTrigger = ["triggerService", "integrationTriggerType", "actionGroupId"]
    private static let ofLog = ["_source", "_index", "hits", "rawResponse", "@timestamp"]
    private static let envelopes = ["data", "result"]

    init(_ node: JSONNode) {
        func has(_ keys: [String]) -> Bool { node.entries.contains { entry in keys.contains { entry.key.isText($0) } } }
        func holds(_ key: String) -> JSONNode? {
            guard let inner = node[key], inner.kind == .object || inner.kind == .array else { return nil }
            return inner
        }
        if has(Self.ofLog) {
            self = .foreign(ConfigurationError.log, advice: "give it as FILE, without --config")
        } else if has(Self.ofTrigger) {
            self = .trigger
        } else if has(Self.ofMapping) {
            self = .mapping
        } else if has(Self.ofGroup) {
            self = .group
        } else if let inner = Self.envelopes.lazy.compactMap(holds).first {
            self = .envelope(inner)
        } else if has(["businessNumber", "businessId"]) {
            self = .mapping
        } else if has(["error", "errorMessage", "errors", "fault"]) {
            self = .foreign("an answer that reports an error", advice: "make the call again")
        } else if node.entries.contains(where: { Self.isPropertyList($0.key) }) {
            self = .group
        } else {
            self = .foreign("an object with none of their keys", advice: nil)
        }
    }

    static func isPropertyList(_ key: JSONNode) -> Bool { key.endsText("properties") }
}
