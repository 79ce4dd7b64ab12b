internal import Model
internal import Support

/// Holds a body against the template of a documented call.
struct BodyCheck {
    let request: Request
    let playbook: Playbook?
    let playbooks: [Playbook]
    /// Other calls of the same playbook, which may know a property that this one does not hold.
    let siblings: [Request]
    var diagnosis = Diagnosis()

    init(request: Request, playbook: Playbook?, playbooks: [Playbook], siblings: [Request] = []) {
        self.request = request
        self.siblings = siblings
        self.playbook = playbook
        self.playbooks = playbooks
    }

    mutating func check(_ node: LooseNode, _ template: BodyTemplate) {
        switch template {
        case .object(let members): object(node, members)
        case .array(let elements): array(node, elements)
        case .literal(let text): literal(node, text)
        case .text(let pieces): text(node, pieces)
        case .bare(let name): bare(node, name)
        }
    }

    func parameter(_ name: String) -> RequestParameter? { request.parameters.first { $0.name == name } }

    private mutating func object(_ node: LooseNode, _ members: [TemplateMember]) {
        guard let given = node.members else {
            wrongKind(node, "an object: { … }")
            return
        }
        names(given, among: members.map(\.key))
        for member in members {
            let wanted =
                given.first { $0.name == member.key } ?? given.first { matched($0.name, members) == member.key }
            if let wanted {
                check(wanted.value, member.value)
            } else if isRequired(member.value) {
                let place = node.range.lowerBound
                diagnosis.add(place..<(place + 1), "‘\(member.key)’ is missing", expected: expected(member))
            }
        }
    }

    private func matched(_ name: String, _ members: [TemplateMember]) -> String? {
        let keys = members.map(\.key)
        return keys.first { $0.lowercased() == name.lowercased() } ?? NearestWord.nearest(to: name, among: keys)
    }

    /// Unknown, misspelt and repeated keys.
    mutating func names(_ given: [LooseMember], among known: [String]) {
        var seen: [String] = []
        for member in given {
            let name = member.name
            if seen.contains(name) {
                diagnosis.add(member.key.range, "the key ‘\(name)’ a second time", expected: "every key once")
            }
            seen.append(name)
            if known.contains(name) { continue }
            // A key that stands there already was not what is meant here.
            let open = known.filter { key in !given.contains { $0.name == key } }
            let nearest =
                open.first { $0.lowercased() == name.lowercased() } ?? NearestWord.nearest(to: name, among: open)
            let isLarge = member.value.elements != nil || member.value.members != nil
            diagnosis.add(
                member.key.range, "the unknown key ‘\(name)’",
                expected: nearest.map { "‘\($0)’" } ?? "one of \(known.joined(separator: ", "))",
                edits: nearest.map { [.init(range: member.key.inner, text: $0)] } ?? [],
                weight: nearest == nil && isLarge ? 9 : 2)
        }
    }

    private mutating func array(_ node: LooseNode, _ elements: [BodyTemplate]) {
        guard node.elements != nil else {
            wrongKind(node, "an array: [ … ]")
            return
        }
        let isProperties = elements.contains { element in
            if case .object(let members) = element { members.contains { $0.key == "propertyKey" } } else { false }
        }
        if isProperties { properties(node, elements) }
    }

    private func isRequired(_ template: BodyTemplate) -> Bool {
        switch template {
        case .literal: true
        case .bare(let name): parameter(name)?.isOptional == false
        case .text(let pieces):
            !pieces.contains { piece in
                if case .parameter(let name) = piece { parameter(name)?.isOptional == true } else { false }
            }
        case .array(let elements): elements.isEmpty || elements.contains(where: isRequired)
        case .object(let members): members.contains { isRequired($0.value) && !isLiteral($0.value) }
        }
    }

    private func isLiteral(_ template: BodyTemplate) -> Bool {
        switch template {
        case .literal: true
        case .text(let pieces): pieces.allSatisfy { if case .literal = $0 { true } else { false } }
        default: false
        }
    }

    private func expected(_ member: TemplateMember) -> String {
        switch member.value {
        case .literal(let text): "\"\(member.key)\":\(text)"
        case .bare(let name): parameter(name).map { ExpectedValue.of($0, in: playbook) } ?? "a value"
        default: "\"\(member.key)\" as `be-diagnose request \(request.name)` prints it"
        }
    }
}
