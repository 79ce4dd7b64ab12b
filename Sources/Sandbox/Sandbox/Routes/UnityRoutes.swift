internal import Support
internal import Synchronization

/// Allscripts' Unity: the token and the magic call.
final class UnityRoutes: RouteGroup {
    private let spelling: Scenario.Spelling
    private let handler: Mutex<UnityHandler>

    init(_ scenario: Scenario) {
        spelling = scenario.spelling
        handler = Mutex(UnityHandler(scenario.unity))
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

    /// A fault with a status answers in the place of the handler, so that no attempt is counted then.
    func answer(_ request: Request, _ match: RouteMatch, _ fault: Fault?) -> Answer {
        if (fault?.status).map({ $0 >= 400 }) ?? false { return Answer(500) }
        guard request.method == "POST" else { return .text(405, "Method not allowed.") }
        return handler.withLock { $0.answer(request, match, spelling) }
    }

    func control(_ request: Request) -> Answer? {
        guard request.method == "GET", request.path == "/sandbox/logins" else { return nil }
        return .text(200, handler.withLock(\.log).map { $0 + "\n" }.joined())
    }
}

/// Answers as Allscripts' Unity does: failures inside HTTP 200, and accounts that lock.
struct UnityHandler {
    private let scenario: Scenario.Unity
    private var tokens: Set<String> = []
    private var wrong: [String: Int] = [:]
    /// Each attempt to log in, in order: `service` or `user`, the name, and `yes`, `no` or `locked`.
    private(set) var log: [String] = []

    init(_ scenario: Scenario.Unity) { self.scenario = scenario }

    mutating func answer(_ request: Request, _ match: RouteMatch, _ spelling: Scenario.Spelling) -> Answer {
        guard let body = PlatformHandler.body(request) else { return .text(200, "error: the request is not JSON") }
        if match.route == .unityToken { return token(body) }
        let action = body["Action"]?.text ?? ""
        func magic(_ value: AnswerValue) -> Answer { spelling.answer(200, [value]) }
        func failed(_ text: String) -> Answer { magic(["Error": .text("Magic Error - \(action): \(text)")]) }
        guard tokens.contains(body["Token"]?.text ?? "") else { return failed("Invalid Security Token") }
        if scenario.unlicensed.contains(action.lowercased()) { return failed("Action is not valid for this license") }
        func info(_ value: AnswerValue) -> Answer { magic(["\(action.lowercased())info": [value]]) }
        switch action {
        case "GetUserAuthentication":
            let name = body["AppUserID"]?.text ?? ""
            let verdict = login("user", name, body["Parameter1"]?.text ?? "", scenario.users, mayBeEmpty: false)
            let message = verdict == "yes" ? "" : verdict == "locked" ? "Account is locked" : "Wrong password"
            return info(["ValidUser": verdict == "yes" ? "YES" : "NO", "ErrorMessage": .text(message)])
        case "GetServerInfo": return info(["ServerTimeZone": "Eastern", "ProductVersion": "invented"])
        case "GetSchedule", "LastLogs": return info([:])
        case "GetPatientDemographics": return failed("PatientID is required")
        default: return failed("unknown action")
        }
    }

    private mutating func token(_ body: JSONNode) -> Answer {
        let name = body["Username"]?.text ?? ""
        let verdict = login("service", name, body["Password"]?.text ?? "", scenario.serviceUsers, mayBeEmpty: true)
        guard verdict == "yes" else {
            return .text(200, "error: Username and Password not valid for any license on this server")
        }
        let token = "6F9619FF-8B86-D011-B42D-\(100_000_000_000 + tokens.count)"
        tokens.insert(token)
        return .text(200, token)
    }

    private mutating func login(
        _ kind: String, _ name: String, _ password: String, _ known: [(key: String, value: String)], mayBeEmpty: Bool
    ) -> String {
        let account = "\(kind) \(name)"
        let isRight = (mayBeEmpty && known.isEmpty) || known.contains { $0.key == name && $0.value == password }
        var verdict = isRight ? "yes" : "no"
        if wrong[account] ?? 0 >= scenario.lockAfter { verdict = "locked" }
        if !isRight { wrong[account, default: 0] += 1 }
        log.append("\(account) \(verdict)")
        return verdict
    }
}
