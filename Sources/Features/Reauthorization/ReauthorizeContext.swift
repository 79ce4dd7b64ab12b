public import Model
public import Reporting
public import Services
public import Support
internal import Synchronization

/// What all of `reauthorize` works with: the platform, the ledger, the key, and a count of calls.
public struct ReauthorizeContext: Sendable {
    /// The profile in force, with its credentials and its client.
    public let network: Network
    /// Hold the words of findings and faults, and the rules that find a 401 in logs.
    public let playbooks: PlaybookSet
    /// Takes notes and progress, and hides the secrets that it is told.
    public let console: Console
    /// Holds the key, the ledger and the journal.
    public let folder: StateFolder
    /// Signs plans, and makes the fingerprint of athenahealth's client.
    public let digest: KeyedDigest
    /// Knows which logins failed, so that none is repeated.
    public let ledger: LoginLedger
    /// The platform's URL, and the requests that the operator configured for it.
    public let service: PlatformService
    /// Sends the platform's credential along; fails at every call where nobody is to be called.
    public let platform: PlatformClient
    /// Of this command only.
    public let count = CallCount()

    /// `callsNobody`: no credential is read, and no helper started.
    public init(
        _ network: Network, _ playbooks: PlaybookSet, _ console: Console, callsNobody: Bool = false
    ) throws(CommandError) {
        self.network = network
        self.playbooks = playbooks
        self.console = console
        do throws(StateError) {
            folder = try StateFolder()
            digest = try folder.digest()
        } catch {
            throw CommandError(error)
        }
        do throws(LedgerError) { ledger = try LoginLedger(folder) } catch { throw CommandError(error) }
        guard let service = network.profile.platform else {
            throw CommandError(
                ExitCode.configuration, "the profile ‘\(network.profile.name)’ names no platform",
                remedy: "give it platform: { url: … }, or name another with --profile")
        }
        self.service = service
        let credential = callsNobody ? nil : try network.credential(for: .platform, of: network.profile)
        let http = callsNobody ? .offline : network.client(orFailingFor: network.profile)
        let authorized = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            try await http.send(credential.map { $0.authorize(request) } ?? request)
        }
        platform = PlatformClient(http: authorized, service: service, clock: network.clock)
    }

    /// A business's mapping, counted.
    func mapping(of number: String) async -> Result<MappingReading, PlatformError> {
        count.read()
        do throws(PlatformError) { return .success(try await platform.mapping(of: number)) } catch {
            return .failure(error)
        }
    }

    /// The groups that hang on a number, counted.
    func groups(of number: String) async -> Result<[GroupReading], PlatformError> {
        count.read()
        do throws(PlatformError) { return .success(try await platform.groups(of: number)) } catch {
            return .failure(error)
        }
    }

    /// Whether the profile says how the state is read.
    var canRead: Bool { service.requests.readMapping != nil }
    /// Whether it also says how a business is marked; if not, that is done by hand on the dashboard.
    public var canAuthorize: Bool { canRead && service.requests.markAuthorized != nil }

    /// The profile's services with their URLs and templates: a plan that was made with others is not applied.
    public var services: [String] {
        var services = network.profile.endpoints.filter { $0.service != .logs }.map { endpoint in
            "\(endpoint.service.rawValue) \(endpoint.urls.map(\.description).joined(separator: " "))"
        }
        services.append("requests \(digest.text(["requests", service.requests.spelling]).prefix(16))")
        return services
    }

    /// Names of the playbooks in force, with their versions.
    var versions: [String] { playbooks.playbooks.map { "\($0.name) \($0.version)" } }

    /// The client of the profile's Unity, with the service user's credential; the sandbox takes any, so that it needs none.
    func unity(_ service: AllscriptsService) throws(CommandError) -> (
        login: AllscriptsLogin, user: (name: String, password: String), service: AllscriptsService
    ) {
        let credential = try network.credential(for: .allscripts, of: network.profile)
        var user = (name: "sandbox", password: "sandbox")
        var origins: Set = [service.url.origin]
        if let credential, case .user(let name, let password) = credential.secret {
            (user, origins) = ((name, password), credential.origins)
        } else if network.profile.environment != .sandbox {
            throw CommandError(CredentialError.none(service: .allscripts, profile: network.profile.name))
        }
        let http = network.client(orFailingFor: network.profile)
        let client = UnityClient(http: http, service: service, origins: origins, clock: network.clock)
        return (AllscriptsLogin(client, at: service.url, ledger: ledger, learn: network.learn), user, service)
    }
}

extension CommandError {
    /// What has to survive a run cannot be kept.
    public init(_ fault: StateError) { self.init(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy) }

    /// Without the ledger nobody knows which logins failed.
    public init(_ fault: LedgerError) { self.init(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy) }
}

/// Numbers of calls in words.
enum Counted {
    /// `14 reads, 0 writes, 1 login`.
    static func calls(reads: Int, writes: Int, logins: Int) -> String {
        [(reads, "read"), (writes, "write"), (logins, "login")].map { Numbers.plural($0, $1) }.joined(separator: ", ")
    }
}

/// How many calls a command made, by what they do.
public final class CallCount: Sendable {
    private let counts = Mutex((reads: 0, logins: 0))

    var reads: Int { counts.withLock { $0.reads } }
    var logins: Int { counts.withLock { $0.logins } }

    func read(_ count: Int = 1) { counts.withLock { $0.reads += count } }
    func login(_ count: Int = 1) { counts.withLock { $0.logins += count } }
}

extension PlaybookSet {
    /// Says in a sentence what the platform answered.
    public func sentence(_ error: PlatformError, doing: String) -> String {
        switch error {
        case .notConfigured(let name): "The profile does not say how this is asked (requests: \(name))."
        case .template(let name, let fault): "The profile's request \(name) cannot be made: \(fault.text)."
        case .notFound: "\(doing): the platform answered that there is none (404)."
        case .failed(let error): text(ofFault: error.name, facts: error.facts, doing: doing)
        case .unexpected(let what): "\(doing): \(what)."
        }
    }
}
