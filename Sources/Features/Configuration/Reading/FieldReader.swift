internal import Model
internal import Support

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
