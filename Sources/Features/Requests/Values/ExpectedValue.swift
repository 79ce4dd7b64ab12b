internal import Model

/// What a parameter expects, in a few words.
enum ExpectedValue {
    static func of(_ parameter: RequestParameter, in playbook: Playbook?) -> String {
        switch parameter.type {
        case .businessNumber: "a business number: digits, 15 in every known sample"
        case .number: "a whole number of 1 or more"
        case .count: "a whole number from 0 to \(parameter.most ?? .max)"
        case .sourceID: "a source id or the name of an integration"
        case .triggers: "trigger ids, or names that have a known id, separated by commas"
        case .statuses: "statuses separated by commas, of " + statuses(parameter, playbook)
        case .npi: "an NPI: ten digits, the first 1 or 2, the last a check digit"
        case .practiceID: "an athenahealth practice id: digits, no zero in front"
        case .departmentIDs: "department ids: digits, separated by commas"
        case .boolean: "true or false"
        case .frequency: "a number of days or hours"
        case .serviceUser: "a ServiceUser: ubiquity_id:client_id^tenant_id^, alone or followed by a name"
        case .locationName: "the name of a location"
        case .text: "a text"
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
