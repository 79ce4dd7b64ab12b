internal import Model
internal import Support

/// Reads the values of a query; each parameter may be given several times.
public struct QueryValues {
    let query: Query
    let playbooks: [Playbook]

    func read(_ given: [GivenValue]) throws(RequestFault) -> ([String: [String]], notes: [String]) {
        // Names that are unknown or missing are found as for requests, with one value each.
        var firsts: [GivenValue] = []
        for value in given where !firsts.contains(where: { $0.name == value.name }) { firsts.append(value) }
        let special: Set<ParameterType> = [.reason, .integration]
        let plain = query.parameters.map { parameter in
            var copy = parameter
            if special.contains(copy.type) { copy.type = .text }
            return copy
        }
        var notes = try ValueTable(parameters: plain, playbook: nil, playbooks: playbooks).read(firsts).notes
        var values: [String: [String]] = [:]
        var faults: [ValueFault] = []
        for parameter in query.parameters {
            for own in given where own.name == parameter.name {
                do throws(ValueFault) {
                    let texts = try texts(own.value, parameter, &notes)
                    values[parameter.name, default: []] += texts.filter {
                        !(values[parameter.name] ?? []).contains($0)
                    }
                } catch {
                    faults.append(error)
                }
            }
        }
        guard faults.isEmpty else { throw .values(faults) }
        return (values, notes)
    }

    private func texts(
        _ text: String, _ parameter: RequestParameter, _ notes: inout [String]
    ) throws(ValueFault) -> [String] {
        switch parameter.type {
        case .reason: return try ReasonValue(playbooks: playbooks).spellings(text, parameter)
        case .integration: return try integration(text, parameter)
        default:
            var reader = ValueReader(playbook: nil, playbooks: playbooks)
            let value = try reader.read([text], parameter)
            for note in reader.notes where !notes.contains(note) { notes.append(note) }
            return [value.plain ?? text]
        }
    }

    private func integration(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> [String] {
        let key = IntegrationName.key(of: text)
        for playbook in playbooks {
            guard let identity = playbook.identity else { continue }
            let names = identity.names + [String(identity.sourceID)]
            if names.contains(where: { IntegrationName.key(of: $0) == key }) { return names }
        }
        let known = playbooks.filter { $0.identity != nil }.map(\.name).joined(separator: ", ")
        throw ValueFault(parameter: parameter.name, found: "‘\(text)’", expected: "one of \(known)")
    }
}

/// A restriction reason in all the spellings in which records may hold it: a field that is not analysed matches whole
/// texts only, quotes included.
struct ReasonValue {
    let playbooks: [Playbook]

    func spellings(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> [String] {
        let rules = playbooks.flatMap(\.rules)
        if isCode(text) {
            let texts = rules.filter { $0.code == text.uppercased() }
                .flatMap { [$0.reason].compactMap { $0 } + $0.alsoWritten }
            guard !texts.isEmpty else {
                let codes = Set(rules.filter { $0.reason != nil }.map(\.code)).sorted()
                throw ValueFault(
                    parameter: parameter.name, found: "\(text.uppercased()), which is no restriction reason's code",
                    expected: "a reason's text, or one of \(codes.joined(separator: ", "))")
            }
            return distinct(texts.flatMap(quotings))
        }
        let key = ReasonText.key(of: text)
        let isKnown = rules.contains { rule in
            ([rule.reason].compactMap { $0 } + rule.alsoWritten).contains { ReasonText.key(of: $0) == key }
        }
        return isKnown ? distinct([text] + quotings(text)) : [text]
    }

    private func isCode(_ text: String) -> Bool {
        text.utf8.count == 6 && text.uppercased().hasPrefix("BE") && NumberText.isWhole(text.dropFirst(2))
    }

    private func quotings(_ text: String) -> [String] {
        guard text.contains(where: { "‘’'\"“”".contains($0) }) else { return [text] }
        let straight = text.map { "‘’“”\"".contains($0) ? "'" : String($0) }.joined()
        return [
            text, straight, straight.map { $0 == "'" ? "\"" : String($0) }.joined(), straight.filter { $0 != "'" },
        ]
    }

    private func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
