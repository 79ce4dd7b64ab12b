internal import Model
internal import Support

/// Turns JSON nodes into groups and mappings, and gathers what is to be said of them.
final class BodyReader {
    /// More faults of one file than this only bury the first.
    private static let mostFaults = 20

    private(set) var read = ReadConfiguration()
    private let file: String
    private let properties: KnownProperties
    /// Which keys are secret: a file repeats few keys many times.
    private var secrets: [String: Bool] = [:]

    init(file: String, properties: KnownProperties) {
        self.file = file
        self.properties = properties
    }

    /// How many things were read or said, to see whether something was.
    var yield: Int {
        read.configuration.groups.count + read.configuration.mappings.count + read.notes.count + read.faults.count
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
        read.faults.append(ConfigurationFault(place(mark), found: found, expected: expected, advice: advice))
    }

    func fault(_ fault: JSONFault) {
        self.fault(fault.mark, found: fault.found, expected: fault.expected)
    }

    func note(_ mark: JSONMark, _ text: String) {
        read.notes.append(ConfigurationNote(place: place(mark), text: text))
    }

    /// Reads a document; `number` is the business number in the path of the call that it belongs to.
    func read(_ node: JSONNode, number: String?) {
        switch node.kind {
        case .array:
            var isEmpty = true
            for element in node.elements {
                isEmpty = false
                read(element, number: number)
            }
            if isEmpty { note(node.mark, "an empty list: no group and no mapping, which decides nothing") }
        case .object: object(node, number)
        default: fault(node.mark, found: Kinds.name(of: node), expected: ConfigurationReader.expected)
        }
    }

    private func object(_ node: JSONNode, _ number: String?) {
        switch BodyForm(node) {
        case .group: group(node, number)
        case .mapping: mapping(node, number)
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
            settings: settings(node), place: place(node.mark))
        if group.settings.isEmpty {
            note(node.mark, "a group without properties: it decides no value")
        }
        read.configuration.groups.append(group)
    }

    private func mapping(_ node: JSONNode, _ number: String?) {
        let fields = FieldReader(node, self)
        let given = fields.number("businessNumber") ?? fields.number("businessId")
        let settings = settings(node)
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
                isActive: fields.flag("active") ?? fields.flag("isActive"), frequency: fields.text("frequency"),
                settings: settings, place: place(node.mark)))
    }

    /// Of all keys that end with `properties`.
    private func settings(_ node: JSONNode) -> [Setting] {
        var settings: [Setting] = []
        for entry in node.entries {
            guard BodyForm.isPropertyList(entry.key) else { continue }
            settings += PropertyListReader(bodies: self, properties: properties).settings(entry.value)
        }
        return settings
    }
}
