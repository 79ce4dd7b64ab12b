public import Model
internal import Support

/// Why nothing was done, as a report: exit 2, and the plan is not used up.
public enum RefusalReport {
    public static func report(_ refusal: PlanRefusal, _ playbooks: PlaybookSet) -> Report {
        let (code, detail) = words(refusal)
        return report(code, detail, playbooks)
    }

    public static func report(_ code: String, _ detail: String, _ playbooks: PlaybookSet) -> Report {
        var findings = ReauthorizeFindings(playbooks)
        findings.add(code, .undetermined, "Nothing was written. \(detail)")
        let result = PlainValue.object([
            PlainMember("run", .null), PlainMember("plan", .null), PlainMember("reads", .integer(0)),
            PlainMember("writes", .integer(0)), PlainMember("logins", .integer(0)),
            PlainMember("businesses", .list([])),
        ])
        return Report(command: "reauthorize", result: result, coverage: Coverage(), findings: findings.all)
    }

    /// A journal that cannot be used: damage is told as a finding, the rest is a fault of this machine (73).
    public static func report(_ fault: JournalFault, _ playbooks: PlaybookSet) throws(CommandError) -> Report {
        switch fault {
        case .damaged(let sequence):
            return report(
                ReauthorizeCodes.damaged,
                "Entry \(sequence) of the journal is not what was written there, or is missing.",
                playbooks)
        case .headMissing:
            return report(
                ReauthorizeCodes.damaged, "The journal does not hold the head that was named: its end was cut off.",
                playbooks)
        case .database(.corrupt(let path)):
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return report(
                ReauthorizeCodes.damaged, "Its file \(name) is damaged, or no database.", playbooks)
        case .locked:
            return report(
                ReauthorizeCodes.locked, "Another be-diagnose is applying or resuming a run.", playbooks)
        case .database(let fault):
            throw CommandError(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy)
        case .state(let fault):
            throw CommandError(fault)
        }
    }

    private static func words(_ refusal: PlanRefusal) -> (String, String) {
        switch refusal {
        case .notAPlan: (ReauthorizeCodes.edited, "The file holds no plan.")
        case .edited:
            (
                ReauthorizeCodes.edited,
                "The plan is not as it was written, or was written with another key: by another user or on another machine."
            )
        case .otherTool(let version):
            (
                ReauthorizeCodes.otherVersion,
                "The plan was made by be-diagnose \(version); this is \(ToolVersion.current)."
            )
        case .otherPlaybooks: (ReauthorizeCodes.otherVersion, "The playbooks have other versions than for the plan.")
        case .otherProfile(let name):
            (
                ReauthorizeCodes.otherCredentials,
                "The plan was made with the profile ‘\(name)’, its services and its requests, and these are others."
            )
        case .expired(let seconds):
            (ReauthorizeCodes.expired, "The plan expired at \(Moment.text(seconds: Moment.now - seconds)).")
        case .fromTheFuture:
            (
                ReauthorizeCodes.expired,
                "By this machine's clock the plan comes from the future, so its age is not known."
            )
        case .used(let run): (ReauthorizeCodes.used, "Run \(run) has used the plan.")
        case .credentialsChanged(let key):
            (
                ReauthorizeCodes.otherCredentials,
                (key.hasPrefix("login:") ? "The Allscripts credentials are" : "athenahealth's client id and secret are")
                    + " not those that the plan was made for; they were changed since."
            )
        case .nothingToDo: (ReauthorizeCodes.used, "The plan holds nothing to do.")
        }
    }
}
