public import Model
internal import Reporting
internal import Support

/// What `message` found, as a report's `result` (report.md).
public struct MessageResult {
    /// What was found in each file, in the order in which they were given.
    public let readings: [FileReading]
    /// The values to set a group up with.
    public let proposal: FileReading
    /// They say what the properties are called and which command sets a group up.
    public let playbooks: PlaybookSet
    /// Whether passwords are shown (`--reveal`).
    public let reveal: Bool
    /// Where the values were saved (`--to`).
    public let saved: String?

    /// Makes what `message` answers from, as text or as a report.
    public init(
        readings: [FileReading], proposal: FileReading, playbooks: PlaybookSet, reveal: Bool, saved: String?
    ) {
        self.readings = readings
        self.proposal = proposal
        self.playbooks = playbooks
        self.reveal = reveal
        self.saved = saved
    }

    /// The files, the group's properties, and the command for a new group: null unless all values were settled on.
    public var value: PlainValue {
        [
            "files": .list(readings.map(file)), "integrationGroupProperties": .list(properties.map(property)),
            "newGroup": newGroup.isEmpty ? .null : .texts(newGroup),
        ]
    }

    private func file(_ reading: FileReading) -> PlainValue {
        let head: PlainValue = [
            "name": .text(reading.name), "kind": .text(reading.kind.rawValue), "product": .optional(reading.product),
            "serviceUser": .optional(reading.serviceUser?.shown),
            "serviceUserCandidate": .optional(reading.candidate?.description),
            "ubiquityID": .optional(reading.ubiquityID),
            "clientID": .optional(reading.clientID), "tenantID": .optional(reading.tenantID),
            "accountName": .optional(reading.accountName), "pmsUserName": .optional(reading.pmsUserName?.shown),
            "password": reading.password == nil ? "missing" : "found",
        ]
        let revealed: PlainValue = reveal ? ["passwordValue": .optional(reading.password?.secret.revealed)] : [:]
        return head.with(revealed).with([
            "date": .optional(reading.date),
            "places": [
                "serviceUser": place(reading.serviceUser), "pmsUserName": place(reading.pmsUserName),
                "password": place(reading.password),
            ],
            "expires": reading.expiry.map { ["password": .text($0.password), "service": .text($0.service)] } ?? .null,
            "codes": .texts(reading.codes),
        ])
    }

    private func place(_ found: FoundValue?) -> PlainValue {
        guard let found else { return .null }
        return [
            "part": found.part.isEmpty ? .null : .text(found.part), "row": .integer(found.row),
            "cell": found.cell.map { .integer($0) } ?? .null, "line": .integer(found.line),
        ]
    }

    /// One property of the group, as the playbook names it.
    public struct GroupProperty {
        var key: String
        var label: String
        var isSecure: Bool
        /// Nothing for the password, unless it may be shown.
        var shown: String?
    }

    /// Empty unless all values were settled on: a group with some of them does not run.
    public var properties: [GroupProperty] {
        guard let playbook = playbooks.playbooks.first(where: { $0.credentialMail != nil }),
            let mail = playbook.credentialMail,
            proposal.serviceUser != nil, proposal.pmsUserName != nil, proposal.password != nil
        else { return [] }
        return mail.fields.map { field in
            let property = playbook.properties.first { $0.key == field.property }
            return GroupProperty(
                key: field.property, label: property?.label ?? field.property, isSecure: property?.secure ?? true,
                shown: proposal[field.role].flatMap { reveal ? $0.secret.revealed : $0.shown })
        }
    }

    /// The words of the command that prints the request for a new group; empty as `properties` is.
    public var newGroup: [String] {
        guard let user = proposal.serviceUser, let name = proposal.pmsUserName, proposal.password != nil else {
            return []
        }
        let words = playbooks.playbooks.compactMap(\.credentialMail).first?.newGroup ?? []
        let values = [CredentialRole.serviceUser: user.shown ?? "", .pmsUserName: name.shown ?? ""]
        return words.map { word in
            for (role, value) in values where word.hasSuffix("{\(role.rawValue)}") {
                return word.dropLast(role.rawValue.count + 2) + value
            }
            return word
        }
    }

    private func property(_ property: GroupProperty) -> PlainValue {
        [
            "propertyKey": .text(property.key), "propertyValue": .optional(property.shown),
            "isSecure": .bool(property.isSecure),
        ]
    }
}
