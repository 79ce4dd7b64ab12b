internal import Model
internal import Support

/// Reads given values by their parameters' types.
struct ValueReader {
    let playbook: Playbook?
    let playbooks: [Playbook]
    /// What is worth saying though nothing is wrong.
    private(set) var notes: [String] = []

    /// The value of one parameter, given once or, where the type allows it, several times.
    mutating func read(_ given: [String], _ parameter: RequestParameter) throws(ValueError) -> ParameterValue {
        guard let first = given.first else { throw fault(parameter, "nothing", "a value") }
        if parameter.type == .secret { return .secret(try SecretReading.read(given, parameter)) }
        if given.contains(where: \.isEmpty) { throw fault(parameter, "an empty value", expected(parameter)) }
        switch parameter.type {
        case .properties: return .properties(try properties(given, parameter, marked: false))
        case .markedProperties: return .properties(try properties(given, parameter, marked: true))
        case .triggers: return .triggers(try triggers(given, parameter))
        case .statuses: return .text(try statuses(given, parameter))
        case .departmentIDs: return .text(try departments(given, parameter))
        default: break
        }
        guard given.count == 1 else { throw fault(parameter, "\(given.count) values", "one") }
        return try single(first, parameter)
    }

    private mutating func single(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> ParameterValue {
        switch parameter.type {
        case .businessNumber: return .number(try businessNumber(text, parameter))
        case .number: return .number(try digits(text, parameter, upTo: 18))
        case .count: return .number(try count(text, parameter))
        case .practiceID: return .text(try digits(text, parameter, upTo: 18))
        case .sourceID: return .number(try sourceID(text, parameter))
        case .npi: return .text(try npi(text, parameter))
        case .boolean:
            guard text == "true" || text == "false" else { throw wrong(text, parameter) }
            return .boolean(text == "true")
        case .frequency: return .text(try frequency(text, parameter))
        case .serviceUser:
            guard ServiceUserText.fits(text) else { throw wrong(text, parameter) }
            return .text(text)
        case .locationName:
            if text.first?.isWhitespace == true || text.last?.isWhitespace == true {
                notes.append("\(parameter.name) begins or ends with a space, and names are compared letter by letter")
            }
            return .text(text)
        default: return .text(text)
        }
    }

    mutating func note(_ text: String) { if !notes.contains(text) { notes.append(text) } }

    func fault(_ parameter: RequestParameter, _ found: String, _ expected: String) -> ValueError {
        ValueError(parameter: parameter.name, found: found, expected: expected)
    }

    func wrong(_ text: String, _ parameter: RequestParameter) -> ValueError {
        fault(parameter, "‘\(text)’", expected(parameter))
    }

    func expected(_ parameter: RequestParameter) -> String {
        "\(ExpectedValue.of(parameter, in: playbook)), such as \(parameter.name)=\(parameter.example)"
    }

    mutating func businessNumber(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> String {
        guard let number = BusinessNumber(text), !text.hasPrefix("0"), text.utf8.count <= 18 else {
            throw wrong(text, parameter)
        }
        if !number.hasUsualLength {
            note("\(parameter.name) has \(text.utf8.count) digits; every known business number has 15")
        }
        return text
    }

    func digits(_ text: String, _ parameter: RequestParameter, upTo length: Int) throws(ValueError) -> String {
        guard NumberText.isWhole(text), !text.hasPrefix("0"), text.utf8.count <= length else {
            throw wrong(text, parameter)
        }
        return text
    }

    private func count(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> String {
        guard NumberText.isWhole(text), let number = Int(text), number <= parameter.most ?? .max, text == String(number)
        else { throw wrong(text, parameter) }
        return text
    }

    private func npi(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> String {
        do throws(NPIError) {
            return try NPI(text).text
        } catch {
            throw fault(parameter, "‘\(text)’, \(error.inWords)", expected(parameter))
        }
    }

    private mutating func frequency(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> String {
        guard let normal = FrequencyText.normal(text) else { throw wrong(text, parameter) }
        if normal.hasSuffix("HOURS") { note("the articles only show DAYS; HOURS is inferred") }
        return normal
    }

    private func sourceID(_ text: String, _ parameter: RequestParameter) throws(ValueError) -> String {
        let key = IntegrationName.key(of: text)
        for playbook in playbooks {
            guard let identity = playbook.identity else { continue }
            let names = [String(identity.sourceID), playbook.name] + identity.names
            if names.contains(where: { IntegrationName.key(of: $0) == key }) { return String(identity.sourceID) }
        }
        throw wrong(text, parameter)
    }
}

extension NPIError {
    /// Why it is none, in a few words.
    var inWords: String {
        switch self {
        case .notTenDigits: "which is not ten digits"
        case .firstDigit: "which begins with neither 1 nor 2"
        case .checkDigit(let expected): "whose check digit would be \(expected): one digit is wrong"
        }
    }
}

/// Small forms of text that several checks share.
enum PlainText {
    /// An ASCII letter or digit, or `_`.
    static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
}

/// Numbers as texts.
enum NumberText {
    /// One or more ASCII digits.
    static func isWhole(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// How often an integration runs: `1 DAYS`.
enum FrequencyText {
    /// As the platform writes it; nothing for what is no number of days or hours.
    static func normal(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, NumberText.isWhole(words[0]), !words[0].hasPrefix("0"), words[0].utf8.count <= 4 else {
            return nil
        }
        switch words[1].uppercased() {
        case "DAY", "DAYS": return "\(words[0]) DAYS"
        case "HOUR", "HOURS": return "\(words[0]) HOURS"
        default: return nil
        }
    }
}

/// `ubiquity_id:client_id^tenant_id^`, alone or followed by a service user name.
enum ServiceUserText {
    static func fits(_ text: String) -> Bool {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return false }
        let rest = halves[1].split(separator: "^", omittingEmptySubsequences: false)
        guard rest.count == 3 else { return false }
        return [halves[0], rest[0], rest[1]].allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { PlainText.isWordByte($0) && $0 != 0x5F }
        } && !rest[2].contains(where: \.isWhitespace)
    }
}

/// All given values beside all parameters: what is missing, unknown, repeated or wrong.
struct ValueTable {
    let parameters: [RequestParameter]
    let playbook: Playbook?
    let playbooks: [Playbook]

    /// The values by parameter, and what is worth saying; all faults at once.
    func read(_ given: [GivenValue]) throws(RequestError) -> ([String: ParameterValue], notes: [String]) {
        var faults: [ValueError] = []
        let names = parameters.map(\.name)
        let byKey = Dictionary(names.map { (IntegrationName.key(of: $0), $0) }) { first, _ in first }
        // The dashboard's labels and the properties' keys differ from the names in letter case and spaces only.
        let given = given.map { value in
            GivenValue(name: byKey[IntegrationName.key(of: value.name)] ?? value.name, value: value.value)
        }
        for value in given where !names.contains(value.name) {
            let known = names.isEmpty ? "it takes no values" : "known: \(names.joined(separator: ", "))"
            let meant = NearestWord.question(NearestWord.candidates(for: value.name, among: names))
            // What is no name may be a value, and so a secret (rules.md D43).
            let isName = value.name.count < 40 && value.name.allSatisfy { $0.isLetter || "-_".contains($0) }
            let shown = isName ? value.name : "an argument"
            faults.append(
                ValueError(
                    parameter: shown, found: "no such parameter", hint: meant.map { "\($0) (\(known))" } ?? known))
        }
        var values: [String: ParameterValue] = [:]
        var reader = ValueReader(playbook: playbook, playbooks: playbooks)
        for parameter in parameters {
            let own = given.filter { $0.name == parameter.name }.map(\.value)
            do throws(ValueError) {
                if !own.isEmpty {
                    values[parameter.name] = try reader.read(own, parameter)
                } else if parameter.type == .secret, let standing = SecretReading.standing(parameter) {
                    values[parameter.name] = .secret(standing)
                } else if !parameter.isOptional {
                    faults.append(reader.fault(parameter, "missing", reader.expected(parameter)))
                }
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw .values(faults) }
        return (values, reader.notes)
    }
}
