internal import Model
internal import Support

/// Reads the values of a query; each parameter may be given several times.
public struct QueryValues {
    let query: Query
    let playbooks: [Playbook]

    func read(_ given: [GivenValue]) throws(RequestError) -> ([String: [String]], notes: [String]) {
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
        var faults: [ValueError] = []
        for parameter in query.parameters {
            for own in given where own.name == parameter.name {
                do throws(ValueError) {
                    let known = values[parameter.name] ?? []
                    let texts = try texts(own.value, parameter, &notes)
                    values[parameter.name] = known + texts.filter { !known.contains($0) }
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
    ) throws(ValueError) -> [String] {
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

    private func integration(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> [String] {
        let key = IntegrationName.key(of: text)
        for playbook in playbooks {
            guard let identity = playbook.identity else { continue }
            let names = identity.names + [String(identity.sourceID)]
            if names.contains(where: { IntegrationName.key(of: $0) == key }) { return names }
        }
        let known = playbooks.filter { $0.identity != nil }.map(\.name).joined(separator: ", ")
        throw ValueError(parameter: parameter.name, found: "‘\(text)’", expected: "one of \(known)")
    }
}

/// A restriction reason in all the spellings in which records may hold it: a field that is not analysed matches whole
/// texts only, quotes included.
struct ReasonValue {
    let playbooks: [Playbook]

    func spellings(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> [String] {
        let rules = playbooks.flatMap(\.rules)
        if isCode(text) {
            let texts = rules.filter { $0.code == text.uppercased() }
                .flatMap { [$0.reason].compactMap(\.self) + $0.alsoWritten }
            guard !texts.isEmpty else {
                let codes = Set(rules.filter { $0.reason != nil }.map(\.code)).sorted()
                throw ValueError(
                    parameter: parameter.name,
                    found: "\(text.uppercased()), which is not the code of a restriction reason",
                    expected: "a reason's text, or one of \(codes.joined(separator: ", "))")
            }
            return distinct(texts.flatMap(quotings))
        }
        let key = ReasonText.key(of: text)
        let isKnown = rules.contains { rule in
            ([rule.reason].compactMap(\.self) + rule.alsoWritten).contains { ReasonText.key(of: $0) == key }
        }
        return isKnown ? distinct([text] + quotings(text)) : [text]
    }

    private func isCode(_ text: String) -> Bool {
        text.utf8.count == 6 && text.uppercased().hasPrefix("BE") && NumberText.isWhole(text.dropFirst(2))
    }

    private func quotings(_ text: String) -> [String] {
        guard text.contains(where: { "‘’'\"“”".contains($0) }) else { return [text] }
        let straight = text.map { "‘’“”\"".contains($0) ? "'" : String($0) }.joined()
        return [text, straight, straight.map { $0 == "'" ? "\"" : String($0) }.joined(), straight.filter { $0 != "'" }]
    }

    private func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

/// Fills one clause of a query.
struct ClauseFilling {
    let fields: QueryFields
    let values: [String: [String]]
    let parameters: [String]

    /// The clause, or nothing where it holds a parameter that was not given.
    func fill(_ clause: String) -> String? {
        var result = ""
        var rest = clause[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { return result + rest[open...] }
            let name = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            if parameters.contains(name) {
                guard let given = values[name] else { return nil }
                result += KQLText.values(given)
            } else if let paths = fields.paths(for: name) {
                guard let expression = expression(paths, &rest) else { return nil }
                result += expression
            } else {
                result += "{\(name)}"
            }
        }
        return result + rest
    }

    /// A field alone, or where several fields may hold the value, the whole expression once for each.
    private func expression(_ paths: [String], _ rest: inout Substring) -> String? {
        guard paths.count > 1, rest.hasPrefix(" : ") else { return KQLText.field(paths[0]) }
        rest = rest.dropFirst(3)
        let end = Self.valueEnd(rest)
        guard let value = fill(String(rest[..<end])) else { return nil }
        rest = rest[end...]
        return "(" + paths.map { "\(KQLText.field($0)) : \(value)" }.joined(separator: " or ") + ")"
    }

    /// Behind a placeholder, a quoted text or a word.
    private static func valueEnd(_ text: Substring) -> Substring.Index {
        guard let first = text.first else { return text.endIndex }
        if first == "{" { return text.firstIndex(of: "}").map { text.index(after: $0) } ?? text.endIndex }
        if first == "\"" { return text.dropFirst().firstIndex(of: "\"").map { text.index(after: $0) } ?? text.endIndex }
        return text.firstIndex { $0 == " " || $0 == ")" } ?? text.endIndex
    }
}

/// Texts as Kibana's query language writes them (KQL; the rules QuotedString and Literal of its grammar).
enum KQLText {
    /// In double quotes, where wildcards and keywords are plain text; every character is visible on one line.
    static func quoted(_ text: String) -> String {
        // Quoted strings share their escapes with JSON: \" \\ \n \r \t and \u with four digits.
        JSONText.visible(text)
    }

    /// A field's path; in quotes where it holds more than letters, digits and the like, or reads as a keyword.
    static func field(_ path: String) -> String {
        let isPlain = !path.isEmpty && path.utf8.allSatisfy { PlainText.isWordByte($0) || "@.-".utf8.contains($0) }
        return isPlain && !keywords.contains(path.lowercased()) ? path : quoted(path)
    }

    /// One value, or several of which any may match; anything, where there is none.
    static func values(_ texts: [String]) -> String {
        if texts.isEmpty { return "*" }
        return texts.count == 1 ? quoted(texts[0]) : "(\(texts.map(quoted).joined(separator: " or ")))"
    }

    private static let keywords: Set = ["and", "or", "not", "null", "true", "false"]
}
