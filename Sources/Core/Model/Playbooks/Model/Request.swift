/// A documented call.
public struct Request: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What it does, in one line.
    public var title: String
    /// The name of the service whose base URL it uses.
    public var service: String
    /// HTTP's method, in capitals.
    public var method: String
    /// With `{parameter}` in place of values.
    public var path: String
    /// In order, with `{parameter}` in the values.
    public var headers: [RequestHeader]
    /// Name and password of HTTP Basic as `{parameter}:{parameter}`, or nothing.
    public var login: String?
    /// JSON or form text with `{parameter}`, or nothing.
    public var body: String?
    /// What stands in the braces.
    public var parameters: [RequestParameter]
    /// What to know before it is sent, or nothing.
    public var caution: String?
    /// What comes back.
    public var answer: String
    /// Where the knowledge comes from.
    public var source: String

    /// All parts, one by one.
    public init(
        name: String, title: String, service: String, method: String, path: String, headers: [RequestHeader] = [],
        login: String? = nil, body: String? = nil, parameters: [RequestParameter] = [], caution: String? = nil,
        answer: String, source: String
    ) {
        self.name = name
        self.title = title
        self.service = service
        self.method = method
        self.path = path
        self.headers = headers
        self.login = login
        self.body = body
        self.parameters = parameters
        self.caution = caution
        self.answer = answer
        self.source = source
    }
}

/// A header line of a call.
public struct RequestHeader: Sendable, Equatable {
    /// Such as `Content-Type`.
    public var name: String
    /// With `{parameter}` in place of values.
    public var value: String
}

/// Where a service answers.
public struct Service: Sendable, Equatable {
    /// The name that requests use, such as `platform`.
    public var name: String
    /// What it is, in one line.
    public var title: String
    /// Base URLs by environment, in order; empty where no source gives one.
    public var addresses: [ServiceAddress]

    /// All parts, one by one.
    public init(name: String, title: String, addresses: [ServiceAddress] = []) {
        self.name = name
        self.title = title
        self.addresses = addresses
    }
}

/// One base URL of a service.
public struct ServiceAddress: Sendable, Equatable {
    /// Such as `production` or `preview`.
    public var environment: String
    /// Without a slash at its end.
    public var url: String
}
