internal import Model
internal import Support

/// Puts several files together: the same ServiceUser everywhere, and the newest user name and password.
struct Proposal {
    let readings: [FileReading]
    let make: FindingMaker

    func settled() -> (reading: FileReading, findings: [Finding]) {
        var result = FileReading(name: "", kind: .text)
        var findings: [Finding] = []
        for role in CredentialRole.allCases {
            let own = readings.filter { $0[role] != nil }
            let values = Set(own.compactMap { $0[role]?.secret })
            if values.count <= 1 {
                result[role] = own.compactMap { $0[role] }.max { older($0, $1) }
            } else if role == .serviceUser {
                findings.append(
                    make.finding(MailCodes.severalServiceUsers, .undetermined, key: "files", list(own, role) + "."))
            } else if let newest = newest(own, role) {
                result[role] = newest[role]
                findings.append(
                    make.finding(
                        MailCodes.older, .likely, key: "files-\(role.rawValue)",
                        "\(role.label): proposed is the newest, of \(newest.name). All: \(list(own, role))."))
            } else {
                findings.append(
                    make.finding(
                        MailCodes.undecided, .undetermined, key: "files-\(role.rawValue)",
                        "\(role.label): \(list(own, role))."))
            }
        }
        // A file that is newer, and of which a value could not be settled on, may hold the one that counts.
        let isOpen = Set([MailCodes.severalServiceUsers, MailCodes.undecided, MailCodes.doubtful, MailCodes.damaged])
        if readings.contains(where: { !isOpen.isDisjoint(with: $0.codes) }) {
            for role in CredentialRole.allCases where readings.contains(where: { $0[role] == nil }) {
                result[role] = nil
            }
        }
        return (result, findings)
    }

    private func older(_ left: FoundValue, _ right: FoundValue) -> Bool {
        guard let one = left.moment, let other = right.moment else { return left.moment == nil && right.moment != nil }
        return one.isOlder(than: other)
    }

    private func newest(_ own: [FileReading], _ role: CredentialRole) -> FileReading? {
        own.first { one in
            own.allSatisfy { other in
                guard other[role]?.secret != one[role]?.secret else { return true }
                guard let mine = one[role]?.moment, let others = other[role]?.moment else { return false }
                return others.isOlder(than: mine)
            }
        }
    }

    private func list(_ own: [FileReading], _ role: CredentialRole) -> String {
        own.map { reading in
            let value = role == .password ? "a password" : "‘\(reading[role]?.shown ?? "")’"
            return
                "\(value) in \(reading.name), \(reading[role]?.date.map { "of \(ShownTime.moment($0))" } ?? "without a date")"
        }.joined(separator: "; ")
    }
}

/// Makes findings with the playbook's words.
struct FindingMaker {
    let playbooks: PlaybookSet
    /// The integration that the mail belongs to, as its playbook names it.
    let integration: String

    /// `key` tells findings of one code apart.
    func finding(_ code: String, _ verdict: Verdict, key: String, _ detail: String) -> Finding {
        playbooks.finding(
            code, verdict, key: [verdict.rawValue, key], about: Subject(integration: integration),
            decidable: [.undetermined, .likely], detail: detail)
    }
}
