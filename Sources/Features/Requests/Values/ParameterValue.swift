/// A checked value, in the form that templates need.
enum ParameterValue: Sendable, Equatable {
    /// Digits, written without quotes where the template has none.
    case number(String)
    case boolean(Bool)
    case text(String)
    case triggers([TriggerReference])
    case properties([PropertyEntry])
    case secret(SecretReference)
    /// Any of these (queries).
    case alternatives([String])

    /// As text inside quotes or an address; nothing for what has no such form.
    var plain: String? {
        switch self {
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        case .text(let text): text
        case .triggers(let triggers): triggers.map { String($0.id) }.joined(separator: ",")
        case .properties, .secret, .alternatives: nil
        }
    }
}

/// A trigger as a body names it.
struct TriggerReference: Sendable, Equatable {
    var id: Int
    /// 1 is `JOB`, the only one that is documented.
    var typeID: Int
}

/// A property as a body names it.
struct PropertyEntry: Sendable, Equatable {
    var key: String
    var value: String
    /// Written as `isSecure` unless it is nil.
    var isSecure: Bool?
}

/// Where a secret is read when the printed line runs; the secret itself never passes this tool.
enum SecretReference: Sendable, Equatable {
    /// The environment variable of this name.
    case variable(String)
    /// The first line or lines of this file, without newlines at their end.
    case file(String)

    /// `env:NAME` or `file:PATH`.
    var description: String {
        switch self {
        case .variable(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        }
    }
}
