internal import Configuration
internal import CredentialMail
internal import LogAnalysis
internal import Lookup
internal import Model
internal import Services
internal import Support

/// What came of asking for one thing: it, why it did not come, or that it could not be asked for.
enum Gathered<Value: Sendable>: Sendable {
    case came(Value)
    /// Asked, and no usable answer: what to say of it.
    case failed(Finding)
    /// Not asked: why, in a few words, and the options or profile keys that would enable it.
    case absent(String, needs: [String])

    var value: Value? { if case .came(let value) = self { value } else { nil } }
}

/// All that is known of a client, each thing gathered once; checks judge it and ask for nothing more.
struct ClientEvidence: Sendable {
    let question: TriageQuestion
    let playbooks: PlaybookSet
    /// Fills what was found into the steps of findings.
    let knowledge: Knowledge
    /// The locations that are checked, in order.
    var scope: [String] = []
    /// Given and read.
    var configuration = ClientConfiguration()
    /// The same, ready to be asked.
    var resolved: ResolvedConfiguration
    /// What cannot be right about it.
    var configurationFindings: [Finding] = []
    /// The group answers of the platform, by the number that was asked; the count of groups each holds.
    var groups: [String: Gathered<Int>] = [:]
    /// Lists of triggers that were asked for and did not come.
    var triggerFailures: [Finding] = []
    /// Why the platform was not asked; nil where it was.
    var platformAbsence: (why: String, needs: [String])?
    /// The mappings that the profile's own request read.
    var mappings: [String: Gathered<MappingReading>] = [:]
    /// The log's report and days.
    var log: Gathered<LogEvidence> = .absent("no log was given", needs: ["--logs"])
    /// What athenahealth says of each practice.
    var practices: [String: Gathered<PracticeEvidence>] = [:]
    /// Why athenahealth was not asked; nil where it was, or where nothing was to be asked.
    var athenahealthAbsence: (why: String, needs: [String])?
    /// Credential emails.
    var mail: Gathered<MailEvidence> = .absent("no email was given", needs: ["--message"])
    /// What a login came to.
    var login: Gathered<[Finding]> = .absent("a login is made only with --login", needs: ["--login"])
    /// What could not be looked at.
    var gaps: [Gap] = []
    /// Calls that were made.
    var reads = 0
    /// Logins that were made; a token counts as one.
    var logins = 0

    init(_ question: TriageQuestion, _ playbooks: PlaybookSet) {
        self.question = question
        self.playbooks = playbooks
        knowledge = Knowledge(playbooks)
        configuration = question.configuration
        resolved = ResolvedConfiguration(ClientConfiguration(), playbooks: playbooks)
    }

    /// A finding of a check, about these locations; without any it is about none in particular.
    func finding(
        _ code: String, _ verdict: Verdict, of numbers: [String] = [], key: [String?] = [], integration: String? = nil,
        evidence: [Evidence] = [], detail: String
    ) -> Finding {
        var finding = knowledge.finding(
            code, verdict, key: numbers.prefix(1).map(\.self) + key,
            about: Subject(integration: integration ?? numbers.first.flatMap { self.integration(of: $0) }),
            decidable: [.likely, .undetermined], detail: detail,
            businesses: Dictionary(numbers.map { ($0, 1) }) { first, _ in first }, evidence: evidence)
        if !numbers.isEmpty { finding.concern(numbers) }
        return finding
    }

    /// The integration of a location: by its configuration, its records, or what the client gave.
    func integration(of business: String) -> String? {
        if let known = resolved.integration(of: business) { return known }
        if let known = log.value?.days[business]?.integration { return known }
        if !question.practices.isEmpty || !question.npis.isEmpty { return athenahealth }
        if mail.value != nil { return allscripts }
        let all = Set(scope.compactMap { resolved.integration(of: $0) })
        return all.count == 1 ? all.first : nil
    }

    /// The playbooks' names of the two integrations, by the platform's source ids (company support articles).
    var athenahealth: String? { name(ofSource: 27) }
    var allscripts: String? { name(ofSource: 32) }

    private func name(ofSource id: Int) -> String? {
        playbooks.playbooks.first { $0.identity?.sourceID == id }?.name
    }

    /// A value of a location's configuration; nil where it is not known.
    func text(_ key: String, _ business: String) -> String? { resolved.text(of: key, business: business) }

    /// The parts of a list's value.
    func values(_ key: String, _ business: String) -> [String] {
        guard let text = text(key, business) else { return [] }
        return text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    }

    /// Whether a location has a mapping that was given or read.
    func hasMapping(_ business: String) -> Bool { configuration.mappings.contains { $0.businessNumber == business } }

    /// Findings of these codes, from configuration, log and email, that concern what is checked.
    func found(_ codes: [String]) -> [Finding] {
        let codes = Set(codes)
        let silent = Set(
            (log.value?.report.findings ?? []).filter { $0.code == RoomFinding.inactiveAndSilent }.flatMap(\.businesses)
                .map(\.businessNumber))
        let told = configurationFindings.filter { finding in
            finding.code != RoomFinding.inactive || finding.businesses.contains { !silent.contains($0.businessNumber) }
        }
        return (told + (log.value?.report.findings ?? []) + (mail.value?.findings ?? []))
            .filter { codes.contains($0.code) && concerns($0) }
    }

    /// The codes that show a complaint, by the playbook.
    func codes(showing symptom: String) -> [String] {
        playbooks.playbooks.lazy.flatMap(\.symptoms).first { $0.name == symptom }?.shownBy ?? []
    }

    /// Whether a finding is about a location that is checked, or about none in particular.
    func concerns(_ finding: Finding) -> Bool {
        if finding.businesses.isEmpty {
            return finding.subject.businessNumber.map(scope.contains) ?? true
        }
        // Of what concerns all alike, such as a log of another client, the locations are only examples.
        return finding.businesses.contains { scope.contains($0.businessNumber) } || scope.isEmpty
            || finding.verdict == .undetermined && !finding.holdsBack && finding.scope == nil
    }
}

extension ClientEvidence {
    /// The log's other locations of the same group, else of the same integration.
    func sisters(of number: String) -> [BusinessActivityDays] {
        let others = (log.value?.days ?? [:]).values.filter { $0.businessNumber != number }
        guard let integration = integration(of: number) else { return others }
        let alike = others.filter { $0.integration == nil || $0.integration == integration }
        guard let group = resolved.group(of: number, integration: integration) else { return alike }
        let mapped = alike.filter {
            hasMapping($0.businessNumber)
                && resolved.group(of: $0.businessNumber, integration: integration) == group
        }
        return mapped.isEmpty ? alike : mapped
    }
}

/// What reading the logs brought.
struct LogEvidence: Sendable {
    /// As `explain` would tell it.
    var report: Report
    /// By business number.
    var days: [String: BusinessActivityDays]
    /// The last day of any.
    var end: String?

    /// An export that ends farther back than a long weekend says nothing of today.
    static let freshDays = 4

    /// Whole days since its last day; nil where it has none.
    var age: Int? {
        guard let end = end.flatMap({ CivilDay($0) }) else { return nil }
        return Timestamp.day(seconds: Timestamp.nowInMilliseconds / 1000).day.number - end.number
    }

    /// Whether a location has contacts on enough days to tell whether some are missing (rules.md D34).
    func hasRhythm(_ number: String) -> Bool {
        guard let days = days[number]?.days else { return false }
        return days.count >= 12 && days.count { $0.contacts > 0 } >= 8
    }
}

/// What athenahealth says of one practice.
struct PracticeEvidence: Sendable {
    /// Whether it is valid for us; nil where that is open.
    var isValid: Bool?
    /// Its name.
    var name: String?
    /// What is to be said of it.
    var findings: [Finding]
    /// The departments, hidden ones marked, and whether they are all; nil where they were not read.
    var departments: (rows: [Department], areAll: Bool)?
    /// What is to be said of the departments that were asked for.
    var departmentFindings: [Finding] = []
    /// The ids of its cancellation reasons; nil where they were not asked for or not read.
    var cancelReasons: [String]?
    /// Why not.
    var cancelReasonFindings: [Finding] = []
}

/// What the credential emails hold.
struct MailEvidence: Sendable {
    /// About all of them.
    var findings: [Finding]
    /// The ServiceUser that was settled on.
    var serviceUser: String?
    /// The day of the newest credentials, `YYYY-MM-DD`.
    var date: String?
    /// What a login needs; nil where the email does not give all of it.
    var credentials: String?
}
