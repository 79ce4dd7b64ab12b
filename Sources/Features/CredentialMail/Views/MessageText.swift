internal import Model
internal import Reporting

/// What `message` found, for a person.
extension MessageResult {
    /// Lines, of which those that are copied are never broken.
    public func text(width: Int) -> String {
        var lines: [String] = []
        for reading in readings { lines += self.lines(reading) + [""] }
        if !properties.isEmpty { lines += groupLines + [""] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ reading: FileReading) -> [String] {
        let product = reading.product.map { ", \($0)" } ?? ""
        let date = reading.date.map { ", sent \($0)" } ?? ""
        var lines = ["\(reading.name): \(kind(reading))\(product)\(date)"]
        guard reading.kind != "sealed", reading.kind != "other" else { return lines }
        let password = reading.password.map {
            reveal ? $0.value : "found (hidden; --reveal shows it, --to FILE saves it)"
        }
        let rows: [(String, String?, FoundValue?)] = [
            ("ServiceUser", reading.serviceUser?.value, reading.serviceUser), ("ubiquity id", reading.ubiquityID, nil),
            ("client id", reading.clientID, nil), ("tenant id", reading.tenantID, nil),
            ("service user name", reading.accountName ?? "none (format 1)", nil),
            ("PMS user name", reading.pmsUserName?.value, reading.pmsUserName),
            ("PM password", password, reading.password),
        ]
        let label = rows.map(\.0.count).max() ?? 0
        for (name, value, found) in rows {
            if reading.serviceUser == nil
                && ["ubiquity id", "client id", "tenant id", "service user name"].contains(name)
            {
                continue
            }
            let padding = String(repeating: " ", count: label - name.count)
            let place = found.map { "   [\(self.place($0))]" } ?? ""
            lines.append("  \(name)\(padding)  \(value ?? "not settled on; see below")\(place)")
        }
        if let expiry = reading.expiry {
            lines.append("  By the mail's date the PM password expires on \(expiry.password.prefix(10)) (90 days)")
            lines.append("  and the service credentials on \(expiry.service.prefix(10)) (6 months).")
        } else if reading.password != nil {
            lines.append(
                "  The file has no date: the PM password expires 90 days, the service credentials 6 months after the mail."
            )
        }
        return lines
    }

    private func kind(_ reading: FileReading) -> String {
        switch reading.kind {
        case "page": "an opened page"
        case "mail": "a mail"
        case "text": "plain text"
        case "sealed": "a sealed envelope"
        default: "no mail"
        }
    }

    private func place(_ found: FoundValue) -> String {
        let words = [
            found.part, "row \(found.row)", found.cell.map { "cell \($0)" } ?? "", "line \(found.line)",
        ].filter { !$0.isEmpty }
        return words.joined(separator: ", ")
    }

    /// The properties twice: as a request's body has them, and as the dashboard shows them.
    private var groupLines: [String] {
        let objects = properties.map { property in
            let value = property.shown.map(PlainValue.quoted) ?? "\"(the password: --reveal, or --to FILE)\""
            return
                "  {\"propertyKey\":\"\(property.key)\",\"propertyValue\":\(value),\"isSecure\":\(property.isSecure)}"
        }
        var lines = [
            "integrationGroupProperties of a new group:", "[" + objects.joined(separator: ",\n").dropFirst() + "]",
        ]
        if !newGroup.isEmpty {
            lines += [
                "",
                "The request that creates it (BUSINESS: the enterprise's number for several locations, the business's own",
                "for one), with the password taken from the environment when it runs:",
                "  read -rs PM_PASSWORD && export PM_PASSWORD", "  " + ShellWords.line(newGroup),
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
