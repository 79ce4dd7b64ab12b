internal import Support

/// The options of this command line that a printed command needs as well, so that it runs as it is and means the same
/// profile and playbooks.
public struct RepeatedOptions: Sendable {
    private let profile: String?
    private let profilesFile: String?
    private let playbookFolders: [String]
    /// The profile's environment, where it says one.
    let environment: String?
    /// Where `plan` took its businesses from: numbers and files as they were given; empty where a plan file names them.
    public var planSource: [String] = []
    /// The options of `plan` that say what its businesses depend on.
    public var planOptions: [String] = []

    /// `profile`: the one in force, also where it was not named; the others as they were given.
    public init(
        profile: String? = nil, environment: String? = nil, profilesFile: String? = nil, playbookFolders: [String] = []
    ) {
        self.profile = profile
        self.environment = environment
        self.profilesFile = profilesFile
        self.playbookFolders = playbookFolders
    }

    /// The words of a command of `reauthorize`, with the profile of a plan where it names one.
    public func command(_ words: [String], profile named: String? = nil) -> [String] {
        var all = ["be-diagnose", "reauthorize"] + words
        let name = named ?? profile
        if let name, !name.isEmpty { all += ["--profile", name] }
        if let profilesFile { all += ["--profiles", profilesFile] }
        for folder in playbookFolders { all += ["--playbooks", folder] }
        return all
    }

    /// The profile that a plan or this command line names, with its environment, for a sentence.
    func profile(named name: String) -> String {
        guard let environment, environment != name, name == profile ?? name else { return "profile \(name)" }
        return "profile \(name) (\(environment))"
    }

    /// The same as a line for a shell.
    func line(_ words: [String], profile named: String? = nil) -> String {
        ShellText.line(command(words, profile: named))
    }
}
