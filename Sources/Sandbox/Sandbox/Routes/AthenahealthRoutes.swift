internal import Glibc
internal import Synchronization

/// athenahealth's token, list of practices, ping, departments and cancellation reasons.
final class AthenahealthRoutes: RouteGroup {
    private let scenario: Scenario
    private let practices: [String: Int]
    private let handler: Mutex<TokenHandler>

    init(_ scenario: Scenario) {
        self.scenario = scenario
        practices = Dictionary(scenario.practices.enumerated().map { ($1.id, $0) }) { first, _ in first }
        handler = Mutex(TokenHandler(scenario.tokens))
    }

    func match(_ request: Request) -> RouteMatch? {
        let parts = request.parts
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
        let now = TokenHandler.now
        if match.route == .token { return handler.withLock { $0.answer(request, scenario.spelling, now: now) } }
        switch handler.withLock({ $0.standing(request.authorization, now: now) }) {
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
            return spelling.answer(200, members)
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
        default: return spelling.answer(200, ["pong": .boolean(true)])
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

/// Gives out tokens, at most so many a minute, and knows those it gave.
struct TokenHandler {
    private let rules: Scenario.TokenRules
    /// Seconds of the monotonic clock at which the tokens of the last minute were given.
    private var given: [Double] = []
    /// Until when each token is good.
    private var tokens: [String: Double] = [:]

    init(_ rules: Scenario.TokenRules) { self.rules = rules }

    /// Whether a call may go on; nothing is required unless the scenario says so, but a wrong token is never right.
    enum Standing { case good, missing, unknown }

    func standing(_ authorization: String?, now: Double) -> Standing {
        guard let authorization else { return rules.required ? .missing : .good }
        guard authorization.lowercased().hasPrefix("bearer ") else { return .missing }
        let token = String(authorization.dropFirst(7))
        return tokens[token].map { now < $0 } == true ? .good : .unknown
    }

    /// The answer to `POST /oauth2/v1/token`.
    mutating func answer(_ request: Request, _ spelling: Scenario.Spelling, now: Double) -> Answer {
        given.removeAll { now - $0 >= 60 }
        guard given.count < rules.perMinute else { return .text(429, "Too many token requests.") }
        given.append(now)
        func refusal(_ status: Int, _ error: String) -> Answer { spelling.answer(status, ["error": .text(error)]) }
        let form = Form.read(String(decoding: request.body, as: UTF8.self))
        guard form["grant_type"] == "client_credentials" else { return refusal(400, "unsupported_grant_type") }
        guard form["scope"] == "athena/service/Athenanet.MDP.*" else { return refusal(400, "invalid_scope") }
        if !rules.clients.isEmpty {
            let basic = rules.clients.map { "Basic " + Base64.encode(Array("\($0.id):\($0.secret)".utf8)) }
            guard let authorization = request.authorization, basic.contains(authorization) else {
                return refusal(401, "invalid_client")
            }
        }
        let token = "sandbox-\(given.count)-\(UInt64.random(in: .min ... .max))"
        tokens[token] = now + Double(rules.lifetime)
        return spelling.answer(
            200,
            [
                "access_token": .text(token), "token_type": "Bearer", "expires_in": .quotableInteger(rules.lifetime),
                "scope": "athena/service/Athenanet.MDP.*",
            ])
    }

    /// Seconds of a clock that never goes back.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Bodies and queries in `application/x-www-form-urlencoded`.
enum Form {
    static func read(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
        }
        return values
    }

    static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Base64 (RFC 4648) in one direction, to compare what HTTP Basic brings.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let letters = (0..<4).map { alphabet[bits >> (18 - 6 * $0) & 63] }
            let filled = min(4, bytes.count - start + 1)
            text += letters[..<filled] + Array(repeating: UInt8(ascii: "="), count: 4 - filled)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Cuts a list into pages as the vendor does: `limit`, `offset`, and host-relative `next` and `previous`.
struct Paging {
    let limit: Int
    let offset: Int
    /// From 1.
    var page: Int { offset / limit + 1 }

    /// Reads the two numbers; what is no number, or out of range, is taken for the default.
    init(_ query: [String: String], standard: Int) {
        limit = query["limit"].flatMap(Int.init).flatMap { (1...5000).contains($0) ? $0 : nil } ?? standard
        offset = query["offset"].flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil } ?? 0
    }

    /// The answer's members: `totalcount`, the page's rows, and the links to its neighbours.
    func members(
        _ rows: [AnswerValue], named name: String, at path: String, extra: String = "", fault: Fault?,
        spelling: Scenario.Spelling
    ) -> AnswerValue {
        let upTo = min(rows.count, offset + limit)
        let shown = offset < upTo ? Array(rows[offset..<upTo]) : []
        var members: [(key: String, value: AnswerValue)] = [
            ("totalcount", .quotableInteger(fault?.totalcount ?? rows.count)), (name, .list(shown)),
        ]
        func link(_ offset: Int) -> AnswerValue {
            let keys = spelling.upperCaseKeys ? ("LIMIT", "OFFSET") : ("limit", "offset")
            return .text("\(path)?\(extra)\(keys.0)=\(limit)&\(keys.1)=\(offset)")
        }
        let next = fault?.next.map { .text($0) } ?? (upTo < rows.count ? link(upTo) : nil)
        if let next { members.append(("next", next)) }
        if offset > 0 { members.append(("previous", link(max(0, offset - limit)))) }
        return .object(members)
    }
}
