internal import Support

/// Reads services, requests and queries.
enum CallReading {
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
            map.fault(at: map.markOfValue("url"), found: "‘\(url)’", expected: "https://… without a slash at its end")
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

/// The services, requests and queries of one file: a file of its own beside a playbook, or the playbook's own.
///
/// They stand apart so that a command which needs none of them does not parse them.
public struct ReadCalls: Sendable {
    /// The name of the playbook that they belong to.
    var playbook: String
    /// Where services answer.
    var services: [Service]
    /// Documented calls.
    var requests: [Request]
    /// Kibana queries.
    var queries: [Query]
    /// The file, for messages.
    var file: String
    private let document: ReadPlaybook

    /// What a playbook's own file holds.
    init(of read: ReadPlaybook) {
        playbook = read.playbook.name
        services = read.playbook.services
        requests = read.playbook.requests
        queries = read.playbook.queries
        file = read.playbook.file
        document = read
    }

    /// Reads a file of its own, or answers all its faults in the order of the lines.
    static func read(_ bytes: UnsafeRawBufferPointer, file: String) -> (calls: ReadCalls?, faults: [PlaybookError]) {
        do throws(YAMLError) {
            let document = try YAMLDocument.parse(bytes, file: file)
            let (stub, faults) = YAMLReader.read(document, file: file, of: "a file of requests") { map in
                Playbook(
                    name: map.text("playbook"), kind: .tool, title: "", version: 1, verified: "",
                    services: map.mappings("services", of: "a service", CallReading.service),
                    requests: map.mappings("requests", of: "a request", CallReading.request),
                    queries: map.mappings("queries", of: "a query", CallReading.query), file: file)
            }
            return (stub.map { ReadCalls(of: ReadPlaybook($0, document: document)) }, faults.map { PlaybookError($0) })
        } catch {
            return (nil, [PlaybookError(error)])
        }
    }

    /// Reads a file of its own, as above.
    public static func read(_ bytes: [UInt8], file: String) -> (calls: ReadCalls?, faults: [PlaybookError]) {
        bytes.withUnsafeBytes { read($0, file: file) }
    }

    /// The nodes it was read from, so that the lint can name places.
    var places: ReadPlaybook { document }
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
    let layers: [[ReadCalls]]

    /// What the playbooks in force hold themselves, and files of their own, by folders in rising order of precedence.
    public init(_ set: PlaybookSet, layers: [[ReadCalls]] = []) {
        // A playbook that was replaced takes its own calls with it; files of their own stay.
        var all = layers
        for (layer, read) in set.placed {
            while all.count <= layer { all.append([]) }
            all[layer].append(ReadCalls(of: read))
        }
        self.layers = all
        let files = all.flatMap { $0 }
        requests = Self.inForce(files, \.requests, \.name)
        queries = Self.inForce(files, \.queries, \.name)
        services = Self.inForce(files, \.services, \.name)
    }

    private static func inForce<Value>(
        _ files: [ReadCalls], _ list: (ReadCalls) -> [Value], _ name: (Value) -> String
    ) -> [Owned<Value>] {
        var order: [Owned<Value>] = []
        for file in files {
            for value in list(file) {
                let owned = Owned(playbook: file.playbook, value: value)
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
