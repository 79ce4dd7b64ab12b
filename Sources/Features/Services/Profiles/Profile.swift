/// Where to work: base URLs, credentials and limits under one name (README.md, Working against the services).
public struct Profile: Sendable, Equatable {
    /// The name that `--profile` takes.
    public var name: String
    /// Which of the vendor's environments it is; nothing is inferred where this is not said.
    public var environment: ServiceEnvironment?
    /// The profile of the same services' other environment.
    public var counterpart: String?
    /// athenahealth's API.
    public var athenahealth: AthenahealthService?
    /// The platform's services.
    public var platform: PlatformService?
    /// Allscripts' Unity.
    public var allscripts: AllscriptsService?
    /// The search cluster that holds the log records.
    public var logs: LogsService?
    /// Limits and trust.
    public var network = NetworkSettings()
    /// Whether it came with the tool.
    public var isBuiltIn = false

    /// Every service that has a URL, in the order of the file's documentation, with the URLs and credential.
    public var endpoints: [ServiceEndpoint] {
        [
            athenahealth.map { ServiceEndpoint(service: .athenahealth, urls: [$0.url], credential: $0.credential) },
            platform.map { ServiceEndpoint(service: .platform, urls: [$0.url], credential: $0.credential) },
            allscripts.map { ServiceEndpoint(service: .allscripts, urls: [$0.url], credential: $0.credential) },
            logs.map { ServiceEndpoint(service: .logs, urls: $0.urls, credential: $0.credential) },
        ].compactMap(\.self)
    }
}

/// One of the vendor's environments.
public enum ServiceEnvironment: String, Sendable, CaseIterable {
    case production
    case preview
    case sandbox
}

/// The services that a profile can name; the raw value is the key in the file.
public enum ServiceName: String, Sendable, CaseIterable {
    case athenahealth
    case platform
    case allscripts
    case logs
}

/// What every service has.
public struct ServiceEndpoint: Sendable, Equatable {
    /// Which of the profile's services.
    public var service: ServiceName
    /// At least one.
    public var urls: [HTTPURL]
    /// A name under `credentials`; nothing for a service that is called without one.
    public var credential: String?
}

/// athenahealth's API.
public struct AthenahealthService: Sendable, Equatable {
    /// The base URL, without `/v1`.
    public var url: HTTPURL
    /// A name under `credentials`; nothing: calls carry none.
    var credential: String?
}

/// The platform's services.
public struct PlatformService: Sendable, Equatable {
    /// The base URL.
    public var url: HTTPURL
    /// A name under `credentials`; nothing: calls carry none, as in the documentation.
    public var credential: String?
    /// The calls that no document gives; without them, only the documented ones can be made.
    public var requests = PlatformRequests()
}

/// Allscripts' Unity.
public struct AllscriptsService: Sendable, Equatable {
    /// The URL up to and with the service, such as `…/UnityService.svc`.
    public var url: HTTPURL
    /// A name under `credentials`: the service user; without one, only the sandbox can be logged in to.
    public var credential: String?
    /// What `Appname` says; nothing where it is not known.
    var appName: String?
    /// What stands before the service user's name in `GetToken`.
    public var usernamePrefix = UsernamePrefix.serviceUser
}

/// How a client's ServiceUser enters the name in `GetToken`.
public enum UsernamePrefix: String, Sendable, CaseIterable {
    /// It stands before the service user's name, or replaces it if it ends in a name itself.
    case serviceUser
    /// The service user's name stands alone.
    case none
}

/// The Elasticsearch or OpenSearch cluster that holds the log records.
public struct LogsService: Sendable, Equatable {
    /// Its nodes, or those of Kibana in front of it, at least one.
    public var urls: [HTTPURL]
    /// The index pattern; nothing: the reader's own choice.
    public var index: String?
    /// A name under `credentials`.
    var credential: String?
    /// Field names to paths, where aliases and values do not find them; in the file's order.
    public var fields: [FieldPathSetting] = []
    /// What answers at the URLs.
    public var via = LogsAccess.cluster
}

/// What stands at the URLs of a profile's `logs`.
public enum LogsAccess: String, Sendable, CaseIterable {
    /// The cluster's own nodes.
    case cluster
    /// Kibana or OpenSearch Dashboards, which pass a search on to the cluster.
    case kibana
}

/// A record field's place in the cluster, as `--field NAME=PATH` says it for exports.
public struct FieldPathSetting: Sendable, Equatable {
    /// One of `--field`'s names.
    public var name: String
    /// A path with dots.
    public var path: String
}

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

    /// For the digest in a plan, in the words of the first version: a plan is refused where they differ.
    public var spelling: String {
        func text(_ text: String?) -> String { text.map { "Optional(\(String(reflecting: $0)))" } ?? "nil" }
        func request(_ request: ProfileRequest) -> String {
            "Profiles.ProfileRequest(method: \(String(reflecting: request.method.rawValue)), "
                + "path: \(String(reflecting: request.path)), body: \(text(request.body)))"
        }
        func optional(_ request: String?) -> String { request.map { "Optional(\($0))" } ?? "nil" }
        let reading = readMapping.map {
            "Profiles.MappingRequest(request: \(request($0.request)), state: \(String(reflecting: $0.state)), "
                + "authorized: \($0.authorized), unauthorized: \($0.unauthorized), "
                + "properties: \(text($0.properties)), group: \(text($0.group)))"
        }
        return "PlatformRequests(readMapping: \(optional(reading)), "
            + "markAuthorized: \(optional(markAuthorized.map(request))), "
            + "markUnauthorized: \(optional(markUnauthorized.map(request))), "
            + "updateProperties: \(optional(updateProperties.map(request))))"
    }
}

/// A call of a profile; `{businessNumber}`, `{groupId}` and `{properties}` are filled in.
public struct ProfileRequest: Sendable, Equatable {
    /// What it does there.
    var method: HTTPRequest.Method
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
}
