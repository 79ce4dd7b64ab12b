public import Model

/// A profile's athenahealth, ready to be called.
public struct AthenahealthAccess: Sendable {
    /// The profile's name.
    public let name: String
    /// `production`, `preview` or `sandbox`; nil where the profile does not say.
    public let environment: String?
    /// Fails at its first call where the command is offline or no connection can be set up.
    public let client: AthenahealthClient

    /// Reads the credential, and opens the client; a credential that its source refuses ends the command (77, 78).
    public init(_ network: Network, _ profile: Profile) throws(CommandError) {
        guard let service = profile.athenahealth else {
            throw CommandError(
                ExitCode.configuration, "the profile ‘\(profile.name)’ names no athenahealth",
                remedy: "give it athenahealth: { url: … }, or name another with --profile")
        }
        let credential = try network.credential(for: .athenahealth, of: profile)
        var http = network.client(orFailingFor: profile)
        if let credential, let grant = ClientCredentialsGrant.athenahealth(service, credential) {
            http = http.withToken(
                of: grant.store(through: http, clock: network.clock, learn: network.learn), boundTo: credential.origins,
                isRefusedToken: AthenahealthClient.isRefusedToken)
        }
        name = profile.name
        environment = profile.environment?.rawValue
        client = AthenahealthClient(http: http, base: service.url, clock: network.clock)
    }

    /// The profile of the other environment, where both have credentials; a look there is an extra, so that nothing of
    /// it ends the command.
    public static func counterpart(_ network: Network) -> AthenahealthAccess? {
        guard let name = network.profile.counterpart, let profile = network.profiles.profile(named: name) else {
            return nil
        }
        return try? AthenahealthAccess(network, profile)
    }
}

extension Network {
    /// The environment of the profile in force, where it says.
    public var environment: String? { profile.environment?.rawValue }

    /// Words for what athenahealth answers under the profile in force.
    public func words(_ playbooks: PlaybookSet) -> AthenahealthWords {
        AthenahealthWords(playbooks: playbooks, console: console, profile: profile.name)
    }
}
