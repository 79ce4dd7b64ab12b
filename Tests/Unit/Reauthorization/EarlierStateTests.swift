import Foundation
import Testing

@testable import Model
@testable import Reauthorization
@testable import Services
@testable import Support

/// What commit 0a927b5 left on the disk is taken up: its journal, its ledger of logins, and its plan.
@Suite struct EarlierStateTests {
    @Test func `a run that was killed is taken up where it stood`() throws {
        let state = try EarlierState()
        let record = try #require(RunRecord(try state.journal.entries(ofRun: 1)))
        #expect(record.isOpen && !record.isByHand && record.stop == nil && record.who == "root")
        #expect((record.writes, record.reads, record.logins) == (3, 0, 0))
        #expect(record.proofDetails == ["practice:10021": "athenahealth lets our key use practice 10021."])
        #expect(record.lostProofs.isEmpty)
        let standings = record.machine.standings
        let authorized = standings.filter { $0.value == .settled(.authorized) }.keys.sorted()
        #expect(authorized == ["169990000000101", "169990000000102", "169990000000103"])
        #expect(standings.count == 10 && standings.values.count { $0 == .waiting } == 7)
        // The proof holds, and the first business that was written stands for all: four go on at once.
        var machine = Machine(record.plan.order(concurrency: 4), facts: record.facts)
        #expect(machine.handle(.begin) == [.act(.checkCredentials)])
        #expect(machine.handle(.credentials(.unchanged)) == (104...107).map { .act(.readState("169990000000\($0)")) })
    }

    @Test func `a run by hand keeps what was confirmed`() throws {
        let state = try EarlierState()
        let record = try #require(RunRecord(try state.journal.entries(ofRun: 2)))
        #expect(record.isOpen && record.isByHand)
        #expect((record.reads, record.logins) == (1, 1))
        #expect(record.machine.standings["169990000000101"] == .settled(.confirmed))
        #expect(record.machine.standings["169990000000102"] == .waiting)
        let statement = try #require(record.confirmations["169990000000101"])
        #expect(statement.words.hasPrefix("Done by hand, says root.") && !statement.wasSeen)
    }

    @Test func `each entry would be written today as it was then`() throws {
        let entries = try EarlierState().journal.entries()
        #expect(entries.count == 20)
        for entry in entries {
            let spelled = try #require(JournalRecord(entry)).spelled
            #expect(spelled.kind == entry.kind && spelled.body.json == entry.body)
        }
    }

    @Test func `the plan is still one, and known as used by its id`() throws {
        let state = try EarlierState()
        var plan = try PlanFile.read(Array(try EarlierState.part("plan.json").utf8), try state.place.folder.digest())
        #expect(plan.willAuthorize.count == 10)
        #expect(try state.journal.run(using: plan) == 1)
        plan.id = "0123456789abcdef"
        #expect(try state.journal.run(using: plan) == nil)
        // The other id's spelling somewhere in a run's text makes no use of it.
        var other = plan
        other.id = "another"
        other.profile = "\"id\":\"\(plan.id)\""
        try state.journal.append(.started(other, who: "x", byHand: false), to: 3)
        #expect(try state.journal.run(using: plan) == nil)
    }

    @Test func `the same requests of a profile have the digest that they had`() throws {
        let state = try EarlierState()
        let record = try #require(RunRecord(try state.journal.entries(ofRun: 1)))
        let requests = try #require(ProfileSet().profile(named: "sandbox")?.platform?.requests)
        let digest = try state.place.folder.digest().text(["requests", requests.spelling]).prefix(16)
        #expect(record.plan.services.last == "requests \(digest)")
    }

    @Test func `a login that failed is not tried again`() throws {
        let state = try EarlierState()
        try state.fill("logins.sqlite")
        let ledger = try LoginLedger(state.place.folder)
        let (worked, failed) = (
            "09cd12dc4340ba07397b994b1950ecf2b247342717da3a7e545a9324af5e893d",
            "81e1eb4f6fbfe24ea3b607e24e92198b2c28ce90c2246de7c2b23fa541d7a326"
        )
        #expect(try ledger.standing(worked) == .mayTry)
        #expect(try ledger.begin(failed, insist: false) == .failedBefore)
    }
}

/// The recorded folder, built from its text.
private struct EarlierState {
    let place: Place
    let journal: Journal

    init() throws {
        place = try Place()
        let digits = Array(try Self.part("key"))
        let key = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        try Data(key).write(to: URL(filePath: place.folder.file("key")))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.folder.file("key"))
        try Self.fill("journal.sqlite", place)
        journal = try Journal(place.folder)
    }

    func fill(_ name: String) throws { try Self.fill(name, place) }

    private static func fill(_ name: String, _ place: Place) throws {
        try Database(path: place.folder.file(name), migrations: [""]).execute(try part(name))
    }

    /// What stands under a heading of the recording.
    static func part(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).appending(path: "../../../Support/States/0a927b5.txt").standardized
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n--- ")
        let part = try #require(parts.first { $0.hasPrefix("\(name)\n") })
        return String(part.dropFirst(name.count + 1))
    }
}
