internal import Synchronization

/// Answers requests as athenahealth's API would, by a scenario; safe to call from any thread.
public final class Service: Sendable {
    private let scenario: Scenario
    private let practices: [String: Int]
    private let desk: Mutex<TokenDesk>
    private let faults: FaultDesk

    /// Makes a service in the state in which the scenario begins.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        practices = Dictionary(scenario.practices.enumerated().map { ($1.id, $0) }) { first, _ in first }
        desk = Mutex(TokenDesk(scenario.tokens))
        faults = FaultDesk(scenario.faults)
    }

    /// Adds a fault, as `--fault` and the control route do.
    public func add(_ fault: Fault) { faults.add(fault) }

    /// Whether some fault works below HTTP, so that requests have to be looked at before they are read.
    var needsRaw: Bool { faults.needsRaw }

    /// Whether what hits this request next works below HTTP; counts nothing.
    func isRawNext(_ request: Request) -> Bool {
        faults.next(RouteMatch(request, scenario.pages))?.raw != nil
    }

    /// What hits this request, if anything; each call counts.
    func fault(for request: Request) -> Fault? {
        faults.strike(RouteMatch(request, scenario.pages))
    }

    /// The answer, spoiled by `fault` as far as HTTP can be.
    func answer(_ request: Request, fault: Fault?) -> Answer {
        if let control = faults.answer(control: request) { return control }
        if let redirect = fault?.redirect {
            return Answer(fault?.status ?? 302, headers: [("Location", redirect), ("Content-Type", "text/plain")])
        }
        var answer = rightAnswer(request, fault)
        guard let fault else { return answer }
        if let body = fault.body {
            answer = body.answer(fault.status, right: answer, scenario.spelling)
        } else if let status = fault.status, status != answer.status {
            answer = .text(status, "The service is not available (\(status)).")
        }
        if let retryAfter = fault.retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
        return answer
    }

    private func rightAnswer(_ request: Request, _ fault: Fault?) -> Answer {
        let match = RouteMatch(request, scenario.pages)
        guard let route = match.route else {
            return .text(404, "<h1>596 Service Not Found</h1>", type: "text/html")
        }
        guard request.method == (route == .token ? "POST" : "GET") else { return .text(405, "Method not allowed.") }
        let now = TokenDesk.now
        if route == .token { return desk.withLock { $0.answer(request, scenario.spelling, now: now) } }
        switch desk.withLock({ $0.standing(request.authorization, now: now) }) {
        case .good: break
        case .missing: return Fault.Body.developerInactive.answer(nil, right: Answer(401), scenario.spelling)
        case .unknown: return Fault.Body.gatewayFault.answer(401, right: Answer(401), scenario.spelling)
        }
        return json(200, route, match, request, fault)
    }

    private func json(
        _ status: Int, _ route: Fault.Route, _ match: RouteMatch, _ request: Request, _ fault: Fault?
    ) -> Answer {
        let spelling = scenario.spelling
        if route == .practiceinfo {
            let rows = scenario.practices.filter { $0.access == .listed }.map { AnswerValue.object($0.row) }
            return Answer(
                200,
                spelling.body(
                    match.paging.members(
                        rows, named: "practiceinfo", at: request.path, fault: fault, spelling: spelling)))
        }
        guard let position = match.practice.flatMap({ practices[$0] }) else {
            return Fault.Body.invalidPractice.answer(nil, right: Answer(404), spelling)
        }
        let practice = scenario.practices[position]
        if practice.access == .notGranted {
            return Fault.Body.incorrectPermissions.answer(nil, right: Answer(401), spelling)
        }
        switch route {
        case .ping: return Answer(200, spelling.body(.object([("pong", .boolean(true))])))
        case .departments:
            let all = request.query["showalldepartments"] == "true"
            let rows = practice.departments.filter { all || !$0.isHidden }.map { AnswerValue.object($0.row) }
            let key = spelling.upperCaseKeys ? "SHOWALLDEPARTMENTS" : "showalldepartments"
            let page = match.paging.members(
                rows, named: "departments", at: request.path, extra: all ? "\(key)=true&" : "", fault: fault,
                spelling: spelling)
            return Answer(200, spelling.body(page))
        default:
            let rows = practice.cancelReasons.map { AnswerValue.object($0) }
            let page = match.paging.members(
                rows, named: "appointmentcancelreasons", at: request.path, fault: fault, spelling: spelling)
            return Answer(200, spelling.body(page))
        }
    }
}
