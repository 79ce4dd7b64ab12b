internal import Support

/// What a rule names must exist: its code somewhere, its field and property in its own playbook.
enum RuleLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        var owners: [String: ReadPlaybook] = [:]
        for read in set.readPlaybooks {
            for entry in read.playbook.codes where owners[entry.code] == nil { owners[entry.code] = read }
        }
        return set.readPlaybooks.flatMap { read in
            read.playbook.rules.enumerated().flatMap { position, rule in
                code(rule, at: position, of: read, owners, set) + names(in: rule, at: position, of: read)
            }
        }
    }

    private static func code(
        _ rule: Rule, at position: Int, of read: ReadPlaybook, _ owners: [String: ReadPlaybook], _ set: PlaybookSet
    ) -> [YAMLError] {
        let mark = read.mark(.key("rules"), .item(position), .key("code"))
        guard let owner = owners[rule.code] else {
            let nearest = NearestWord.nearest(to: rule.code, among: read.playbook.codes.map(\.code))
            return [
                read.fault(
                    at: mark, "the code \(rule.code), which no playbook lists", expected: "a code with an entry",
                    suggestion: "add it under ‘codes’" + (nearest.map { ", or did you mean \($0)?" } ?? ""))
            ]
        }
        if set.entry(forCode: rule.code)?.retired == true {
            return [
                read.fault(
                    at: mark, "the retired code \(rule.code)", expected: "a code in use",
                    suggestion: "drop the rule, or the entry's ‘retired: true’")
            ]
        }
        // One code in two integrations would make one finding of two systems' failures.
        let isForeign = owner.playbook.kind == .integration && owner.playbook.name != read.playbook.name
        guard isForeign else { return [] }
        return [
            read.fault(
                at: mark, "the code \(rule.code), which belongs to ‘\(owner.playbook.name)’",
                expected: "a code of this playbook or of the platform", suggestion: "give the rule a code of its own")
        ]
    }

    private static func names(in rule: Rule, at position: Int, of read: ReadPlaybook) -> [YAMLError] {
        let fields = read.playbook.evidenceFields.map(\.name)
        let properties = read.playbook.properties.compactMap(\.key)
        func check(_ key: String, _ name: String?, among known: [String], _ expected: String) -> [YAMLError] {
            guard let name, !known.contains(name) else { return [] }
            return [
                read.fault(
                    at: read.mark(.key("rules"), .item(position), .key(key)), "the \(key) ‘\(name)’",
                    expected: expected, suggestion: NearestWord.question(about: name, among: known))
            ]
        }
        return check("field", rule.field, among: fields, "the name of one of this playbook's evidenceFields")
            + check("property", rule.property, among: properties, "the key of one of this playbook's properties")
            + valuesWithoutProperty(rule, at: position, of: read)
    }

    private static func valuesWithoutProperty(_ rule: Rule, at position: Int, of read: ReadPlaybook) -> [YAMLError] {
        guard rule.kind == .flag, rule.property == nil, !rule.values.isEmpty else { return [] }
        return [
            read.fault(
                at: read.mark(.key("rules"), .item(position), .key("values")), "values without a property",
                expected: "the ‘property’ that holds them", suggestion: "name the property, or drop the values")
        ]
    }
}

/// A reason text leads to one rule.
///
/// Within a playbook no text may stand twice. Between integrations a text that both write as their own spelling cannot
/// place a record that names no integration (rules.md D12), so two `reason`s may agree only if both are flags, as
/// "Integration is beta" is: their rules have no field that could tell them apart either, and the reports say so
/// (BE1101). `alsoWritten` may repeat another integration's `reason`, since the exact spelling wins.
enum ReasonLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        set.readPlaybooks.flatMap(within) + between(set.readPlaybooks.filter { $0.playbook.kind == .integration })
    }

    private static func within(_ read: ReadPlaybook) -> [YAMLError] {
        let all = read.playbook.rules.enumerated().flatMap { position, rule in
            texts(of: rule, at: position, in: read).map { text in
                Placed(value: (text: text.value, kind: rule.kind, rule: position), read: read, mark: text.mark)
            }
        }
        return Placed.repeats(in: all, by: { key(of: $0.text, $0.kind) }) { again, first in
            let rules = first.value.rule == again.value.rule ? "twice in one rule" : "in two rules"
            return again.fault(
                "the text ‘\(again.value.text)’ \(rules)", expected: "every text once per playbook",
                suggestion: "‘\(first.value.text)’ is at \(first.place)")
        }
    }

    /// A signature and a reason are looked for in different fields and do not meet; a signature's quotes and spaces
    /// count, since it is part of a longer text.
    private static func key(of text: String, _ kind: RuleKind) -> String {
        kind == .textSignature ? "signature " + text.lowercased() : "reason " + ReasonText.key(of: text)
    }

    private static func texts(of rule: Rule, at position: Int, in read: ReadPlaybook) -> [Placed<String>] {
        func list(_ key: String, _ texts: [String]) -> [Placed<String>] {
            texts.enumerated().map { index, text in
                let mark = read.mark(.key("rules"), .item(position), .key(key), .item(index))
                return Placed(value: text, read: read, mark: mark)
            }
        }
        return own(rule, at: position, in: read) + list("alsoWritten", rule.alsoWritten) + list("texts", rule.texts)
    }

    private static func own(_ rule: Rule, at position: Int, in read: ReadPlaybook) -> [Placed<String>] {
        let mark = read.mark(.key("rules"), .item(position), .key("reason"))
        return rule.reason.map { [Placed(value: $0, read: read, mark: mark)] } ?? []
    }

    private static func between(_ integrations: [ReadPlaybook]) -> [YAMLError] {
        var faults: [YAMLError] = []
        var owners: [String: (text: Placed<String>, kind: RuleKind)] = [:]
        for read in integrations {
            for (position, rule) in read.playbook.rules.enumerated() {
                for text in own(rule, at: position, in: read) {
                    let key = ReasonText.key(of: text.value)
                    guard let other = owners[key] else {
                        owners[key] = (text, rule.kind)
                        continue
                    }
                    let isOwn = other.text.read.playbook.name == read.playbook.name
                    guard !isOwn, rule.kind != .flag || other.kind != .flag else { continue }
                    faults.append(
                        text.fault(
                            "the reason ‘\(text.value)’, which ‘\(other.text.read.playbook.name)’ has",
                            expected: "a reason that no other integration has",
                            suggestion: "it is at \(other.text.place); if this system writes the same text, name "
                                + "its own spelling as ‘reason’ and this one under ‘alsoWritten’"))
                }
            }
        }
        return faults
    }
}

/// Every code is listed once, with all that a person needs who sees it at night.
enum CodeLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        let codes = set.readPlaybooks.flatMap { read in
            UniqueNamesLint.placed(read.playbook.codes.map(\.code), "codes", "code", read)
        }
        let repeated = Placed.repeats(in: codes, by: \.self) { code, first in
            code.fault(
                "the code \(code.value) a second time", expected: "every code once in all playbooks",
                suggestion: "it is listed at \(first.place)")
        }
        return repeated
            + set.readPlaybooks.flatMap { read in
                read.playbook.codes.enumerated().filter { !$1.retired }.flatMap { gaps(in: $1, at: $0, of: read) }
            }
    }

    private static func gaps(in entry: CodeEntry, at position: Int, of read: ReadPlaybook) -> [YAMLError] {
        func gap(_ key: String, _ expected: String) -> YAMLError {
            read.fault(
                at: read.mark(.key("codes"), .item(position), .key(key)), "\(entry.code) without ‘\(key)’",
                expected: expected, suggestion: "or mark the code ‘retired: true’")
        }
        var faults: [YAMLError] = []
        if isBlank(entry.title) { faults.append(gap("title", "a title")) }
        if isBlank(entry.explanation) { faults.append(gap("explanation", "what it means and how it comes about")) }
        if entry.falsePositives.isEmpty {
            faults.append(gap("falsePositives", "at least one case in which the code shows though nothing is wrong"))
        }
        if entry.remedies.isEmpty { faults.append(gap("remedies", "at least one remedy with its owner")) }
        return faults
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

/// Every fault is told about once, under a code that is listed.
enum FaultLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        let codes = set.playbooks.flatMap(\.codes).filter { !$0.retired }.map(\.code)
        let names = set.readPlaybooks.flatMap { read in
            UniqueNamesLint.placed(read.playbook.faults.map(\.fault), "faults", "fault", read)
        }
        let repeated = Placed.repeats(in: names, by: \.self) { name, first in
            name.fault(
                "the fault ‘\(name.value)’ a second time", expected: "every fault once",
                suggestion: "the first is at \(first.place)")
        }
        return repeated
            + set.readPlaybooks.flatMap { read in
                read.playbook.faults.enumerated().flatMap { position, entry in
                    placeholders(entry, at: position, of: read) + unlisted(entry, at: position, of: read, codes)
                }
            }
    }

    private static func unlisted(
        _ entry: FaultEntry, at position: Int, of read: ReadPlaybook, _ codes: [String]
    ) -> [YAMLError] {
        if codes.contains(entry.code) { return [] }
        return [
            read.fault(
                at: read.mark(.key("faults"), .item(position), .key("code")),
                "the code \(entry.code), which no playbook lists", expected: "a code with an entry",
                suggestion: NearestWord.nearest(to: entry.code, among: codes).map { "did you mean \($0)?" })
        ]
    }

    /// What the sources know of a fault; not each of them knows all.
    private static let known = [
        "host", "port", "origin", "seconds", "limit", "file", "proxy", "status", "target", "when", "message", "number",
        "what", "fix",
    ]

    private static func placeholders(_ entry: FaultEntry, at position: Int, of read: ReadPlaybook) -> [YAMLError] {
        let mark = read.mark(.key("faults"), .item(position), .key("text"))
        return CallLint.unknown(in: entry.text, known, PlaceholderLint.listed(known), read, mark)
    }
}
