internal import LogReading
public import Model
internal import Requests
internal import Support

/// Fills the placeholders of a remedy's Kibana query and command with what was found.
struct RemedyFiller {
    private let search: QueryTemplate
    private let words: [String: String]
    /// As words of a command.
    private let businesses: [String]

    /// More businesses than that make a query that nobody can read.
    private static let namedBusinesses = 5

    init(knowledge: Knowledge, reasonPath: String?, gathered: FindingTotals) {
        func alias(_ role: RecordRole) -> String { knowledge.key(of: .record(role), else: role.rawValue) }
        var fields = [
            "reason": reasonPath ?? alias(.reason), "business": alias(.business), "time": alias(.time),
            "integration": alias(.integration),
        ]
        var values: [String: [String]] = [
            "reason": gathered.commonReason.map { [$0] } ?? [],
            "businesses": gathered.businesses.count > Self.namedBusinesses ? [] : gathered.businesses.keys.sorted(),
            "since": [gathered.seen.first == .max ? "now-7d" : Timestamp.text(milliseconds: gathered.seen.first)],
            "until": [gathered.seen.last == .min ? "now" : Timestamp.text(milliseconds: gathered.seen.last)],
        ]
        if let field = gathered.field { fields["evidence"] = field } else { values["evidenceField"] = [] }
        search = QueryTemplate(fields: fields, values: values)
        businesses = values["businesses"] ?? []
        var words = values.compactMapValues { $0.count == 1 ? $0[0] : nil }
        words["business"] = words.removeValue(forKey: "businesses")
        self.words = words
    }

    func fill(_ remedy: Remedy, of finding: Finding) -> Remedy {
        var filled = remedy
        filled.query = remedy.query.map(search.fill)
        filled.command = remedy.command.flatMap(command)
        filled.brief = remedy.brief.flatMap { BriefWords(finding).fill($0) }
        filled.answered =
            switch remedy.answeredBy {
            case .values:
                finding.evidence.contains { $0.value != nil } && !finding.evidence.contains { $0.value == nil }
            case .list: finding.expected != nil || finding.businesses.contains { $0.expected != nil }
            case nil: false
            }
        return filled
    }

    /// An option or `KEY=VALUE` whose value is not known is left out, as the command then says what it needs; without
    /// an operand it would be another command, so there is none.
    private func command(_ template: [String]) -> [String]? {
        var result: [String] = []
        for word in template {
            if word == "{businesses}" {
                if businesses.isEmpty { return nil }
                result += businesses
            } else if let filled = filled(word) {
                result.append(filled)
            } else if result.last?.hasPrefix("--") ?? false, word.hasPrefix("{") {
                result.removeLast()
            } else if !word.contains("=") {
                return nil
            }
        }
        return result
    }

    /// Nothing where a placeholder's value is not known.
    private func filled(_ word: String) -> String? {
        var result = ""
        var rest = word[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let value = words[String(rest[rest.index(after: open)..<close])]
            else { return nil }
            result += rest[..<open] + value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// Fills what was found into the one sentence of a step.
struct BriefWords {
    private let words: [String: String]

    /// More values than that make a sentence that nobody reads aloud.
    private static let mostValues = 3

    init(_ finding: Finding) {
        var words: [String: String] = [:]
        let total = finding.locations
        if let first = finding.businesses.first {
            words["business"] = total == 1 ? first.businessNumber : "the \(total) locations"
        }
        // What is no visit is never proposed (rules.md D36).
        let values = finding.evidence.filter { $0.isVisit != false }
        let shown = values.prefix(Self.mostValues).compactMap { evidence in
            evidence.value.map { value in
                evidence.meaning.map { "\(value) (\($0))" } ?? (value.contains(" ") ? "\"\(value)\"" : value)
            }
        }
        if !shown.isEmpty, shown.count == values.count { words["values"] = Numbers.list(shown) }
        if let near = finding.nearMisses.first {
            words["near"] = "\"\(near.candidate)\""
            words["value"] = "\"\(near.value)\""
        }
        if let property = (finding.expected ?? finding.businesses.lazy.compactMap(\.expected).first)?.property {
            words["property"] = "`\(property)`"
        }
        self.words = words
    }

    /// Nothing where one of its words is not known.
    func fill(_ template: String) -> String? {
        let text = words.reduce(template) { $0.replacing("{\($1.key)}", with: $1.value) }
        return text.contains("{") ? nil : text
    }
}

/// Paths of fields that nobody declared: a key may itself hold an identity.
enum FieldPath {
    /// What stands for a path that is not shown.
    static let hidden = "(a field whose name may hold an identity)"

    /// Whether a path looks like names of fields: letters, digits, `_`, `-`, `.`, a leading `@`, in parts of ordinary
    /// length, and fewer digits than a phone number or a date has.
    static func isPlain(_ path: String) -> Bool {
        let bytes = path.utf8
        guard !bytes.isEmpty, bytes.filter({ $0 >= 0x30 && $0 <= 0x39 }).count < 6 else { return false }
        guard path.split(separator: ".").allSatisfy({ $0.utf8.count <= 40 }) else { return false }
        return bytes.enumerated().allSatisfy { place, byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x5F || byte == 0x2D || byte == 0x2E || (byte == 0x40 && place == 0)
        }
    }

    /// The path, or what stands for it.
    static func shown(_ path: String) -> String { isPlain(path) ? path : hidden }
}

extension Knowledge {
    /// A finding that no rule makes, with its code's words; the remedies are filled with the businesses that it concerns.
    public func finding(
        _ code: String, _ verdict: Verdict, key: [String?], about subject: Subject = Subject(),
        unlisted severity: Severity = .warning, decidable: Set<Verdict> = [], detail: String,
        businesses: [String: Int] = [:], evidence: [Evidence] = []
    ) -> Finding {
        var gathered = FindingTotals()
        gathered.businesses = businesses
        let filler = RemedyFiller(knowledge: self, reasonPath: nil, gathered: gathered)
        var finding = playbooks.finding(
            code, verdict, key: key, about: subject, unlisted: severity, decidable: decidable, detail: detail)
        finding.evidence = evidence
        var told = finding
        told.businesses = businesses.keys.sorted().map { BusinessCount(businessNumber: $0, count: 0) }
        finding.remedies = finding.remedies.map { filler.fill($0, of: told) }
        return finding
    }
}
