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
