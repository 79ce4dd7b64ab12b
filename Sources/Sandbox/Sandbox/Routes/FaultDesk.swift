internal import Synchronization

/// The faults in force, how often each was met, and the control route that changes them while the sandbox runs.
final class FaultDesk: Sendable {
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
