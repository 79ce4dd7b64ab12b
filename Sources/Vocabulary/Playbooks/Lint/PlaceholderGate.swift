internal import Findings
internal import YAMLReading

/// A placeholder that nothing fills in would reach Kibana, or the platform, as it stands.
enum PlaceholderGate {
    /// What the tool fills in a remedy's query.
    static let known = [
        "reasonField", "businessField", "timeField", "integrationField", "evidenceField", "reason", "businesses",
        "since", "until",
    ]

    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap { queries(in: $0) + requests(in: $0) }
    }

    private static func queries(in read: ReadPlaybook) -> [LintFault] {
        read.playbook.codes.enumerated().flatMap { code, entry in
            entry.remedies.enumerated().flatMap { remedy, step in
                unknown(
                    in: step.query, known, "one of " + known.map { "{\($0)}" }.joined(separator: " "), read,
                    read.mark(.key("codes"), .item(code), .key("remedies"), .item(remedy), .key("query")))
            }
        }
    }

    private static func requests(in read: ReadPlaybook) -> [LintFault] {
        read.playbook.requests.enumerated().flatMap { position, request in
            let names = request.parameters.map(\.name)
            return ["path": request.path, "body": request.body].sorted { $0.key < $1.key }.flatMap { key, text in
                unknown(
                    in: text, names, "one of the request's parameters", read,
                    read.mark(.key("requests"), .item(position), .key(key)))
            }
        }
    }

    private static func unknown(
        in text: String?, _ names: [String], _ expected: String, _ read: ReadPlaybook, _ mark: YAMLMark
    ) -> [LintFault] {
        placeholders(in: text ?? "").filter { !names.contains($0) }.map { name in
            let nearest = NearestWord.nearest(to: name, among: names)
            return read.fault(
                at: mark, "the placeholder {\(name)}", expected: expected,
                suggestion: nearest.map { "did you mean {\($0)}?" })
        }
    }

    /// The names in `{name}`; other braces, as those of JSON and KQL, hold more than letters and digits.
    static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end]
            guard name.first?.isLetter == true, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
                return nil
            }
            return String(name)
        }
    }
}
