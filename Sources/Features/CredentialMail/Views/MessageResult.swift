public import Model

/// What `message` found, as a report's `result` (design.md §4).
public struct MessageResult {
    public let readings: [FileReading]
    /// The values to set a group up with.
    public let proposal: FileReading
    public let playbooks: PlaybookSet
    public let reveal: Bool

    /// Takes all parts, one by one.
    public init(readings: [FileReading], proposal: FileReading, playbooks: PlaybookSet, reveal: Bool) {
        self.readings = readings
        self.proposal = proposal
        self.playbooks = playbooks
        self.reveal = reveal
    }

    public var value: PlainValue {
        .object([
            PlainMember("files", .list(readings.map(file))),
            PlainMember("integrationGroupProperties", .list(properties.map(property))),
            PlainMember("newGroup", newGroup.isEmpty ? .null : .list(newGroup.map { .text($0) })),
        ])
    }

    private func file(_ reading: FileReading) -> PlainValue {
        var members = [
            PlainMember("name", .text(reading.name)), PlainMember("kind", .text(reading.kind)),
            PlainMember("product", text(reading.product)),
            PlainMember("serviceUser", text(reading.serviceUser?.value)),
            PlainMember("ubiquityID", text(reading.ubiquityID)),
            PlainMember("clientID", text(reading.clientID)), PlainMember("tenantID", text(reading.tenantID)),
            PlainMember("accountName", text(reading.accountName)),
            PlainMember("pmsUserName", text(reading.pmsUserName?.value)),
            PlainMember("password", .text(reading.password == nil ? "missing" : "found")),
        ]
        if reveal { members.append(PlainMember("passwordValue", text(reading.password?.value))) }
        members += [
            PlainMember("date", text(reading.date)), PlainMember("places", places(reading)),
            PlainMember(
                "expires",
                reading.expiry.map {
                    .object([PlainMember("password", .text($0.password)), PlainMember("service", .text($0.service))])
                } ?? .null),
            PlainMember("codes", .list(reading.codes.map { .text($0) })),
        ]
        return .object(members)
    }

    private func places(_ reading: FileReading) -> PlainValue {
        let values = [
            ("serviceUser", reading.serviceUser), ("pmsUserName", reading.pmsUserName), ("password", reading.password),
        ]
        return .object(
            values.map { name, found in
                PlainMember(
                    name,
                    found.map { found in
                        .object([
                            PlainMember("part", found.part.isEmpty ? .null : .text(found.part)),
                            PlainMember("row", .integer(found.row)),
                            PlainMember("cell", found.cell.map { .integer($0) } ?? .null),
                            PlainMember("line", .integer(found.line)),
                        ])
                    } ?? .null)
            })
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
            let value = proposal.value(of: field.role)
            return GroupProperty(
                key: field.property, label: property?.label ?? field.property, isSecure: property?.secure ?? true,
                shown: field.role == .password && !reveal ? nil : value)
        }
    }

    /// The words of the command that prints the request for a new group; empty as `properties` is.
    public var newGroup: [String] {
        guard let user = proposal.serviceUser, let name = proposal.pmsUserName, proposal.password != nil else {
            return []
        }
        let words = playbooks.playbooks.compactMap(\.credentialMail).first?.newGroup ?? []
        let values = [CredentialRole.serviceUser: user.value, .pmsUserName: name.value]
        return words.map { word in
            for (role, value) in values where word.hasSuffix("{\(role.rawValue)}") {
                return word.dropLast(role.rawValue.count + 2) + value
            }
            return word
        }
    }

    private func property(_ property: GroupProperty) -> PlainValue {
        .object([
            PlainMember("propertyKey", .text(property.key)), PlainMember("propertyValue", text(property.shown)),
            PlainMember("isSecure", .bool(property.isSecure)),
        ])
    }

    private func text(_ text: String?) -> PlainValue { text.map { .text($0) } ?? .null }
}
