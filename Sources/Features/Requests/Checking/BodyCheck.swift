internal import Model
internal import Support

/// Holds a body against the template of a documented call.
struct BodyCheck {
    let owned: CallSet.Owned<Request>
    let catalogue: RequestCatalogue
    var diagnosis = Diagnosis()

    var request: Request { owned.value }
    var playbook: Playbook? { catalogue.playbook(of: owned.playbook) }
    var playbooks: [Playbook] { catalogue.playbooks }

    /// What is wrong with a value that stands in an address.
    static func value(
        _ text: String, _ range: Range<Int>, _ parameter: RequestParameter, of owned: CallSet.Owned<Request>,
        _ catalogue: RequestCatalogue
    ) -> Diagnosis {
        var check = BodyCheck(owned: owned, catalogue: catalogue)
        check.value(text, parameter, LooseNode(value: .text(text), range: range, inner: range))
        return check.diagnosis
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
                given.first { $0.name == member.key }
                ?? given.first { NearestWord.nearest(to: $0.name, among: members.map(\.key)) == member.key }
            if let wanted {
                check(wanted.value, member.value)
            } else if isRequired(member.value) {
                missing("‘\(member.key)’", in: node, expected: expected(member))
            }
        }
    }

    mutating func missing(_ what: String, in node: LooseNode, expected: String) {
        let place = node.range.lowerBound
        diagnosis.add(place..<(place + 1), "\(what) is missing", expected: expected)
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
            let nearest = NearestWord.nearest(to: name, among: open)
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
        if elements.contains(where: { $0.member("propertyKey") != nil }) { properties(node, elements) }
    }

    private func isRequired(_ template: BodyTemplate) -> Bool {
        switch template {
        case .literal: true
        case .bare(let name): parameter(name)?.isOptional == false
        case .text: !isOptional(template)
        case .array(let elements): elements.isEmpty || elements.contains(where: isRequired)
        case .object(let members): members.contains { isRequired($0.value) && !isLiteral($0.value) }
        }
    }

    /// Whether a text holds a parameter that may be left out.
    func isOptional(_ template: BodyTemplate) -> Bool { template.names.contains { parameter($0)?.isOptional == true } }

    private func isLiteral(_ template: BodyTemplate) -> Bool {
        switch template {
        case .literal: true
        case .text: template.names.isEmpty
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

    mutating func literal(_ node: LooseNode, _ wanted: String) {
        switch node.value {
        case .boolean where wanted == "true" || wanted == "false": return
        case .number(let text) where NumberText.isWhole(wanted):
            if text != wanted { wrongNumber(node, text, wanted) }
        case .text(let text) where text == wanted || NumberText.isWhole(wanted) && NumberText.isWhole(text):
            unquote(node, wanted == "true" || wanted == "false" ? "true or false" : "a number")
            if NumberText.isWhole(text), text != wanted { wrongNumber(node, text, wanted) }
        case .text(let text) where ["true", "false"].contains(text) && ["true", "false"].contains(wanted):
            unquote(node, "true or false")
        default: wrongKind(node, wanted)
        }
    }

    private mutating func wrongNumber(_ node: LooseNode, _ text: String, _ wanted: String) {
        let known = playbooks.first { $0.identity.map { String($0.sourceID) } == text }
        let own = playbooks.first { $0.identity.map { String($0.sourceID) } == wanted }
        let what = known.map { ", which is \($0.name)" } ?? ", which no integration has"
        diagnosis.replace(
            node.inner, "the source id \(text)\(what)", by: wanted,
            expected: wanted + (own.map { " (\($0.name))" } ?? ""))
    }

    mutating func text(_ node: LooseNode, _ pieces: [TemplatePiece]) {
        switch node.value {
        case .text(let given):
            if case .parameter(let name)? = pieces.first, pieces.count == 1, let parameter = parameter(name) {
                value(given, parameter, node)
            } else if !pieces.isEmpty, case .literal(let wanted)? = pieces.first, pieces.count == 1, given != wanted {
                diagnosis.replace(node.range, "‘\(given)’", by: wanted, in: node.inner, expected: "‘\(wanted)’")
            }
        case .number, .boolean: quote(node)
        default: wrongKind(node, "a text")
        }
    }

    mutating func bare(_ node: LooseNode, _ name: String) {
        guard let parameter = parameter(name) else { return }
        if parameter.type == .triggers {
            triggers(node, parameter)
            return
        }
        switch node.value {
        case .number(let text): value(text, parameter, node)
        case .text(let text):
            if parameter.type == .boolean || NumberText.isWhole(text) {
                unquote(node, parameter.type == .boolean ? "true or false" : "a number")
            }
            value(text, parameter, node)
        case .boolean where parameter.type == .boolean: return
        default: wrongKind(node, ExpectedValue.of(parameter, in: playbook))
        }
    }

    /// A value by its parameter's rules; where the platform writes it otherwise, as it does.
    mutating func value(_ text: String, _ parameter: RequestParameter, _ node: LooseNode) {
        // A secret's value is nobody's business here.
        if parameter.type == .secret { return }
        var reader = ValueReader(playbook: playbook, playbooks: playbooks)
        do throws(ValueError) {
            let read = try reader.read([text], parameter).plain ?? text
            if read != text {
                diagnosis.replace(node.range, "‘\(text)’", by: read, in: node.inner, expected: "‘\(read)’ in a body")
            }
            for note in reader.notes { diagnosis.note(node.range, note) }
        } catch {
            let text = error.expected ?? ""
            let expected = text.firstRange(of: ", such as ").map { text[..<$0.lowerBound] }
            diagnosis.add(node.range, error.found, expected: String(expected ?? text[...]))
        }
    }

    mutating func unquote(_ node: LooseNode, _ expected: String) {
        diagnosis.add(
            node.range, "\(expected == "a number" ? "a number" : "true or false") written as a text",
            expected: "\(expected), without quotes",
            edits: [
                .init(range: node.range.lowerBound..<node.inner.lowerBound, text: ""),
                .init(range: node.inner.upperBound..<node.range.upperBound, text: ""),
            ])
    }

    mutating func quote(_ node: LooseNode) {
        diagnosis.add(
            node.range, "a text written as \(node.kind)", expected: "a text, in double quotes",
            edits: Diagnosis.Edit.around(node.range, "\""))
    }

    mutating func wrongKind(_ node: LooseNode, _ expected: String) {
        if case .missing = node.value { return }
        diagnosis.add(node.range, node.kind, expected: expected)
    }
}
