import ShippedPlaybooks
import Testing

@testable import Lookup
@testable import Model

@Suite struct DepartmentJudgeTests {
    private let judge = DepartmentJudge(playbooks: Shipped.playbooks)
    private let visible = [
        Department(id: "1", name: "Main"), Department(id: "4", name: "Cardiology", city: "Springfield", state: "IL"),
        Department(id: "5", name: "Cardiology", city: "Decatur", state: "IL"),
    ]
    private let hidden = Department(id: "9", name: "Telehealth")

    private func codes(_ names: [String], isComplete: Bool = true) -> [String] {
        let matcher = DepartmentMatcher(
            visible: DepartmentList(visible, isComplete: true), Shipped.playbooks.abbreviations)
        let rows = matcher.rows(names, all: DepartmentList(visible + [hidden], isComplete: isComplete))
        return judge.names(rows, isComplete: isComplete).findings.map { "\($0.code) \($0.verdict.rawValue)" }
    }

    @Test func `each outcome of a name has its verdict`() {
        #expect(codes(["Main"]).isEmpty)
        #expect(codes(["Nowhere"]) == ["BE2301 confirmed"])
        #expect(codes(["Cardiology"]) == ["BE2302 undetermined"])
        #expect(codes(["Telehealth"]) == ["BE2303 confirmed"])
        #expect(codes(["Nowhere", "Cardiology", "Telehealth", "Main"]).count == 3)
    }

    @Test func `absence is not confirmed where departments are missing`() {
        #expect(codes(["Nowhere"], isComplete: false) == ["BE2301 undetermined"])
    }

    @Test(arguments: [
        ("1", "1", [String]()), ("1=Main", "1", []), ("1=MAIN", "1", []), (" 1 ", "1", ["BE2211 confirmed"]),
        ("1=Lobby", "1", ["BE2306 confirmed"]), ("77", nil, ["BE2305 confirmed"]), ("x", nil, ["BE2210 confirmed"]),
        ("01", nil, ["BE2210 confirmed"]), ("", nil, ["BE2210 confirmed"]),
    ])
    func `ids are checked the other way round`(asked: String, id: String?, findings: [String]) {
        let (rows, notes) = judge.ids([asked], DepartmentList(visible, isComplete: true))
        #expect(rows.map { $0.department?.id } == [id])
        #expect(rows.first?.how == (id == nil ? MatchKind.none : .id))
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == findings)
    }

    @Test func `zeros in front are kept where athenahealth has them`() {
        let list = DepartmentList([Department(id: "007", name: "Main", city: "Peoria", state: "IL")], isComplete: true)
        let (rows, notes) = judge.ids(["007", "07"], list)
        #expect(rows.map { $0.department?.id } == ["007", nil])
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == ["BE2210 confirmed"])
        let partial = judge.ids(["07"], DepartmentList(list.departments, isComplete: false))
        #expect(partial.notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == ["BE2305 undetermined"])
    }

    @Test(arguments: [
        (PracticeAccess.noSuchPractice, ["BE2201 confirmed"], 0), (.notGranted, ["BE2202 confirmed"], 1),
        (.refused("401"), ["BE2206 confirmed", "BE2307 undetermined"], 0), (.failed("503"), ["BE2307 undetermined"], 0),
    ])
    func `what kept the departments from being read is told apart`(
        access: PracticeAccess, findings: [String], gaps: Int
    ) throws {
        let notes = judge.unread(access, practice: try VendorID("10021"))
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == findings)
        #expect(notes.gaps.count == gaps)
    }
}
