/// The platform's calls that no document gives, as the profile says them.
public struct PlatformRequests: Sendable, Equatable {
    /// Reads a business's mapping.
    public var readMapping: MappingRequest?
    /// Marks a business authorized.
    public var markAuthorized: ProfileRequest?
    /// The way back.
    var markUnauthorized: ProfileRequest?
    /// Changes a group's properties.
    public var updateProperties: ProfileRequest?

    /// No request.
    public init() {}
}

/// A call of a profile; `{businessNumber}`, `{groupId}` and `{properties}` are filled in.
public struct ProfileRequest: Sendable, Equatable {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    var method: String
    /// Below the service's URL; begins with `/`.
    var path: String
    /// JSON with placeholders, or nothing.
    var body: String?
}

/// The call that reads a mapping, and where its answer keeps what; the places are paths with dots, a number for an item.
public struct MappingRequest: Sendable, Equatable {
    /// The call itself.
    var request: ProfileRequest
    /// Where the answer says whether the business is authorized.
    var state: String
    /// Values of `state` that mean authorized; at least one.
    var authorized: [String]
    /// Values of `state` that mean unauthorized; at least one, none of them among the others.
    var unauthorized: [String]
    /// Where the mapping's properties are.
    var properties: String?
    /// Where the group's id is.
    var group: String?
}

/// A profile's `network`.
public struct NetworkSettings: Sendable, Equatable {
    /// A PEM file of roots to trust beside the system's; resolved already.
    var caFile: String?
    /// Seconds, for each attempt.
    public var timeout = 30
    /// For each host.
    var requestsPerSecond = 20
    /// Requests in flight, for each host.
    var concurrency = 8

    /// The standard limits.
    public init() {}
}
