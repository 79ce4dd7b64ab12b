internal import Model

/// Reads given values by their parameters' types.
struct ValueReader {
    let playbook: Playbook?
    let playbooks: [Playbook]
    /// What is worth saying though nothing is wrong.
    private(set) var notes: [String] = []

    init(playbook: Playbook?, playbooks: [Playbook]) {
        self.playbook = playbook
        self.playbooks = playbooks
    }

    /// The value of one parameter, given once or, where the type allows it, several times.
    mutating func read(_ given: [String], _ parameter: RequestParameter) throws(ValueFault) -> ParameterValue {
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

    private mutating func single(
        _ text: String, _ parameter: RequestParameter
    ) throws(ValueFault) -> ParameterValue {
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
                notes.append("\(parameter.name) begins or ends with a blank, and names are compared letter by letter")
            }
            return .text(text)
        default: return .text(text)
        }
    }

    mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    func fault(_ parameter: RequestParameter, _ found: String, _ expected: String) -> ValueFault {
        ValueFault(parameter: parameter.name, found: found, expected: expected)
    }

    func wrong(_ text: String, _ parameter: RequestParameter) -> ValueFault {
        fault(parameter, "‘\(text)’", expected(parameter))
    }

    private func expected(_ parameter: RequestParameter) -> String {
        "\(ExpectedValue.of(parameter, in: playbook)), such as \(parameter.name)=\(parameter.example)"
    }

    mutating func businessNumber(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> String {
        guard let number = BusinessNumber(text), !text.hasPrefix("0"), text.utf8.count <= 18 else {
            throw wrong(text, parameter)
        }
        if !number.hasUsualLength {
            note("\(parameter.name) has \(text.utf8.count) digits; every known business number has 15")
        }
        return text
    }

    func digits(_ text: String, _ parameter: RequestParameter, upTo length: Int) throws(ValueFault) -> String {
        guard NumberText.isWhole(text), !text.hasPrefix("0"), text.utf8.count <= length else {
            throw wrong(text, parameter)
        }
        return text
    }

    private func count(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> String {
        guard NumberText.isWhole(text), let number = Int(text), number <= parameter.most ?? .max,
            text == String(number)
        else { throw wrong(text, parameter) }
        return text
    }

    private func npi(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> String {
        do throws(NPIFault) {
            return try NPI(text).text
        } catch {
            throw fault(parameter, "‘\(text)’, \(error.inWords)", expected(parameter))
        }
    }

    private mutating func frequency(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> String {
        guard let normal = FrequencyText.normal(text) else { throw wrong(text, parameter) }
        if normal.hasSuffix("HOURS") { note("the articles show DAYS only; that HOURS is written so is inference") }
        return normal
    }

    private func sourceID(_ text: String, _ parameter: RequestParameter) throws(ValueFault) -> String {
        let key = IntegrationName.key(of: text)
        for playbook in playbooks {
            guard let identity = playbook.identity else { continue }
            let names = [String(identity.sourceID), playbook.name] + identity.names
            if names.contains(where: { IntegrationName.key(of: $0) == key }) { return String(identity.sourceID) }
        }
        throw wrong(text, parameter)
    }
}

extension NPIFault {
    /// Why it is none, in a few words.
    var inWords: String {
        switch self {
        case .notTenDigits: "which is not ten digits"
        case .firstDigit: "which begins with neither 1 nor 2"
        case .checkDigit(let expected): "whose check digit would be \(expected): a digit is mistyped"
        }
    }
}
