internal import Arguments
internal import Model
internal import Reauthorization
internal import Reporting

/// `reauthorize confirm`: what was done on the dashboard, by whom, and what can be seen of it.
enum ReauthorizeConfirmCommand {
    private static let definition = Command(
        "confirm", summary: "Record that businesses were reauthorized on the dashboard.",
        description: """
            For runs whose writes are done by hand. Records who says so, and checks what can be seen: the state, if the \
            profile says how to read it, and with --from-logs new records without a 401.
            """,
        operands: [Operand("BUSINESS", .oneOrMore, help: "Business numbers.")],
        options: [ReauthorizeOptions.run, ReauthorizeOptions.fromLogs],
        examples: [
            Example(
                "be-diagnose reauthorize confirm 169990000000101 --from-logs today.ndjson",
                "Done, and new records show that it runs.")
        ], exitNotes: ReauthorizeCommand.exitNotes([0, 1, 2, 64, 65, 73, 77, 78, 130]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let network = try context.services(parsed)
        let again = ReauthorizeOptions.repeated(parsed, network)
        let work = try ReauthorizeContext(network, playbooks, context.console)
        let journal: Journal
        do throws(JournalError) { journal = try Journal(work.folder, writes: true) } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        guard let record = try ReauthorizeCommand.choose(parsed[ReauthorizeOptions.run], journal, openOnly: false),
            record.isByHand
        else {
            throw .usage(
                "no by-hand run to confirm",
                remedy: "be-diagnose reauthorize apply PLAN starts one if the profile has no requests")
        }
        let machine = record.machine
        for number in parsed.operands where machine.standings[number] != .waiting {
            throw .usage(
                "\(number): run \(record.run) waits for no confirmation of it",
                remedy: "be-diagnose reauthorize status \(record.run)")
        }
        let seen = try await Confirmation.look(
            parsed.operands, logs: parsed.all(ReauthorizeOptions.fromLogs), since: record.started, work)
        var open = Set(record.plan.willAuthorize.map(\.number).filter { machine.standings[$0] == .waiting })
        let after: RunRecord?
        do throws(JournalError) {
            for number in parsed.operands {
                guard let how = seen.seen[number] else { continue }
                try journal.append(how.record(number), .fact(.settled(number, .confirmed)), to: record.run)
                open.remove(number)
            }
            if open.isEmpty { try journal.append(.fact(.finished), to: record.run) }
            after = RunRecord(try journal.entries(ofRun: record.run))
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        for (number, why) in seen.refused.sorted(by: { $0.key < $1.key }) {
            context.console.warn("\(number): not recorded: \(why)")
        }
        guard let after else { return try ReauthorizeCommand.unreadable(record.run, playbooks, context) }
        return try context.answer(
            RunReport(
                record: after, playbooks: playbooks, wayBack: [], coverage: seen.coverage, again: again,
                listsAll: context.listsAll
            ).report)
    }
}
