public import Model
public import Reporting
public import Services
public import Support

/// What all of `reauthorize` works with: the platform, the ledger, the key, and a count of calls.
public struct RepairDesk: Sendable {
    public let network: Network
    public let playbooks: PlaybookSet
    public let console: Console
    public let folder: StateFolder
    public let digest: KeyedDigest
    public let ledger: LoginLedger
    public let service: PlatformService
    public let platform: PlatformClient
    public let count = CallCount()

    /// `callsNobody`: no credential is read, and no helper started.
    public init(
        _ network: Network, _ playbooks: PlaybookSet, _ console: Console, callsNobody: Bool = false
    ) throws(CommandError) {
        self.network = network
        self.playbooks = playbooks
        self.console = console
        do throws(StateFault) {
            folder = try StateFolder()
            digest = try folder.digest()
        } catch {
            throw CommandError(error)
        }
        do throws(LedgerFault) { ledger = try LoginLedger(folder) } catch { throw CommandError(error) }
        guard let service = network.profile.platform else {
            throw CommandError(
                ExitCode.configuration, "the profile ‘\(network.profile.name)’ names no platform",
                remedy: "give it platform: { url: … }, or name another with --profile")
        }
        self.service = service
        let credential: Credential?
        do throws(CredentialFault) {
            credential =
                network.isOffline || callsNobody
                ? nil : try network.credentials.credential(for: .platform, of: network.profile)
        } catch {
            throw CommandError(error)
        }
        let door = callsNobody ? .offline : network.plainDoor
        let authorized = HTTPDoor { (request) async throws(TransportError) -> HTTPAnswer in
            try await door.send(credential.map { $0.authorize(request) } ?? request)
        }
        platform = PlatformClient(door: authorized, service: service, clock: network.clock)
    }

    /// Whether the profile says how the state is read, and how a business is marked.
    var canRead: Bool { service.requests.readMapping != nil }
    public var canAuthorize: Bool { canRead && service.requests.markAuthorized != nil }

    /// The profile's services with their URLs and templates: a plan that was made with others is not applied.
    public var services: [String] {
        var services = network.profile.endpoints.filter { $0.service != .logs }.map { endpoint in
            "\(endpoint.service.rawValue) \(endpoint.urls.map(\.description).joined(separator: " "))"
        }
        services.append("requests \(digest.text(["requests", String(describing: service.requests)]).prefix(16))")
        return services
    }

    /// Names of the playbooks in force, with their versions.
    public var versions: [String] { playbooks.playbooks.map { "\($0.name) \($0.version)" } }

    /// The client of the profile's Unity, with the service user's credential; the sandbox takes any, so that it needs none.
    public func unity() throws(CommandError) -> (
        login: AllscriptsLogin, user: (name: String, password: String), service: AllscriptsService
    ) {
        guard let service = network.profile.allscripts else {
            throw CommandError(
                ExitCode.configuration, "the profile ‘\(network.profile.name)’ names no allscripts",
                remedy: "give it allscripts: { url: …, credential: … }; no document gives Unity's address")
        }
        let credential: Credential?
        do throws(CredentialFault) {
            credential = try network.credentials.credential(for: .allscripts, of: network.profile)
        } catch {
            throw CommandError(error)
        }
        var user = (name: "sandbox", password: "sandbox")
        var origins: Set = [service.url.origin]
        if let credential, case .user(let name, let password) = credential.secret {
            (user, origins) = ((name, password), Set(credential.origins))
        } else if network.profile.environment != .sandbox {
            throw CommandError(CredentialFault.none(service: .allscripts, profile: network.profile.name))
        }
        let client = UnityClient(door: network.plainDoor, service: service, origins: origins, clock: network.clock)
        return (AllscriptsLogin(client, at: service.url, ledger: ledger, learn: network.learn), user, service)
    }
}

extension Network {
    /// The profile's door, or one that fails at the first call where it cannot be opened.
    var plainDoor: HTTPDoor {
        do throws(TransportError) {
            return try door(of: profile)
        } catch {
            return HTTPDoor { (_) async throws(TransportError) -> HTTPAnswer in throw error }
        }
    }
}

extension CommandError {
    /// What has to survive a run cannot be kept.
    public init(_ fault: StateFault) {
        self.init(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy)
    }

    /// Without the ledger nobody knows which logins failed.
    public init(_ fault: LedgerFault) {
        self.init(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy)
    }
}
