/// Why a credential could not be had from its source. Nothing here holds what the source said.
public enum CredentialFault: Error, Sendable, Equatable {
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
}
