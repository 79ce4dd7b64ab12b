internal import Arguments
internal import Model
internal import Services

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
            result: .object([
                PlainMember("profile", profile.map { .text($0.name) } ?? .null),
                PlainMember("environment", profile?.environment.map { .text($0.rawValue) } ?? .null),
                PlainMember("checks", .list(checks.map(\.value))),
            ]),
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
