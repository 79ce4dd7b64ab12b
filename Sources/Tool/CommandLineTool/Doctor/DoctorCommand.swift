internal import Arguments
internal import Model
internal import Reporting
internal import Services
internal import Support

/// `doctor`: is this tool set up, and if not, how to mend it.
enum DoctorCommand {
    private static let definition = Command(
        "doctor", summary: "Check the set-up: profile, services, credentials, clock, playbooks.",
        description: """
            Calls each service of the profile once, verifies its certificate and compares its clock, and tries each \
            credential: athenahealth's with one token call, others with one read. Allscripts logins are never tried. What \
            is skipped is shown with the reason.
            """,
        options: NetworkOptions.all,
        examples: [
            Example("be-diagnose doctor", "The profile that stands without --profile."),
            Example("be-diagnose doctor --profile preview -v", "Another one, with every call on stderr."),
            Example("be-diagnose doctor --offline", "Files and credentials only; nobody is called."),
        ],
        exitNotes: [
            ExitNote(0, "everything is set up"),
            ExitNote(1, "something is wrong; each finding says how to mend it"),
            ExitNote(2, "part of it was not looked at, as with --offline"),
            ExitNote(64, "the command line is wrong, or there is no such profile"),
            ExitNote(73, "the output could not be written"),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let store = try context.playbookStore(withCalls: true)
        let local = LocalChecks(store: store, context: context)
        var checks = [local.version, local.playbooks, local.terminal]
        var profile: Profile?
        do throws(CommandError) {
            let network = try context.services(parsed)
            profile = network.profile
            checks.append(local.profiles(network))
            checks += await services(network, store.set)
        } catch {
            // A wrong file is what this command is there to explain; a wrong command line is not.
            if error.exitCode != ExitCode.configuration { throw error }
            checks.append(local.profiles(error))
        }
        let report = Report(
            command: "doctor",
            result: [
                "profile": profile.map { .text($0.name) } ?? .null,
                "environment": profile?.environment.map { .text($0.rawValue) } ?? .null,
                "checks": .list(checks.map(\.value)),
            ],
            coverage: Coverage(gaps: checks.compactMap(\.gap)), findings: checks.flatMap(\.findings))
        return try context.answer(report, preamble: checks.map { $0.line + "\n" }.joined() + "\n")
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

    /// As a line for a person.
    var line: String {
        let head = "  " + state.rawValue.padded(to: 9) + name.padded(to: 12)
        return head + (subject.map { "\($0): " } ?? "") + detail
    }
}

/// What `doctor` can see without calling anybody.
struct LocalChecks {
    let store: PlaybookStore
    let context: CommandContext

    var version: DoctorCheck { .ok("version", "be-diagnose \(ToolVersion.current)") }

    var playbooks: DoctorCheck {
        let faults = store.faults + PlaybookLint.faults(in: store.set, calls: store.calls)
        guard faults.isEmpty else {
            return .problem("playbooks", finding(DoctorCodes.playbooks, faults.map(\.description)))
        }
        return .ok("playbooks", "\(store.set.playbooks.count) playbooks, nothing wrong")
    }

    /// The faults of a file of profiles that cannot be used.
    func profiles(_ fault: CommandError) -> DoctorCheck {
        .problem("profiles", finding(DoctorCodes.profiles, fault.lines))
    }

    func profiles(_ network: Network) -> DoctorCheck {
        let file = network.profiles.file.map { "from \($0)" } ?? "no file of profiles, only the built-in ones"
        let source = network.profile.isBuiltIn ? "built in; \(file)" : file
        return .ok("profiles", "‘\(network.profile.name)’, \(source)")
    }

    var terminal: DoctorCheck {
        guard context.console.isOutTerminal else {
            return .ok("terminal", "the output is no terminal, so it has no colours")
        }
        let columns = "\(context.console.width) columns"
        if Environment.isUTF8 { return .ok("terminal", "\(columns), UTF-8") }
        return DoctorCheck(
            name: "terminal", state: .note,
            detail: "\(columns); the locale is no UTF-8 one, so quotation marks may show wrong: export LANG=C.UTF-8")
    }

    private func finding(_ code: String, _ lines: [String]) -> Finding {
        let more = lines.count > 10 ? "; and \(lines.count - 10) more" : ""
        return store.set.finding(
            code, .confirmed, key: [], unlisted: .error, detail: lines.prefix(10).joined(separator: "; ") + more)
    }
}

/// Codes that `doctor` itself emits; those of calls and credentials stand in the playbooks' table of faults.
enum DoctorCodes {
    static let profiles = "BE9001"
    static let playbooks = "BE9002"
    static let clock = "BE9003"
    static let offline = "BE9005"
}
