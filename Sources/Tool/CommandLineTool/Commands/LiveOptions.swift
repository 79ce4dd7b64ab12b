internal import Arguments
internal import Dispatch
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import LogSearch
internal import Model
internal import Reporting
internal import Services
internal import Support

/// `--live`: records from the cluster that the profile's `logs` names, in place of an export.
enum LiveOptions {
    static let live = Flag(
        "live", help: "Ask the search cluster of the profile instead of reading an export.",
        details: "The profile's logs say where it is. Without --since: the last 30 days.")
    static let yes = Flag("yes", help: "With --live: read more than 200,000 records without asking.")

    /// Everything that the cluster is asked for.
    struct Resolved: Sendable {
        let search: LiveSearch
        let findings: [Finding]
    }

    /// What the cluster is asked for: what the options say, or the last 30 days.
    static func request(_ options: AnalysisOptions) -> LiveRequest {
        let end = min(options.window.until ?? .max, options.now)
        return LiveRequest(
            businesses: options.businesses, since: options.window.since ?? end - LiveRequest.usualReach,
            until: options.window.until, isSinceGiven: options.window.since != nil)
    }

    /// The profile's paths of fields, by the field's name.
    static func paths(_ network: Network) -> [String: [String]] {
        (network.profile.logs?.fields ?? []).reduce(into: [:]) { $0[$1.name, default: []].append($1.path) }
    }

    /// Asks what there is; throws where nothing can be asked, or where it is more than the user agreed to.
    static func prepare(
        _ request: LiveRequest, _ knowledge: Knowledge, _ playbooks: PlaybookSet, _ network: Network,
        _ parsed: ParsedCommand, _ context: CommandContext
    ) async throws(CommandError) -> Resolved {
        guard let service = network.profile.logs else {
            throw CommandError(
                ExitCode.configuration, "--live: the profile ‘\(network.profile.name)’ has no logs",
                remedy:
                    "add the cluster's URL and index under ‘logs’ (Documentation/live.md), or export the records and give the file"
            )
        }
        let credential = try network.credential(for: .logs, of: network.profile)
        let isVerbose = parsed.isSet(NetworkOptions.verbose)
        let console = context.console
        let client = ClusterClient(
            service, credential, through: network.client(orFailingFor: network.profile),
            note: { if isVerbose { console.note($0) } })
        let search = await LiveSearch.prepare(request, client, knowledge.searched)
        if !context.isQuiet { for note in search.notes { console.note(note) } }
        if search.total > LiveRequest.mostUnasked { try agree(to: search.total, parsed) }
        return Resolved(search: search, findings: search.error.map { [finding($0, playbooks)] } ?? [])
    }

    /// A search that failed, with the right that is missing where the cluster says which.
    static func finding(_ error: ClusterError, _ playbooks: PlaybookSet) -> Finding {
        let right = error.missingRight.map { " The right that is missing: \($0)." } ?? ""
        var finding = playbooks.finding(
            error.fault, doing: error.doing, verdict: .broken, subject: ServiceName.logs.rawValue)
        finding.detail = finding.detail + right
        return finding
    }

    private static func agree(to total: Int, _ parsed: ParsedCommand) throws(CommandError) {
        if parsed.isSet(yes) { return }
        let number = Numbers.grouped(total)
        if isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 {
            _ = Console.write("The search found \(number) records. Type yes to read them all: ", to: STDERR_FILENO)
            if readLine()?.filter({ !$0.isWhitespace }) == "yes" { return }
        }
        throw .usage(
            "--live: the search found \(number) records, more than \(Numbers.grouped(LiveRequest.mostUnasked))",
            remedy: "narrow it with --business or --since, or read them all with --yes")
    }
}

/// While it lives, an interrupt ends the search first, so that the cluster keeps no snapshot for nobody.
final class LiveInterrupt {
    private let sources: [any DispatchSourceSignal]
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    init(_ search: LiveSearch) {
        sources = Self.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Task.detached {
                    await search.abandon()
                    _exit(128 + number)
                }
            }
            source.resume()
            return source
        }
    }

    /// From here on, signals end the program as usual.
    func end() {
        for source in sources { source.cancel() }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
