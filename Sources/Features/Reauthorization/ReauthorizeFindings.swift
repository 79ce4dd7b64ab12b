public import Model
internal import Support

/// Codes that `reauthorize` reports; what they mean stands in `playbooks/reauthorize.yaml`.
public enum ReauthorizeCodes {
    /// Unauthorized, and its credentials work.
    public static let willAuthorize = "BE4301"
    /// The credentials are refused.
    static let credentialsFail = "BE4302"
    /// The practice was never granted.
    public static let notGranted = "BE4303"
    /// athenahealth knows no such practice.
    static let wrongPractice = "BE4304"
    /// Nobody knows whether the business can be authorized.
    public static let unknown = "BE4305"
    /// The platform has no mapping of the business.
    public static let notFound = "BE4306"
    /// An Allscripts permission is missing.
    static let permissionMissing = "BE4307"
    /// A login that failed before was not repeated.
    public static let notRepeated = "BE4308"
    /// The run was killed in the midst of its login, and logs in once only.
    static let loginCutOff = "BE4309"
    /// Authorized by the run, and read back.
    public static let authorized = "BE4311"
    /// Authorized already, by somebody else.
    static let alreadyAuthorized = "BE4312"
    /// The run is open: it stopped before all businesses were settled.
    public static let open = "BE4313"
    /// The mapping depends on something else than the plan says.
    public static let changed = "BE4314"
    /// Steps on the dashboard that nobody has confirmed yet.
    static let byHand = "BE4315"
    /// Done on the dashboard, and confirmed.
    public static let confirmed = "BE4316"
    /// The plan's hour is over, or its clock is not this machine's.
    public static let expired = "BE4321"
    /// The plan was edited, or is another user's or machine's.
    public static let edited = "BE4322"
    /// The plan was made by another version of the tool or its playbooks.
    static let otherVersion = "BE4323"
    /// The plan was made for other credentials, services or another profile.
    static let otherCredentials = "BE4324"
    /// The plan was applied before.
    public static let used = "BE4325"
    /// Nobody agreed to the number of changes.
    public static let notAgreed = "BE4326"
    /// Another process is at work.
    public static let locked = "BE4327"
    /// The journal is not what was written.
    public static let damaged = "BE4328"
    /// No business is to be looked at.
    static let emptyList = "BE4329"
}

/// Findings about businesses, one a code and integration, with the playbook's words.
struct ReauthorizeFindings {
    private let playbooks: PlaybookSet
    /// What holds here, of what steps may depend on.
    private let conditions: Set<RemedyCondition>
    private struct Key: Hashable {
        var code: String
        var verdict: Verdict
        var integration: String?
    }
    private var businesses: [Key: [(number: String, why: String)]] = [:]
    private var others: [Finding] = []
    private var commands: [String: [String]] = [:]
    private var near: [NearMiss] = []

    /// `conditions`: what holds here, of what steps may depend on.
    init(_ playbooks: PlaybookSet, _ conditions: Set<RemedyCondition>) {
        self.playbooks = playbooks
        self.conditions = conditions
    }

    /// A business that a code is about; an `integration` of nil is not known.
    mutating func add(_ code: String, _ verdict: Verdict, business: String, integration: String?, why: String) {
        businesses[Key(code: code, verdict: verdict, integration: integration), default: []].append((business, why))
    }

    /// A finding about the run or the plan.
    mutating func add(_ code: String, _ verdict: Verdict, _ detail: String, command: [String]? = nil) {
        others.append(finding(code, verdict, detail, command))
    }

    /// The command of the first open remedy of a code that is about businesses.
    mutating func advise(_ code: String, command: [String]) { commands[code] = command }

    /// Practices that may have been meant, of a plan's wrong ones.
    mutating func name(near plan: Plan) { near = plan.proofs.flatMap(\.near) }

    var all: [Finding] {
        others
            + businesses.map { key, rows in
                var finding = finding(
                    key.code, key.verdict, Self.detail(rows.map(\.why)), commands[key.code], key.integration)
                finding.businesses = rows.map { BusinessCount(businessNumber: $0.number, count: 0) }
                    .sorted { $0.businessNumber < $1.businessNumber }
                finding.businessesTotal = rows.count
                if key.code == ReauthorizeCodes.wrongPractice { finding.nearMisses = near }
                return finding
            }
    }

    /// Each reason once, the most frequent first.
    private static func detail(_ reasons: [String]) -> String {
        let counts = reasons.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(5).map { sorted.count > 1 ? "\($0.key) (\($0.value))" : $0.key }
        return (shown + (sorted.count > 5 ? ["And \(sorted.count - 5) other reasons."] : [])).joined(separator: " ")
    }

    private func finding(
        _ code: String, _ verdict: Verdict, _ detail: String, _ command: [String]?, _ integration: String? = nil
    ) -> Finding {
        var finding = playbooks.finding(
            code, verdict, key: [verdict.rawValue, integration], about: Subject(integration: integration),
            unlisted: .error, decidable: [.undetermined], detail: detail)
        // What a saved plan needs no more is answered; what another kind of profile needs does not belong here.
        finding.remedies.removeAll { remedy in
            remedy.onlyIf.map { !conditions.contains($0) && $0 != .planNotSaved } ?? false
        }
        for index in finding.remedies.indices where finding.remedies[index].onlyIf == .planNotSaved {
            finding.remedies[index].answered = !conditions.contains(.planNotSaved)
        }
        if let command, let first = finding.remedies.firstIndex(where: { !$0.answered }) {
            finding.remedies[first].command = command
        }
        return finding
    }
}

/// Why nothing was done, as a report: exit 2, and the plan is not used up.
public enum RefusalReport {
    /// Says why a plan was not applied, under the code that belongs to the reason, and what to run next: `file` is the
    /// plan's, nil where it has none.
    public static func report(
        _ refusal: PlanRefusal, _ playbooks: PlaybookSet, file: String? = nil, again: RepeatedOptions? = nil
    ) -> Report {
        let (code, detail) = words(refusal)
        let next: [String]? =
            switch refusal {
            case .expired, .fromTheFuture: file.map { ["plan", "--refresh", $0] }
            case .used(let run): ["status", String(run)]
            default: nil
            }
        return report(code, detail, playbooks, command: next.flatMap { again?.command($0) })
    }

    /// Says with one of `ReauthorizeCodes` that nothing was written, why, and what to run next, if that is known.
    public static func report(
        _ code: String, _ detail: String, _ playbooks: PlaybookSet, command: [String]? = nil
    ) -> Report {
        var findings = ReauthorizeFindings(playbooks, [])
        findings.add(code, .undetermined, "Nothing was written. \(detail)", command: command)
        let steps = findings.all.first.flatMap { finding in
            finding.remedies.first.map { remedy in
                ViewStep(
                    remedy.owner,
                    code == ReauthorizeCodes.notAgreed ? "If the plan is right, agree to it:" : remedy.short,
                    lines: remedy.command.map { [ShellText.line($0)] } ?? [])
            }
        }
        return Report(
            command: "reauthorize", headline: "Nothing was written. \(detail)", result: nothing,
            view: steps.map { [.steps([$0])] } ?? [], viewTellsFindings: true, verdict: "nothing was written, \(code)",
            findings: findings.all)
    }

    /// Says that there was nothing to do.
    public static func nothingToDo(_ headline: String) -> Report {
        Report(command: "reauthorize", headline: headline, result: nothing)
    }

    /// What a report holds where nothing was done.
    private static let nothing: PlainValue = [
        "run": .null, "plan": .null, "reads": 0, "writes": 0, "logins": 0, "businesses": .list([]),
        "notLookedAt": .list([]),
    ]

    /// A journal that cannot be used: damage is told as a finding, the rest is a fault of this machine (73).
    public static func report(_ fault: JournalError, _ playbooks: PlaybookSet) throws(CommandError) -> Report {
        switch fault {
        case .damaged(let sequence):
            return report(
                ReauthorizeCodes.damaged,
                "Entry \(sequence) of the journal was altered, or is missing.", playbooks)
        case .headMissing:
            return report(
                ReauthorizeCodes.damaged, "The journal does not have the checksum that was given: its end was cut off.",
                playbooks)
        case .database(.corrupt(let path)):
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return report(ReauthorizeCodes.damaged, "Its file \(name) is damaged, or is not a database.", playbooks)
        case .locked:
            return report(ReauthorizeCodes.locked, "Another be-diagnose is applying or resuming a run.", playbooks)
        case .database(let fault):
            throw CommandError(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy)
        case .state(let fault): throw CommandError(fault)
        }
    }

    private static func words(_ refusal: PlanRefusal) -> (String, String) {
        switch refusal {
        case .notAPlan: (ReauthorizeCodes.edited, "The file is not a plan.")
        case .edited:
            (
                ReauthorizeCodes.edited,
                "The plan file was changed, or was written by another user or on another machine."
            )
        case .otherTool(let version):
            (
                ReauthorizeCodes.otherVersion,
                "The plan was made by be-diagnose \(version); this is \(ToolVersion.current)."
            )
        case .otherPlaybooks: (ReauthorizeCodes.otherVersion, "The plan was made with other versions of the playbooks.")
        case .otherProfile(let name):
            (
                ReauthorizeCodes.otherCredentials,
                "The plan was made for the profile ‘\(name)’ with other services or requests, or for another profile."
            )
        case .expired(let seconds):
            (
                ReauthorizeCodes.expired,
                "The plan expired on \(ShownTime.minute(Timestamp.text(seconds: Timestamp.now - seconds))) UTC."
            )
        case .fromTheFuture:
            (
                ReauthorizeCodes.expired,
                "By this machine's clock, the plan is from the future, so its age is unknown."
            )
        case .used(let run): (ReauthorizeCodes.used, "Run \(run) has used the plan.")
        case .credentialsChanged(let key):
            (
                ReauthorizeCodes.otherCredentials,
                (key.hasPrefix("login:")
                    ? "The Allscripts credentials have" : "athenahealth's client id and secret have")
                    + " changed since the plan was made."
            )
        }
    }
}
