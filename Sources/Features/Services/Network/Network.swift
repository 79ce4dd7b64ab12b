public import Model
public import Reporting
internal import Synchronization

/// What a command line says about services.
public struct NetworkChoices: Sendable {
    /// `--profiles`, where it was given.
    public var profilesFile: String?
    /// `--profile`, where it was given.
    public var profile: String?
    public var isOffline = false
    /// Seconds for all calls of the command.
    public var deadline: Int?
    /// Whether each call is shown on stderr.
    public var isVerbose = false

    /// Takes all parts, one by one.
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

/// What a command needs to call services: the profile in force, its credentials and its door. Nothing is loaded, read
/// or called before it is asked for.
public final class Network: Sendable {
    public let profiles: ProfileSet
    public let profile: Profile
    public let credentials: CredentialStore
    public let isOffline: Bool
    public let clock = NetworkClock.system
    private let console: Console
    private let deadline: Int?
    private let started: Duration
    private let isVerbose: Bool
    private let doors = Mutex<[String: HTTPDoor]>([:])

    /// Reads the profiles and chooses one; a fault in them is exit 78, an unknown name 64.
    public convenience init(_ choices: NetworkChoices, _ console: Console) throws(CommandError) {
        let profiles = try ProfileFile.read(choices.profilesFile)
        self.init(profiles, try ProfileFile.choose(choices.profile, from: profiles), choices, console)
    }

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

    /// The door of a profile, with its limits and the command's deadline; opened once.
    public func door(of profile: Profile) throws(TransportError) -> HTTPDoor {
        if isOffline { return .offline }
        // Out of the lock, since a typed error cannot pass it; a door opened twice does no harm.
        if let door = doors.withLock({ $0[profile.name] }) { return door }
        let door = try open(profile.network)
        doors.withLock { $0[profile.name] = door }
        return door
    }

    private func open(_ network: NetworkSettings) throws(TransportError) -> HTTPDoor {
        var settings = CurlSettings(userAgent: "be-diagnose/\(ToolVersion.current)", caFile: network.caFile)
        settings.timeout = .seconds(network.timeout)
        settings.connectTimeout = min(settings.connectTimeout, settings.timeout)
        settings.connections = network.concurrency
        var limits = NetworkLimits()
        limits.timeout = settings.timeout
        limits.requestsPerSecond = network.requestsPerSecond
        limits.concurrency = network.concurrency
        // The deadline is the command's: it began when the command did, for every door.
        limits.deadline = deadline.map { .seconds($0) }
        limits.spent = clock.elapsed() - started
        let console = console
        return try CurlDoor.open(settings).governed(limits, clock: clock) { [isVerbose] event in
            if isVerbose { console.complain(event.line) }
        }
    }

    /// What the tool learns by itself, such as a token, is hidden from then on.
    public var learn: @Sendable ([String]) -> Void { { [console] in console.learn($0) } }
}
