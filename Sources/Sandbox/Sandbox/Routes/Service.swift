/// Answers requests as the services would that the sandbox stands in for, by a scenario; safe to call from any thread.
public final class Service: Sendable {
    private let spelling: Scenario.Spelling
    /// The first that knows a request answers it.
    private let groups: [any RouteGroup]
    private let faults: FaultDesk

    /// Makes a service in the state in which the scenario begins.
    public init(_ scenario: Scenario) {
        spelling = scenario.spelling
        groups = [AthenahealthRoutes(scenario), PlatformRoutes(scenario), UnityRoutes(scenario)]
        faults = FaultDesk(scenario.faults)
    }

    /// Adds a fault, as `--fault` and the control route do.
    public func add(_ fault: Fault) { faults.add(fault) }

    /// Whether some fault works below HTTP, so that requests have to be looked at before they are read.
    var needsRaw: Bool { faults.needsRaw }

    /// Whether what hits this request next works below HTTP; counts nothing.
    func isRawNext(_ request: Request) -> Bool {
        route(request).flatMap { faults.next($0.match) }?.raw != nil
    }

    /// What hits this request, if anything; each call counts.
    func fault(for request: Request) -> Fault? {
        route(request).flatMap { faults.strike($0.match) }
    }

    /// The answer, spoiled by `fault` as far as HTTP can be.
    func answer(_ request: Request, fault: Fault?) -> Answer {
        if let control = faults.answer(control: request) { return control }
        for group in groups {
            if let control = group.control(request) { return control }
        }
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
        for group in groups {
            if let match = group.match(request) { return (group, match) }
        }
        return nil
    }
}
