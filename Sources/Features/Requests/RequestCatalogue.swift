public import Model
internal import Support

/// The documented calls in force: what they need, and how to make them.
public struct RequestCatalogue: Sendable {
    /// By playbook, in order.
    public let requests: [CallSet.Owned<Request>]
    let services: [Service]
    let playbooks: [Playbook]

    /// The calls of these playbooks.
    public init(_ calls: CallSet, _ playbooks: [Playbook]) {
        requests = calls.requests
        services = calls.services.map(\.value)
        self.playbooks = playbooks
    }

    /// The request of that name.
    public func request(named name: String) throws(RequestError) -> CallSet.Owned<Request> {
        if let found = requests.first(where: { $0.value.name == name }) { return found }
        let isRead = { (owned: CallSet.Owned<Request>) in owned.value.method == "GET" }
        throw .unknownName(
            nearest: MeantName(
                reads: requests.filter(isRead).map(\.value.name),
                writes: requests.filter { !isRead($0) }.map(\.value.name)
            ).of(name))
    }

    /// Where a request's service answers, by environment.
    public func addresses(of request: Request) -> [ServiceAddress] {
        services.first { $0.name == request.service }?.addresses ?? []
    }

    /// What one of its values must be, in a few words.
    public func expected(_ parameter: RequestParameter, of request: CallSet.Owned<Request>) -> String {
        ExpectedValue.of(parameter, in: playbook(of: request.playbook))
    }

    /// The call of that name with these values; `environment` chooses among the service's addresses, and `baseURL`
    /// replaces them.
    public func prepare(
        _ name: String, _ given: [GivenValue], environment: String? = nil, baseURL: String? = nil
    ) throws(RequestError) -> PreparedRequest {
        let owned = try request(named: name)
        let address = try BaseAddress(addresses: addresses(of: owned.value), service: owned.value.service)
            .url(environment: environment, given: baseURL)
        return try RequestPreparation(
            request: owned.value, playbook: playbook(of: owned.playbook), playbooks: playbooks, baseURL: address
        ).prepare(given)
    }

    func playbook(of name: String) -> Playbook? { playbooks.first { $0.name == name } }
}

/// The name that was probably meant: nearest by letters, else one that holds what was typed.
///
/// Whoever mistypes a call that reads is never sent to one that writes.
struct MeantName {
    private let reads: [String]
    private let writes: [String]
    /// Parts of names that only calls of one kind have, such as `list` and `create`.
    private let readParts: Set<Substring>
    private let writeParts: Set<Substring>

    init(reads: [String], writes: [String] = []) {
        (self.reads, self.writes) = (reads, writes)
        let readParts = Set(reads.flatMap(Self.parts))
        let writeParts = Set(writes.flatMap(Self.parts))
        self.readParts = readParts.subtracting(writeParts)
        self.writeParts = writeParts.subtracting(readParts)
    }

    func of(_ name: String) -> String? {
        let typed = name.lowercased()
        let parts = Self.parts(typed)
        let isRead = parts.contains(where: readParts.contains)
        let isWrite = !isRead && parts.contains { isNear(writeParts, $0) }
        let names = isRead ? reads : reads + writes
        return NearestWord.slip(of: typed, among: names)
            ?? names.first { typed.utf8.count >= 3 && $0.contains(typed) }
            ?? holding(parts, among: names) { $0.contains($1) } ?? holding(parts, among: names, isNear)
            ?? NearestWord.nearest(to: typed, among: isWrite ? writes : reads)
    }

    /// The first name that has each part.
    private func holding(
        _ parts: [Substring], among names: [String], _ has: (Set<Substring>, Substring) -> Bool
    ) -> String? {
        if parts.isEmpty { return nil }
        return names.first { name in
            let own = Set(Self.parts(name))
            return parts.allSatisfy { has(own, $0) }
        }
    }

    private func isNear(_ others: Set<Substring>, _ part: Substring) -> Bool {
        others.contains(part) || NearestWord.slip(of: String(part), among: others.map(String.init)) != nil
    }

    private static func parts(_ name: String) -> [Substring] { name.split(separator: "-") }
}

/// A value as it was given for a parameter: `NAME=VALUE`.
public struct GivenValue: Sendable, Equatable {
    /// Of the parameter.
    public var name: String
    /// Any text, still to be checked.
    public var value: String

    /// Name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// What is wrong with one parameter, or with its absence.
public struct ValueError: Error, Sendable, Equatable {
    /// The parameter's name, or the unknown name that was given.
    var parameter: String
    /// What was found; never a secret.
    var found: String
    /// What was expected, in a few words; nil where `found` says it all.
    var expected: String?
    /// What was probably meant.
    public var hint: String?

    /// One line.
    public var description: String { "\(parameter): \(found)" + (expected.map { "; expected \($0)" } ?? "") }
}

/// Why a request or query could not be prepared.
public enum RequestError: Error, Sendable, Equatable {
    /// Nothing has that name; the nearest that exists, if any is near.
    case unknownName(nearest: String?)
    /// Values are missing, unknown or wrong, all of them.
    case values([ValueError])
    /// The base URL is missing or cannot be one: what is wrong, and what to do.
    case address(String, remedy: String)
    /// The playbook's template cannot be read: which, and why.
    case template(name: String, why: String)
}
