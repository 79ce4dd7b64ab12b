internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Services
internal import Support

/// `doctor`: is this tool set up, and if not, how to fix it.
enum DoctorCommand {
    private static let start = Flag(
        "init", help: "Write a first, commented profiles file (mode 0600); an existing one stays as it is.",
        details: "To --profiles FILE, else to where the file is looked for.")

    private static let definition = Command(
        "doctor", summary: "Check the setup: profile, services, credentials.",
        description: """
            Calls each service of the profile once, verifies its certificate, compares its clock, and tries each \
            credential: athenahealth's with one token call, others with one read. Allscripts logins are never tried. What \
            is skipped is shown with the reason. Playbooks that were verified more than six months ago are named.
            """,
        options: [start],
        examples: [
            Example("be-diagnose doctor", "The default profile."),
            Example("be-diagnose doctor --init", "First use: write a profiles file, then edit it."),
            Example("be-diagnose doctor --profile preview -v", "Another profile, with files and calls."),
            Example("be-diagnose doctor --offline", "Files and credentials only; no network calls."),
        ],
        exitNotes: ExitMeanings.of(
            0, 1, 2, 64, 73, 78, 130,
            own: [
                0: "everything is set up", 1: "something is wrong; each finding says how to fix it",
                2: "part of it was not checked, as with --offline",
            ]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        if parsed.isSet(start) {
            let path = try ProfileTemplate.write(to: parsed[NetworkOptions.profiles])
            context.wrote(path, " (mode 0600). Edit it, then run be-diagnose doctor.")
            return 0
        }
        let store = try context.playbookStore(withCalls: true)
        let local = LocalChecks(store: store, context: context)
        var checks = [local.version, local.playbooks] + local.age + [local.terminal]
        if parsed.isSet(NetworkOptions.verbose) { checks.append(local.files) }
        var profile: Profile?
        var lines: [String] = []
        let waiting = WaitingNote("Asking the services", context.console)
        defer { waiting.end() }
        do throws(CommandError) {
            let network = try context.services(parsed)
            profile = network.profile
            if network.profiles.file == nil, network.profile.environment != .sandbox {
                lines = ProfileTemplate.firstSteps
            }
            checks.append(local.profiles(network))
            checks += await services(network, store.set)
        } catch {
            // A wrong file is what this command is there to explain; a wrong command line is not.
            if error.exitCode != ExitCode.configuration { throw error }
            checks.append(local.profiles(error))
        }
        let view = DoctorView(checks: checks, profile: profile?.name, firstSteps: lines)
        let report = Report(
            command: "doctor", headline: view.headline,
            result: [
                "profile": profile.map { .text($0.name) } ?? .null,
                "environment": profile?.environment.map { .text($0.rawValue) } ?? .null,
                "checks": .list(checks.map(\.value)),
            ],
            view: view.blocks, viewTellsFindings: true, verdict: view.verdict,
            coverage: Coverage(gaps: checks.compactMap(\.gap)), findings: checks.flatMap(\.findings))
        return try context.answer(report)
    }

    /// All services at the same time; their checks in the profile's order.
    private static func services(_ network: Network, _ playbooks: PlaybookSet) async -> [DoctorCheck] {
        let endpoints = network.profile.endpoints
        return await withTaskGroup(of: (Int, [DoctorCheck]).self) { group in
            for (position, endpoint) in endpoints.enumerated() {
                group.addTask {
                    let checks = ServiceChecks(network: network, playbooks: playbooks, endpoint: endpoint)
                    return (position, await checks.run())
                }
            }
            var results: [(Int, [DoctorCheck])] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }
}

/// One line of `doctor`: what was looked at, what came of it, and the finding or gap that follows.
struct DoctorCheck: Sendable {
    /// How a check ended.
    enum State: String, Sendable {
        case ok
        /// Nothing wrong, and worth knowing.
        case note
        case problem
        /// Not looked at; the detail says why.
        case skipped
    }

    var name: String
    /// The service or credential that it concerns.
    var subject: String?
    var state: State
    var detail: String
    var findings: [Finding] = []
    var gap: Gap?

    /// A check that found nothing wrong.
    static func ok(_ name: String, _ detail: String, about subject: String? = nil) -> DoctorCheck {
        DoctorCheck(name: name, subject: subject, state: .ok, detail: detail)
    }

    /// A check that ended in a finding.
    static func problem(_ name: String, _ finding: Finding, about subject: String? = nil) -> DoctorCheck {
        DoctorCheck(
            name: name, subject: subject, state: .problem, detail: "\(finding.title) (\(finding.code))",
            findings: [finding])
    }

    /// As a member of the report's `result`.
    var value: PlainValue {
        ["name": .text(name), "subject": .optional(subject), "state": .text(state.rawValue), "detail": .text(detail)]
    }
}

/// What `doctor` can see without a call.
struct LocalChecks {
    let store: PlaybookStore
    let context: CommandContext

    var version: DoctorCheck { .ok("version", VersionText.tool) }

    var playbooks: DoctorCheck {
        let faults = store.faults + PlaybookLint.faults(in: store.set, calls: store.calls)
        guard faults.isEmpty else {
            return .problem("playbooks", finding(DoctorCodes.playbooks, faults.map(\.description)))
        }
        return .ok("playbooks", "\(store.set.playbooks.count) playbooks, nothing wrong")
    }

    /// The playbooks whose knowledge is more than six months old.
    var age: [DoctorCheck] {
        let today = CivilDay(number: Int(time(nil)) / 86_400)
        let old = store.set.playbooks.filter { playbook in
            CivilDay(playbook.verified).map { $0.later(months: 6).number < today.number } ?? false
        }
        guard let first = old.min(by: { $0.verified < $1.verified }) else { return [] }
        return [
            DoctorCheck(
                name: "knowledge", state: .note,
                detail: "verified more than six months ago: \(old.map(\.name).joined(separator: ", ")) (\(first.name): "
                    + "\(first.verified)); get a newer be-diagnose, or compare with the articles")
        ]
    }

    /// Where the tool's files are.
    var files: DoctorCheck {
        let state = Environment["XDG_STATE_HOME"] ?? "\(Environment["HOME"] ?? "~")/.local/state"
        let playbooks = ["built-in playbooks"] + store.folders
        return .ok(
            "files",
            "profiles: \(ProfileFile.usual ?? "none"); journal: \(state)/be-diagnose; playbooks: "
                + playbooks.joined(separator: ", "))
    }

    /// The faults of a profiles file that cannot be used.
    func profiles(_ fault: CommandError) -> DoctorCheck {
        .problem("profiles", finding(DoctorCodes.profiles, fault.lines))
    }

    func profiles(_ network: Network) -> DoctorCheck {
        let none = "no profiles file" + (ProfileFile.usual.map { " at \($0)" } ?? "")
        let file = network.profiles.file.map { "from \($0)" } ?? none
        let source = network.profile.isBuiltIn ? "built in; \(file)" : file
        return .ok("profiles", "'\(network.profile.name)', \(source)")
    }

    var terminal: DoctorCheck {
        guard context.console.isOutTerminal else {
            return .ok("terminal", "not a terminal, colors off")
        }
        let columns = "\(context.console.width) columns"
        if Environment.isUTF8 { return .ok("terminal", "\(columns), UTF-8") }
        return DoctorCheck(
            name: "terminal", state: .note,
            detail: "\(columns); the locale is not UTF-8, so some characters may look wrong: export LANG=C.UTF-8")
    }

    private func finding(_ code: String, _ lines: [String]) -> Finding {
        let more = lines.count > 10 ? "; and \(lines.count - 10) more" : ""
        return store.set.finding(
            code, .confirmed, key: [], unlisted: .error, detail: lines.prefix(10).joined(separator: "; ") + more)
    }
}

/// Codes that `doctor` itself emits; those of calls and credentials are in the playbooks' table of faults.
enum DoctorCodes {
    static let profiles = "BE9001"
    static let playbooks = "BE9002"
    static let clock = "BE9003"
    static let offline = "BE9005"
}
