internal import Model
internal import Support

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
        if let number = BusinessNumber(trimmed(value.number ?? value.text ?? "")) { return number.text }
        bodies.fault(
            value.mark, found: "\(Kinds.name(of: value)) that is not made of digits only, under ‘\(key)’",
            expected: "a business number, such as 169990000000101",
            advice: value.kind == .number ? "a spreadsheet may have rounded it" : nil)
        return nil
    }

    /// An id of the platform's: a whole number, or a text that is not blank.
    func identifier(_ key: String) -> String? {
        guard let value = only(key) else { return nil }
        let text = trimmed(value.number ?? value.text ?? "")
        let isWhole = value.kind == .text || BusinessNumber(text) != nil
        if !text.isEmpty, isWhole { return text }
        if value.kind == .text { return nil }
        bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: "an id, such as 4100")
        return nil
    }

    /// A small whole number.
    func integer(_ key: String) -> Int? {
        guard let value = only(key) else { return nil }
        if let integer = Int(trimmed(value.number ?? value.text ?? "")), integer >= 0 { return integer }
        bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: "an id, such as 27")
        return nil
    }

    /// A text; a number counts as its text.
    func text(_ key: String) -> String? {
        guard let value = only(key) else { return nil }
        if let text = value.text ?? value.number { return text }
        bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: "a text")
        return nil
    }

    /// Yes or no, also as a text or a number.
    func flag(_ key: String) -> Bool? {
        guard let value = only(key) else { return nil }
        if let boolean = value.boolean { return boolean }
        switch trimmed(value.text ?? value.number ?? "").lowercased() {
        case "true", "active", "yes", "1": return true
        case "false", "inactive", "no", "0": return false
        default:
            bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: "true or false")
            return nil
        }
    }

    /// The elements of a list; none where the key is absent.
    func elements(_ key: String) -> [JSONNode] {
        guard let value = only(key) else { return [] }
        if value.kind == .array { return Array(value.elements) }
        bodies.fault(value.mark, found: "\(Kinds.name(of: value)) under ‘\(key)’", expected: "a list")
        return []
    }

    private func trimmed(_ text: String) -> String {
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
