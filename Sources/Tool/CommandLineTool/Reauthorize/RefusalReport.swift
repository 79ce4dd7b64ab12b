internal import Model
internal import Reauthorization
internal import Support

/// Why nothing was done, as a report: exit 2, and the plan is not used up.
enum RefusalReport {
    static func write(
        _ refusal: PlanRefusal, _ playbooks: PlaybookSet, _ everywhere: Everywhere
    ) throws(CommandFault) -> Int32 {
        let (code, detail) = words(refusal)
        return try write(code, detail, playbooks, everywhere)
    }

    static func write(
        _ code: String, _ detail: String, _ playbooks: PlaybookSet, _ everywhere: Everywhere
    ) throws(CommandFault) -> Int32 {
        var findings = ReauthorizeFindings(playbooks)
        findings.add(code, .undetermined, "Nothing was written. \(detail)")
        let result = PlainValue.object([
            PlainMember("run", .null), PlainMember("plan", .null), PlainMember("reads", .integer(0)),
            PlainMember("writes", .integer(0)), PlainMember("logins", .integer(0)),
            PlainMember("businesses", .list([])),
        ])
        return try everywhere.write(
            Report(command: "reauthorize", result: result, coverage: Coverage(), findings: findings.all))
    }

    /// A journal that cannot be used: damage is told as a finding, the rest is a fault of this machine (73).
    static func write(
        _ fault: JournalFault, _ playbooks: PlaybookSet, _ everywhere: Everywhere
    ) throws(CommandFault) -> Int32 {
        switch fault {
        case .damaged(let sequence):
            return try write(
                ReauthorizeCodes.damaged,
                "Entry \(sequence) of the journal is not what was written there, or is missing.",
                playbooks, everywhere)
        case .headMissing:
            return try write(
                ReauthorizeCodes.damaged, "The journal does not hold the head that was named: its end was cut off.",
                playbooks, everywhere)
        case .database(.corrupt(let path)):
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return try write(
                ReauthorizeCodes.damaged, "Its file \(name) is damaged, or no database.", playbooks, everywhere)
        case .locked:
            return try write(
                ReauthorizeCodes.locked, "Another be-diagnose is applying or resuming a run.", playbooks, everywhere)
        case .database(let fault):
            throw CommandFault(ExitCode.cannotWrite, fault.words.text, remedy: fault.words.remedy)
        case .state(let fault):
            throw CommandFault(fault)
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
                "The plan was made by be-diagnose \(version); this is \(Tool.version)."
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
