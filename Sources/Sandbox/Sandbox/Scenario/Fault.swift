/// Something that goes wrong on purpose, for the requests that match.
public struct Fault: Sendable, Equatable {
    /// The calls, of all groups of routes.
    public enum Route: String, Sendable, CaseIterable {
        case token
        case practiceinfo
        case ping
        case departments
        case cancelReasons
        case readGroup
        case readMapping
        case authorize
        case updateProperties
        case listTriggers
        case createGroup
        case updateTriggers
        case createMapping
        case unityToken
        case unityMagic
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
