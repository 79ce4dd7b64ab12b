public import Model
public import Services
internal import Support

/// How the two vendors are reached; each is set up only if the profile has it.
public struct CredentialAccess: Sendable {
    public var athenahealth: AthenahealthAccess?
    public var unity: (login: AllscriptsLogin, user: (name: String, password: String), service: AllscriptsService)?
    /// Of athenahealth's client; changes whenever its id or secret does.
    var clientFingerprint = ""
    /// Whether calls to athenahealth take a token.
    public var hasClient = false

    /// Reads the credentials of what the profile has; one that its source refuses ends the command. Unity is left out
    /// where the profile has no credential for it.
    public init(_ desk: RepairDesk) throws(CommandError) {
        let profile = desk.network.profile
        if let service = profile.athenahealth {
            athenahealth = try AthenahealthAccess(desk.network, profile)
            let credential: Credential?
            do throws(CredentialFault) {
                credential =
                    desk.network.isOffline
                    ? nil : try desk.network.credentials.credential(for: .athenahealth, of: profile)
            } catch {
                throw CommandError(error)
            }
            hasClient = credential != nil
            clientFingerprint = desk.digest.text(
                ["client", service.url.description] + (credential?.secrets ?? ["none"]))
        }
        let hasUser = profile.allscripts?.credential != nil || profile.environment == .sandbox
        if profile.allscripts != nil, hasUser, !desk.network.isOffline { unity = try desk.unity() }
    }
}

/// How a client's ServiceUser enters the name, and so whether one is needed.
struct UsernamePrefixChoice: Sendable {
    var value: UsernamePrefix
    var needsServiceUser: Bool { value == .serviceUser }

    init(_ value: UsernamePrefix) { self.value = value }
}
