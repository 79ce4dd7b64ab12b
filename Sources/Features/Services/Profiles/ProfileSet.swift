internal import Model
internal import Support

/// All profiles and credentials that can be named: the built-in ones and those of the user's file.
public struct ProfileSet: Sendable, Equatable {
    /// By name; a profile of the file replaces a built-in one of the same name whole.
    public private(set) var profiles: [Profile]
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

/// Finds and reads the profiles file: `--profiles`, `$BE_DIAGNOSE_PROFILES`, or the user's configuration folder.
public enum ProfileFile {
    /// All profiles, or the faults of the file as one error (exit 78).
    static func read(_ named: String?) throws(CommandError) -> ProfileSet {
        guard let path = named ?? standing else { return ProfileSet() }
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(path) } catch {
            throw CommandError(
                ExitCode.configuration,
                lines: ["profiles file \(path): \(error.reason == .missing ? "no such file" : error.systemText)"],
                hints: [
                    "check --profiles and $BE_DIAGNOSE_PROFILES",
                    error.reason == .missing ? "'be-diagnose doctor --init' writes a first one" : nil,
                ].compactMap(\.self))
        }
        let (profiles, faults) = ProfilesReading.read(bytes, file: path)
        guard let profiles else {
            throw CommandError(
                ExitCode.configuration, lines: faults.map(\.description),
                remedy: "fix the file, then run be-diagnose doctor")
        }
        return profiles
    }

    /// The profile that `--profile` names, or the one that stands without it.
    static func choose(_ named: String?, from set: ProfileSet) throws(CommandError) -> Profile {
        let name = named ?? set.standing
        if let profile = set.profile(named: name) { return profile }
        let names = set.profiles.map(\.name)
        throw .unknown(
            "no profile '\(name)'", name, among: names,
            hints: [
                "known: \(names.joined(separator: ", "))",
                set.file == nil ? usual.map { "there is no profiles file at \($0)" } : nil,
            ].compactMap(\.self))
    }

    /// The file that is read without `--profiles`; nil where there is none.
    static var standing: String? {
        if let named = Environment["BE_DIAGNOSE_PROFILES"] { return named }
        return usual.flatMap { Files.exists($0) ? $0 : nil }
    }

    /// Where the file belongs, whether it is there or not; nil without a home.
    public static var usual: String? {
        if let named = Environment["BE_DIAGNOSE_PROFILES"] { return named }
        let base = Environment["XDG_CONFIG_HOME"] ?? Environment["HOME"].map { "\($0)/.config" }
        return base.map { "\($0)/be-diagnose/profiles.yaml" }
    }
}

/// The profiles that need no file but for the credentials that they name.
enum BuiltInProfiles {
    static let athenahealth = "https://api.platform.athenahealth.com"
    static let preview = "https://api.preview.platform.athenahealth.com"
    static let platform = "https://common-services.birdeye.com"

    /// Where the stand-in listens.
    static let sandbox = Origin(scheme: "http", host: "127.0.0.1", port: 8757)

    static func all(_ credentials: [CredentialDefinition]) -> [Profile] {
        var sandbox = Profile(name: "sandbox", environment: .sandbox, isBuiltIn: true)
        sandbox.athenahealth = AthenahealthService(url: HTTPURL(Self.sandbox))
        sandbox.platform = PlatformService(url: HTTPURL(Self.sandbox), requests: requests)
        sandbox.allscripts = (try? HTTPURL("\(Self.sandbox)/Unity/UnityService.svc")).map {
            AllscriptsService(url: $0, appName: "Example.App")
        }
        return [
            vendor(.production, athenahealth, counterpart: .preview, credentials),
            vendor(.preview, preview, counterpart: .production, credentials),
            sandbox,
        ]
    }

    /// A plausible set of the calls that no document gives, as the stand-in answers them.
    private static var requests: PlatformRequests {
        var requests = PlatformRequests()
        let authorization = "/mappings/{businessNumber}/authorization"
        requests.readMapping = MappingRequest(
            request: ProfileRequest(method: .get, path: "/mappings/{businessNumber}"), state: "data.0.status",
            authorized: ["AUTHORIZED"], unauthorized: ["UNAUTHORIZED"], properties: "data.0.integrationProperties",
            group: "data.0.integrationGroupId")
        requests.markAuthorized = ProfileRequest(
            method: .post, path: authorization, body: #"{"status":"AUTHORIZED"}"#)
        requests.markUnauthorized = ProfileRequest(
            method: .post, path: authorization, body: #"{"status":"UNAUTHORIZED"}"#)
        requests.updateProperties = ProfileRequest(
            method: .post, path: "/groups/{groupId}/properties", body: #"{"integrationGroupProperties":{properties}}"#)
        return requests
    }

    private static func vendor(
        _ environment: ServiceEnvironment, _ athenahealth: String, counterpart: ServiceEnvironment,
        _ credentials: [CredentialDefinition]
    ) -> Profile {
        var profile = Profile(
            name: environment.rawValue, environment: environment, counterpart: counterpart.rawValue, isBuiltIn: true)
        profile.athenahealth = (try? HTTPURL(athenahealth)).map {
            AthenahealthService(url: $0, credential: "athenahealth-\(environment.rawValue)")
        }
        // The documented calls carry no credential, so the platform is called without one unless there is one.
        let platform = credentials.first { $0.name == "platform" }
        profile.platform = (try? HTTPURL(Self.platform)).map {
            PlatformService(url: $0, credential: platform?.name)
        }
        // No document gives Unity's address; the credential's only origin is the one thing that names it.
        if let unity = credentials.first(where: { $0.name == "unity" }), unity.origins.count == 1,
            let url = unity.origins.first.flatMap({ try? HTTPURL("\($0)/Unity/UnityService.svc") })
        {
            profile.allscripts = AllscriptsService(url: url, credential: unity.name)
        }
        return profile
    }
}
