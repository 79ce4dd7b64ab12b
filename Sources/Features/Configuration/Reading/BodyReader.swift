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
        if group.settings.isEmpty { note(node.mark, "a group without properties: it decides no value") }
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
        let reader = PropertyListReader(bodies: self, properties: properties)
        return node.entries.filter { BodyForm.isPropertyList($0.key) }.flatMap { reader.settings($0.value) }
    }
}

/// What an object is, by its keys.
enum BodyForm {
    case group
    case mapping
    /// An answer around what is looked for.
    case envelope(JSONNode)
    /// Something else: what it is, and what to do.
    case foreign(String, advice: String?)

    private static let ofMapping = ["integrationProperties", "integrationBusinessProperties", "integrationGroupId"]
    private static let ofGroup = [
        "integrationGroupProperties", "integrationSourceType", "integrationSourceId", "integrationGroupTriggers",
        "parentBusinessNumber", "groupId",
    ]
    private static let ofLog = ["_source", "_index", "hits", "rawResponse", "@timestamp"]
    private static let envelopes = ["data", "result"]

    init(_ node: JSONNode) {
        func has(_ keys: [String]) -> Bool { node.entries.contains { entry in keys.contains { entry.key.isText($0) } } }
        func holds(_ key: String) -> JSONNode? {
            guard let inner = node[key], inner.kind == .object || inner.kind == .array else { return nil }
            return inner
        }
        if has(Self.ofLog) {
            self = .foreign("a log record or an export of some", advice: "give it as FILE, without --config")
        } else if has(["triggerService"]) {
            self = .foreign("a trigger of an integration", advice: "give the group that uses it")
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

/// Kinds of nodes in words.
enum Kinds {
    static func name(of node: JSONNode) -> String {
        switch node.kind {
        case .object: "an object"
        case .array: "a list"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        }
    }
}

/// Reads the fields of one object; each kind of field says what it expects.
struct FieldReader {
    private let node: JSONNode
    private let bodies: BodyReader

    init(_ node: JSONNode, _ bodies: BodyReader) {
        self.node = node
        self.bodies = bodies
    }

    /// A key's value unless it is null. Twice with the same value is no fault.
    func only(_ key: String) -> JSONNode? {
        var found: JSONNode?
        for entry in node.entries where entry.key.isText(key) && entry.value.kind != .null {
            if let found, found != entry.value {
                bodies.fault(
                    entry.key.mark, found: "‘\(key)’ a second time, with another value",
                    expected: "the value of line \(found.mark.line), or one of the two")
            }
            found = found ?? entry.value
        }
        return found
    }

    /// A business number: digits, as a number or as text.
    func number(_ key: String) -> String? {
        guard let value = only(key) else { return nil }
        if let number = BusinessNumber(Self.plain(value)) { return number.text }
        bodies.fault(
            value.mark, found: "\(Kinds.name(of: value)) that is not made of digits only, under ‘\(key)’",
            expected: "a business number, such as 169990000000101",
            advice: value.kind == .number ? "a spreadsheet may have rounded it" : nil)
        return nil
    }

    /// An id of the platform's: a whole number, or a text that is not blank.
    func identifier(_ key: String) -> String? {
        let id = read(key, expected: "an id, such as 4100") { value in
            let text = Self.plain(value)
            return value.kind == .text || BusinessNumber(text) != nil ? text : nil
        }
        return id?.isEmpty == true ? nil : id
    }

    /// A small whole number.
    func integer(_ key: String) -> Int? {
        read(key, expected: "an id, such as 27") { Int(Self.plain($0)).flatMap { $0 >= 0 ? $0 : nil } }
    }

    /// A text; a number counts as its text.
    func text(_ key: String) -> String? { read(key, expected: "a text") { $0.text ?? $0.number } }

    /// Yes or no, also as a text or a number.
    func flag(_ key: String) -> Bool? {
        read(key, expected: "true or false") { value in
            switch Self.plain(value).lowercased() {
            case "true", "active", "yes", "1": true
            case "false", "inactive", "no", "0": false
            default: value.boolean
            }
        }
    }

    /// The elements of a list; none where the key is absent.
    func elements(_ key: String) -> [JSONNode] {
        read(key, expected: "a list") { $0.kind == .array ? Array($0.elements) : nil } ?? []
    }

    /// A key's value as `meaning` takes it; a fault where that is nothing.
    private func read<Value>(_ key: String, expected: String, _ meaning: (JSONNode) -> Value?) -> Value? {
        guard let value = only(key) else { return nil }
        if let read = meaning(value) { return read }
        bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: expected)
        return nil
    }

    /// A number or a text without blanks around; empty for other kinds.
    private static func plain(_ value: JSONNode) -> String { (value.number ?? value.text ?? "").trimmed }
}
