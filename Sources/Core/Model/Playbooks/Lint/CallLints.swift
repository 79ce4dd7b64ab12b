internal import Support

/// Requests and queries: names lead to one thing, what they name exists, and every placeholder is filled by something.
enum CallLint {
    static func faults(in calls: CallSet, of set: PlaybookSet) -> [YAMLError] {
        let services = calls.services.map(\.value.name)
        let fields = queryFields(in: set)
        let files = calls.layers.flatMap { $0 }
        let placed = files.flatMap { file in
            owner(of: file, in: set)
                + file.playbook.requests.enumerated().flatMap { request($1, at: $0, in: file, services, set) }
                + file.playbook.queries.enumerated().flatMap { query($1, at: $0, in: file, fields) }
        }
        return placed + calls.layers.flatMap(repeated)
    }

    private static func owner(of file: ReadPlaybook, in set: PlaybookSet) -> [YAMLError] {
        let name = file.playbook.name
        guard set.playbook(named: name) == nil else { return [] }
        return [
            file.fault(
                at: file.mark(.key("playbook")), "requests of ‘\(name)’, which is not a playbook",
                expected: "the name of a playbook",
                suggestion: NearestWord.question(about: name, among: set.playbooks.map(\.name)))
        ]
    }

    private static func request(
        _ request: Request, at position: Int, in file: ReadPlaybook, _ services: [String], _ set: PlaybookSet
    ) -> [YAMLError] {
        func mark(_ key: String) -> YAMLMark { file.mark(.key("requests"), .item(position), .key(key)) }
        let headers = request.headers.map(\.value).joined(separator: " ")
        let texts = [("path", request.path), ("headers", headers), ("login", request.login), ("body", request.body)]
        let names = request.parameters.map(\.name)
        var faults = texts.flatMap { key, text in
            unknown(in: text, names, "one of the request's parameters", file, mark(key))
        }
        faults += unused(names, in: texts.compactMap(\.1).joined(separator: " "), file, mark("parameters"))
        if !services.isEmpty, !services.contains(request.service) {
            let question = NearestWord.question(about: request.service, among: services)
            faults.append(
                file.fault(
                    at: mark("service"), "the service ‘\(request.service)’", expected: "a service with an entry",
                    suggestion: question ?? "add it under ‘services’"))
        }
        let known = set.playbook(named: file.playbook.name)?.properties.compactMap(\.key) ?? []
        return faults
            + request.parameters.compactMap(\.property).filter { !known.contains($0) }.map { key in
                file.fault(
                    at: mark("parameters"), "the property ‘\(key)’", expected: "a property of ‘\(file.playbook.name)’",
                    suggestion: NearestWord.question(about: key, among: known))
            }
    }

    private static func query(
        _ query: Query, at position: Int, in file: ReadPlaybook, _ fields: [String]
    ) -> [YAMLError] {
        func mark(_ key: String) -> YAMLMark { file.mark(.key("queries"), .item(position), .key(key)) }
        let names = query.parameters.map(\.name)
        let text = query.clauses.joined(separator: " ")
        return unknown(in: text, names + fields, "a parameter, a record field or an evidence field", file, mark("text"))
            + unused(names, in: text, file, mark("parameters"))
    }

    /// What stands for a field in a query beside the parameters.
    private static func queryFields(in set: PlaybookSet) -> [String] {
        RecordRole.allCases.flatMap { ["\($0.rawValue)Field", "\($0.rawValue)Fields"] }
            + set.playbooks.flatMap { $0.evidenceFields.map(\.name) }
    }

    static func unknown(
        in text: String?, _ names: [String], _ expected: String, _ read: ReadPlaybook, _ mark: YAMLMark
    ) -> [YAMLError] {
        PlaceholderLint.placeholders(in: text ?? "").filter { !names.contains($0) }.map { name in
            let nearest = NearestWord.nearest(to: name, among: names)
            return read.fault(
                at: mark, "the placeholder {\(name)}", expected: expected,
                suggestion: nearest.map { "did you mean {\($0)}?" })
        }
    }

    private static func unused(
        _ names: [String], in text: String, _ read: ReadPlaybook, _ mark: YAMLMark
    ) -> [YAMLError] {
        let used = PlaceholderLint.placeholders(in: text)
        return names.filter { !used.contains($0) }.map { name in
            read.fault(at: mark, "the parameter ‘\(name)’, which nothing uses", expected: "{\(name)} somewhere")
        }
    }

    /// Within one folder nothing is meant to replace anything.
    private static func repeated(in layer: [ReadPlaybook]) -> [YAMLError] {
        func names(_ key: String, _ list: (Playbook) -> [String]) -> [Placed<String>] {
            layer.flatMap { UniqueNamesLint.placed(list($0.playbook), key, "name", $0) }
        }
        return UniqueNamesLint.repeated(names("requests") { $0.requests.map(\.name) }, "the request")
            + UniqueNamesLint.repeated(names("queries") { $0.queries.map(\.name) }, "the query")
            + UniqueNamesLint.repeated(names("services") { $0.services.map(\.name) }, "the service")
    }
}

/// A placeholder that nothing fills in would reach Kibana, or the platform, as it stands.
enum PlaceholderLint {
    /// What the tool fills in a remedy's query.
    static let known = [
        "reasonField", "businessField", "timeField", "integrationField", "evidenceField", "reason", "businesses",
        "since", "until",
    ]

    /// What the tool fills in a remedy's command, beside those.
    private static let inCommands = ["business", "enterprise", "practice"]

    static func faults(in set: PlaybookSet) -> [YAMLError] {
        set.readPlaybooks.flatMap { read in
            read.playbook.codes.enumerated().flatMap { code, entry in
                entry.remedies.enumerated().flatMap { remedy, step in
                    faults(in: step, read) {
                        read.mark(.key("codes"), .item(code), .key("remedies"), .item(remedy), .key($0))
                    }
                }
            }
        }
    }

    private static func faults(in step: Remedy, _ read: ReadPlaybook, mark: (String) -> YAMLMark) -> [YAMLError] {
        let commands = known + inCommands
        let query = mark("query")
        return CallLint.unknown(in: step.query, known, listed(known), read, query)
            + known.filter { step.query?.contains("\"{\($0)}\"") ?? false }.map { name in
                read.fault(at: query, "quotes around {\(name)}", expected: "none, since they are added where needed")
            }
            + (step.command ?? []).flatMap { word in
                CallLint.unknown(in: word, commands, listed(commands), read, mark("command"))
            }
    }

    static func listed(_ names: [String]) -> String {
        "one of " + names.map { "{\($0)}" }.joined(separator: " ")
    }

    /// The names in `{name}`; other braces, as those of JSON and KQL, hold more than letters and digits.
    static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end]
            let isName = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            return isName ? String(name) : nil
        }
    }
}

/// Names and source ids tell integrations apart, so each belongs to one playbook.
enum IntegrationLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        let integrations = set.readPlaybooks.filter { $0.playbook.kind == .integration }
        return clashes(in: set) + names(integrations) + sourceIDs(integrations)
    }

    private static func clashes(in set: PlaybookSet) -> [YAMLError] {
        set.clashes.map { clash in
            clash.second.fault(
                at: clash.second.mark(.key("playbook")),
                "the playbook ‘\(clash.second.playbook.name)’ a second time in one folder",
                expected: "every name once per folder",
                suggestion: "the first is at \(clash.first.place(clash.first.mark(.key("playbook"))))")
        }
    }

    private static func names(_ integrations: [ReadPlaybook]) -> [YAMLError] {
        Placed.repeats(in: integrations.flatMap(placedNames), by: IntegrationName.key) { name, first in
            // A playbook may spell its own name in several ways.
            if first.read.playbook.name == name.read.playbook.name { return nil }
            return name.fault(
                "the integration's name ‘\(name.value)’", expected: "a name that no other playbook has",
                suggestion: "‘\(first.value)’ is at \(first.place); to replace that playbook, give this "
                    + "one its name, ‘\(first.read.playbook.name)’")
        }
    }

    private static func placedNames(of read: ReadPlaybook) -> [Placed<String>] {
        let own = Placed(value: read.playbook.name, read: read, mark: read.mark(.key("playbook")))
        let names = read.playbook.identity?.names ?? []
        return [own]
            + names.enumerated().map { position, name in
                let mark = read.mark(.key("integration"), .key("names"), .item(position))
                return Placed(value: name, read: read, mark: mark)
            }
    }

    private static func sourceIDs(_ integrations: [ReadPlaybook]) -> [YAMLError] {
        let ids = integrations.compactMap { read in
            read.playbook.identity.map { identity in
                let mark = read.mark(.key("integration"), .key("sourceID"))
                return Placed(value: identity.sourceID, read: read, mark: mark)
            }
        }
        return Placed.repeats(in: ids, by: \.self) { id, first in
            id.fault(
                "the source id \(id.value)", expected: "a source id that no other playbook has",
                suggestion: "‘\(first.read.playbook.name)’ has it at \(first.place)")
        }
    }
}

/// How a record is built holds for all integrations, so one playbook says it: the platform's.
enum PlatformLint {
    static func faults(in set: PlaybookSet) -> [YAMLError] {
        set.readPlaybooks.flatMap { read in foreign(read) + phrases(read) } + second(in: set)
    }

    private static func foreign(_ read: ReadPlaybook) -> [YAMLError] {
        guard read.playbook.kind != .platform else { return [] }
        let given = [
            ("recordFields", !read.playbook.recordFields.isEmpty),
            ("statusPhrases", !read.playbook.statusPhrases.isEmpty),
        ]
        return given.filter(\.1).map { key, _ in
            read.fault(
                at: read.mark(.key(key)), "‘\(key)’ in a playbook of kind \(read.playbook.kind.rawValue)",
                expected: "‘\(key)’ in the playbook of kind platform only")
        }
    }

    private static func phrases(_ read: ReadPlaybook) -> [YAMLError] {
        read.playbook.statusPhrases.enumerated().filter { !$1.contains("{status}") }.map { position, phrase in
            read.fault(
                at: read.mark(.key("statusPhrases"), .item(position)), "the phrase ‘\(phrase)’",
                expected: "a phrase with {status} instead of the number")
        }
    }

    private static func second(in set: PlaybookSet) -> [YAMLError] {
        let platforms = set.readPlaybooks.filter { $0.playbook.kind == .platform }
        guard let first = platforms.first else { return [] }
        return platforms.dropFirst().map { read in
            read.fault(
                at: read.mark(.key("kind")), "a second playbook of kind platform",
                expected: "one playbook of kind platform",
                suggestion: "the first is at \(first.place(first.mark(.key("kind")))); to replace it, give this "
                    + "one its name, ‘\(first.playbook.name)’")
        }
    }
}
