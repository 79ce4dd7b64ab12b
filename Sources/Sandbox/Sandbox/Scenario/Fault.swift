/// Something that goes wrong on purpose, for the requests that match.
public struct Fault: Sendable, Equatable {
    /// The calls, of all groups of routes.
    public enum Route: String, Sendable, CaseIterable {
        case token, practiceinfo, ping, departments, cancelReasons
        case readGroup, listTriggers, readMapping, authorize, updateProperties
        case unityToken, unityMagic
    }

    /// A body in place of the right one.
    public enum Body: String, Sendable, CaseIterable {
        /// `{"fault":…}`, as gateways answer.
        case gatewayFault
        /// The HTML page of a login form.
        case loginPage
        /// A sentence.
        case plainText
        /// Nothing at all.
        case empty
        /// JSON that breaks off, with a right `Content-Length`.
        case cutJSON
        /// `{"error":"Incorrect permissions.",…}`.
        case incorrectPermissions
        /// `{"error":"Invalid practice.",…}`.
        case invalidPractice
        /// `{"error":"invalid_client"}`.
        case invalidClient
        /// What a call without a token gets.
        case developerInactive
    }

    /// Misbehaviour that no HTTP library would produce.
    public enum Raw: String, Sendable, CaseIterable {
        /// The connection is reset before any answer.
        case reset
        /// The connection is reset inside the body.
        case resetInBody
        /// The connection is closed without an answer.
        case close
        /// The connection is closed inside the body.
        case truncate
        /// One byte of the body a second.
        case drip
        /// `Content-Length` names fewer bytes than come.
        case shortLength
        /// `Content-Length` names more bytes than come.
        case longLength
        /// Bytes that are no HTTP.
        case garbage
        /// A right head with a body of random bytes.
        case garbageBody
        /// No answer, and the connection stays open.
        case silence
    }

    /// The call that is hit.
    public var route: Route
    /// Only this practice.
    public var practice: String?
    /// Only this business, or this group.
    public var business: String?
    /// Only this page, from 1.
    public var page: Int?
    /// Matching requests that are let through first.
    public var skip = 0
    /// How many matching requests are hit; nothing for all.
    public var times: Int?
    /// The status in place of the right one.
    public var status: Int?
    /// The body in place of the right one.
    public var body: Body?
    /// `Retry-After`, as it is sent.
    public var retryAfter: String?
    /// `Location`, with 302 unless a status is given.
    public var redirect: String?
    /// What a list claims as its `totalcount`.
    public var totalcount: Int?
    /// What a list names as `next`.
    public var next: String?
    /// Milliseconds before the answer.
    public var delay: Int?
    /// Misbehaviour below HTTP.
    public var raw: Raw?

    /// Makes a fault that does nothing yet.
    public init(route: Route) { self.route = route }
}

/// A fault as words, which scenario files, `--fault` and the control route share: `route=ping status=503 times=1`.
public enum FaultWords {
    /// The keys, in the order in which help names them.
    public static let keys = [
        "route", "practice", "business", "page", "skip", "times", "status", "body", "retryAfter", "redirect",
        "totalcount", "next", "delay", "raw",
    ]

    /// Why words are no fault.
    public struct Misread: Error, Equatable {
        /// What stands there.
        public var found: String
        /// What should.
        public var expected: String
    }

    /// Reads words that are separated by spaces; a value holds no space.
    public static func read(_ text: String) throws(Misread) -> Fault {
        var values: [String: String] = [:]
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, keys.contains(parts[0]) else {
                throw Misread(found: "‘\(word)’", expected: "KEY=VALUE with one of " + keys.joined(separator: ", "))
            }
            values[parts[0]] = parts[1]
        }
        return try fault(values)
    }

    /// Reads values by key, as a query gives them.
    public static func fault(_ values: [String: String]) throws(Misread) -> Fault {
        guard let route = try choice(values, "route", Fault.Route.self) else {
            throw Misread(found: "no route", expected: "route=" + alternatives(Fault.Route.self))
        }
        if let unknown = values.keys.filter({ !keys.contains($0) }).sorted().first {
            throw Misread(found: "‘\(unknown)’", expected: "one of " + keys.joined(separator: ", "))
        }
        var fault = Fault(route: route)
        fault.practice = values["practice"]
        fault.business = values["business"]
        fault.page = try number(values, "page", 1...1_000_000)
        fault.skip = try number(values, "skip", 0...1_000_000) ?? 0
        fault.times = try number(values, "times", 1...1_000_000)
        fault.status = try number(values, "status", 200...599)
        fault.body = try choice(values, "body", Fault.Body.self)
        fault.retryAfter = values["retryAfter"]?.replacing("_", with: " ")
        fault.redirect = values["redirect"]
        fault.totalcount = try number(values, "totalcount", 0...1_000_000_000)
        fault.next = values["next"]
        fault.delay = try number(values, "delay", 0...600_000)
        fault.raw = try choice(values, "raw", Fault.Raw.self)
        return fault
    }

    private static func number(
        _ values: [String: String], _ key: String, _ range: ClosedRange<Int>
    ) throws(Misread) -> Int? {
        guard let text = values[key] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Misread(
                found: "\(key)=\(text)", expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ values: [String: String], _ key: String, _ type: Choice.Type
    ) throws(Misread) -> Choice? {
        guard let text = values[key] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Misread(found: "\(key)=\(text)", expected: alternatives(type))
        }
        return choice
    }

    /// What a key takes one of, as messages and help list it.
    public static func alternatives<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
