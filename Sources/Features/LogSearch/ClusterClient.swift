public import Services
internal import Support
internal import Synchronization

/// Which of the two programs answers; they differ in little that is used here.
public enum ClusterDialect: String, Sendable {
    case elasticsearch = "Elasticsearch"
    case openSearch = "OpenSearch"
}

/// Why a call to the cluster brought no answer.
public struct ClusterError: Error, Sendable, Equatable {
    /// What failed, in the words of the network's table of faults.
    public var fault: TransportError
    /// What was being done.
    public var doing: String
    /// The right that the user lacks, and where; nothing where the cluster names none.
    public var missingRight: String?
}

/// Calls the nodes of a cluster, or Kibana in front of it.
public struct ClusterClient: Sendable {
    private let service: LogsService
    private let credential: Credential?
    private let http: HTTPClient
    private let note: @Sendable (String) -> Void
    private let state: State

    private final class State: Sendable {
        let node = Mutex(0)
        let dialect = Mutex<ClusterDialect?>(nil)
    }

    /// `note` is told of each answer, for `-v`.
    public init(
        _ service: LogsService, _ credential: Credential?, through http: HTTPClient,
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.service = service
        self.credential = credential
        self.http = http
        self.note = note
        state = State()
    }

    /// The index pattern to search.
    public var index: String { service.index ?? "bc-json-logs*" }

    /// The node that answers.
    var origin: Origin { service.urls[state.node.withLock { $0 }].origin }

    /// Which program answered, once one has.
    public var dialect: ClusterDialect? { state.dialect.withLock { $0 } }

    /// Sends a call to the node that answered last, and to the next one where it does not answer.
    func send(_ call: ClusterCall) async throws(ClusterError) -> [UInt8] {
        var last: TransportError?
        for _ in service.urls {
            let node = state.node.withLock { $0 }
            do throws(TransportError) {
                return try await send(call, to: service.urls[node])
            } catch {
                guard Self.isOfTheNode(error) else { throw failure(call, error) }
                last = error
                // Two searches may notice at once that a node is gone; it is passed over once.
                state.node.withLock { if $0 == node { $0 = (node + 1) % service.urls.count } }
            }
        }
        throw failure(call, last ?? .other(service.urls[0].origin, code: 0))
    }

    private let rights = Rights()

    private final class Rights: Sendable { let missing = Mutex<String?>(nil) }

    private func send(_ call: ClusterCall, to url: HTTPURL) async throws(TransportError) -> [UInt8] {
        var request: HTTPRequest
        do throws(HTTPURLError) { request = try call.request(to: url, via: service.via) } catch {
            throw .badRequest(url.origin)
        }
        if let credential { request = credential.authorize(request) }
        let answer = try await http.send(request)
        let product = answer.header("X-elastic-product")
        state.dialect.withLock { $0 = product == "Elasticsearch" ? .elasticsearch : $0 ?? .openSearch }
        note("logs: \(call.path.split(separator: "?")[0]) \(answer.status), \(Self.size(answer.body.count))")
        if answer.status == 401 || answer.status == 403 {
            rights.missing.withLock { $0 = RefusedRight.of(answer.body) }
        }
        let kind = AnswerKind.of(answer)
        guard (200...299).contains(answer.status) else {
            throw .status(answer.origin, answer.status, kind, retryAfter: nil)
        }
        guard kind == .json else { throw .notJSON(answer.origin, kind, status: answer.status) }
        return answer.body
    }

    private func failure(_ call: ClusterCall, _ fault: TransportError) -> ClusterError {
        ClusterError(fault: fault, doing: call.doing, missingRight: rights.missing.withLock { $0 })
    }

    /// Whether another node may do better.
    private static func isOfTheNode(_ error: TransportError) -> Bool {
        switch error {
        case .nameNotFound, .refused, .unreachable, .reset, .truncated, .notHTTP: true
        case .timedOut(_, let limit, _): limit != .deadline
        case .status(_, let status, _, _): [502, 503, 504].contains(status)
        default: false
        }
    }

    static func size(_ bytes: Int) -> String {
        bytes < 100_000
            ? "\((bytes + 999) / 1000) kB"
            : "\((bytes + 50_000) / 100_000 * 100_000 / 1_000_000).\((bytes + 50_000) / 100_000 % 10) MB"
    }
}

/// The right that a cluster refused, from its own words: `action [indices:data/read/field_caps] is unauthorized for user … on
/// indices [bc-json-logs*], this action is granted by the index privileges [view_index_metadata,manage,read,all]`.
enum RefusedRight {
    static func of(_ body: [UInt8]) -> String? {
        guard body.count < 1 << 16, let node = try? JSONReading.documents(in: body).first,
            let reason = node["error"]?["reason"]?.text
                ?? node["error"]?["root_cause"]?.elements.first(where: { _ in true })?["reason"]?.text
        else { return nil }
        guard let action = part(of: reason, after: "action [") ?? part(of: reason, after: "no permissions for [") else {
            return nil
        }
        let place = part(of: reason, after: "on indices [").map { " on \($0)" } ?? ""
        let grant =
            part(of: reason, after: "index privileges [")
            .map { "; one of these index privileges grants it: \($0.replacing(",", with: ", "))" } ?? ""
        return "\(action)\(place)\(grant)"
    }

    /// What stands between the words and the next bracket, if it looks like a name and not like anybody's data.
    private static func part(of text: String, after words: String) -> String? {
        guard let start = text.firstRange(of: words)?.upperBound, let end = text[start...].firstIndex(of: "]") else {
            return nil
        }
        let part = text[start..<end]
        let isName = part.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || ":/_-*.,".utf8.contains($0)
        }
        return isName && part.utf8.count <= 200 && !part.isEmpty ? String(part) : nil
    }
}
