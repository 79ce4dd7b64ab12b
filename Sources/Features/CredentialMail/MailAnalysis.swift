public import Model
public import Support

/// Reads credential mails: files in, values and findings out.
public struct MailAnalysis {
    private let knowledge: CredentialMail
    private let make: FindingMaker
    /// What each file gave, in their order.
    public private(set) var readings: [FileReading] = []
    /// What is to be said, in no order.
    public private(set) var findings: [Finding] = []
    /// Everything that may be a password or a user name, whether it was settled on or not; where that is asked for.
    public private(set) var secrets: [String] = []
    /// What could not be looked at.
    public private(set) var gaps: [Gap] = []
    private let now: Int
    private let collectsSecrets: Bool
    private let received: MailDate?

    /// Larger files are no mails; `add(tooLarge:)` takes them unread.
    public static var largest: Int { MailReader.largest }

    /// `now`: seconds since 1970, by which expiry is judged; `received`: the day of what has no date; `collectsSecrets`: for
    /// whoever has to hide them. Nothing if no playbook describes a credential mail.
    public init?(_ playbooks: PlaybookSet, now: Int, received: CivilDay? = nil, collectsSecrets: Bool = false) {
        guard let playbook = playbooks.playbooks.first(where: { $0.credentialMail != nil }),
            let knowledge = playbook.credentialMail
        else { return nil }
        self.knowledge = knowledge
        self.now = now
        self.collectsSecrets = collectsSecrets
        self.received = received.map(MailDate.init(day:))
        make = FindingMaker(playbooks: playbooks, integration: playbook.name)
    }

    /// Whether a text names two of the values that a credential mail holds, in whatever layout.
    public func namesCredentials(_ bytes: [UInt8]) -> Bool {
        let labels = LabelTable(knowledge)
        let roles = MailReader.read(bytes).texts.flatMap { text in
            text.lines.prefix(1000).map { labels.roles(in: $0.text) }
        }
        return roles.reduce(into: Set<CredentialRole>()) { $0.formUnion($1) }.count > 1
    }

    /// Reads one file's bytes.
    public mutating func add(_ bytes: [UInt8], name: String) { add(MailReader.read(bytes), name: name) }

    /// Takes a file that is too large to be read.
    public mutating func add(tooLarge name: String) { add(Mail(form: .other(.tooLarge)), name: name) }

    /// Takes a file that was read already.
    public mutating func add(_ mail: Mail, name: String) {
        var judge = FileJudge(
            mail, name: name, number: readings.count + 1, knowledge: knowledge, make: make,
            received: received)
        judge.run()
        var reading = judge.reading
        if collectsSecrets { secrets += judge.secrets }
        findings += judge.findings
        if let expired = expired(reading) {
            reading.codes.append(expired.code)
            findings.append(expired)
        }
        readings.append(reading)
        gaps += judge.gaps
    }

    private func expired(_ reading: FileReading) -> Finding? {
        guard let moment = reading.moment else { return nil }
        let today = MailDate(header: now)
        var over: [String] = []
        let password = moment.later(days: knowledge.passwordDays)
        if reading.password != nil, password.isOlder(than: today) {
            over.append("the PM password on \(password.shown)")
        }
        let service = moment.later(months: knowledge.serviceMonths)
        if reading.serviceUser != nil, service.isOlder(than: today) {
            over.append("the service credentials on \(service.shown)")
        }
        guard !over.isEmpty else { return nil }
        return make.finding(
            MailCodes.expired, .likely, key: "\(readings.count + 1)",
            "\(reading.name): by the date of the email, \(moment.shown), expired: \(over.joined(separator: ", ")).")
    }

    /// The values to set up a group with: those of all files, where they agree or a date decides.
    public func proposal() -> (reading: FileReading, findings: [Finding]) {
        Proposal(readings: readings, make: make).settled()
    }
}
