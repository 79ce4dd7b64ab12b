import ShippedPlaybooks
import Testing

@testable import Lookup
@testable import Model

/// Names to departments: every way of matching, and what must not match.
@Suite struct DepartmentMatcherTests {
    private func row(_ asked: String, _ names: String..., hidden: [String] = []) throws -> DepartmentRow {
        let visible = names.enumerated().map { Department(id: String($0.offset + 1), name: $0.element) }
        let all = visible + hidden.enumerated().map { Department(id: String($0.offset + 101), name: $0.element) }
        let matcher = DepartmentMatcher(
            visible: DepartmentList(visible, isComplete: true), Shipped.playbooks.abbreviations)
        return try #require(matcher.rows([asked], all: DepartmentList(all, isComplete: true)).first)
    }

    @Test(arguments: [
        ("Main Street", "MAIN STREET"), ("main  street ", "Main Street"), ("Main-Street", "Main Street"),
        ("Mainstreet", "Main Street"), ("Main St", "Main Street"), ("Main St.", "MAIN STREET"),
        ("St Marys Peds", "Saint Mary's Pediatrics"), ("St. Mary’s Pediatrics", "ST MARYS PEDS"),
        ("Saint Clare Medical Ctr", "St. Clare Medical Center"), ("Women and Children", "Women & Children"),
        ("N 2nd Street", "North Second St"), ("NE Clinic", "Northeast Clinic"), ("Elise Sorensen", "Élise Sørensen"),
        ("LODZ", "Łódź"), ("Dordevic", "Đorđević"), ("Aegir Strasse", "Ægir Straße"), ("Pho Ha Noi", "Phở Hà Nội"),
        ("e\u{301}cole", "ECOLE"), ("Clinic２", "Clinic 2"), ("Ob/Gyn East", "OBGYN E"),
        ("Dr Suess Lane", "Doctor Suess Lane"),
        ("Lake Dr", "Lake Drive"),
    ])
    func `spelling does not matter`(asked: String, name: String) throws {
        let row = try row(asked, "Somewhere Else", name)
        #expect(row.department?.id == "2")
        #expect(row.how == .normalized)
        #expect(row.candidates.isEmpty)
    }

    @Test(arguments: [
        ("Riverbend Cardiolgy", "Riverbend Cardiology"), ("Riverbned Cardiology", "Riverbend Cardiology"),
        ("Saint Clare", "Street Clare"), ("Doctor Lane", "Drive Lane"), ("Clinic 1", "Clinic 2"),
        ("Riverbend", "Riverbend Cardiology"), ("", "Riverbend"), ("---", "Riverbend"), ("&", "Riverbend"),
        ("North", "Northeast"), ("Ø", "Q"),
    ])
    func `what is only similar is never an answer`(asked: String, name: String) throws {
        let row = try row(asked, name)
        #expect(row.department == nil)
        #expect(row.how == .none)
        #expect(!row.isAmbiguous)
    }

    @Test(arguments: [
        ("Riverbend Cardiolgy", "Riverbend Cardiology", "one letter differs"),
        ("Riverbned Cardiology", "Riverbend Cardiology", "one letter differs"),
        ("Rivrbend Cardiolgy", "Riverbend Cardiology", "2 letters differ"),
        ("Cardiology Riverbend", "Riverbend Cardiology Springfield", "has all these words"),
    ])
    func `what is similar is suggested`(asked: String, name: String, why: String) throws {
        let row = try row(asked, "Something Quite Different", name)
        #expect(row.candidates.map(\.department.id) == ["2"])
        #expect(row.candidates.first?.why == why)
    }

    @Test func `an exact name beats others that only differ in spelling`() throws {
        let row = try row("Main St", "MAIN STREET", "Main St")
        #expect(row.department?.id == "2")
        #expect(row.how == .exact)
    }

    @Test(arguments: [
        ("Main Office", "MAIN OFFICE"), ("Main Office", "main office."), ("Main Office", "Main-Office"),
        ("Élise", "Elise"), ("Main Office", "MainOffice"),
    ])
    func `an exact name beside one of the same letters is left to a person`(asked: String, other: String) throws {
        for names in [[asked, other], [other, asked]] {
            let row = try row(asked, names[0], names[1], "Elsewhere")
            #expect(row.department == nil)
            #expect(row.how == .none)
            #expect(row.isAmbiguous)
            #expect(row.candidates.map(\.department.id) == ["1", "2"])
            let exact = try #require(row.candidates.first { $0.department.name == asked })
            #expect(exact.why == "has exactly this name")
        }
    }

    @Test func `a word that one department alone has is suggested`() throws {
        let names = ["Riverbend Imaging", "Riverbend Urgent Care", "Riverbend Heart Center"]
        for (asked, id) in [("Imaging", "1"), ("care", "2"), ("Ctr", "3"), ("imag", "1")] {
            let row = try row(asked, names[0], names[1], names[2])
            #expect(row.department == nil && row.how == .none)
            #expect(row.candidates.map(\.department.id) == [id], "\(asked)")
        }
        for asked in ["Riverbend", "im", "Nowhere", ""] {
            #expect(try row(asked, names[0], names[1], names[2]).candidates.isEmpty, "\(asked)")
        }
    }

    @Test func `several of one name are all named and none is chosen`() throws {
        let row = try row("main st", "Main St", "MAIN STREET", "Elsewhere")
        #expect(row.department == nil)
        #expect(row.isAmbiguous)
        #expect(row.candidates.map(\.department.id) == ["1", "2"])
    }

    @Test func `internal and public names count alike, and one department once`() throws {
        let departments = [
            Department(id: "1", name: "CARDIO", patientName: "Cardiology"),
            Department(id: "2", name: "Heart", patientName: "CARDIO"),
        ]
        let matcher = DepartmentMatcher(
            visible: DepartmentList(departments, isComplete: true), Shipped.playbooks.abbreviations)
        let rows = matcher.rows(["CARDIO", "Cardiology", "Heart"], all: nil)
        #expect(rows.map { $0.department?.id } == [nil, "1", "2"])
        #expect(rows[0].isAmbiguous)
    }

    @Test func `a hidden department is found, marked, and only where no visible one has the name`() throws {
        let found = try row("telehealth", "Main", hidden: ["Telehealth"])
        #expect(found.department?.id == "101")
        #expect(found.department?.isHidden == true)
        let shown = try row("Telehealth", "TELEHEALTH", hidden: ["Telehealth"])
        #expect(shown.department?.id == "1")
        #expect(shown.department?.isHidden == false)
    }

    @Test func `suggestions include hidden departments and say so`() throws {
        let row = try row("Telehaelth", "Main", hidden: ["Telehealth"])
        #expect(row.candidates.map(\.why) == ["one letter differs; hidden in the portal"])
    }

    @Test func `hidden departments are asked for only where a name needs them`() {
        let matcher = DepartmentMatcher(
            visible: DepartmentList([Department(id: "1", name: "Main")], isComplete: true),
            Shipped.playbooks.abbreviations)
        #expect(!matcher.needsHidden(["MAIN", "Main"]))
        #expect(matcher.needsHidden(["Main", "Other"]))
    }

    @Test func `rows keep the order asked, the same name twice included`() {
        let matcher = DepartmentMatcher(
            visible: DepartmentList(
                [Department(id: "1", name: "A Place"), Department(id: "2", name: "B Place")], isComplete: true),
            Shipped.playbooks.abbreviations)
        let rows = matcher.rows(["B Place", "Nowhere", "A Place", "B Place"], all: nil)
        #expect(rows.map(\.asked) == ["B Place", "Nowhere", "A Place", "B Place"])
        #expect(rows.map { $0.department?.id } == ["2", nil, "1", "2"])
    }

    @Test func `a name of many ambiguous words is compared in bounded time`() throws {
        let name = String(repeating: "St Dr Ste Med ", count: 40)
        let row = try row(name, name)
        #expect(row.how == .exact)
    }
}
