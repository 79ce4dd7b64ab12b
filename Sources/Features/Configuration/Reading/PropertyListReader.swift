internal import Model
internal import Support

/// Reads a list of properties: objects with `propertyKey` and `propertyValue`, or one object of keys and values.
struct PropertyListReader {
    let bodies: BodyReader
    let properties: KnownProperties

    func settings(_ list: JSONNode) -> [Setting] {
        switch list.kind {
        case .array: return list.elements.compactMap(property)
        case .object: return list.entries.compactMap { setting($0.key.text ?? "", $0.value, isMarked: false) }
        case .null: return []
        default:
            bodies.fault(list.mark, found: Kinds.name(of: list), expected: "a list of properties")
            return []
        }
    }

    private func property(_ node: JSONNode) -> Setting? {
        guard node.kind == .object else {
            bodies.fault(
                node.mark, found: "\(Kinds.name(of: node)) in a list of properties",
                expected: "an object with ‘propertyKey’ and ‘propertyValue’")
            return nil
        }
        let fields = FieldReader(node, bodies)
        guard let key = fields.only("propertyKey") ?? fields.only("key"), let name = key.text,
            !name.allSatisfy(\.isWhitespace)
        else {
            bodies.fault(node.mark, found: "a property without its name", expected: "‘propertyKey’ with a text")
            return nil
        }
        guard let value = fields.only("propertyValue") ?? fields.only("value") else {
            bodies.note(node.mark, "‘\(Shown.key(name))’ without a value: treated as not set")
            return nil
        }
        return setting(name, value, isMarked: fields.flag("isSecure") ?? false)
    }

    /// `isMarked`: the list itself calls the property secret.
    private func setting(_ key: String, _ value: JSONNode, isMarked: Bool) -> Setting? {
        let place = bodies.place(value.mark)
        if value.kind == .null { return nil }
        // What is secret is kept nowhere; its hash, of this process only, tells whether two are the same.
        if isMarked || bodies.isSecret(key) {
            var hidden = Setting(key: key, value: "", isHidden: true, place: place)
            // Stars are shown for any value, so that they are the same as none.
            hidden.hiddenHash = value.text.flatMap { MaskedText.isMasked($0) ? nil : $0.hashValue }
            return hidden
        }
        guard let text = text(of: value, key: key) else { return nil }
        let cut = RepeatedKey.cut(text, key: key)
        if cut != text {
            bodies.note(
                value.mark,
                "the value of ‘\(Shown.key(key))’ repeats the key (‘\(Shown.key(key))=’), which was left out")
        }
        return Setting(key: key, value: cut, place: place)
    }

    private func text(of value: JSONNode, key: String) -> String? {
        if let text = value.text ?? value.number ?? value.boolean.map({ $0 ? "true" : "false" }) { return text }
        guard value.kind == .array else {
            bodies.fault(value.mark, found: "an object as the value of ‘\(Shown.key(key))’", expected: "a text")
            return nil
        }
        var texts: [String] = []
        for element in value.elements {
            guard let text = element.text ?? element.number else {
                bodies.fault(
                    element.mark, found: "\(Kinds.name(of: element)) in the list under ‘\(Shown.key(key))’",
                    expected: "texts or numbers only")
                return nil
            }
            texts.append(text)
        }
        let separator = properties.separator(of: key)
        bodies.note(
            value.mark, "the value of ‘\(Shown.key(key))’ is a list, read as its elements joined by ‘\(separator)’")
        return texts.joined(separator: separator)
    }
}

/// The articles' spelling of a status, `appointmentstatus=3`.
enum RepeatedKey {
    /// The value without the key and `=` before its pieces.
    static func cut(_ value: String, key: String) -> String {
        guard value.utf8.contains(UInt8(ascii: "=")) else { return value }
        let name = key.lowercased() + "="
        guard value.lowercased().contains(name) else { return value }
        var result = ""
        var rest = value[...]
        while !rest.isEmpty {
            let isAtPiece = result.isEmpty || result.last == ","
            let blanks = isAtPiece ? rest.prefix(while: \.isWhitespace) : ""
            let behind = rest.dropFirst(blanks.count)
            if isAtPiece, behind.prefix(name.count).lowercased() == name {
                rest = behind.dropFirst(name.count)
                if rest.first == "," || rest.isEmpty { continue }
            }
            guard let first = rest.first else { break }
            result.append(first)
            rest.removeFirst()
        }
        return result
    }
}

/// How a key from a file stands in a message.
enum Shown {
    /// Short, and without what moves a cursor; the gate does the rest.
    static func key(_ key: String) -> String {
        let plain = key.filter { !$0.isNewline }
        return plain.count > 40 ? plain.prefix(40) + "…" : plain
    }
}

/// What the reading has to know: which properties are secret, what separates their values, and what a mapping holds
/// besides them.
struct KnownProperties: Sendable {
    private var secrets: Set<String> = []
    private var separators: [String: String] = [:]
    private let mappingFields: [MappingField]

    init(_ playbooks: PlaybookSet) {
        mappingFields = playbooks.playbooks.flatMap(\.mappingFields)
        for property in playbooks.playbooks.flatMap(\.properties) {
            for name in property.labels + property.spellings {
                let plain = PropertyNames.unspaced(name)
                if property.secure { secrets.insert(plain) }
                if let separator = property.separator { separators[plain] = separator }
            }
        }
    }

    /// Whether a key's value must not be kept: a playbook says so, or its name does.
    func isSecret(_ key: String) -> Bool {
        let plain = PropertyNames.unspaced(key)
        return secrets.contains(plain) || Self.telling.contains { plain.contains($0) }
    }

    /// What separates the values of a list under a key; a comma where nobody says otherwise.
    func separator(of key: String) -> String { separators[PropertyNames.unspaced(key)] ?? "," }

    /// What a key of a mapping's body says besides its properties; nil for other keys.
    func role(of key: String) -> MappingRole? { mappingFields.first { $0.isCalled(key) }?.role }

    /// Whether a name is a key of that role, and not only its label.
    func isKey(_ name: String, _ role: MappingRole) -> Bool {
        mappingFields.contains { $0.role == role && $0.keys.contains(name) }
    }

    /// What a word says of a role that is yes or no.
    func flag(_ word: String, _ role: MappingRole) -> Bool? {
        mappingFields.lazy.filter { $0.role == role }.compactMap { $0.flag(word) }.first
    }

    private static let telling = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "credential",
    ]
}
