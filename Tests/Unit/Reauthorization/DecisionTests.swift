import Testing

@testable import Model
@testable import Reauthorization
@testable import Services
@testable import Support

/// What follows from what was read and tried, a case a row.
@Suite struct DecisionTests {
    private static let playbooks = PlaybookSet(layers: [])

    @Test(arguments: [
        (ProofOutcome.works, Settlement?.none, PlannedBusiness.Decision.willAuthorize),
        (.fails, .credentialsFail, .credentialsFail),
        (.permissionMissing, .credentialsFail, .credentialsFail),
        (.notGranted, .notGranted, .notGranted),
        (.wrongPractice, .wrongPractice, .wrongPractice),
        (.failedBefore, .notProven, .unknown),
        (.unknown, .notProven, .unknown),
    ])
    func `a proof settles a run and decides a plan`(
        outcome: ProofOutcome, settlement: Settlement?, decision: PlannedBusiness.Decision
    ) {
        #expect(outcome.settlement == settlement)
        #expect(PlannedBusiness.Decision(outcome) == decision)
    }

    private static func mapping(_ state: Bool?, group: String? = nil, practice: String? = nil) -> MappingState {
        let properties = practice.map { ["practiceid": $0] } ?? [:]
        return MappingState(.success(MappingReading(isAuthorized: state, properties: properties, group: group)))
    }

    struct Case: Sendable {
        var state: MappingState
        var before: PlannedBusiness.State
        var decision: PlannedBusiness.Decision?
        var observed: ObservedState
        /// What a plan that is read anew decides, whose proof works.
        var anew: PlannedBusiness.Decision
    }

    @Test(arguments: [
        Case(
            state: mapping(true), before: .authorized, decision: .alreadyAuthorized, observed: .authorized,
            anew: .alreadyAuthorized),
        Case(state: mapping(false), before: .unauthorized, observed: .unauthorized, anew: .willAuthorize),
        Case(
            state: mapping(false, group: "7", practice: "10021"), before: .unauthorized, observed: .unauthorized,
            anew: .willAuthorize),
        Case(state: mapping(false, group: "8"), before: .unauthorized, observed: .changed, anew: .unknown),
        Case(state: mapping(false, practice: "10022"), before: .unauthorized, observed: .changed, anew: .unknown),
        Case(state: mapping(nil), before: .unknown, decision: .unknown, observed: .unknown, anew: .unknown),
        Case(
            state: MappingState(.failure(.notFound)), before: .unknown, decision: .notFound, observed: .notFound,
            anew: .notFound),
        Case(
            state: MappingState(.failure(.unexpected("x"))), before: .unknown, decision: .unknown, observed: .unknown,
            anew: .unknown),
    ])
    func `a mapping's state decides`(row: Case) {
        #expect(row.state.before == row.before)
        #expect(row.state.decision(Self.playbooks)?.0 == row.decision)
        let business = PlannedBusiness(
            number: "1", before: .unauthorized, decision: .willAuthorize, proof: "p", group: "7", detail: "")
        let proof = PlannedProof(
            key: "p", kind: .practice, subject: "10021", fingerprint: "", outcome: .works, detail: "It works.")
        #expect(row.state.observed(business, proof) == row.observed)
        let anew = PlanRefresh.anew(business, proof, row.state, Self.playbooks)
        #expect((anew.before, anew.decision) == (row.before, row.anew))
    }

    @Test func `what nobody tried is not decided anew`() {
        var business = PlannedBusiness(
            number: "1", before: .unauthorized, decision: .unknown, detail: "Its integration is not known.")
        #expect(PlanRefresh.anew(business, nil, Self.mapping(false), Self.playbooks) == business)
        business.decision = .alreadyAuthorized
        #expect(PlanRefresh.anew(business, nil, Self.mapping(false), Self.playbooks).decision == .unknown)
    }

    @Test(arguments: [
        (PlanRefusal.notAPlan, "BE4322", "is not a plan"),
        (.edited, "BE4322", "was changed, or was written by another"),
        (.otherTool("0.0.9"), "BE4323", "be-diagnose 0.0.9"),
        (.otherPlaybooks, "BE4323", "other versions"),
        (.otherProfile("p"), "BE4324", "‘p’"),
        (.credentialsChanged("login:1"), "BE4324", "Allscripts credentials have changed"),
        (.credentialsChanged("practice:1"), "BE4324", "client id and secret have changed"),
        (.expired(by: 60), "BE4321", "expired on"),
        (.fromTheFuture, "BE4321", "from the future"),
        (.used(run: 7), "BE4325", "Run 7"),
    ])
    func `a refusal has its code and says that nothing was written`(refusal: PlanRefusal, code: String, words: String) {
        let findings = RefusalReport.report(refusal, Self.playbooks).findings
        #expect(findings.map(\.code) == [code] && findings.map(\.verdict) == [.undetermined])
        #expect(findings.allSatisfy { $0.detail.hasPrefix("Nothing was written. ") && $0.detail.contains(words) })
    }

    @Test(arguments: [
        (JournalError.damaged(sequence: 3), "BE4328", "Entry 3"),
        (.headMissing, "BE4328", "cut off"),
        (.database(.corrupt("/a/journal.sqlite")), "BE4328", "journal.sqlite is damaged"),
        (.locked, "BE4327", "Another be-diagnose"),
    ])
    func `a journal that cannot be used has its code`(fault: JournalError, code: String, words: String) throws {
        let findings = try RefusalReport.report(fault, Self.playbooks).findings
        #expect(findings.map(\.code) == [code] && findings.allSatisfy { $0.detail.contains(words) })
    }
}

/// A run as its records tell it.
@Suite struct RunRecordTests {
    private func record(_ records: [JournalRecord]) -> RunRecord {
        let proofs = [PlannedProof.Kind.login, .practice].map {
            PlannedProof(
                key: $0.rawValue, kind: $0, subject: "", fingerprint: "", outcome: .works, detail: "")
        }
        let businesses = ["1", "2"].map {
            PlannedBusiness(number: $0, before: .unauthorized, decision: .willAuthorize, proof: "practice", detail: "")
        }
        let plan = Plan(
            id: "i", made: 0, proved: 0, expires: 0, tool: "", playbooks: [], profile: "", services: [],
            canAuthorize: true, needsDashboard: false, proofs: proofs, updates: [], businesses: businesses, reads: 0,
            logins: 0)
        var record = RunRecord(run: 1, plan: plan, who: "x", isByHand: false, at: 1000)
        for (index, next) in records.enumerated() { record.apply(next, at: 1001 + index) }
        return record
    }

    @Test func `a login of a session that was killed counts, and once`() {
        let killed: [JournalRecord] = [.fact(.proving("login")), .fact(.proving("practice"))]
        #expect(record(killed).logins == 1)
        #expect(record(killed + [.resumed(who: "y")]).logins == 1)
        #expect(record(killed + [.counted(reads: 4, logins: 2)]).logins == 2)
        let twice = record(killed + [.resumed(who: "y"), .counted(reads: 4, logins: 2), .counted(reads: 1, logins: 0)])
        #expect((twice.reads, twice.logins) == (5, 3))
    }

    @Test func `proofs that came to nothing are known`() {
        let run = record([.fact(.proving("login")), .fact(.proving("practice")), .fact(.proved("practice", .works))])
        #expect(run.lostProofs == ["login"])
    }

    @Test func `writes are counted unless withheld, and the last answer is known`() {
        let run = record([
            .fact(.updating("g")), .fact(.intent("1")), .fact(.answered("1", .refused)), .fact(.intent("2")),
        ])
        #expect(run.writes == 3)
        #expect(["1", "2", "3"].map(run.lastAnswer) == [.refused, .none, .notBegun])
        #expect(run.intents == ["1": 1002, "2": 1004])
        #expect(record([.fact(.intent("1")), .fact(.answered("1", .withheld))]).writes == 0)
    }

    @Test func `it is open until it is finished, and says why it stopped`() {
        let stopped = record([.fact(.stopped(.interrupted))])
        #expect(stopped.isOpen && stopped.stop == .interrupted && (stopped.started, stopped.ended) == (1000, 1001))
        let finished = record([.fact(.stopped(.interrupted)), .fact(.finished)])
        #expect(!finished.isOpen && finished.stop == nil)
    }

    @Test func `what nobody writes is no record`() {
        for (kind, body) in [
            ("started", "{\"plan\":{}}"), ("rumour", "{}"), ("proved", "{\"proof\":\"p\",\"outcome\":\"x\"}"),
            ("intent", "{}"), ("intent", "{"),
        ] {
            let entry = JournalEntry(sequence: 1, run: 1, time: 0, kind: kind, body: body, digest: "")
            #expect(JournalRecord(entry) == nil, "\(kind)")
        }
    }
}
