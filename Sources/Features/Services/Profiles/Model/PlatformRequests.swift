/// The platform's calls that no document gives, as the profile says them.
public struct PlatformRequests: Sendable, Equatable {
    /// Reads a business's mapping.
    public var readMapping: MappingRequest?
    /// Marks a business authorized.
    public var markAuthorized: ProfileRequest?
    /// The way back.
    public var markUnauthorized: ProfileRequest?
    /// Changes a group's properties.
    public var updateProperties: ProfileRequest?

    /// No request.
    public init() {}
}

/// A call of a profile; `{businessNumber}`, `{groupId}` and `{properties}` are filled in.
public struct ProfileRequest: Sendable, Equatable {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    public var method: String
    /// Below the service's URL; begins with `/`.
    public var path: String
    /// JSON with placeholders, or nothing.
    public var body: String?

    /// All parts, one by one.
    public init(method: String, path: String, body: String? = nil) {
        self.method = method
        self.path = path
        self.body = body
    }
}

/// The call that reads a mapping, and where its answer keeps what; the places are paths with dots, a number for an item.
public struct MappingRequest: Sendable, Equatable {
    /// The call itself.
    public var request: ProfileRequest
    /// Where the answer says whether the business is authorized.
    public var state: String
    /// Values of `state` that mean authorized; at least one.
    public var authorized: [String]
    /// Values of `state` that mean unauthorized; at least one, none of them among the others.
    public var unauthorized: [String]
    /// Where the mapping's properties are.
    public var properties: String?
    /// Where the group's id is.
    public var group: String?

    /// All parts, one by one.
    public init(
        request: ProfileRequest, state: String, authorized: [String], unauthorized: [String],
        properties: String? = nil, group: String? = nil
    ) {
        self.request = request
        self.state = state
        self.authorized = authorized
        self.unauthorized = unauthorized
        self.properties = properties
        self.group = group
    }
}

/// A profile's `network`.
public struct NetworkSettings: Sendable, Equatable {
    /// A PEM file of roots to trust beside the system's; resolved already.
    public var caFile: String?
    /// Seconds, for each attempt.
    public var timeout = 30
    /// For each host.
    public var requestsPerSecond = 20
    /// Requests in flight, for each host.
    public var concurrency = 8

    /// The standard limits.
    public init() {}
}
