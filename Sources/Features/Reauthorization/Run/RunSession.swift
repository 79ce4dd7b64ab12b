internal import Glibc
internal import Model
internal import Reporting
internal import Services
internal import Support
internal import Synchronization

/// One session of a run: `apply` begins the first, `resume` the others.
public struct RunSession: Sendable {
    /// Makes the calls to the platform, and counts them.
    public let context: ReauthorizeContext
    /// Logs in to the vendors, to prove the credentials.
    public let access: CredentialAccess
    /// Gets every intent before its call, and what came of it after; a rehearsal adds nothing to it.
    public let journal: Journal

    /// A session that has sent nothing yet.
    public init(context: ReauthorizeContext, access: CredentialAccess, journal: Journal) {
        self.context = context
        self.access = access
        self.journal = journal
    }

    /// Whoever runs this, by the name of the account.
    public static var who: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return String(getuid()) }
        return String(cString: name)
    }

    /// Begins a run and ends its first session; what this writes is on the disk before anything is sent.
    public func begin(_ plan: Plan, concurrency: Int, retriesLogins: Bool) async throws(JournalError) -> Int {
        let run = try journal.newestRun() + 1
        try journal.append(.started(plan, who: Self.who, byHand: !context.canAuthorize), to: run)
        guard let record = RunRecord(try journal.entries(ofRun: run)) else { throw .damaged(sequence: 1) }
        if context.canAuthorize {
            try await carryOn(record, concurrency: concurrency, retriesLogins: retriesLogins)
        } else {
            try await proveOnly(record, retriesLogins: retriesLogins)
        }
        return run
    }

    /// Takes a run up where an earlier session left it; nobody logs in a second time.
    public func resume(_ record: RunRecord, concurrency: Int) async throws(JournalError) {
        try journal.append(.resumed(who: Self.who), to: record.run)
        try await carryOn(record, concurrency: concurrency, retriesLogins: false)
    }

    /// Runs the engine to the end of this session, and journals as it goes.
    private func carryOn(_ record: RunRecord, concurrency: Int, retriesLogins: Bool) async throws(JournalError) {
        let (run, journal, console) = (record.run, journal, context.console)
        let calls = calls(record.plan, retriesLogins: retriesLogins, isDryRun: false, intents: record.intents)
        let failure = Mutex<JournalError?>(nil)
        let total = record.plan.willAuthorize.count
        let last = Mutex("")
        await drive(
            Machine(record.plan.order(concurrency: concurrency), facts: record.facts), calls,
            record: { fact in
                do throws(JournalError) {
                    if let why = calls.why(fact) { try journal.append(why, to: run) }
                    try journal.append(.fact(fact), to: run)
                    if case .settled(let number, .authorized) = fact { last.withLock { $0 = " (\(number))" } }
                    return true
                } catch {
                    failure.withLock { $0 = error }
                    return false
                }
            },
            watch: { machine in
                guard console.isErrorTerminal else { return }
                console.progress("\(machine.settledCount) of \(total) written and read back\(last.withLock(\.self))")
            })
        console.endProgress()
        if let fault = failure.withLock({ $0 }) { throw fault }
        try journal.append(counted, to: run)
    }

    /// Without the profile's requests the rest is done on the dashboard: tries each credential once, and settles the
    /// businesses whose credential does not work.
    private func proveOnly(_ record: RunRecord, retriesLogins: Bool) async throws(JournalError) {
        let calls = calls(record.plan, retriesLogins: retriesLogins, isDryRun: true)
        let order = record.plan.order(concurrency: 1)
        for proof in order.proofs {
            try journal.append(.fact(.proving(proof.key)), to: record.run)
            guard case .proof(_, let outcome) = await calls.perform(.prove(proof.key)) else { continue }
            let proved = Fact.proved(proof.key, outcome)
            if let why = calls.why(proved) { try journal.append(why, to: record.run) }
            try journal.append(.fact(proved), to: record.run)
            guard let settlement = outcome.settlement else { continue }
            for business in order.businesses where business.proof == proof.key {
                try journal.append(.fact(.settled(business.number, settlement)), to: record.run)
            }
        }
        try journal.append(counted, to: record.run)
    }

    /// The same engine and the same calls, with every write withheld and nothing journalled.
    public func rehearse(_ plan: Plan, concurrency: Int, retriesLogins: Bool) async -> RunRecord {
        let calls = calls(plan, retriesLogins: retriesLogins, isDryRun: true)
        let now = Timestamp.now * 1000
        let record = Mutex(RunRecord(run: 0, plan: plan, who: Self.who, isByHand: false, at: now))
        await drive(
            Machine(plan.order(concurrency: concurrency)), calls,
            record: { fact in
                record.withLock { record in
                    if let why = calls.why(fact) { record.apply(why, at: now) }
                    record.apply(.fact(fact), at: now)
                }
                return true
            })
        return record.withLock { record in
            record.apply(counted, at: now)
            return record
        }
    }

    private func drive(
        _ machine: Machine, _ calls: RunCalls, record: @escaping @Sendable (Fact) -> Bool,
        watch: @escaping @Sendable (Machine) -> Void = { _ in }
    ) async {
        let driver = RunDriver(
            record: record, perform: { await calls.perform($0) }, isInterrupted: { Interruption.isWanted }, watch: watch
        )
        Interruption.catchSignals()
        await driver.run(machine)
        Interruption.release()
    }

    private func calls(_ plan: Plan, retriesLogins: Bool, isDryRun: Bool, intents: [String: Int] = [:]) -> RunCalls {
        RunCalls(
            CredentialVerifier(context: context, access: access, plan: plan), retriesLogins: retriesLogins,
            isDryRun: isDryRun, intents: intents)
    }

    /// The calls of this session.
    private var counted: JournalRecord { .counted(reads: context.count.reads, logins: context.count.logins) }
}

/// Ctrl-C while writes are under way: noted, and heeded once what is in flight has ended.
public enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether SIGINT, SIGTERM or SIGHUP came since the session began.
    public static var isWanted: Bool { flag.load(ordering: .relaxed) }

    /// From now on SIGINT, SIGTERM and SIGHUP are only noted.
    static func catchSignals() {
        // Made here, so that the handler only stores.
        flag.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.flag.store(true, ordering: .relaxed) }
        }
    }

    /// From now on these signals end the process again.
    public static func release() {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}
