internal import Arguments
internal import Services
internal import Synchronization

/// What a command needs to call services: the profile in force, its credentials and its door. Nothing is loaded, read
/// or called before it is asked for.
final class Network: Sendable {
    let profiles: ProfileSet
    let profile: Profile
    let credentials: CredentialStore
    let isOffline: Bool
    let clock = NetworkClock.system
    private let console: Console
    private let deadline: Int?
    private let started: Duration
    private let isVerbose: Bool
    private let doors = Mutex<[String: HTTPDoor]>([:])

    /// Reads the profiles and chooses one; a fault in them is exit 78, an unknown name 64.
    convenience init(_ parsed: ParsedCommand, _ everywhere: Everywhere) throws(CommandFault) {
        let profiles = try ProfileFile.read(parsed[NetworkOptions.profiles])
        self.init(
            profiles, try ProfileFile.choose(parsed[NetworkOptions.profile], from: profiles), parsed, everywhere.console
        )
    }

    init(_ profiles: ProfileSet, _ profile: Profile, _ parsed: ParsedCommand, _ console: Console) {
        self.profiles = profiles
        self.profile = profile
        self.console = console
        credentials = CredentialStore(profiles) { console.learn($0) }
        isOffline = parsed.isSet(NetworkOptions.offline)
        deadline = parsed[NetworkOptions.deadline]
        isVerbose = parsed.isSet(NetworkOptions.verbose)
        started = clock.elapsed()
    }

    /// The door of a profile, with its limits and the command's deadline; opened once.
    func door(of profile: Profile) throws(TransportError) -> HTTPDoor {
        if isOffline { return .offline }
        // Out of the lock, since a typed error cannot pass it; a door opened twice does no harm.
        if let door = doors.withLock({ $0[profile.name] }) { return door }
        let door = try open(profile.network)
        doors.withLock { $0[profile.name] = door }
        return door
    }

    private func open(_ network: NetworkSettings) throws(TransportError) -> HTTPDoor {
        var settings = CurlSettings(userAgent: "be-diagnose/\(Tool.version)", caFile: network.caFile)
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
    var learn: @Sendable ([String]) -> Void { { [console] in console.learn($0) } }
}
