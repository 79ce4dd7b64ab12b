public import Model
public import Reporting
internal import Synchronization

/// What a command line says about services.
public struct NetworkChoices: Sendable {
    /// `--profiles`, where it was given.
    public var profilesFile: String?
    /// `--profile`, where it was given.
    public var profile: String?
    /// Whether nothing is sent: every call fails.
    public var isOffline = false
    /// Seconds for all calls of the command.
    public var deadline: Int?
    /// Whether each call is shown on stderr.
    public var isVerbose = false

    /// The choices of one command line; nil stands for an option that was not given.
    public init(
        profilesFile: String?, profile: String?, isOffline: Bool = false, deadline: Int?, isVerbose: Bool = false
    ) {
        self.profilesFile = profilesFile
        self.profile = profile
        self.isOffline = isOffline
        self.deadline = deadline
        self.isVerbose = isVerbose
    }
}

/// What a command needs to call services: the profile in force, its credentials and its client. Nothing is loaded, read
/// or called before it is asked for.
public final class Network: Sendable {
    /// Every profile that can be named, for one that points to another.
    public let profiles: ProfileSet
    /// The one in force, chosen by `--profile` or by the file.
    public let profile: Profile
    /// Reads a secret when a call first needs it, and has the console hide it.
    public let credentials: CredentialStore
    /// Whether every client fails at once, without a connection.
    public let isOffline: Bool
    /// Times the command's deadline, and the pauses between calls.
    public let clock = NetworkClock.system
    let console: Console
    private let deadline: Int?
    private let started: Duration
    private let isVerbose: Bool
    private let clients = Mutex<[String: HTTPClient]>([:])

    /// Reads the profiles and chooses one; a fault in them is exit 78, an unknown name 64.
    public convenience init(_ choices: NetworkChoices, _ console: Console) throws(CommandError) {
        let profiles = try ProfileFile.read(choices.profilesFile)
        self.init(profiles, try ProfileFile.choose(choices.profile, from: profiles), choices, console)
    }

    /// For profiles that were read already; the command's deadline counts from here.
    public init(_ profiles: ProfileSet, _ profile: Profile, _ choices: NetworkChoices, _ console: Console) {
        self.profiles = profiles
        self.profile = profile
        self.console = console
        credentials = CredentialStore(profiles) { console.learn($0) }
        isOffline = choices.isOffline
        deadline = choices.deadline
        isVerbose = choices.isVerbose
        started = clock.elapsed()
    }

    /// The client of a profile, with its limits and the command's deadline; opened once.
    public func client(of profile: Profile) throws(TransportError) -> HTTPClient {
        if isOffline { return .offline }
        // Out of the lock, since a typed error cannot pass it; a client opened twice does no harm.
        if let http = clients.withLock({ $0[profile.name] }) { return http }
        let http = try open(profile.network)
        clients.withLock { $0[profile.name] = http }
        return http
    }

    /// The same, or one that fails at the first call where it cannot be opened.
    public func client(orFailingFor profile: Profile) -> HTTPClient {
        do throws(TransportError) { return try client(of: profile) } catch {
            return HTTPClient { (_) async throws(TransportError) -> HTTPAnswer in throw error }
        }
    }

    /// The credential of a profile's service; nothing where it has none, and offline, where no helper is started and no
    /// file is read.
    public func credential(for service: ServiceName, of profile: Profile) throws(CommandError) -> Credential? {
        if isOffline { return nil }
        do throws(CredentialError) { return try credentials.credential(for: service, of: profile) } catch {
            throw CommandError(error)
        }
    }

    private func open(_ network: NetworkSettings) throws(TransportError) -> HTTPClient {
        var settings = CurlSettings(userAgent: "be-diagnose/\(ToolVersion.current)", caFile: network.caFile)
        settings.timeout = .seconds(network.timeout)
        settings.connectTimeout = min(settings.connectTimeout, settings.timeout)
        settings.connections = network.concurrency
        // The deadline is the command's: it began when the command did, for every client.
        let limits = NetworkLimits(
            timeout: settings.timeout, requestsPerSecond: network.requestsPerSecond, concurrency: network.concurrency,
            deadline: deadline.map { .seconds($0) }, spent: clock.elapsed() - started)
        let console = console
        return try CurlClient.open(settings).governed(limits, clock: clock) { [isVerbose] event in
            if isVerbose { console.note(event.line) }
        }
    }

    /// What the tool learns by itself, such as a token, is hidden from then on.
    public var learn: @Sendable ([String]) -> Void { { [console] in console.learn($0) } }
}

extension PlaybookSet {
    /// A finding about a call that brought no usable answer, with the words of the playbooks' table of faults.
    public func finding(
        _ error: TransportError, doing: String, verdict: Verdict, subject: String, integration: String? = nil
    ) -> Finding {
        finding(
            ofFault: error.name, facts: error.facts, doing: doing, verdict: verdict, subject: subject,
            integration: integration)
    }

    /// A finding about a credential that could not be had from its source.
    public func finding(_ fault: CredentialError, service: String, integration: String? = nil) -> Finding {
        let words = fault.words
        return finding(
            ofFault: fault.faultName,
            facts: ["what": words.text.prefix(1).uppercased() + words.text.dropFirst(), "fix": words.remedy],
            doing: nil, verdict: .confirmed, subject: service, integration: integration)
    }
}

extension CommandError {
    /// A command that cannot begin without the credential: 77 where the source refused, 78 where it is configured wrong.
    public init(_ fault: CredentialError) {
        self.init(
            fault.isRefusal ? ExitCode.credentialRefused : ExitCode.configuration, fault.words.text,
            remedy: fault.words.remedy)
        if case .undefined(let name, _) = fault { example = ProfileTemplate.example(name) }
    }
}
