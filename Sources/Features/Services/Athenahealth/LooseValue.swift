internal import Support

/// Values as athenahealth spells them from year to year: numbers and truth values also as text.
enum LooseValue {
    /// The value of a key; `isClear` is false where the key stands twice with different values.
    static func member(_ key: String, of row: JSONNode) -> (value: JSONNode?, isClear: Bool) {
        var found: JSONNode?
        for entry in row.entries where entry.key.isText(key) {
            if let found, found != entry.value { return (nil, false) }
            found = entry.value
        }
        if found?.kind == .null { found = nil }
        return (found, true)
    }

    /// A whole number as its digits, from a number or a text; nil if it is neither or has anything beside the digits.
    static func wholeNumber(_ node: JSONNode?, negative: Bool = false) -> String? {
        guard let text = node?.text ?? node?.number else { return nil }
        let digits = negative && text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 18, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.utf8.count == 1 || digits.utf8.first != 0x30
        else { return nil }
        return digits == "0" && text != "0" ? nil : text
    }

    /// `true` and `false`, bare or in quotes, in any letter case.
    static func truth(of node: JSONNode?) -> Bool? {
        if let truth = node?.boolean { return truth }
        if node?.isText("true") == true { return true }
        if node?.isText("false") == true { return false }
        return nil
    }
}
