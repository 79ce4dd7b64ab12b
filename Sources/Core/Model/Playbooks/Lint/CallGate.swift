internal import Support

/// Requests and queries: names lead to one thing, what they name exists, and every placeholder is filled by something.
enum CallGate {
    static func faults(in calls: CallSet, of set: PlaybookSet) -> [LintFault] {
        let services = calls.services.map(\.value.name)
        let fields = queryFields(in: set)
        let files = calls.layers.flatMap { $0 }
        let placed = files.flatMap { file in
            owner(of: file, in: set)
                + file.requests.enumerated().flatMap { request($1, at: $0, in: file, services, set) }
                + file.queries.enumerated().flatMap { query($1, at: $0, in: file, fields) }
        }
        return placed + calls.layers.flatMap(repeated)
    }

    private static func owner(of file: ReadCalls, in set: PlaybookSet) -> [LintFault] {
        guard set.playbook(named: file.playbook) == nil else { return [] }
        let nearest = NearestWord.nearest(to: file.playbook, among: set.playbooks.map(\.name))
        return [
            file.places.fault(
                at: file.places.mark(.key("playbook")), "requests of ‘\(file.playbook)’, which is no playbook",
                expected: "the name of a playbook", suggestion: nearest.map { "did you mean ‘\($0)’?" })
        ]
    }

    private static func request(
        _ request: Request, at position: Int, in file: ReadCalls, _ services: [String], _ set: PlaybookSet
    ) -> [LintFault] {
        func mark(_ key: String) -> YAMLMark { file.places.mark(.key("requests"), .item(position), .key(key)) }
        let headers = request.headers.map(\.value).joined(separator: " ")
        let texts = [("path", request.path), ("headers", headers), ("login", request.login), ("body", request.body)]
        let names = request.parameters.map(\.name)
        var faults = texts.flatMap { key, text in
            unknown(in: text, names, "one of the request's parameters", file.places, mark(key))
        }
        faults += unused(
            names, in: texts.compactMap(\.1).joined(separator: " "), file.places, mark("parameters"))
        if !services.isEmpty, !services.contains(request.service) {
            let nearest = NearestWord.nearest(to: request.service, among: services)
            faults.append(
                file.places.fault(
                    at: mark("service"), "the service ‘\(request.service)’", expected: "a service with an entry",
                    suggestion: nearest.map { "did you mean ‘\($0)’?" } ?? "add it under ‘services’"))
        }
        let known = set.playbook(named: file.playbook)?.properties ?? []
        for parameter in request.parameters {
            guard let key = parameter.property, !known.contains(where: { $0.key == key }) else { continue }
            let nearest = NearestWord.nearest(to: key, among: known.compactMap(\.key))
            faults.append(
                file.places.fault(
                    at: mark("parameters"), "the property ‘\(key)’", expected: "a property of ‘\(file.playbook)’",
                    suggestion: nearest.map { "did you mean ‘\($0)’?" }))
        }
        return faults
    }

    private static func query(_ query: Query, at position: Int, in file: ReadCalls, _ fields: [String]) -> [LintFault] {
        func mark(_ key: String) -> YAMLMark { file.places.mark(.key("queries"), .item(position), .key(key)) }
        let names = query.parameters.map(\.name)
        let text = query.clauses.joined(separator: " ")
        return unknown(
            in: text, names + fields, "a parameter, a record field or an evidence field", file.places, mark("text"))
            + unused(names, in: text, file.places, mark("parameters"))
    }

    /// What stands for a field in a query beside the parameters.
    private static func queryFields(in set: PlaybookSet) -> [String] {
        RecordRole.allCases.flatMap { ["\($0.rawValue)Field", "\($0.rawValue)Fields"] }
            + set.playbooks.flatMap { $0.evidenceFields.map(\.name) }
    }

    static func unknown(
        in text: String?, _ names: [String], _ expected: String, _ read: ReadPlaybook, _ mark: YAMLMark
    ) -> [LintFault] {
        PlaceholderGate.placeholders(in: text ?? "").filter { !names.contains($0) }.map { name in
            let nearest = NearestWord.nearest(to: name, among: names)
            return read.fault(
                at: mark, "the placeholder {\(name)}", expected: expected,
                suggestion: nearest.map { "did you mean {\($0)}?" })
        }
    }

    private static func unused(
        _ names: [String], in text: String, _ read: ReadPlaybook, _ mark: YAMLMark
    ) -> [LintFault] {
        let used = PlaceholderGate.placeholders(in: text)
        return names.filter { !used.contains($0) }.map { name in
            read.fault(at: mark, "the parameter ‘\(name)’, which nothing uses", expected: "{\(name)} somewhere")
        }
    }

    /// Within one folder nothing is meant to replace anything.
    private static func repeated(in layer: [ReadCalls]) -> [LintFault] {
        func names(_ key: String, _ list: (ReadCalls) -> [String]) -> [Placed<String>] {
            layer.flatMap { file in
                list(file).enumerated().map { position, name in
                    Placed(
                        value: name, read: file.places, mark: file.places.mark(.key(key), .item(position), .key("name"))
                    )
                }
            }
        }
        return UniqueNamesGate.repeated(names("requests") { $0.requests.map(\.name) }, "the request")
            + UniqueNamesGate.repeated(names("queries") { $0.queries.map(\.name) }, "the query")
            + UniqueNamesGate.repeated(names("services") { $0.services.map(\.name) }, "the service")
    }
}
