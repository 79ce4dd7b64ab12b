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

    /// Lines, of which those that are copied are never broken.
    public func text(width: Int) -> String {
        var lines: [String] = []
        for reading in readings { lines += self.lines(reading) + [""] }
        if !properties.isEmpty { lines += groupLines + [""] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ reading: FileReading) -> [String] {
        let product = reading.product.map { ", \($0)" } ?? ""
        let date = reading.date.map { reading.isReceived ? ", received \($0) (--received)" : ", sent \($0)" } ?? ""
        var lines = ["\(reading.name): \(reading.kind.words)\(product)\(date)"]
        guard reading.kind != .sealed, reading.kind != .other else { return lines }
        let password = reading.password.map {
            reveal
                ? $0.secret.revealed
                : "found (hidden; --reveal shows it, \(saved.map { "saved in \($0)" } ?? "--to FILE saves it"))"
        }
        let rows: [(String, String?, FoundValue?)] = [
            ("ServiceUser", reading.serviceUser?.shown, reading.serviceUser), ("ubiquity id", reading.ubiquityID, nil),
            ("client id", reading.clientID, nil), ("tenant id", reading.tenantID, nil),
            ("service user name", reading.accountName ?? "none (format 1)", nil),
            ("PMS user name", reading.pmsUserName?.shown, reading.pmsUserName),
            ("PM password", password, reading.password),
        ]
        let label = rows.map(\.0.count).max() ?? 0
        for (name, value, found) in rows {
            if reading.serviceUser == nil
                && ["ubiquity id", "client id", "tenant id", "service user name"].contains(name)
            {
                continue
            }
            let place = found.map { "   [\(self.place($0))]" } ?? ""
            lines.append("  \(name.padded(to: label))  \(value ?? "not settled on; see below")\(place)")
        }
        if let expiry = reading.expiry {
            lines.append("  By the mail's date the PM password expires on \(expiry.password.prefix(10)) (90 days)")
            lines.append("  and the service credentials on \(expiry.service.prefix(10)) (6 months).")
        } else if reading.password != nil {
            lines += [
                "  The file has no date: the PM password expires 90 days, the service credentials 6 months after the mail.",
                "  With --received DATE they are counted.",
            ]
        }
        return lines
    }

    private func place(_ found: FoundValue) -> String {
        let words = [
            found.part, "row \(found.row)", found.cell.map { "cell \($0)" } ?? "", "line \(found.line)",
        ].filter { !$0.isEmpty }
        return words.joined(separator: ", ")
    }

    /// The properties twice: as a request's body has them, and as the dashboard shows them.
    private var groupLines: [String] {
        var lines: [String] = []
        // A body that cannot be sent as it stands would be sent.
        if reveal {
            let objects = properties.map { property in
                "  {\"propertyKey\":\"\(property.key)\",\"propertyValue\":\(JSONText.quoted(property.shown ?? "")),"
                    + "\"isSecure\":\(property.isSecure)}"
            }
            lines += [
                "integrationGroupProperties of a new group:", "[" + objects.joined(separator: ",\n").dropFirst() + "]",
            ]
        }
        if !newGroup.isEmpty {
            lines +=
                (lines.isEmpty ? [] : [""]) + [
                    "The request that creates a new group, with the password taken from the environment when it runs (BUSINESS:",
                    "the enterprise's number for several locations, the business's own for one):",
                    "  read -rs PM_PASSWORD && export PM_PASSWORD", "  " + ShellText.line(newGroup),
                ]
        }
        lines += ["", "An existing group, on the integration support dashboard under Manage Properties:"]
        for (index, property) in properties.enumerated() {
            lines.append("  \(index + 1). \(property.label) (\(property.key)): \(property.shown ?? "the password")")
        }
        lines.append(
            "  \(properties.count + 1). Save, then see in the next run that it logs in. A failed login is not repeated."
        )
        return lines
    }
}
