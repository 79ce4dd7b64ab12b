internal import Configuration
internal import Model
internal import Support

/// The vendor's credential email, and a login where one is wanted.
enum AllscriptsChecks {
    static let mail = TriageCheck("mail", applies: { $0.mail.value != nil || $0.isKnown($0.allscripts) }) {
        evidence, entry in
        guard let mail = evidence.mail.value else { return .skipped("no email was given", needs: ["--message"]) }
        let other = otherClients(mail, evidence)
        // Of another client's email, neither date nor values say anything here.
        let findings = other.isEmpty ? mail.findings.filter { entry.codes.contains($0.code) } : other
        let date = mail.date.map { "from \(ShownTime.minute($0).isEmpty ? $0 : $0.prefix(10).description)" }
        return .judged(findings, fine: date ?? "read")
    }

    /// Whether the email's ServiceUser differs from the group's, which is kept as a hash only.
    private static func otherClients(_ mail: MailEvidence, _ evidence: ClientEvidence) -> [Finding] {
        let keys =
            evidence.playbooks.playbooks.lazy.compactMap(\.credentialMail).first?.fields
            .first { $0.role == .serviceUser }?.property ?? "User_Name"
        let hashes = Set(
            evidence.configuration.groups.flatMap(\.settings).filter { $0.key.lowercased() == keys.lowercased() }
                .compactMap(\.hiddenHash))
        guard let user = mail.serviceUser, !hashes.isEmpty, !hashes.contains(user.hashValue) else { return [] }
        return [
            evidence.finding(
                Codes.otherClientsMail, .undetermined, integration: evidence.allscripts,
                detail: "The ServiceUser of the email and `\(keys)` of the group are not the same.")
        ]
    }

    static let login = TriageCheck(
        "login", after: ["mail"], applies: { $0.question.mayLogIn || $0.isKnown($0.allscripts) }
    ) { evidence, _ in
        switch evidence.login {
        case .absent(let why, let needs): .skipped(why, needs: needs)
        case .failed(let finding): .judged([finding], fine: "")
        case .came(let findings): .judged(findings, fine: "Allscripts accepts the credentials")
        }
    }
}
