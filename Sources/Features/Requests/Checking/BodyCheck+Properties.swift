internal import Model
internal import Support

/// The properties of a group or a mapping.
extension BodyCheck {
    /// One property as the call's template has it.
    private struct Wanted {
        var key: String
        var value: BodyTemplate?
        var isMarked: Bool
        var isRequired: Bool
    }

    mutating func properties(_ node: LooseNode, _ elements: [BodyTemplate]) {
        let wanted = elements.compactMap(wanted)
        let isMarked = wanted.contains(where: \.isMarked)
        var seen: [String] = []
        for element in node.elements ?? [] {
            guard let members = element.members else {
                wrongKind(element, "an object: {\"propertyKey\":\"…\",\"propertyValue\":\"…\"}")
                continue
            }
            names(members, among: ["propertyKey", "propertyValue"] + (isMarked ? ["isSecure"] : []))
            guard let key = element.member("propertyKey") else {
                lacks("propertyKey", members, element)
                continue
            }
            guard let name = key.text else {
                if case .number = key.value { quote(key) } else { wrongKind(key, "a text") }
                continue
            }
            let known = self.key(name, key, wanted)
            if seen.contains(known.lowercased()) {
                diagnosis.add(key.range, "the property ‘\(known)’ a second time", expected: "every property once")
            }
            seen.append(known.lowercased())
            if let value = element.member("propertyValue") {
                propertyValue(value, known, wanted)
            } else {
                lacks("propertyValue", members, element)
            }
            if isMarked { marking(element, known) }
        }
        for property in wanted where property.isRequired && !seen.contains(property.key.lowercased()) {
            missing(
                "the property ‘\(property.key)’", in: node,
                expected: "{\"propertyKey\":\"\(property.key)\",\"propertyValue\":\"…\"}")
        }
    }

    /// The keys of the properties that stand in a template.
    static func propertyKeys(_ template: BodyTemplate) -> [String] {
        if case .array(let elements) = template { elements.compactMap(propertyKey) } else { [] }
    }

    /// The key of a property that stands in a template.
    private static func propertyKey(_ property: BodyTemplate) -> String? {
        guard case .text(let pieces)? = property.member("propertyKey"), case .literal(let key)? = pieces.first else {
            return nil
        }
        return key
    }

    /// The parameter that gives a property its value in a call.
    private static func parameter(of key: String, in request: Request) -> RequestParameter? {
        guard case .object(let members)? = request.bodyTemplate else { return nil }
        for case .array(let elements) in members.map(\.value) {
            for property in elements where propertyKey(property)?.lowercased() == key.lowercased() {
                guard case .text(let pieces)? = property.member("propertyValue"),
                    case .parameter(let name)? = pieces.first, pieces.count == 1
                else { continue }
                return request.parameters.first { $0.name == name }
            }
        }
        return nil
    }

    private func wanted(_ template: BodyTemplate) -> Wanted? {
        guard let key = Self.propertyKey(template) else { return nil }
        let value = template.member("propertyValue")
        return Wanted(
            key: key, value: value, isMarked: template.member("isSecure") != nil,
            isRequired: value.map(isOptional) != true)
    }

    /// Says that an element has no such member, unless a misspelt one is meant to be it.
    private mutating func lacks(
        _ key: String, _ members: [LooseMember], _ element: LooseNode, expected: String = "a text"
    ) {
        if members.contains(where: { NearestWord.nearest(to: $0.name, among: [key]) != nil }) { return }
        missing("‘\(key)’", in: element, expected: expected)
    }

    /// The key as this integration spells it; a misspelt or foreign one is taken note of.
    private mutating func key(_ name: String, _ node: LooseNode, _ wanted: [Wanted]) -> String {
        let isGroup = request.path.contains("group")
        let level: PropertyLevel = isGroup ? .group : .mapping
        func keys(_ playbook: Playbook) -> [(String, Property)] {
            playbook.properties.flatMap { property in property.spellings.map { ($0, property) } }
        }
        let own = playbook.map(keys) ?? []
        if let (spelling, property) = own.first(where: { $0.0.lowercased() == name.lowercased() }) {
            if !property.levels.contains(level), !(property.overridable && level == .mapping) {
                diagnosis.add(
                    node.range, "‘\(name)’ in \(isGroup ? "a group" : "a mapping")",
                    expected: "it in \(isGroup ? "the location's mapping" : "the client's group")")
            }
            return property.key ?? spelling
        }
        if wanted.contains(where: { $0.key.lowercased() == name.lowercased() }) { return name }
        let others = playbooks.filter { $0.name != playbook?.name }
        for other in others where keys(other).contains(where: { $0.0.lowercased() == name.lowercased() }) {
            diagnosis.add(
                node.range, "‘\(name)’, which is a property of \(other.name)",
                expected: "a property of \(playbook?.name ?? "this integration"): "
                    + own.filter { $0.1.levels.contains(level) }.map(\.0).joined(separator: ", "))
            return name
        }
        if let nearest = NearestWord.nearest(to: name, among: own.map(\.0)) {
            diagnosis.replace(
                node.range, "the misspelt property ‘\(name)’", by: nearest, in: node.inner, expected: "‘\(nearest)’")
            return nearest
        }
        diagnosis.note(
            node.range, "no playbook knows the property ‘\(name)’",
            expected: "one of \(own.map(\.0).joined(separator: ", ")), or one whose key is not documented")
        return name
    }

    /// What a value does that is rarely meant (rules.md D36).
    private mutating func cautions(_ node: LooseNode, _ key: String) {
        guard let text = node.text,
            let property = playbook?.properties.first(where: { $0.key?.lowercased() == key.lowercased() })
        else { return }
        let values = property.separator.map { text.split(separator: $0).map { String($0) } } ?? [text]
        let meanings = playbook?.evidenceFields.flatMap(\.meanings) ?? []
        for value in values.map(\.trimmed) where property.nonVisits.contains(value) {
            let meaning = meanings.first { $0.value == value }.map { ", \($0.meaning)," } ?? ""
            diagnosis.warn(
                node.range, "‘\(value)’\(meaning) lets contacts through that had no visit",
                expected: "statuses of visits: \(property.visits.joined(separator: property.separator ?? " "))")
        }
        for value in values.map(\.trimmed) where property.sharedForTests.contains(value) {
            diagnosis.warn(
                node.range,
                "‘\(value)’ is shared by \(playbook?.name ?? "the vendor") for tests; its patients are made up",
                expected: "the client's own, except in a test")
        }
    }

    private mutating func propertyValue(_ node: LooseNode, _ key: String, _ wanted: [Wanted]) {
        cautions(node, key)
        if let template = wanted.first(where: { $0.key.lowercased() == key.lowercased() })?.value {
            check(node, template)
            return
        }
        // Another call of the same playbook may know a property that this one does not hold.
        let siblings = catalogue.requests.lazy.filter { [owned] in $0.playbook == owned.playbook }.map(\.value)
        if let text = node.text, let parameter = siblings.compactMap({ Self.parameter(of: key, in: $0) }).first {
            value(text, parameter, node)
            return
        }
        switch node.value {
        case .text(let text):
            let property = playbook?.properties.first { $0.key?.lowercased() == key.lowercased() }
            guard let property, !property.allowedValues.isEmpty else { return }
            let parts = property.separator == nil ? [text] : text.split(separator: ",").map(\.trimmed)
            for part in parts where !property.allowedValues.contains(part) {
                diagnosis.add(
                    node.range, "‘\(part)’ in ‘\(key)’", expected: property.allowedValues.joined(separator: " "))
            }
        case .number, .boolean: quote(node)
        default: wrongKind(node, "a text")
        }
    }

    /// Allscripts groups say of each property whether it is kept encrypted.
    private mutating func marking(_ element: LooseNode, _ key: String) {
        let property = playbook?.properties.first { $0.key?.lowercased() == key.lowercased() }
        let wanted = property?.secure ?? false
        guard let mark = element.member("isSecure") else {
            return missing("‘isSecure’", in: element, expected: "\"isSecure\":\(wanted)")
        }
        switch mark.value {
        case .boolean(let given):
            if property != nil, given != wanted {
                diagnosis.replace(mark.range, "isSecure \(given) for ‘\(key)’", by: "\(wanted)")
            }
        case .text(let text) where text == "true" || text == "false": unquote(mark, "true or false")
        default: wrongKind(mark, "true or false")
        }
    }
}

/// The triggers of a group.
extension BodyCheck {
    mutating func triggers(_ node: LooseNode, _ parameter: RequestParameter) {
        guard let elements = node.elements else {
            wrongKind(node, "an array of triggers: [{\"triggerId\":…,\"triggerTypeId\":1}]")
            return
        }
        if elements.isEmpty {
            diagnosis.add(node.range, "no trigger", expected: "at least one: without any, nothing is fetched")
        }
        var seen: [String] = []
        for element in elements {
            guard let members = element.members else {
                wrongKind(element, "an object: {\"triggerId\":…,\"triggerTypeId\":1}")
                continue
            }
            names(members, among: ["triggerId", "triggerTypeId"])
            if let (digits, node) = number("triggerId", members, element) {
                if seen.contains(digits) {
                    diagnosis.add(node.range, "the trigger \(digits) a second time", expected: "every trigger once")
                }
                seen.append(digits)
                value(digits, parameter, node)
            }
            if let (digits, node) = number("triggerTypeId", members, element), digits != "1" {
                diagnosis.note(
                    node.range, "the trigger type \(digits)", expected: "1 (JOB), the only type that is documented")
            }
        }
    }

    private mutating func number(
        _ key: String, _ members: [LooseMember], _ element: LooseNode
    ) -> (digits: String, node: LooseNode)? {
        guard let node = element.member(key) else {
            lacks(key, members, element, expected: "a number")
            return nil
        }
        switch node.value {
        case .number(let text): return (text, node)
        case .text(let text) where NumberText.isWhole(text):
            unquote(node, "a number")
            return (text, node)
        default:
            wrongKind(node, "a number")
            return nil
        }
    }

    /// The ids that stand in a body of triggers, whatever else is wrong with it.
    static func triggerIDs(_ node: LooseNode) -> [Int]? {
        node.member("integrationGroupTriggers")?.elements?.compactMap { element in
            switch element.member("triggerId")?.value {
            case .number(let text), .text(let text): Int(text)
            default: nil
            }
        }
    }
}

/// Which triggers that send review requests a replacement would take away.
struct DroppedTriggers {
    let playbooks: [Playbook]

    /// The known triggers with an id of the integration that the named ones belong to, or of all where none is known;
    /// nothing if each integration in question keeps one.
    func missing(from named: [Int]) -> String? {
        let integrations = playbooks.filter { playbook in playbook.triggers.contains { $0.id != nil } }
        let own = integrations.filter { $0.triggers.contains { $0.id.map(named.contains) ?? false } }
        guard own.isEmpty else { return nil }
        let names = integrations.flatMap { playbook in
            playbook.triggers.compactMap { trigger in trigger.id.map { "\($0) (\(playbook.name): \(trigger.name))" } }
        }
        return names.isEmpty ? nil : names.joined(separator: " or ")
    }
}
