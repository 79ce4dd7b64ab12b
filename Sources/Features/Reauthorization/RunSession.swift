internal import Glibc
public import Model
internal import Reporting
internal import Services
internal import Support
internal import Synchronization

/// One session of a run: `apply` begins the first, `resume` the others.
public struct RunSession: Sendable {
    public let desk: RepairDesk
    public let access: CredentialAccess
    public let playbooks: PlaybookSet
    public let journal: Journal

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, access: CredentialAccess, playbooks: PlaybookSet, journal: Journal) {
        self.desk = desk
        self.access = access
        self.playbooks = playbooks
        self.journal = journal
    }

    /// Whoever runs this, by the name of the account.
    public static var who: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return String(getuid()) }
        return String(cString: name)
    }

    /// Begins a run; what this writes is on the disk before anything is sent.
    public func begin(_ plan: Plan, byHand: Bool) throws(JournalFault) -> Int {
        let run = try journal.newestRun() + 1
        let body = PlainValue.object([
            PlainMember("plan", plan.value), PlainMember("who", .text(Self.who)), PlainMember("byHand", .bool(byHand)),
        ])
        try journal.append(run: run, kind: "started", body: body.json)
        return run
    }

    /// Runs the engine to the end of this session, and journals as it goes.
    public func carryOn(
        _ run: Int, _ record: RunRecord, concurrency: Int, retriesLogins: Bool
    ) async throws(JournalFault) {
        let calls = RunCalls(
            CredentialLooker(desk: desk, access: access, plan: record.plan), retriesLogins: retriesLogins,
            isDryRun: false, intents: record.intents)
        let failure = Mutex<JournalFault?>(nil)
        let journal = journal
        let driver = RunDriver(
            record: { fact in
                do throws(JournalFault) {
                    if case .proved(let key, _) = fact, let detail = calls.proofDetails[key] {
                        let why = PlainValue.object([
                            PlainMember("proof", .text(key)), PlainMember("detail", .text(detail)),
                        ])
                        try journal.append(run: run, kind: "why", body: why.json)
                    }
                    let words = fact.words
                    try journal.append(run: run, kind: words.kind, body: words.body.json)
                    return true
                } catch {
                    failure.withLock { $0 = error }
                    return false
                }
            }, perform: { await calls.perform($0) }, isInterrupted: { Interruption.isWanted },
            watch: RunProgress(desk.console, total: record.plan.willAuthorize.count).show)
        let machine = Machine(record.plan.order(concurrency: concurrency), facts: record.facts)
        Interruption.catchSignals()
        _ = await driver.run(machine)
        desk.console.endProgress()
        Interruption.release()
        if let fault = failure.withLock({ $0 }) { throw fault }
        let counted = PlainValue.object([
            PlainMember("reads", .integer(desk.count.reads)), PlainMember("logins", .integer(desk.count.logins)),
        ])
        try journal.append(run: run, kind: "counted", body: counted.json)
    }

    /// The same engine and the same calls, with every write withheld and nothing journalled.
    public func rehearse(_ plan: Plan, concurrency: Int, retriesLogins: Bool) async -> RunRecord? {
        let calls = RunCalls(
            CredentialLooker(desk: desk, access: access, plan: plan), retriesLogins: retriesLogins, isDryRun: true)
        let entries = Mutex<[JournalEntry]>([])
        let now = Moment.now * 1000
        let add: @Sendable (String, PlainValue) -> Void = { kind, body in
            entries.withLock {
                $0.append(
                    JournalEntry(sequence: $0.count + 1, run: 0, time: now, kind: kind, body: body.json, digest: ""))
            }
        }
        add(
            "started",
            .object([
                PlainMember("plan", plan.value), PlainMember("who", .text(Self.who)),
                PlainMember("byHand", .bool(false)),
            ]))
        let driver = RunDriver(
            record: { fact in
                if case .proved(let key, _) = fact, let detail = calls.proofDetails[key] {
                    add("why", .object([PlainMember("proof", .text(key)), PlainMember("detail", .text(detail))]))
                }
                add(fact.words.kind, fact.words.body)
                return true
            }, perform: { await calls.perform($0) }, isInterrupted: { Interruption.isWanted }, watch: { _ in })
        let machine = Machine(plan.order(concurrency: concurrency))
        Interruption.catchSignals()
        _ = await driver.run(machine)
        Interruption.release()
        add(
            "counted",
            .object([
                PlainMember("reads", .integer(desk.count.reads)), PlainMember("logins", .integer(desk.count.logins)),
            ]))
        return RunRecord(entries.withLock { $0 })
    }
}

/// Counts on a terminal while a run goes on.
final class RunProgress: Sendable {
    private let console: Console
    private let total: Int

    init(_ console: Console, total: Int) {
        self.console = console
        self.total = total
    }

    /// Shows how many are settled.
    var show: @Sendable (Machine) -> Void {
        { [self] machine in
            guard console.isErrorTerminal else { return }
            console.progress("\(machine.settledCount) of \(total) businesses settled")
        }
    }
}
