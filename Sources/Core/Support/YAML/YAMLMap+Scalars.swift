extension YAMLMap {
    /// A text that must be there and hold more than blanks.
    public func text(_ key: String) -> String {
        requiredNode(key, "text").map { filledText(of: $0) } ?? ""
    }

    /// A text, even an empty one, or nothing.
    public func optionalText(_ key: String) -> String? {
        node(key).map { text(of: $0) }
    }

    /// A whole number that must be there.
    public func integer(_ key: String, in range: ClosedRange<Int> = .min ... .max) -> Int {
        requiredNode(key, Self.expectedInteger(range)).map { integer(of: $0, range) } ?? range.lowerBound
    }

    /// A whole number, or nothing.
    public func optionalInteger(_ key: String, in range: ClosedRange<Int> = .min ... .max) -> Int? {
        node(key).map { integer(of: $0, range) }
    }

    /// `true` or `false`, which must be there.
    public func boolean(_ key: String) -> Bool {
        requiredNode(key, "true or false").map { boolean(of: $0) } ?? false
    }

    /// `true` or `false`, or what holds where the key is absent.
    public func boolean(_ key: String, default standard: Bool) -> Bool {
        node(key).map { boolean(of: $0) } ?? standard
    }

    /// A scalar that is text: in quotes, or nothing that an editor takes for a number, a truth value or null.
    func text(of node: YAMLNode) -> String {
        guard case .scalar(let scalar) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "text")
            return ""
        }
        switch scalar.meaning {
        case .text: return scalar.text
        case .nothing:
            fault(at: node.mark, found: "nothing", expected: "text")
        case .number, .boolean:
            fault(
                at: node.mark, found: Shown.kind(of: node), expected: "text",
                suggestion: "put it in quotes: \"\(scalar.text)\"")
        }
        return ""
    }

    /// As above, with more than blanks in it.
    func filledText(of node: YAMLNode) -> String {
        let text = text(of: node)
        if case .scalar(let scalar) = node.content, scalar.isQuoted, text.allSatisfy(\.isWhitespace) {
            fault(at: node.mark, found: "an empty text", expected: "text")
        }
        return text
    }

    private func integer(of node: YAMLNode, _ range: ClosedRange<Int>) -> Int {
        let expected = Self.expectedInteger(range)
        guard case .scalar(let scalar) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: expected)
            return range.lowerBound
        }
        let number = Int(scalar.text)
        if scalar.meaning == .number, let number, range.contains(number) { return number }
        fault(
            at: node.mark, found: Shown.kind(of: node), expected: expected,
            suggestion: scalar.isQuoted && number != nil ? "drop the quotes" : nil)
        return range.lowerBound
    }

    private func boolean(of node: YAMLNode) -> Bool {
        if case .scalar(let scalar) = node.content, !scalar.isQuoted {
            if scalar.text == "true" { return true }
            if scalar.text == "false" { return false }
        }
        fault(at: node.mark, found: Shown.kind(of: node), expected: "true or false", suggestion: meant(by: node))
        return false
    }

    /// Other spellings of a truth value, most of which older YAML knows.
    private func meant(by node: YAMLNode) -> String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        switch scalar.text.lowercased() {
        case "yes", "y", "on", "true", "1": return "write true, without quotes"
        case "no", "n", "off", "false", "0": return "write false, without quotes"
        default: return nil
        }
    }

    private static func expectedInteger(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let low, .max): "a whole number from \(low)"
        case (.min, let high): "a whole number up to \(high)"
        case (let low, let high): "a whole number from \(low) to \(high)"
        }
    }
}
