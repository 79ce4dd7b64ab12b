internal import Support

/// What a rule names must exist: its code somewhere, its field and property in its own playbook.
enum RuleGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
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
    ) -> [LintFault] {
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

    private static func names(in rule: Rule, at position: Int, of read: ReadPlaybook) -> [LintFault] {
        let fields = read.playbook.evidenceFields.map(\.name)
        let properties = read.playbook.properties.compactMap(\.key)
        func check(_ key: String, _ name: String?, among known: [String], _ expected: String) -> [LintFault] {
            guard let name, !known.contains(name) else { return [] }
            let nearest = NearestWord.nearest(to: name, among: known)
            return [
                read.fault(
                    at: read.mark(.key("rules"), .item(position), .key(key)), "the \(key) ‘\(name)’",
                    expected: expected, suggestion: nearest.map { "did you mean ‘\($0)’?" })
            ]
        }
        return check("field", rule.field, among: fields, "the name of one of this playbook's evidenceFields")
            + check("property", rule.property, among: properties, "the key of one of this playbook's properties")
            + valuesWithoutProperty(rule, at: position, of: read)
    }

    private static func valuesWithoutProperty(_ rule: Rule, at position: Int, of read: ReadPlaybook) -> [LintFault] {
        guard rule.kind == .flag, rule.property == nil, !rule.values.isEmpty else { return [] }
        return [
            read.fault(
                at: read.mark(.key("rules"), .item(position), .key("values")), "values without a property",
                expected: "the ‘property’ that holds them", suggestion: "name the property, or drop the values")
        ]
    }
}
