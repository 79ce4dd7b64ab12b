internal import Synchronization

/// Answers requests as the services would that the sandbox stands in for, by a scenario; safe to call from any thread.
public final class Service: Sendable {
    private let spelling: Scenario.Spelling
    /// The first that knows a request answers it.
    private let groups: [any RouteGroup]
    private let faults: FaultHandler

    /// Makes a service in the state in which the scenario begins.
    public init(_ scenario: Scenario) {
        spelling = scenario.spelling
        groups = [AthenahealthRoutes(scenario), PlatformRoutes(scenario), UnityRoutes(scenario)]
        faults = FaultHandler(scenario.faults)
    }

    /// Adds a fault, as `--fault` and the control route do.
    public func add(_ fault: Fault) { faults.add(fault) }

    /// Whether some fault works below HTTP, so that requests have to be looked at before they are read.
    var needsRaw: Bool { faults.needsRaw }

    /// Whether what hits this request next works below HTTP; counts nothing.
    func isRawNext(_ request: Request) -> Bool { route(request).flatMap { faults.next($0.match) }?.raw != nil }

    /// What hits this request, if anything; each call counts.
    func fault(for request: Request) -> Fault? { route(request).flatMap { faults.strike($0.match) } }

    /// The answer, spoiled by `fault` as far as HTTP can be.
    func answer(_ request: Request, fault: Fault?) -> Answer {
        if let control = faults.answer(control: request) { return control }
        if let control = groups.lazy.compactMap({ $0.control(request) }).first { return control }
        if let redirect = fault?.redirect {
            return Answer(fault?.status ?? 302, headers: [("Location", redirect), ("Content-Type", "text/plain")])
        }
        guard let (group, match) = route(request) else {
            return .text(404, "<h1>596 Service Not Found</h1>", type: "text/html")
        }
        var answer = group.answer(request, match, fault)
        guard let fault else { return answer }
        if let body = fault.body {
            answer = body.answer(fault.status, right: answer, spelling)
        } else if let status = fault.status, status != answer.status {
            answer = .text(status, "The service is not available (\(status)).")
        }
        if let retryAfter = fault.retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
        return answer
    }

    private func route(_ request: Request) -> (group: any RouteGroup, match: RouteMatch)? {
        groups.lazy.compactMap { group in group.match(request).map { (group, $0) } }.first
    }
}

/// Calls that belong together, such as those of one vendor's API; `Service` holds one of each kind.
protocol RouteGroup: Sendable {
    /// Which of its calls a request is; nothing where it is none of them.
    func match(_ request: Request) -> RouteMatch?

    /// The right answer to a request that matched. `fault` is given for what lies inside an answer, such as a false
    /// `totalcount`; statuses, bodies, headers and delays are spoiled by `Service`.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer

    /// The answer to a call that is about the sandbox itself, below `/sandbox/`; nothing for others.
    func control(_ request: Request) -> Answer?
}

extension RouteGroup {
    func control(_ request: Request) -> Answer? { nil }
}

extension Request {
    /// The parts of the path between its slashes.
    var parts: [String] { path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init) }
}

/// Which call a request is, as faults name calls.
struct RouteMatch {
    /// The word for `route=` of a fault.
    var route: Fault.Route
    /// The practice in the path, for `practice=`.
    var practice: String?
    /// The business in the path, or the group's id, for `business=`.
    var business: String?
    /// The page of a list, from 1, for `page=`.
    var page = 1
}

/// The faults in force, how often each was met, and the control route that changes them while the sandbox runs.
final class FaultHandler: Sendable {
    private struct Armed {
        var fault: Fault
        var met = 0
    }

    private struct State {
        var armed: [Armed] = []
        /// Requests by route, for tests that count at the server.
        var counts: [String: Int] = [:]
    }

    static let path = "/sandbox/faults"
    static let countsPath = "/sandbox/requests"
    private let state = Mutex(State())

    init(_ faults: [Fault]) { faults.forEach(add) }

    func add(_ fault: Fault) { state.withLock { $0.armed.append(Armed(fault: fault)) } }

    var needsRaw: Bool { state.withLock { $0.armed.contains { $0.fault.raw != nil } } }

    /// Counts the request, and takes the first fault that matches it and is not spent.
    func strike(_ match: RouteMatch) -> Fault? {
        state.withLock { state in
            state.counts[match.route.rawValue, default: 0] += 1
            return Self.first(in: &state.armed, hitting: match)
        }
    }

    /// What `strike` would take; nothing is counted.
    func next(_ match: RouteMatch) -> Fault? {
        state.withLock { state in
            var copy = state.armed
            return Self.first(in: &copy, hitting: match)
        }
    }

    private static func first(in armed: inout [Armed], hitting match: RouteMatch) -> Fault? {
        for index in armed.indices {
            let fault = armed[index].fault
            guard fault.route == match.route, fault.practice == nil || fault.practice == match.practice,
                fault.business == nil || fault.business == match.business,
                fault.page == nil || fault.page == match.page
            else { continue }
            armed[index].met += 1
            let hit = armed[index].met - fault.skip
            if hit >= 1, fault.times.map({ hit <= $0 }) ?? true { return fault }
        }
        return nil
    }

    /// `POST /sandbox/faults?route=…` adds, `DELETE` takes all away, `GET /sandbox/requests` counts; nothing for
    /// other paths.
    func answer(control request: Request) -> Answer? {
        switch (request.method, request.path) {
        case ("POST", Self.path):
            do throws(FaultWords.Misread) {
                // A query's keys arrive in lower case.
                let keys = Dictionary(uniqueKeysWithValues: FaultWords.keys.map { ($0.lowercased(), $0) })
                var values: [String: String] = [:]
                for (key, value) in request.query { values[keys[key] ?? key] = value }
                add(try FaultWords.fault(values))
                return .text(200, "armed\n")
            } catch {
                return .text(400, "found \(error.found), expected \(error.expected)\n")
            }
        case ("DELETE", Self.path):
            state.withLock { $0.armed = [] }
            return .text(200, "no faults\n")
        case ("GET", Self.countsPath):
            let counts = state.withLock { $0.counts }
            return .text(200, counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined())
        case (_, Self.path), (_, Self.countsPath):
            return .text(405, "POST, DELETE \(Self.path); GET \(Self.countsPath)\n")
        default: return nil
        }
    }
}
