internal import Synchronization

/// athenahealth's token, list of practices, ping, departments and cancellation reasons.
final class AthenahealthRoutes: RouteGroup {
    private let scenario: Scenario
    private let practices: [String: Int]
    private let desk: Mutex<TokenDesk>

    init(_ scenario: Scenario) {
        self.scenario = scenario
        practices = Dictionary(scenario.practices.enumerated().map { ($1.id, $0) }) { first, _ in first }
        desk = Mutex(TokenDesk(scenario.tokens))
    }

    func match(_ request: Request) -> RouteMatch? {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if parts == ["oauth2", "v1", "token"] { return RouteMatch(route: .token) }
        guard parts.count == 3, parts[0] == "v1" else { return nil }
        let route: Fault.Route
        switch parts[2] {
        // Practice 1 stands for all of them.
        case "practiceinfo" where parts[1] == "1": route = .practiceinfo
        case "ping": route = .ping
        case "departments": route = .departments
        case "appointmentcancelreasons": route = .cancelReasons
        default: return nil
        }
        return RouteMatch(
            route: route, practice: route == .practiceinfo ? nil : parts[1], page: paging(request, route).page)
    }

    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        guard request.method == (match.route == .token ? "POST" : "GET") else {
            return .text(405, "Method not allowed.")
        }
        let now = TokenDesk.now
        if match.route == .token { return desk.withLock { $0.answer(request, scenario.spelling, now: now) } }
        switch desk.withLock({ $0.standing(request.authorization, now: now) }) {
        case .good: return data(request, match, fault)
        case .missing: return Fault.Body.developerInactive.answer(nil, right: Answer(401), scenario.spelling)
        case .unknown: return Fault.Body.gatewayFault.answer(401, right: Answer(401), scenario.spelling)
        }
    }

    /// The answer to a call that may go on.
    private func data(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        let spelling = scenario.spelling
        func page(_ rows: [AnswerValue], _ name: String, extra: String = "") -> Answer {
            let members = paging(request, match.route).members(
                rows, named: name, at: request.path, extra: extra, fault: fault, spelling: spelling)
            return Answer(200, spelling.body(members))
        }
        if match.route == .practiceinfo {
            return page(scenario.practices.filter { $0.access == .listed }.map { .object($0.row) }, "practiceinfo")
        }
        guard let position = match.practice.flatMap({ practices[$0] }) else {
            return Fault.Body.invalidPractice.answer(nil, right: Answer(404), spelling)
        }
        let practice = scenario.practices[position]
        if practice.access == .notGranted {
            return Fault.Body.incorrectPermissions.answer(nil, right: Answer(401), spelling)
        }
        switch match.route {
        case .departments:
            let all = request.query["showalldepartments"] == "true"
            let key = spelling.upperCaseKeys ? "SHOWALLDEPARTMENTS" : "showalldepartments"
            return page(
                practice.departments.filter { all || !$0.isHidden }.map { .object($0.row) }, "departments",
                extra: all ? "\(key)=true&" : "")
        case .cancelReasons: return page(practice.cancelReasons.map { .object($0) }, "appointmentcancelreasons")
        default: return Answer(200, spelling.body(.object([("pong", .boolean(true))])))
        }
    }

    private func paging(_ request: Request, _ route: Fault.Route) -> Paging {
        let standard =
            switch route {
            case .practiceinfo: scenario.pages.practices
            case .cancelReasons: scenario.pages.cancelReasons
            default: scenario.pages.departments
            }
        return Paging(request.query, standard: standard)
    }
}
