/// A credential's name, where it comes from, and where it may go. The secret itself is not here.
public struct CredentialDefinition: Sendable, Equatable {
    /// The name that services refer to.
    var name: String
    /// Compared exactly; the credential is sent to no other.
    var origins: Set<Origin>
    /// Where the secret is.
    public var source: CredentialSource
}

/// Where a secret is kept. Never a flag's value, and never in the profiles file.
public enum CredentialSource: Sendable, Equatable {
    /// A program with its arguments that prints the credential's JSON.
    case helper([String])
    /// An environment variable that holds the JSON.
    case environment(String)
    /// A file of the user's own that nobody else may read.
    case file(String)

    /// What it is, for a message; no argument of a helper is shown.
    public var text: String {
        switch self {
        case .helper(let command): "the helper \(command.first ?? "")"
        case .environment(let name): "the environment variable \(name)"
        case .file(let path): "the file \(path)"
        }
    }
}
