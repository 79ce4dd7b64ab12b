/// All profiles and credentials that can be named: the built-in ones and those of the user's file.
public struct ProfileSet: Sendable, Equatable {
    /// By name; a profile of the file replaces a built-in one of the same name whole.
    private(set) var profiles: [Profile]
    /// By name.
    private(set) var credentials: [CredentialDefinition]
    /// What the file says holds where `--profile` is not given.
    var defaultProfile: String?
    /// The file that was read; nothing for the built-in ones alone.
    public var file: String?

    /// The built-in profiles beside those of a file.
    init(
        profiles: [Profile] = [], credentials: [CredentialDefinition] = [], defaultProfile: String? = nil,
        file: String? = nil
    ) {
        self.credentials = credentials
        self.defaultProfile = defaultProfile
        self.file = file
        let builtIn = BuiltInProfiles.all(credentials)
        self.profiles = profiles + builtIn.filter { shipped in !profiles.contains { $0.name == shipped.name } }
    }

    /// The profile of a name.
    func profile(named name: String) -> Profile? { profiles.first { $0.name == name } }

    /// The credential of a name.
    public func credential(named name: String) -> CredentialDefinition? { credentials.first { $0.name == name } }

    /// What holds without `--profile`: the file's `defaultProfile`, else its only profile, else `production`.
    var standing: String {
        let own = profiles.filter { !$0.isBuiltIn }
        return defaultProfile ?? (own.count == 1 ? own[0].name : ServiceEnvironment.production.rawValue)
    }
}
