internal import Support

/// The formats that playbooks use beside plain texts.
extension YAMLMap {
    /// Whether a key holds one of the choices, so that what depends on it can be checked at all.
    func isChoice<Choice: RawRepresentable>(
        _ key: String, of type: Choice.Type
    ) -> Bool where Choice.RawValue == String {
        guard case .scalar(let scalar) = node(key)?.content else { return false }
        return Choice(rawValue: scalar.text) != nil
    }

    /// `BE` and four digits.
    func code(_ key: String) -> String {
        let code = text(key)
        let digits = code.utf8.dropFirst(2)
        let fits = code.hasPrefix("BE") && digits.count == 4 && digits.allSatisfy { (0x30...0x39).contains($0) }
        if !fits, !code.isEmpty {
            fault(at: markOfValue(key), found: "‘\(code)’", expected: "a code: BE and four digits, such as BE2101")
        }
        return code
    }

    /// A day that the calendar has, as `YYYY-MM-DD`.
    func day(_ key: String) -> String {
        let day = text(key)
        if !Day.isDay(day), !day.isEmpty {
            fault(at: markOfValue(key), found: "‘\(day)’", expected: "a day as YYYY-MM-DD")
        }
        return day
    }

    /// Statuses of HTTP: three digits, or a class such as `5xx`.
    func statuses(_ key: String) -> [String] {
        let statuses = someTexts(key)
        for (position, status) in statuses.enumerated() where !status.isEmpty && !Self.isStatus(status) {
            fault(
                at: node(key)?[position]?.mark ?? mark, found: "the status ‘\(status)’",
                expected: "three digits from 100 to 599, or a class such as 5xx")
        }
        return statuses
    }

    private static func isStatus(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 3, (0x31...0x35).contains(bytes[0]) else { return false }
        return text.hasSuffix("xx") || bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
}
