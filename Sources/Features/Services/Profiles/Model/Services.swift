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
    /// The calls that no document gives.
    public var requests: PlatformRequests

    /// All parts, one by one.
    public init(url: HTTPURL, credential: String? = nil, requests: PlatformRequests = PlatformRequests()) {
        self.url = url
        self.credential = credential
        self.requests = requests
    }
}

/// Allscripts' Unity.
public struct AllscriptsService: Sendable, Equatable {
    /// The URL up to and with the service, such as `…/UnityService.svc`.
    public var url: HTTPURL
    /// A name under `credentials`: the service user.
    public var credential: String?
    /// What `Appname` says; nothing where it is not known.
    var appName: String?
    /// What stands before the service user's name in `GetToken`.
    public var usernamePrefix: UsernamePrefix

    /// All parts, one by one.
    public init(
        url: HTTPURL, credential: String? = nil, appName: String? = nil, usernamePrefix: UsernamePrefix = .serviceUser
    ) {
        self.url = url
        self.credential = credential
        self.appName = appName
        self.usernamePrefix = usernamePrefix
    }
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
    /// Its nodes, at least one.
    var urls: [HTTPURL]
    /// The index pattern; nothing: the reader's own choice.
    var index: String?
    /// A name under `credentials`.
    var credential: String?
    /// Field names to paths, where aliases and values do not find them; in the file's order.
    var fields: [FieldPathSetting] = []
}

/// A record field's place in the cluster, as `--field NAME=PATH` says it for exports.
struct FieldPathSetting: Sendable, Equatable {
    /// One of `--field`'s names.
    var name: String
    /// A path with dots.
    var path: String
}
