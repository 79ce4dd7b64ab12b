/// Calls that belong together, such as those of one vendor's API; `Service` holds one of each kind.
protocol RouteGroup: Sendable {
    /// Which of its calls a request is; nothing where it is none of them.
    func match(_ request: Request) -> RouteMatch?

    /// The right answer to a request that matched. `fault` is given for what lies inside an answer, such as a false
    /// `totalcount`; statuses, bodies, headers and delays are spoiled by `Service`.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer
}

/// Which call a request is, as faults name calls.
struct RouteMatch {
    /// The word for `route=` of a fault.
    var route: Fault.Route
    /// The practice in the path, for `practice=`.
    var practice: String?
    /// The page of a list, from 1, for `page=`.
    var page = 1
}
