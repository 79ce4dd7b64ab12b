internal import Synchronization

/// The platform's groups and mappings: the documented calls, and the others as the profile `sandbox` has them.
final class PlatformRoutes: RouteGroup {
    private let spelling: Scenario.Spelling
    private let desk: Mutex<PlatformDesk>

    init(_ scenario: Scenario) {
        spelling = scenario.spelling
        desk = Mutex(PlatformDesk(scenario.platform))
    }

    func match(_ request: Request) -> RouteMatch? {
        let parts = request.parts
        switch (parts.first, parts.count) {
        case ("integration", 3) where parts[1] == "businessintegrationgroup":
            return RouteMatch(route: .readGroup, business: parts[2])
        case ("integration", 3) where parts[1] == "add" && parts[2] == "businessintegrationgroup":
            return RouteMatch(route: .createGroup)
        case ("integration", 3) where parts[1] == "update" && parts[2] == "businessintegrationgroup":
            return RouteMatch(route: .updateTriggers)
        case ("integration", 3) where parts[1] == "add" && parts[2] == "businessintegrationmapping":
            return RouteMatch(route: .createMapping)
        case ("integration", 5) where parts[1...3] == ["trigger", "integrationtriggers", "sourceid"]:
            return RouteMatch(route: .listTriggers, business: parts[4])
        case ("mappings", 2): return RouteMatch(route: .readMapping, business: parts[1])
        case ("mappings", 3) where parts[2] == "authorization": return RouteMatch(route: .authorize, business: parts[1])
        case ("groups", 3) where parts[2] == "properties":
            return RouteMatch(route: .updateProperties, business: parts[1])
        default: return nil
        }
    }

    /// A fault with a status answers in the place of the desk, so that nothing is done then; one below HTTP comes after it.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        let isStruck = (fault?.status).map { $0 >= 400 } ?? false
        return desk.withLock { $0.answer(request, match, isStruck: isStruck, spelling) }
    }

    func control(_ request: Request) -> Answer? {
        switch (request.method, request.path) {
        case ("GET", "/sandbox/log"): .text(200, desk.withLock(\.log).map { $0 + "\n" }.joined())
        case ("POST", "/sandbox/mapping"): desk.withLock { $0.change(request.query) }
        default: nil
        }
    }
}
