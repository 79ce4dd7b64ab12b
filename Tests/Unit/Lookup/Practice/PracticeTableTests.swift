import ShippedPlaybooks
import Testing

@testable import Lookup
@testable import Model

/// The table of what athenahealth says and what follows from it, a case a row.
@Suite struct PracticeTableTests {
    static let listed = [
        Practice(
            id: "10021", name: "Riverbend Family Health", goLiveDate: "03/12/2019", experienceMode: "Streamlined",
            publicNames: ["Riverbend Clinics"]),
        Practice(id: "10201", name: "Lakeview Pediatrics"),
        Practice(id: "11020", name: "Harborside Orthopedics"),
        Practice(id: "195900", name: "Vendor Sandbox Practice"),
    ]

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var asked = "10022"
        var listing = PracticeListing.read(PracticeTableTests.listed, isComplete: true)
        var ping: PracticeFacts.Ping?
        var environment: String? = "preview"
        var counterpart: PracticeListing?
        var name: String?
        var valid: Bool?
        /// Each as `code verdict`, in report order of codes.
        var findings: [String] = []
        var gaps: [String] = []
        var outcome = Outcome.ok
    }

    static let cases: [Case] = [
        Case(testDescription: "listed", asked: "10021", valid: true),
        Case(
            testDescription: "not listed, ping 404", ping: .noSuchPractice, valid: false,
            findings: ["BE2201 confirmed"], outcome: .problem),
        Case(
            testDescription: "not listed, ping 401 Incorrect permissions", ping: .notGranted, valid: false,
            findings: ["BE2202 confirmed"], outcome: .problem),
        Case(
            testDescription: "not listed, ping 200", ping: .reachable, findings: ["BE2204 undetermined"],
            outcome: .undetermined),
        Case(
            testDescription: "not listed, ping gave something else", ping: .other("503"), findings: ["BE2205 likely"],
            gaps: ["BE2205"], outcome: .undetermined),
        Case(
            testDescription: "credentials refused", listing: .refused("The token was refused."),
            findings: ["BE2206 confirmed", "BE2207 undetermined"], outcome: .undetermined),
        Case(
            testDescription: "listed in the other environment only", ping: .noSuchPractice,
            counterpart: .read([Practice(id: "10022", name: "Elsewhere")], isComplete: true), valid: false,
            findings: ["BE2208 confirmed"], outcome: .problem),
        Case(
            testDescription: "the other environment cannot be asked", ping: .noSuchPractice,
            counterpart: .failed("timeout"), valid: false, findings: ["BE2201 confirmed"], outcome: .problem),
        Case(
            testDescription: "a vendor's practice in production", asked: "195900", environment: "production",
            valid: true, findings: ["BE2209 confirmed"], outcome: .problem),
        Case(testDescription: "a vendor's practice in preview", asked: "195900", valid: true),
        Case(
            testDescription: "a vendor's practice where nothing is said of the environment", asked: "195900",
            environment: nil, valid: true),
        Case(
            testDescription: "a vendor's practice that is not listed", asked: "1128700", ping: .notGranted,
            environment: "production", valid: false, findings: ["BE2202 confirmed", "BE2209 confirmed"],
            outcome: .problem),
        Case(
            testDescription: "the list could not be read", listing: .failed("503"), findings: ["BE2207 undetermined"],
            outcome: .undetermined),
        Case(
            testDescription: "the list is not whole, and the id is in it", asked: "10021",
            listing: .read(listed, isComplete: false), valid: true, gaps: ["BE2213"], outcome: .undetermined),
        Case(
            testDescription: "the list is not whole, and the id is not in it",
            listing: .read(listed, isComplete: false), ping: .reachable, findings: ["BE2204 undetermined"],
            gaps: ["BE2213"], outcome: .undetermined),
        Case(
            testDescription: "blanks around it", asked: "\u{A0}10021\u{200B} ", valid: true,
            findings: ["BE2211 confirmed"]),
        Case(testDescription: "full-width digits", asked: "１００２１", valid: true, findings: ["BE2211 confirmed"]),
        Case(
            testDescription: "nothing", asked: "", valid: false, findings: ["BE2210 confirmed"], outcome: .problem),
        Case(
            testDescription: "blanks only", asked: "  ", valid: false, findings: ["BE2210 confirmed"], outcome: .problem
        ),
        Case(
            testDescription: "a blank inside", asked: "100 21", valid: false, findings: ["BE2210 confirmed"],
            outcome: .problem),
        Case(
            testDescription: "a leading zero", asked: "010021", valid: false, findings: ["BE2210 confirmed"],
            outcome: .problem),
        Case(
            testDescription: "a leading zero that athenahealth lists", asked: "010021",
            listing: .read([Practice(id: "010021")], isComplete: true), valid: true),
        Case(
            testDescription: "a leading zero, and the list is not whole", asked: "010021",
            listing: .read(listed, isComplete: false), findings: ["BE2210 undetermined"], gaps: ["BE2213"],
            outcome: .undetermined),
        Case(
            testDescription: "a leading zero, and the list could not be read", asked: "010021",
            listing: .failed("503"), findings: ["BE2207 undetermined"], outcome: .undetermined),
        Case(
            testDescription: "a letter", asked: "1OO21", valid: false, findings: ["BE2210 confirmed"], outcome: .problem
        ),
        Case(
            testDescription: "digits of another script", asked: "١٠٠٢١", valid: false, findings: ["BE2210 confirmed"],
            outcome: .problem),
        Case(
            testDescription: "19 digits", asked: "1234567890123456789", valid: false, findings: ["BE2210 confirmed"],
            outcome: .problem),
        Case(testDescription: "its own name", asked: "10021", name: "riverbend family hlth", valid: true),
        Case(testDescription: "its public name", asked: "10021", name: "Riverbend Clinics", valid: true),
        Case(
            testDescription: "another's name", asked: "10021", name: "Lakeview Peds", valid: true,
            findings: ["BE2212 likely"], outcome: .problem),
    ]

    @Test(arguments: cases) func `each row decides as the table says`(row: Case) throws {
        var facts = PracticeFacts(asked: row.asked)
        facts.ping = row.ping
        let judge = PracticeJudge(
            PracticeSurroundings(
                listing: row.listing, environment: row.environment,
                counterpart: row.counterpart.map { ("other", $0) }, name: row.name), Shipped.playbooks)
        let (rows, notes) = judge.judge([facts])
        #expect(rows.count == 1)
        #expect(rows.first?.valid == row.valid)
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" }.sorted() == row.findings)
        #expect(notes.gaps.map(\.code) == row.gaps)
        let report = Report(command: "practice", coverage: Coverage(gaps: notes.gaps), findings: notes.findings)
        #expect(report.outcome == row.outcome)
        // The playbook has words for each.
        #expect(notes.findings.allSatisfy { $0.title != $0.code && !$0.remedies.isEmpty })
    }

    @Test func `what depends on refused credentials names them as its cause`() throws {
        let judge = PracticeJudge(
            PracticeSurroundings(listing: .refused("401"), environment: nil), Shipped.playbooks)
        let notes = judge.judge([PracticeFacts(asked: "10021"), PracticeFacts(asked: "10022")]).notes
        #expect(notes.findings.filter { $0.code == "BE2206" }.count == 1)
        let cause = try #require(notes.findings.first { $0.code == "BE2206" }?.id)
        #expect(notes.findings.filter { $0.causedBy == cause }.count == 2)
    }

    @Test(
        arguments: [
            (nil, ["10021", "10201", "11020", "195900"], []), ("riverbend", ["10021"], []), ("RIVER", ["10021"], []),
            ("clinics", ["10021"], []), ("Lakeview Peds", ["10201"], []), ("Rivrbend", [], ["BE2214 confirmed"]),
            ("Nowhere", [], ["BE2214 confirmed"]), ("---", [], ["BE2214 confirmed"]),
        ] as [(String?, [String], [String])])
    func `a list of practices, and a search by name`(name: String?, ids: [String], findings: [String]) {
        let around = PracticeSurroundings(
            listing: .read(Self.listed, isComplete: true), environment: "production", name: name)
        let (rows, notes) = PracticeJudge(around, Shipped.playbooks).list()
        #expect(rows.map(\.id) == ids)
        #expect(rows.allSatisfy { $0.asked == nil && $0.valid == true && $0.candidates.isEmpty })
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == findings)
        #expect(notes.findings.flatMap(\.nearMisses).map(\.value) == (name == "Rivrbend" ? ["Rivrbend"] : []))
    }

    @Test(arguments: [
        (PracticeListing.read(listed, isComplete: false), ["BE2214 undetermined"], ["BE2213"]),
        (.failed("503"), ["BE2207 undetermined"], []),
        (.refused("401"), ["BE2206 confirmed", "BE2207 undetermined"], []),
    ])
    func `a search in a list that is not whole decides nothing`(
        listing: PracticeListing, findings: [String], gaps: [String]
    ) {
        let around = PracticeSurroundings(listing: listing, environment: nil, name: "Nowhere")
        let (_, notes) = PracticeJudge(around, Shipped.playbooks).list()
        #expect(notes.findings.map { "\($0.code) \($0.verdict.rawValue)" } == findings)
        #expect(notes.gaps.map(\.code) == gaps)
    }

    @Test func `an id asked twice is two rows and one finding`() {
        var facts = PracticeFacts(asked: "99999")
        facts.ping = .noSuchPractice
        let judge = PracticeJudge(
            PracticeSurroundings(listing: .read([], isComplete: true), environment: nil), Shipped.playbooks)
        let (rows, notes) = judge.judge([facts, facts])
        #expect(rows.count == 2)
        #expect(notes.findings.count == 1)
    }

    @Test(arguments: [
        ("10012", "10021", "two adjacent digits are swapped"),
        ("100211", "10021", "a digit is typed twice"),
        ("1020", "11020", "a double digit is typed once"),
        ("1221", "10221", "a digit is missing"),
        ("100241", "10021", "a digit too many"),
        ("10031", "10021", "one digit differs"),
    ])
    func `a slip of the fingers leads to the listed id`(asked: String, listed: String, why: String) throws {
        var facts = PracticeFacts(asked: asked)
        facts.ping = .noSuchPractice
        let judge = PracticeJudge(
            PracticeSurroundings(listing: .read([Practice(id: listed)], isComplete: true), environment: nil),
            Shipped.playbooks)
        let row = try #require(judge.judge([facts]).rows.first)
        #expect(row.candidates.map(\.practice.id) == [listed])
        #expect(row.candidates.map(\.why) == [why])
    }

    @Test(arguments: [("10", "100"), ("123", "124"), ("20000", "10021"), ("12001", "10021"), ("10021", "1002134")])
    func `ids that are short, or two slips away, are not suggested`(asked: String, listed: String) {
        var facts = PracticeFacts(asked: asked)
        facts.ping = .noSuchPractice
        let judge = PracticeJudge(
            PracticeSurroundings(listing: .read([Practice(id: listed)], isComplete: true), environment: nil),
            Shipped.playbooks)
        #expect(judge.judge([facts]).rows.first?.candidates.isEmpty == true)
    }

    @Test func `a practice near by id and by name comes first`() throws {
        var facts = PracticeFacts(asked: "10012")
        facts.ping = .noSuchPractice
        let listed = [
            Practice(id: "10011", name: "Lakeview Pediatrics"), Practice(id: "77777", name: "Riverbend Family Health"),
            Practice(id: "10021", name: "RIVERBEND FAMILY HEALTH"),
        ]
        let judge = PracticeJudge(
            PracticeSurroundings(
                listing: .read(listed, isComplete: true), environment: nil, name: "Riverbend family health"),
            Shipped.playbooks)
        let row = try #require(judge.judge([facts]).rows.first)
        #expect(row.candidates.map(\.practice.id) == ["10021", "10011", "77777"])
    }
}
