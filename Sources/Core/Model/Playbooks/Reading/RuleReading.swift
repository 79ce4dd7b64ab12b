internal import Support

/// Reads a rule; each kind has keys of its own, and those of another kind are faults.
enum RuleReading {
    static func rule(_ map: YAMLMap) -> Rule {
        var rule = Rule(code: map.code("code"), kind: map.choice("kind", of: RuleKind.self))
        guard map.isChoice("kind", of: RuleKind.self) else {
            // Which keys belong there is open; a second fault for each of them would only distract.
            for key in allKeys { _ = map.node(key) }
            return rule
        }
        switch rule.kind {
        case .notInAllowedList:
            rule.reason = map.text("reason")
            rule.alsoWritten = map.texts("alsoWritten")
            rule.field = map.text("field")
            rule.property = map.text("property")
        case .flag:
            rule.reason = map.text("reason")
            rule.alsoWritten = map.texts("alsoWritten")
            rule.property = map.optionalText("property")
            rule.values = rule.property == nil ? map.texts("values") : map.someTexts("values")
        case .textSignature:
            rule.texts = map.someTexts("texts")
            rule.answeredWith = map.optionalText("answeredWith")
        case .status:
            rule.statuses = map.statuses("statuses")
        }
        refuseOtherKinds(map, rule.kind)
        return rule
    }

    private static let allKeys = [
        "reason", "alsoWritten", "field", "property", "values", "texts", "statuses", "answeredWith",
    ]

    private static func keys(of kind: RuleKind) -> [String] {
        switch kind {
        case .notInAllowedList: ["reason", "alsoWritten", "field", "property"]
        case .flag: ["reason", "alsoWritten", "property", "values"]
        case .textSignature: ["texts", "answeredWith"]
        case .status: ["statuses"]
        }
    }

    private static func refuseOtherKinds(_ map: YAMLMap, _ kind: RuleKind) {
        let own = keys(of: kind)
        for key in allKeys where !own.contains(key) && map.has(key) {
            _ = map.node(key)
            let homes = RuleKind.allCases.filter { keys(of: $0).contains(key) }.map(\.rawValue)
            map.fault(
                at: map.mark(of: key), found: "‘\(key)’ in a rule of kind \(kind.rawValue)",
                expected: own.joined(separator: ", "),
                suggestion: "‘\(key)’ belongs to \(homes.joined(separator: " and "))")
        }
    }
}

/// Reads what is told about a code.
enum CodeReading {
    static func entry(_ map: YAMLMap) -> CodeEntry {
        let retired = map.boolean("retired", default: false)
        // A retired code is kept for old tickets only; nothing has to be known about it any more.
        func text(_ key: String) -> String { retired ? map.optionalText(key) ?? "" : map.text(key) }
        return CodeEntry(
            code: map.code("code"), title: text("title"), brief: map.optionalText("brief"),
            severity: retired
                ? map.optionalChoice("severity", of: Severity.self) ?? .info
                : map.choice("severity", of: Severity.self),
            source: text("source"), explanation: text("explanation"), falsePositives: map.texts("falsePositives"),
            decidedBy: text("decidedBy"), remedies: map.mappings("remedies", of: "a remedy", remedy),
            retired: retired)
    }

    private static func remedy(_ map: YAMLMap) -> Remedy {
        Remedy(
            text: map.text("text"), brief: map.optionalText("brief"),
            answeredBy: map.optionalChoice("answeredBy", of: AnsweredBy.self),
            owner: map.choice("owner", of: Owner.self),
            danger: map.optionalChoice("danger", of: Danger.self) ?? .none,
            reversible: map.boolean("reversible", default: true),
            command: map.has("command") ? map.someTexts("command") : map.optionalTexts("command"),
            query: map.optionalText("query"), verify: map.texts("verify"),
            tellClient: map.optionalText("tellClient"), integration: map.optionalText("integration"),
            act: map.optionalText("act"), onlyIf: map.optionalChoice("onlyIf", of: RemedyCondition.self))
    }
}

/// Restriction reasons, of which logs hold several spellings.
public enum ReasonText {
    /// The same for all spellings that mean one reason (rules.md D10): without quotes, letter case, spacing and a
    /// final full stop.
    public static func key(of reason: String) -> String {
        var words = reason.lowercased()
        // What becomes of them where UTF-8 is read as Windows-1252.
        if words.contains("â€") { for mark in misread { words.replace(mark, with: "") } }
        if words.contains("&") { for mark in entities { words.replace(mark, with: "") } }
        words.removeAll { quotes.contains($0) }
        var key = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if key.hasSuffix(".") { key.removeLast() }
        while key.last == " " { key.removeLast() }
        return key
    }

    private static let misread = ["â€˜", "â€™", "â€œ", "â€\u{9D}", "â€š", "â€ž", "â€"]

    /// Quotation marks as HTML writes them.
    private static let entities = [
        "&lsquo;", "&rsquo;", "&ldquo;", "&rdquo;", "&sbquo;", "&bdquo;", "&quot;", "&apos;", "&#34;", "&#39;",
        "&#x27;",
        "&#8216;", "&#8217;", "&#8220;", "&#8221;", "&#x2018;", "&#x2019;", "&#x201c;", "&#x201d;",
    ]

    private static let quotes: Set<Character> = [
        "'", "\"", "‘", "’", "‚", "‛", "“", "”", "„", "‟", "‹", "›", "«", "»", "`", "´",
        // What becomes of them where a program cannot write or read them.
        "?", "\u{FFFD}",
    ]
}

/// Names of integrations as logs and people write them.
public enum IntegrationName {
    /// The same for all spellings of a name: without letter case, spaces, `_` and `-`.
    public static func key(of name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}

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
            fault(at: markOfValue(key), found: "another text", expected: "a code: BE and four digits, such as BE2101")
        }
        return code
    }

    /// A day that the calendar has, as `YYYY-MM-DD`.
    func day(_ key: String) -> String {
        let day = text(key)
        if CivilDay(day) == nil, !day.isEmpty {
            fault(at: markOfValue(key), found: "another text", expected: "a day as YYYY-MM-DD")
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
