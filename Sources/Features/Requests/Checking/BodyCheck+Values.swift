internal import Model

/// Single values: what they mean, and whether they are written as numbers or texts.
extension BodyCheck {
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

    mutating func wrongNumber(_ node: LooseNode, _ text: String, _ wanted: String) {
        let known = playbooks.first { $0.identity.map { String($0.sourceID) } == text }
        let own = playbooks.first { $0.identity.map { String($0.sourceID) } == wanted }
        let what = known.map { ", which is \($0.name)" } ?? ", which no integration has"
        diagnosis.add(
            node.inner, "the source id \(text)\(what)", expected: wanted + (own.map { " (\($0.name))" } ?? ""),
            edits: [.init(range: node.inner, text: wanted)])
    }

    mutating func text(_ node: LooseNode, _ pieces: [TemplatePiece]) {
        switch node.value {
        case .text(let given):
            if case .parameter(let name)? = pieces.first, pieces.count == 1, let parameter = parameter(name) {
                value(given, parameter, node)
            } else if !pieces.isEmpty, case .literal(let wanted)? = pieces.first, pieces.count == 1, given != wanted {
                diagnosis.add(
                    node.range, "‘\(given)’", expected: "‘\(wanted)’", edits: [.init(range: node.inner, text: wanted)])
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
        do throws(ValueFault) {
            let read = try reader.read([text], parameter).plain ?? text
            if read != text {
                diagnosis.add(
                    node.range, "‘\(text)’", expected: "‘\(read)’ in a body",
                    edits: [.init(range: node.inner, text: read)])
            }
            for note in reader.notes {
                diagnosis.note(node.range, note)
            }
        } catch {
            let expected = error.expected.firstRange(of: ", such as ").map { error.expected[..<$0.lowerBound] }
            diagnosis.add(node.range, error.found, expected: String(expected ?? error.expected[...]))
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
            edits: [
                .init(range: node.range.lowerBound..<node.range.lowerBound, text: "\""),
                .init(range: node.range.upperBound..<node.range.upperBound, text: "\""),
            ])
    }

    mutating func wrongKind(_ node: LooseNode, _ expected: String) {
        if case .missing = node.value { return }
        diagnosis.add(node.range, node.kind, expected: expected)
    }
}
