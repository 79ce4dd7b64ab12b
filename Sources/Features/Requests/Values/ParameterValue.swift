internal import Model
internal import Support

/// A checked value, in the form that templates need.
enum ParameterValue: Sendable, Equatable {
    /// Digits, written without quotes where the template has none.
    case number(String)
    case boolean(Bool)
    case text(String)
    case triggers([TriggerReference])
    case properties([PropertyEntry])
    case secret(SecretReference)

    /// As text inside quotes or an address; nothing for what has no such form.
    var plain: String? {
        switch self {
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        case .text(let text): text
        case .triggers(let triggers): triggers.map { String($0.id) }.joined(separator: ",")
        case .properties, .secret: nil
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

/// What a parameter expects, in a few words.
enum ExpectedValue {
    static func of(_ parameter: RequestParameter, in playbook: Playbook?) -> String {
        switch parameter.type {
        case .businessNumber: "a business number (15 digits)"
        case .number: "a whole number of 1 or more"
        case .count: "a whole number from 0 to \(parameter.most ?? .max)"
        case .sourceID: "a source id or the name of an integration"
        case .triggers: "trigger ids, or names that have a known id, separated by commas"
        case .statuses: "statuses separated by commas, of " + statuses(parameter, playbook)
        case .npi: "an NPI: ten digits, the first 1 or 2, the last a check digit"
        case .practiceID: "an athenahealth practice ID (digits, no leading zero)"
        case .departmentIDs: "department ids: digits, separated by commas"
        case .boolean: "true or false"
        case .frequency: "a number of days or hours"
        case .serviceUser: "a ServiceUser: ubiquity_id:client_id^tenant_id^, alone or followed by a name"
        case .locationName: "the name of a location"
        case .text: "text"
        case .properties, .markedProperties: "KEY=VALUE"
        case .secret: "file:PATH or env:NAME, never the secret itself"
        case .reason: "the text of a restriction reason, or its code"
        case .integration: "the name of an integration"
        }
    }

    private static func statuses(_ parameter: RequestParameter, _ playbook: Playbook?) -> String {
        let property = playbook?.properties.first { $0.key == parameter.property }
        return (property?.allowedValues ?? []).joined(separator: " ")
    }
}

/// Reads where a secret stands. A secret itself is refused, and not repeated: it would stay in the shell's history.
enum SecretReading {
    static func read(_ given: [String], _ parameter: RequestParameter) throws(ValueError) -> SecretReference {
        guard given.count == 1, let text = given.first else { throw fault(parameter, "\(given.count) values") }
        if text.hasPrefix("env:") {
            let name = String(text.dropFirst(4))
            guard isVariable(name) else { throw fault(parameter, "env: without the name of a variable") }
            return .variable(name)
        }
        guard text.hasPrefix("file:") else { throw fault(parameter, "a value that is not a reference (not shown)") }
        let path = String(text.dropFirst(5))
        guard !path.isEmpty, path.unicodeScalars.allSatisfy(JSONText.isVisible) else {
            throw fault(parameter, "file: without a path of visible characters")
        }
        return .file(path)
    }

    /// The variable that holds it where nothing is said.
    static func standing(_ parameter: RequestParameter) -> SecretReference? {
        parameter.variable.flatMap { isVariable($0) ? .variable($0) : nil }
    }

    private static func fault(_ parameter: RequestParameter, _ found: String) -> ValueError {
        ValueError(
            parameter: parameter.name, found: found,
            expected: "a reference to the secret: \(parameter.name)=file:PATH or \(parameter.name)=env:NAME, "
                + "never the secret itself")
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { PlainText.isWordByte($0) }
    }
}
