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
            guard let key = members.first(where: { $0.name == "propertyKey" })?.value else {
                lacks("propertyKey", element, members)
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
            if let value = members.first(where: { $0.name == "propertyValue" })?.value {
                propertyValue(value, known, wanted)
            } else {
                lacks("propertyValue", element, members)
            }
            if isMarked { marking(members, element, known) }
        }
        for property in wanted where property.isRequired && !seen.contains(property.key.lowercased()) {
            let place = node.range.lowerBound
            diagnosis.add(
                place..<(place + 1), "the property ‘\(property.key)’ is missing",
                expected: "{\"propertyKey\":\"\(property.key)\",\"propertyValue\":\"…\"}")
        }
    }

    /// The keys of the properties that stand in a template.
    static func propertyKeys(_ template: BodyTemplate) -> [String] {
        guard case .array(let elements) = template else { return [] }
        return elements.compactMap { element in
            guard case .object(let members) = element,
                case .text(let pieces)? = members.first(where: { $0.key == "propertyKey" })?.value,
                case .literal(let key)? = pieces.first
            else { return nil }
            return key
        }
    }

    /// The parameter that gives a property its value in a call.
    private static func parameter(of key: String, in request: Request) -> RequestParameter? {
        guard let text = request.body, text.hasPrefix("{"),
            case .object(let members)? = try? TemplateReader.body(text, parameters: request.parameters.map(\.name))
        else { return nil }
        for case .array(let elements) in members.map(\.value) {
            for case .object(let property) in elements {
                guard propertyKeys(.array([.object(property)])).first?.lowercased() == key.lowercased(),
                    case .text(let pieces)? = property.first(where: { $0.key == "propertyValue" })?.value,
                    case .parameter(let name)? = pieces.first, pieces.count == 1
                else { continue }
                return request.parameters.first { $0.name == name }
            }
        }
        return nil
    }

    private func wanted(_ template: BodyTemplate) -> Wanted? {
        guard case .object(let members) = template else { return nil }
        guard case .text(let name)? = members.first(where: { $0.key == "propertyKey" })?.value,
            case .literal(let key)? = name.first
        else { return nil }
        let value = members.first { $0.key == "propertyValue" }?.value
        var isOptional = false
        if case .text(let pieces)? = value {
            isOptional = pieces.contains { piece in
                if case .parameter(let name) = piece { parameter(name)?.isOptional == true } else { false }
            }
        }
        return Wanted(
            key: key, value: value, isMarked: members.contains { $0.key == "isSecure" }, isRequired: !isOptional)
    }

    private mutating func lacks(_ key: String, _ element: LooseNode, _ members: [LooseMember]) {
        if members.contains(where: { NearestWord.nearest(to: $0.name, among: [key]) != nil }) { return }
        let place = element.range.lowerBound
        diagnosis.add(place..<(place + 1), "‘\(key)’ is missing", expected: "a text")
    }

    /// The key as this integration spells it; a misspelt or foreign one is taken note of.
    private mutating func key(_ name: String, _ node: LooseNode, _ wanted: [Wanted]) -> String {
        let isGroup = request.path.contains("group")
        let level: PropertyLevel = isGroup ? .group : .mapping
        func keys(_ playbook: Playbook) -> [(String, Property)] {
            playbook.properties.flatMap { property in
                ([property.key].compactMap { $0 } + property.alsoCalled).map { ($0, property) }
            }
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
            diagnosis.add(
                node.range, "the misspelt property ‘\(name)’", expected: "‘\(nearest)’",
                edits: [.init(range: node.inner, text: nearest)])
            return nearest
        }
        diagnosis.note(
            node.range, "no playbook knows the property ‘\(name)’",
            expected: "one of \(own.map(\.0).joined(separator: ", ")), or one whose key is not documented")
        return name
    }

    private mutating func propertyValue(_ node: LooseNode, _ key: String, _ wanted: [Wanted]) {
        if let template = wanted.first(where: { $0.key.lowercased() == key.lowercased() })?.value {
            check(node, template)
            return
        }
        if let text = node.text, let parameter = siblings.lazy.compactMap({ Self.parameter(of: key, in: $0) }).first {
            value(text, parameter, node)
            return
        }
        switch node.value {
        case .text(let text):
            let property = playbook?.properties.first { $0.key?.lowercased() == key.lowercased() }
            guard let property, !property.allowedValues.isEmpty else { return }
            let parts = property.separator == nil ? [text] : text.split(separator: ",").map(PlainText.trimmed)
            for part in parts where !property.allowedValues.contains(part) {
                diagnosis.add(
                    node.range, "‘\(part)’ in ‘\(key)’", expected: property.allowedValues.joined(separator: " "))
            }
        case .number, .boolean: quote(node)
        default: wrongKind(node, "a text")
        }
    }

    /// Allscripts groups say of each property whether it is kept encrypted.
    private mutating func marking(_ members: [LooseMember], _ element: LooseNode, _ key: String) {
        let property = playbook?.properties.first { $0.key?.lowercased() == key.lowercased() }
        let wanted = property?.secure ?? false
        guard let mark = members.first(where: { $0.name == "isSecure" })?.value else {
            let place = element.range.lowerBound
            diagnosis.add(place..<(place + 1), "‘isSecure’ is missing", expected: "\"isSecure\":\(wanted)")
            return
        }
        switch mark.value {
        case .boolean(let given):
            if property != nil, given != wanted {
                diagnosis.add(
                    mark.range, "isSecure \(given) for ‘\(key)’", expected: "\(wanted)",
                    edits: [.init(range: mark.range, text: "\(wanted)")])
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
            for (key, wanted) in [("triggerId", ""), ("triggerTypeId", "1")] {
                guard let member = members.first(where: { $0.name == key }) else {
                    if !members.contains(where: { NearestWord.nearest(to: $0.name, among: [key]) != nil }) {
                        let place = element.range.lowerBound
                        diagnosis.add(place..<(place + 1), "‘\(key)’ is missing", expected: "a number")
                    }
                    continue
                }
                guard let digits = number(member.value) else { continue }
                if key == "triggerTypeId" {
                    type(digits, wanted, member.value)
                } else {
                    if seen.contains(digits) {
                        diagnosis.add(
                            member.value.range, "the trigger \(digits) a second time", expected: "every trigger once")
                    }
                    seen.append(digits)
                    value(digits, parameter, member.value)
                }
            }
        }
    }

    private mutating func type(_ digits: String, _ wanted: String, _ node: LooseNode) {
        if digits != wanted {
            diagnosis.note(
                node.range, "the trigger type \(digits)", expected: "1 (JOB), the only type that is documented")
        }
    }

    private mutating func number(_ node: LooseNode) -> String? {
        switch node.value {
        case .number(let text): return text
        case .text(let text) where NumberText.isWhole(text):
            unquote(node, "a number")
            return text
        default:
            wrongKind(node, "a number")
            return nil
        }
    }

    /// The ids that stand in a body of triggers, whatever else is wrong with it.
    static func triggerIDs(_ node: LooseNode) -> [Int]? {
        guard let list = node.members?.first(where: { $0.name == "integrationGroupTriggers" })?.value.elements else {
            return nil
        }
        return list.compactMap { element in
            let id = element.members?.first { $0.name == "triggerId" }?.value
            switch id?.value {
            case .number(let text): return Int(text)
            case .text(let text): return Int(text)
            default: return nil
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
