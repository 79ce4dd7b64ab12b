internal import Synchronization

/// Allscripts' Unity: the token and the magic call.
final class UnityRoutes: RouteGroup {
    private let spelling: Scenario.Spelling
    private let desk: Mutex<UnityDesk>

    init(_ scenario: Scenario) {
        spelling = scenario.spelling
        desk = Mutex(UnityDesk(scenario.unity))
    }

    func match(_ request: Request) -> RouteMatch? {
        let parts = request.parts
        guard parts.count == 4, parts[..<3] == ["Unity", "UnityService.svc", "json"] else { return nil }
        switch parts[3] {
        case "GetToken": return RouteMatch(route: .unityToken)
        case "MagicJson": return RouteMatch(route: .unityMagic)
        default: return nil
        }
    }

    /// A fault with a status answers in the place of the desk, so that no attempt is counted then.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        if (fault?.status).map({ $0 >= 400 }) ?? false { return Answer(500) }
        guard request.method == "POST" else { return .text(405, "Method not allowed.") }
        return desk.withLock { $0.answer(request, match, spelling) }
    }

    func control(_ request: Request) -> Answer? {
        guard request.method == "GET", request.path == "/sandbox/logins" else { return nil }
        return .text(200, desk.withLock(\.log).map { $0 + "\n" }.joined())
    }
}
