public import Model
internal import Support

/// What `message` found, for a person.
extension MessageResult {
    /// Values that a ServiceUser that was not settled on does not give.
    private static let parts: Set = ["ubiquity ID", "client ID", "tenant ID", "service user name"]
    /// Codes of what keeps a value that is there from being taken.
    private static let doubts: Set = [
        MailCodes.severalServiceUsers, MailCodes.badServiceUser, MailCodes.undecided, MailCodes.doubtful,
        MailCodes.damaged,
        MailCodes.listedIDs,
    ]
    /// A value that is wider leaves no room for its place.
    private static let widestBesidePlace = 34

    /// How many of the three values were found, and where.
    public var headline: String {
        guard let reading = readings.first, readings.count == 1 else {
            let complete = readings.count { $0.credentialFile != nil }
            return "\(complete) of \(readings.count) files have all three values."
                + (proposal.credentialFile == nil ? "" : " The newest are proposed.")
        }
        let missing = Self.roles.filter { reading[$0.role] == nil }.map(\.name)
        switch reading.kind {
        case .sealed: return "\(reading.name) is a sealed email: it holds no credentials that can be read."
        case .other: return "\(reading.name) is not an email."
        default: break
        }
        if missing.isEmpty {
            return
                "\(reading.name): ServiceUser, PM user name and PM password found\(date(reading))\(expired(reading))."
        }
        if missing.count == 3, Self.doubts.isDisjoint(with: reading.codes) {
            return "\(reading.name) holds no credentials."
        }
        return
            "\(reading.name): \(Numbers.list(missing)) \(open(reading))\(missing.count == 3 ? "" : "; the rest was found")."
    }

    private static let unclear = "unclear"

    /// What is said about a value that is not given.
    private func open(_ reading: FileReading) -> String {
        Self.doubts.isDisjoint(with: reading.codes) ? "not found" : Self.unclear
    }

    private static let roles: [(role: CredentialRole, name: String)] = [
        (.serviceUser, "ServiceUser"), (.pmsUserName, "PM user name"), (.password, "PM password"),
    ]

    private func date(_ reading: FileReading) -> String {
        reading.date.map { reading.isReceived ? ", received \($0.prefix(10)) (--received)" : ", sent \($0.prefix(10))" }
            ?? ""
    }

    /// The values of each file, and how a group is set up with them.
    public var blocks: [ViewBlock] { readings.flatMap(blocks) + (properties.isEmpty ? [] : groupBlocks) }

    private func blocks(_ reading: FileReading) -> [ViewBlock] {
        let product = reading.product.map { ", \($0)" } ?? ""
        let title = "\(reading.name): \(reading.kind.words)\(product)\(date(reading))"
        guard reading.kind != .sealed, reading.kind != .other else { return [.prose(title)] }
        let rows = rows(reading)
        let isWide = rows.contains { ColumnWidth.of($0.value) > Self.widestBesidePlace }
        let values: ViewBlock =
            isWide
            ? .rows(rows.map { ViewRow($0.name, [$0.value] + ($0.place.isEmpty ? [] : ["(\($0.place))"])) })
            : .table(PlainTable(["NAME", "VALUE", "WHERE"], rows: rows.map { [$0.name, $0.value, $0.place] }))
        let head: [ViewBlock] = readings.count == 1 && reading.product == nil ? [] : [.heading(title)]
        if let expiry = reading.expiry {
            return head + [
                values,
                .note(
                    "By the email's date, the PM password \(Self.expires(expiry.password)) (90 days), and the service "
                        + "credentials \(Self.expires(expiry.service).replacing("expires", with: "expire")) (6 months)."
                ),
            ]
        }
        guard reading.password != nil else { return head + [values] }
        return head + [
            values,
            .note(
                "No date in the file. PM passwords expire after 90 days, service credentials after 6 months. "
                    + "--received DATE counts the days."),
        ]
    }

    private static func isPast(_ time: String) -> Bool {
        time.prefix(10) < Timestamp.day(seconds: Timestamp.now).day.text
    }

    private static func expires(_ time: String) -> String {
        "\(isPast(time) ? "expired" : "expires") on \(time.prefix(10))"
    }

    private func expired(_ reading: FileReading) -> String {
        reading.expiry.map { Self.isPast($0.password) } == true ? "; expired by that date" : ""
    }

    private func rows(_ reading: FileReading) -> [(name: String, value: String, place: String)] {
        let password = reading.password.map { password in
            reveal
                ? password.secret.revealed
                : saved.map { "found (saved in \($0))" } ?? "found (--reveal shows it, --to FILE saves it)"
        }
        let values: [(String, String?, FoundValue?)] = [
            ("ServiceUser", reading.serviceUser?.shown, reading.serviceUser), ("ubiquity ID", reading.ubiquityID, nil),
            ("client ID", reading.clientID, nil), ("tenant ID", reading.tenantID, nil),
            ("service user name", reading.accountName ?? "none (format 1)", nil),
            ("PM user name", reading.pmsUserName?.shown, reading.pmsUserName),
            ("PM password", password, reading.password),
        ]
        let open = open(reading) + (open(reading) == Self.unclear ? "; see below" : "")
        return values.compactMap { name, value, found in
            if reading.serviceUser == nil, Self.parts.contains(name) { return nil }
            return (name, value ?? open, found.map(place) ?? "")
        }
    }

    private func place(_ found: FoundValue) -> String {
        [found.part, "row \(found.row)", found.cell.map { "cell \($0)" } ?? "", "line \(found.line)"]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The properties three times: as a request's body has them, as a command, and as the dashboard shows them.
    private var groupBlocks: [ViewBlock] {
        var blocks: [ViewBlock] = []
        if !newGroup.isEmpty {
            blocks += [
                .heading("The request for a new group; the password is read when it runs:"),
                .lines(["read -rs PM_PASSWORD && export PM_PASSWORD", ShellText.line(newGroup)]),
                .note(
                    "BUSINESS: the enterprise's number for several locations, the location's own for one."),
            ]
        }
        // With a placeholder that is no JSON it cannot be sent by mistake.
        let objects = properties.map { property in
            let value = property.shown.map(JSONText.quoted) ?? "<PASSWORD>"
            return "{\"propertyKey\":\"\(property.key)\",\"propertyValue\":\(value),\"isSecure\":\(property.isSecure)}"
        }
        blocks += [
            .heading("integrationGroupProperties of a new group:"),
            .code("[" + objects.joined(separator: ",\n ") + "]"),
            .heading("An existing group, on the integration support dashboard under Manage Properties:"),
        ]
        let steps = properties.map { "\($0.label) (\($0.key)): \($0.shown ?? "the password")" }
        let last = "Save, then check that the next run logs in. Do not retry a failed login."
        blocks.append(.items((steps + [last]).enumerated().map { "\($0 + 1). \($1)" }))
        return blocks
    }
}
