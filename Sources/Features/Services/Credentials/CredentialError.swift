/// Why a credential could not be had from its source. Nothing here holds what the source said.
public enum CredentialError: Error, Sendable, Equatable {
    /// The profile names no credential for this service.
    case none(service: ServiceName, profile: String)
    /// A built-in profile's credential that the user's file does not define.
    case undefined(name: String, profile: String)
    /// The variable is not set, or empty.
    case unset(name: String, variable: String)
    /// The file is not there.
    case missing(name: String, path: String)
    /// Others may read or change the file.
    case mode(name: String, path: String, mode: Int)
    /// The file belongs to someone else.
    case owner(name: String, path: String)
    /// A symbolic link, or no regular file.
    case notAFile(name: String, path: String)
    /// The file cannot be read; the system's words.
    case unreadable(name: String, path: String, why: String)
    /// The helper cannot be started; the system's words.
    case helperNotStarted(name: String, program: String, why: String)
    /// The helper ended with an exit code other than 0, or by a signal (128 and its number).
    case helperFailed(name: String, program: String, code: Int, saidOnError: Int)
    /// The helper took longer than its limit, in seconds.
    case helperTimedOut(name: String, program: String, seconds: Int)
    /// More bytes than any credential has.
    case tooLong(name: String, source: String)
    /// What came is not the JSON of a credential; why, without any of it.
    case notACredential(name: String, source: String, why: String)
    /// A credential of another form than the service takes.
    case wrongForm(name: String, service: ServiceName, expected: String)

    /// The name in the playbooks' table of faults.
    var faultName: String {
        switch self {
        case .none, .undefined: "credentialUndefined"
        case .unset: "credentialUnset"
        case .missing: "credentialFileMissing"
        case .mode: "credentialFileMode"
        case .owner: "credentialFileOwner"
        case .notAFile: "credentialFileKind"
        case .unreadable: "credentialFileUnreadable"
        case .helperNotStarted, .helperFailed: "credentialHelperFailed"
        case .helperTimedOut: "credentialHelperTimedOut"
        case .tooLong, .notACredential, .wrongForm: "credentialMalformed"
        }
    }

    /// Whether the source refused (exit 77), rather than being configured wrong (exit 78).
    var isRefusal: Bool {
        switch self {
        case .mode, .owner, .notAFile, .unreadable, .helperFailed, .helperTimedOut: true
        default: false
        }
    }

    /// What is wrong, in one sentence, and what to do about it.
    public var words: (text: String, remedy: String) {
        switch self {
        case .none(let service, let profile):
            (
                "the profile '\(profile)' names no credential for \(service.rawValue)",
                "add 'credential: NAME' to its \(service.rawValue), and NAME under 'credentials'"
            )
        case .undefined(let name, let profile):
            (
                "the profile '\(profile)' needs the credential '\(name)', which no profiles file defines",
                "define it in \(ProfileFile.usual ?? "profiles.yaml"); 'be-diagnose doctor --init' writes a first file"
            )
        case .unset(let name, let variable):
            (
                "credential '\(name)': the environment variable \(variable) is not set",
                "set \(variable) to the credential's JSON"
            )
        case .missing(let name, let path):
            ("credential '\(name)': \(path) does not exist", "write the credential's JSON into it, with mode 0600")
        case .mode(let name, let path, let mode):
            ("credential '\(name)': \(path) has mode \(Self.octal(mode)), so others can read it", "chmod 600 \(path)")
        case .owner(let name, let path):
            (
                "credential '\(name)': \(path) belongs to another user",
                "copy it to a file of your own with mode 0600, and name that"
            )
        case .notAFile(let name, let path):
            ("credential '\(name)': \(path) is a symbolic link or not a regular file", "name the file itself")
        case .unreadable(let name, let path, let why):
            ("credential '\(name)': \(path) cannot be read: \(why)", "make it readable to you, with mode 0600")
        case .helperNotStarted(let name, let program, let why):
            (
                "credential '\(name)': its helper \(program) cannot be started: \(why)",
                "install it, or name its full path"
            )
        case .helperFailed(let name, let program, let code, let said):
            (
                "credential '\(name)': its helper \(program) ended with exit code \(code)"
                    + (said > 0 ? " and \(said) bytes on stderr, not shown because they may contain a secret" : ""),
                "run the helper directly in this terminal"
            )
        case .helperTimedOut(let name, let program, let seconds):
            (
                "credential '\(name)': its helper \(program) did not end within \(seconds) s and was ended",
                "run it directly: it may be waiting for a password or a locked key store"
            )
        case .tooLong(let name, let source):
            (
                "credential '\(name)': \(source) returned more than 64 KiB",
                "it must return the credential's JSON and nothing else"
            )
        case .notACredential(let name, let source, let why):
            ("credential '\(name)': \(source) returned no credential: \(why)", Self.forms)
        case .wrongForm(let name, let service, let expected):
            ("credential '\(name)' has a form that \(service.rawValue) does not accept", "it takes \(expected)")
        }
    }

    static let forms =
        "one of {\"clientID\",\"clientSecret\"}, {\"username\",\"password\"}, {\"bearer\"}, {\"apiKey\"}, {\"headers\":{…}}"

    /// `0644`.
    private static func octal(_ mode: Int) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
