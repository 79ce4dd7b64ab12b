/// A value as it was given for a parameter: `NAME=VALUE`.
public struct GivenValue: Sendable, Equatable {
    /// Of the parameter.
    public var name: String
    /// Any text, still to be checked.
    public var value: String

    /// Name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// What is wrong with one parameter, or with its absence.
public struct ValueFault: Error, Sendable, Equatable {
    /// The parameter's name, or the unknown name that was given.
    var parameter: String
    /// What was found; never a secret.
    var found: String
    /// What was expected, in a few words.
    var expected: String

    /// One line.
    public var description: String { "\(parameter): \(found); expected \(expected)" }
}

/// Why a request or query could not be prepared.
public enum RequestFault: Error, Sendable, Equatable {
    /// Nothing has that name; the nearest that exists, if any is near.
    case unknownName(nearest: String?)
    /// Values are missing, unknown or wrong, all of them.
    case values([ValueFault])
    /// The base URL is missing or cannot be one: what is wrong, and what to do.
    case address(String, remedy: String)
    /// The playbook's template cannot be read: which, and why.
    case template(name: String, why: String)
}
