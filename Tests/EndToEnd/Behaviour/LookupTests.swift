import Foundation
import Testing
import ToolRunning

/// `practice`, `departments`, `cancel-reasons` and `npi` as a user runs them, against the real sandbox.
@Suite(.fewAtATime) struct LookupTests {
    @Test func `rows keep the order asked and hold every key`() async throws {
        let lab = try await Lab()
        let report = try await lab.report("practice", "30700", "10021", "99999", "10021")
        #expect(report.column("asked") == ["30700", "10021", "99999", "10021"])
        #expect(report.rows.map { $0["valid"] as? Bool } == [false, true, false, true])
        #expect(report.column("environment") == Array(repeating: "preview", count: 4))
        let keys = ["asked", "id", "valid", "name", "environment", "goLiveDate", "candidates"]
        #expect(report.rows.allSatisfy { Set($0.keys).isSuperset(of: keys) })
        #expect(report.column("goLiveDate") == [nil, "03/12/2019", nil, "03/12/2019"])
        #expect(report.exitCode == 1)
    }

    @Test(arguments: [
        (["practice", "10021"], 0), (["practice", "10012"], 1), (["practice", "30701"], 2),
        (["practice", "10012", "30701"], 2), (["departments", "10021"], 0),
        (["departments", "10021", "Riverbend Main"], 0), (["departments", "10021", "Nowhere"], 1),
        (["departments", "10021", "Riverbend Cardiology"], 2), (["departments", "10021", "Riverbend Telehealth"], 1),
        (["departments", "99999", "Main"], 1), (["departments", "30700", "Main"], 2), (["departments", "10201"], 0),
        (["cancel-reasons", "10021"], 0), (["cancel-reasons", "10201"], 1), (["cancel-reasons", "99999"], 1),
        (["practice"], 0), (["practice", "--name", "riverbend"], 0), (["practice", "--name", "Nowhere"], 1),
        (["practice", "010021"], 1), (["departments", "010021"], 1), (["cancel-reasons", "010021"], 1),
        (["departments"], 64), (["cancel-reasons"], 64), (["npi"], 64), (["npi", "1234567893"], 0),
        (["npi", "1234567893", "1"], 1), (["practice", "10021", "--profile", "nowhere"], 64),
        (["departments", "10021", "--ids"], 64), (["departments", "10021", "--column", "2"], 64),
        (["departments", "10021", "--names", "missing.txt"], 65),
        (["practice", "10021", "--profiles", "missing.yaml"], 78),
    ])
    func `the exit code is the same in every format`(arguments: [String], exit: Int) async throws {
        let lab = try await Lab()
        for format in ["text", "json", "markdown"] {
            let run = try await lab.run(arguments + ["--format", format])
            #expect(run.exitCode == Int32(exit), "\(format): \(run.err)")
        }
    }

    @Test func `ids are kept as athenahealth gives them, zeros in front too`() async throws {
        let lab = try await Lab(
            """
            scenario: zeros in front
            practices:
              - id: "0456"
                name: Willow Creek Family Practice
                departments: [{ id: "007", name: Main Office, city: Springfield, state: IL }]
                cancelReasons: [{ id: 7, name: OTHER }]
            """)
        let all = try await lab.report("practice")
        #expect(all.column("id") == ["0456"] && all.column("asked") == [nil])
        let one = try await lab.report("practice", "0456", "456", "00456")
        #expect(one.rows.map { $0["valid"] as? Bool } == [true, false, false])
        #expect(try await lab.sandbox.counts()["ping"] == 1)
        let departments = try await lab.report("departments", "0456", "Main Office")
        #expect(departments.result["departmentid"] as? String == "007")
        #expect(departments.column("city") == ["Springfield"] && departments.column("state") == ["IL"])
        #expect(try await lab.report("departments", "0456", "--ids", "007,7").column("id") == ["007", nil])
        #expect(try await lab.report("cancel-reasons", "0456").exitCode == 0)
    }

    @Test func `every line for a person fits 80 columns`() async throws {
        let lab = try await Lab()
        for arguments in [
            ["practice", "10021", "10012", "30700", "--name", "Riverbend Family Health"], ["departments", "10021"],
            ["practice"],
            ["departments", "10021", "St Marys Peds", "Riverbend Cardiology", "Riverbend Cardiolgy"],
            ["cancel-reasons", "10021"], ["npi", "1234567893", "12"],
        ] {
            let lines = try await lab.run(arguments).out.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
        }
    }

    @Test func `a name is found in every way, and similar ones only suggested`() async throws {
        let lab = try await Lab()
        let report = try await lab.report(
            "departments", "10021", "RIVERBEND MAIN", "clinica elise sorensen", "Riverbend Imging",
            "Riverbend Cardiology", "RBFH Billing")
        #expect(report.column("id") == ["1", "7", nil, nil, "10"])
        #expect(report.column("how") == ["exact", "normalized", "none", "none", "normalized"])
        #expect(report.rows.map { $0["hidden"] as? Bool } == [false, false, nil, nil, true])
        #expect(report.result["departmentid"] as? String == "1,7,10")
        #expect(report.result["practiceID"] as? String == "10021")
        let candidates = report.rows.map { row in
            (row["candidates"] as? [[String: Any]] ?? []).map { $0["id"] as? String ?? "" }
        }
        #expect(candidates == [[], [], ["11"], ["4", "5"], []])
    }

    @Test func `hidden departments are fetched only where a name asks for them`() async throws {
        let lab = try await Lab()
        _ = try await lab.report("departments", "10021", "Riverbend Main")
        #expect(try await lab.sandbox.counts()["departments"] == 2)
        _ = try await lab.report("departments", "10021", "Riverbend Telehealth")
        #expect(try await lab.sandbox.counts()["departments"] == 2 + 2 + 3)
    }

    @Test(arguments: [
        "St Marys Peds\nRiverbend Main\n", "\u{FEFF}St Marys Peds\r\n\r\nRiverbend Main",
        "name\nSt Marys Peds\n\"Riverbend Main\"\n", "id,Department Name\n7,St Marys Peds\n8,\"Riverbend Main\"\n",
        "Department\tAddress (street, city, zip)\nSt Marys Peds\t1 Main, A, 1\nRiverbend Main\t2 Main, B, 2\n",
        "\"name\" ,city\n\"St Marys Peds\" ,\"A\" (north)\n\"Riverbend\" Main,\"B, C\"\n",
        "Department;City\nSt Marys Peds;A\nRiverbend Main;B\n", "City\tname\nA\tSt Marys Peds\nB\tRiverbend Main\n",
    ])
    func `names come from lines, a column or a pasted table`(text: String) async throws {
        let lab = try await Lab()
        let file = try lab.file("names", text)
        #expect(try await lab.report("departments", "10021", "--names", file).column("id") == ["2", "1"])
        let piped = LookupReport(
            try await lab.run(["departments", "10021", "--names", "-", "--format", "json"], input: text))
        #expect(piped.column("id") == ["2", "1"])
    }

    @Test(arguments: [
        ("A\tSt Marys Peds\n", [String](), 64, "--column"),
        ("Riverbend\tSpringfield, IL, USA\n", [], 64, "--column"),
        ("a,b\nx,St Marys Peds\n", ["--column", "c"], 64, "a, b"),
        ("a,name\nx\n", [], 65, "names:2: found 1 columns, expected at least 2"), ("", [], 65, "holds no name"),
        ("\n \n", [], 65, "holds no name"), ("a\u{0}b\n", [], 65, "UTF-8"),
    ])
    func `a file that cannot be read as names says why`(
        text: String, more: [String], exit: Int, told: String
    ) async throws {
        let lab = try await Lab()
        let run = try await lab.run(["departments", "10021", "--names", try lab.file("names", text)] + more)
        #expect(run.exitCode == Int32(exit))
        #expect(run.err.contains(told), "\(run.err)")
        #expect(run.out.isEmpty)
        #expect(try await lab.sandbox.counts().isEmpty)
    }

    @Test func `a comma belongs to a name where nothing says that the file is a table`() async throws {
        let lab = try await Lab(
            """
            scenario: "Commas"
            practices:
              - { id: "1001", departments: [{ id: "3", name: "Smith, Jones & Co" }, { id: "4", name: "Smith" }] }
            """)
        let file = try lab.file("names", "Smith, Jones and Co\nSmith\n")
        #expect(try await lab.report("departments", "1001", "--names", file).column("id") == ["3", "4"])
    }

    @Test func `the CSV is quoted as spreadsheets need it, and no formula`() async throws {
        let lab = try await Lab(
            """
            scenario: "Odd names"
            practices:
              - { id: "1001", departments: [{ id: "3", name: "A \\"B\\", C" }, { id: "4", name: "=1+1" }] }
            """)
        let run = try await lab.run(["departments", "1001", "A \"B\", C", "=1+1", "Nowhere", "--csv", "-"])
        #expect(
            run.out
                == "asked,id,name,how\r\n\"A \"\"B\"\", C\",3,\"A \"\"B\"\", C\",exact\r\n'=1+1,4,'=1+1,exact\r\nNowhere,,,none\r\n"
        )
        #expect(run.exitCode == 1)
        let both = try await lab.run(["departments", "1001", "=1+1", "--csv", "ids.csv"])
        #expect(both.out.hasPrefix("departmentid (1 of 1 found): 4\n"))
    }

    @Test func `ids are taken with commas, and unknown ones are looked for among hidden ones`() async throws {
        let lab = try await Lab()
        let report = try await lab.report("departments", "10021", "--ids", "1,9", "77", "2=Saint Mary's Pediatrics")
        #expect(report.column("id") == ["1", "9", nil, "2"])
        #expect(report.column("how") == ["id", "id", "none", "id"])
        #expect(report.findings.sorted() == ["BE2303 confirmed", "BE2305 confirmed"])
    }

    @Test func `answers in native spelling say the same as those in text`() async throws {
        func report(_ spelling: String) async throws -> [String?] {
            let lab = try await Lab(
                """
                scenario: "Spelling"
                spelling: \(spelling)
                pages: { departments: 1, practices: 1 }
                practices:
                  - { id: "1001", name: A, departments: [{ id: "3", name: B }, { id: "4", name: C, hospital: true }] }
                  - { id: "1002", name: D, coordinatorSender: false }
                """)
            let practices = try await lab.report("practice", "1002")
            #expect(practices.rows.first?["valid"] as? Bool == true)
            #expect(practices.gaps.isEmpty)
            return try await lab.report("departments", "1001", "B", "C").column("id")
        }
        let spellings = [
            "{ booleans: text, numbers: text, upperCaseKeys: true, blankLines: 3 }",
            "{ booleans: native, numbers: native, upperCaseKeys: false, escapedSlashes: false }",
        ]
        for spelling in spellings { #expect(try await report(spelling) == ["3", "4"]) }
    }

    @Test func `names of another system are shown without their control characters`() async throws {
        let lab = try await Lab(
            """
            scenario: "Hostile names"
            practices:
              - { id: "1001", name: "A\\e[2JB\\u202EC", departments: [{ id: "3", name: "D\\e]0;x\\aE" }] }
            """)
        for arguments in [["practice", "1001"], ["departments", "1001"], ["departments", "1001", "D", "--csv", "-"]] {
            let out = try await lab.run(arguments).out
            #expect(!out.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 7 })
        }
    }
}
