/// Where to work: base URLs, credentials and limits under one name (design.md §3).
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
    public var network: NetworkSettings
    /// Whether it came with the tool.
    public var isBuiltIn: Bool

    /// A profile without services.
    init(
        name: String, environment: ServiceEnvironment? = nil, counterpart: String? = nil,
        network: NetworkSettings = NetworkSettings(), isBuiltIn: Bool = false
    ) {
        self.name = name
        self.environment = environment
        self.counterpart = counterpart
        self.network = network
        self.isBuiltIn = isBuiltIn
    }

    /// Every service that has a URL, in the order of the file's documentation, with the URLs and credential.
    public var endpoints: [ServiceEndpoint] {
        var endpoints: [ServiceEndpoint] = []
        if let athenahealth {
            endpoints.append(ServiceEndpoint(.athenahealth, [athenahealth.url], athenahealth.credential))
        }
        if let platform { endpoints.append(ServiceEndpoint(.platform, [platform.url], platform.credential)) }
        if let allscripts { endpoints.append(ServiceEndpoint(.allscripts, [allscripts.url], allscripts.credential)) }
        if let logs { endpoints.append(ServiceEndpoint(.logs, logs.urls, logs.credential)) }
        return endpoints
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

    init(_ service: ServiceName, _ urls: [HTTPURL], _ credential: String?) {
        self.service = service
        self.urls = urls
        self.credential = credential
    }
}
