public import Support

/// Reads services, requests and queries.
///
/// The shipped ones stand in files of their own beside the playbooks, so that a command which needs none of them does
/// not parse them.
public enum CallReading {
    /// The calls of a playbook in a file of their own, as a playbook that holds nothing else, or all faults of the file
    /// in the order of the lines.
    public static func read(
        _ bytes: some Collection<UInt8>, file: String
    ) -> (playbook: ReadPlaybook?, faults: [YAMLError]) {
        PlaybookReading.read(bytes, file: file, of: "a file of requests") { map in
            Playbook(
                name: map.text("playbook"), kind: .tool, title: "", version: 1, verified: "",
                services: map.mappings("services", of: "a service", service),
                requests: map.mappings("requests", of: "a request", request),
                queries: map.mappings("queries", of: "a query", query), file: file)
        }
    }

    static func service(_ map: YAMLMap) -> Service {
        Service(
            name: map.text("name"), title: map.text("title"),
            addresses: map.mappings("addresses", of: "an address") { address in
                ServiceAddress(environment: address.text("environment"), url: url(address))
            })
    }

    static func request(_ map: YAMLMap) -> Request {
        Request(
            name: map.text("name"), title: map.text("title"), service: map.text("service"),
            method: map.choice("method", of: Method.self).rawValue, path: map.text("path"),
            headers: map.pairs("headers").map { RequestHeader(name: $0.key, value: $0.value) },
            login: map.optionalText("login"), body: map.optionalText("body"),
            parameters: map.mappings("parameters", of: "a parameter", parameter),
            caution: map.optionalText("caution"), answer: map.text("answer"), source: map.text("source"))
    }

    static func query(_ map: YAMLMap) -> Query {
        let window = map.optionalText("window") ?? "7d"
        if !isAge(window) {
            map.fault(
                at: map.markOfValue("window"), found: "the window ‘\(window)’", expected: "an age such as 7d or 36h")
        }
        return Query(
            name: map.text("name"), title: map.text("title"), clauses: map.textOrTexts("text"),
            parameters: map.mappings("parameters", of: "a parameter", parameter), window: window,
            note: map.optionalText("note"), source: map.text("source"))
    }

    private static func parameter(_ map: YAMLMap) -> RequestParameter {
        let type = map.optionalChoice("type", of: ParameterType.self) ?? .text
        let property = map.optionalText("property")
        let most = map.optionalInteger("most", in: 1 ... .max)
        let variable = map.optionalText("variable")
        expect(map, "property", isGiven: property != nil, for: type, only: .statuses)
        expect(map, "most", isGiven: most != nil, for: type, only: .count)
        expect(map, "variable", isGiven: variable != nil, for: type, only: .secret)
        return RequestParameter(
            name: map.text("name"), type: type, meaning: map.text("meaning"), example: map.text("example"),
            isOptional: map.boolean("optional", default: false), property: property, most: most, variable: variable)
    }

    /// Each of these keys belongs to one type, which cannot do without it.
    private static func expect(
        _ map: YAMLMap, _ key: String, isGiven: Bool, for type: ParameterType, only owner: ParameterType
    ) {
        guard isGiven != (type == owner) else { return }
        map.fault(
            at: map.mark(of: key),
            found: "a parameter of type \(type.rawValue) \(isGiven ? "with" : "without") ‘\(key)’",
            expected: "‘\(key)’ for the type \(owner.rawValue), and for no other")
    }

    private static func url(_ map: YAMLMap) -> String {
        let url = map.text("url")
        if !url.isEmpty, !url.hasPrefix("https://") || url.hasSuffix("/") {
            // An address may hold a login, and is not repeated (rules.md D43).
            map.fault(
                at: map.markOfValue("url"), found: "another address", expected: "https://… without a slash at its end")
        }
        return url
    }

    private static func isAge(_ text: String) -> Bool {
        guard let unit = text.utf8.last, "smhdw".utf8.contains(unit) else { return false }
        let digits = text.utf8.dropLast()
        return (1...6).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The methods of HTTP that a documented call may use.
    private enum Method: String, CaseIterable {
        case GET, POST, PUT, PATCH, DELETE
    }
}

/// The services, requests and queries in force: a later folder's replaces an earlier one of the same name.
public struct CallSet: Sendable {
    /// Something with the name of the playbook that it belongs to.
    public struct Owned<Value: Sendable>: Sendable {
        /// The playbook's name.
        public var playbook: String
        /// The thing itself.
        public var value: Value
    }

    /// Documented calls, in order.
    public let requests: [Owned<Request>]
    /// Kibana queries, in order.
    public let queries: [Owned<Query>]
    /// Where services answer.
    public let services: [Owned<Service>]
    /// Folders in rising order of precedence, for the lint.
    let layers: [[ReadPlaybook]]

    /// What the playbooks in force hold themselves, and files of their own, by folders in rising order of precedence.
    public init(_ set: PlaybookSet, layers: [[ReadPlaybook]] = []) {
        // A playbook that was replaced takes its own calls with it; files of their own stay.
        var all = layers
        for (layer, read) in set.placed {
            while all.count <= layer { all.append([]) }
            all[layer].append(read)
        }
        self.layers = all
        let files = all.flatMap { $0.map(\.playbook) }
        requests = Self.inForce(files, \.requests, \.name)
        queries = Self.inForce(files, \.queries, \.name)
        services = Self.inForce(files, \.services, \.name)
    }

    private static func inForce<Value>(
        _ files: [Playbook], _ list: (Playbook) -> [Value], _ name: (Value) -> String
    ) -> [Owned<Value>] {
        var order: [Owned<Value>] = []
        for file in files {
            for value in list(file) {
                let owned = Owned(playbook: file.name, value: value)
                if let position = order.firstIndex(where: { name($0.value) == name(value) }) {
                    order[position] = owned
                } else {
                    order.append(owned)
                }
            }
        }
        return order
    }
}
