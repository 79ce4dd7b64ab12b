internal import LogReading
internal import Model

/// One rule of one playbook, as a known reason leads to it.
struct ReasonRule {
    var integration: String
    var rule: Rule
    /// Whether the text is the playbook's own spelling, not one of `alsoWritten` (rules.md D12).
    var isOwnSpelling: Bool
}

/// All reasons that the playbooks know, by the key that makes their spellings equal (rules.md D10).
struct Reasons {
    private let rules: [String: [ReasonRule]]
    /// How many separators the longest known reason holds: more parts than that need not be tried together.
    private let longestJoin: Int

    init(_ playbooks: PlaybookSet) {
        var rules: [String: [ReasonRule]] = [:]
        for playbook in playbooks.playbooks where playbook.kind == .integration {
            for rule in playbook.rules {
                guard let reason = rule.reason else { continue }
                for text in [reason] + rule.alsoWritten {
                    let key = ReasonText.key(of: text)
                    let known = ReasonRule(
                        integration: playbook.name, rule: rule, isOwnSpelling: key == ReasonText.key(of: reason))
                    if rules[key]?.contains(where: { $0.integration == playbook.name }) == true { continue }
                    rules[key, default: []].append(known)
                }
            }
        }
        self.rules = rules
        longestJoin = rules.keys.map { key in key.count { Self.separators.contains($0) } }.max() ?? 0
    }

    /// The rules that a whole text names; empty for an unknown one.
    func rules(for text: String) -> [ReasonRule] { rules[ReasonText.key(of: text)] ?? [] }

    func isKnown(_ text: String) -> Bool { rules[ReasonText.key(of: text)] != nil }

    /// Cuts a cell into reasons at `,` `;` and newlines, but only beside a known reason; the rest stays whole.
    func split(_ cell: String) -> [String] {
        if isKnown(cell) { return [cell.trimmed] }
        let parts = Self.parts(cell)
        guard parts.count > 1 else { return [cell.trimmed] }
        var reasons: [String] = []
        var rest = ""
        var at = 0
        while at < parts.count {
            if let (known, next) = knownReason(parts, at) {
                reasons.append(rest)
                rest = ""
                reasons.append(known)
                at = next
            } else {
                rest += parts[at].separator + parts[at].text
                at += 1
            }
        }
        reasons.append(rest)
        return reasons.map { $0.trimmed.droppingSeparators }.filter { !Blank.isBlank($0) }
    }

    /// The longest known reason that begins with part `start`.
    private func knownReason(_ parts: [Part], _ start: Int) -> (String, Int)? {
        for end in stride(from: min(parts.count, start + longestJoin + 1), to: start, by: -1) {
            var text = parts[start].text
            for part in parts[(start + 1)..<end] { text += part.separator + part.text }
            if isKnown(text) { return (text.trimmed, end) }
        }
        return nil
    }

    private struct Part {
        var separator: String
        var text: String
    }

    private static let separators: Set<Character> = [",", ";", "\n", "\r\n", "\r"]

    private static func parts(_ cell: String) -> [Part] {
        var parts = [Part(separator: "", text: "")]
        for character in cell {
            if separators.contains(character) {
                parts.append(Part(separator: String(character), text: ""))
            } else {
                parts[parts.count - 1].text.append(character)
            }
        }
        return parts
    }
}

/// What stands for "nothing" in a cell (rules.md D9).
enum Blank {
    static func isBlank(_ text: String) -> Bool {
        let trimmed = text.trimmed
        return trimmed.isEmpty || words.contains(trimmed)
    }

    private static let words: Set<String> = [
        "-", "(empty)", "[]", "{}", "null", "NULL", "None", "NaN", "nan", "N/A", "n/a", "\\N", "false", "False", "nil",
        "undefined", "\"\"", "''",
    ]

    /// The same of a record's value, without a copy: nearly always its first byte decides.
    static func isBlank(_ value: RecordValue) -> Bool {
        let bytes = value.bytes
        guard value.kind == .text, bytes.count <= 9 else { return false }
        guard let first = bytes.first else { return true }
        if bytes.count == 1 { return first == UInt8(ascii: "-") || first <= 0x20 }
        // Statuses and types begin with the same letters, and are longer.
        let isWordLong =
            switch first {
            case UInt8(ascii: "n"), UInt8(ascii: "N"): bytes.count <= 4
            case UInt8(ascii: "f"), UInt8(ascii: "F"): bytes.count == 5
            case UInt8(ascii: "u"): bytes.count == 9
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                false
            default: true
            }
        return isWordLong && isBlank(String(decoding: bytes, as: UTF8.self))
    }
}

extension String {
    var trimmed: String {
        let front = drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }

    /// Without the `,` and `;` that separated it from a known reason.
    fileprivate var droppingSeparators: String {
        var text = Substring(self)
        while let first = text.first, first == "," || first == ";" || first.isWhitespace { text.removeFirst() }
        while let last = text.last, last == "," || last == ";" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

/// Which integration a record belongs to (rules.md D8, D12).
struct Placement: Sendable {
    private var named: [String: String] = [:]
    private var sources: [String: String] = [:]
    /// Evidence fields that only one playbook has.
    private(set) var ownFields: [String: String] = [:]

    /// How a record was placed.
    enum Ground: Equatable {
        /// It names its integration.
        case named
        /// By a reason or a field that only one integration has.
        case own
        /// Only by the exact wording of a reason that two integrations share.
        case wording
        /// Only by the user's word.
        case assumed
    }

    init(_ playbooks: PlaybookSet) {
        var fields: [String: Set<String>] = [:]
        for playbook in playbooks.playbooks where playbook.kind == .integration {
            for name in [playbook.name] + (playbook.identity?.names ?? []) {
                named[IntegrationName.key(of: name)] = playbook.name
            }
            if let id = playbook.identity?.sourceID { sources[String(id)] = playbook.name }
            for field in playbook.evidenceFields { fields[field.name, default: []].insert(playbook.name) }
        }
        for (field, owners) in fields where owners.count == 1 { ownFields[field] = owners.first }
    }

    /// The integration that a value names; nothing if the value cannot name one.
    func integration(named value: String) -> String? {
        sources[value.trimmed] ?? named[IntegrationName.key(of: value)]
    }

    /// The integration of a record that names none, from its reasons and from the evidence fields that it has.
    func infer(_ reasons: [[ReasonRule]], fields: [String]) -> (integration: String, ground: Ground)? {
        var owners = Set(fields.compactMap { ownFields[$0] })
        for rules in reasons where Set(rules.map(\.integration)).count == 1 { owners.insert(rules[0].integration) }
        if owners.count > 1 { return nil }
        if let owner = owners.first { return (owner, .own) }
        let spelled = Set(
            reasons.compactMap { rules in
                let own = rules.filter(\.isOwnSpelling)
                return own.count == 1 && rules.count > 1 ? own[0].integration : nil
            })
        guard spelled.count == 1, let only = spelled.first else { return nil }
        return (only, .wording)
    }
}
