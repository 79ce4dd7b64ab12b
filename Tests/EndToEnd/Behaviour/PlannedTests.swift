import Foundation
import Testing
import ToolRunning

/// `--with`: what a planned configuration would do to the contacts of a log.
@Suite(.fewAtATime) struct PlannedTests {
    private static let business = "169990000000101"

    /// A mapping's body with a list of statuses.
    private static func body(_ list: String, _ business: String = Self.business) -> String {
        #"{"businessNumber":\#(business),"integrationGroupId":4100,"integrationProperties":"#
            + #"[{"propertyKey":"appointmentstatus","propertyValue":"\#(list)"}]}"#
    }

    /// The report on a log under today's configuration and a planned one, on a folder with `today.json` and `plan.json`.
    private static func report(
        _ log: String, today: String? = nil, plan: String?, _ arguments: String...
    ) async throws -> Report {
        let scratch = try Scratch()
        var options: [String] = []
        if let today {
            try scratch.file("today.json", today)
            options += ["--config", "today.json"]
        }
        if let plan {
            try scratch.file("plan.json", plan)
            options += ["--with", "plan.json"]
        }
        try scratch.file("log.ndjson", log)
        return try await Report(
            Tool.run(["explain", "--format", "json"] + options + arguments + ["log.ndjson"], in: scratch.folder))
    }

    /// `letThrough heldBack undecided contradicted`.
    private static func counts(_ report: Report) -> [Int] {
        let planned = report.whole["result"]?["planned"]
        return ["letThrough", "heldBack", "undecided", "contradicted"].map { planned?[$0]?.int ?? -1 }
    }

    private static func rows(_ report: Report) -> [String] {
        (report.whole["result"]?["planned"]?["rows"]?.list ?? []).map { row in
            let visit = row["visit"] == .bool(true) ? "visit" : row["visit"] == .bool(false) ? "none" : "unknown"
            return
                "\(row["businessNumber"]?.string ?? "-") \(row["field"]?.string ?? "") \(row["value"]?.string ?? "") "
                + "\(visit) \(row["now"]?.string ?? "")>\(row["planned"]?.string ?? "")×\(row["contacts"]?.int ?? -1)"
        }
    }

    private static func open(_ status: String?, _ business: String = Self.business) -> String {
        record(["pms_appointment_status": status.map(quoted), "businessNumber": quoted(business)])
    }

    @Test func `D36: both directions are counted by value, with what is a visit`() async throws {
        let log = lines(
            restricted("2"), restricted("2"), restricted("x"), Self.open("3"), Self.open("4"), Self.open("4"))
        let report = try await Self.report(log, today: Self.body("3,4"), plan: Self.body("2,3,x"))
        #expect(Self.counts(report) == [4, 2, 0, 0])
        #expect(
            Self.rows(report) == [
                "\(Self.business) pms_appointment_status 2 visit heldBack>letThrough×2",
                "\(Self.business) pms_appointment_status 4 visit letThrough>heldBack×2",
                "\(Self.business) pms_appointment_status x none heldBack>letThrough×1",
            ])
        #expect(report.exitCode == 1)
        #expect(report.codes.sorted() == ["BE1315", "BE2101"])
    }

    @Test func `D14: a plan overrides --set for its location, and no other`() async throws {
        let other = "169990000000102"
        let report = try await Self.report(
            lines(Self.open("3"), Self.open("3", other)), plan: Self.body("4"), "--set", "appointmentstatus=3")
        #expect(Self.counts(report) == [1, 1, 0, 0])
        #expect(Self.rows(report) == ["\(Self.business) pms_appointment_status 3 visit letThrough>heldBack×1"])
    }

    @Test func `without a configuration of today the log says what is held back`() async throws {
        let report = try await Self.report(
            lines(restricted("2"), restricted("closed"), Self.open("3")), plan: Self.body("2,3"))
        #expect(Self.counts(report) == [2, 1, 0, 0])
        #expect(Self.rows(report) == ["\(Self.business) pms_appointment_status 2 visit heldBack>letThrough×1"])
    }

    @Test func `what no list decides stays held back`() async throws {
        let beta = record([
            "restrictionReason": "[\(quoted(Reason.athenaStatus)),\(quoted(Reason.beta))]",
            "pms_appointment_status": "\"2\"",
        ])
        let unknown = record([
            "restrictionReason": "[\(quoted(Reason.athenaStatus)),\(quoted(Reason.unknown))]",
            "pms_appointment_status": "\"2\"",
        ])
        let report = try await Self.report(lines(beta, unknown), today: Self.body("3"), plan: Self.body("2,3"))
        #expect(Self.counts(report) == [0, 2, 0, 0])
        #expect(Self.rows(report).isEmpty)
    }

    @Test func `a missing or hidden value is undecided where the list changes, and only there`() async throws {
        let log = lines(
            Self.open(nil), Self.open("***"), restricted("***"), Self.open(nil, "169990000000102"),
            record(["pms_appointment_status": nil]))
        let report = try await Self.report(log, today: Self.body("3"), plan: Self.body("2,3"))
        #expect(Self.counts(report) == [1, 0, 4, 0])
    }

    @Test func `a planned list of nothing leaves open what the platform makes of it`() async throws {
        let report = try await Self.report(
            lines(Self.open("3"), restricted("2")), today: Self.body("3"), plan: Self.body(","))
        #expect(Self.counts(report) == [0, 0, 2, 0])
    }

    @Test func `a list in another order is the same list`() async throws {
        let report = try await Self.report(
            lines(Self.open("3"), Self.open(nil), restricted("2")), today: Self.body("3,4"), plan: Self.body("4,3"))
        #expect(Self.counts(report) == [2, 1, 0, 0])
        #expect(report.whole["result"]?["planned"]?["concerned"]?.int == 0)
    }

    @Test func `D32: contacts on which log and configuration disagree are counted apart`() async throws {
        let log = lines(restricted("3"), Self.open("4"), Self.open("3"))
        let report = try await Self.report(log, today: Self.body("3"), plan: Self.body("3,4"))
        #expect(Self.counts(report) == [1, 0, 0, 2])
        #expect(report.exitCode == 2)
    }

    @Test func `a plan changes no finding about the log, and no exit code by itself`() async throws {
        let log = lines(restricted("2"), restricted("9"), Self.open("3"), Self.open("4"))
        for today in [nil, Self.body("3,4")] {
            let before = try await Self.report(log, today: today, plan: nil)
            let after = try await Self.report(log, today: today, plan: Self.body("2,3"))
            #expect(before.exitCode == after.exitCode)
            #expect(before.findings == after.findings)
            #expect(before.whole["coverage"]?["records"] == after.whole["coverage"]?["records"])
            #expect(before.whole["result"]?["changes"] == after.whole["result"]?["changes"])
            #expect(before.whole["result"]?["planned"] == nil)
        }
    }

    @Test func `D39: rows that stand for many are counted as many`() async throws {
        let table = """
            businessNumber,integrationSource,restrictionReason,pms_appointment_status,Count
            \(Self.business),AthenaHealth,\(Reason.athenaStatus),2,40
            \(Self.business),AthenaHealth,,3,7

            """
        let report = try await Self.report(table, today: Self.body("3"), plan: Self.body("2"))
        #expect(Self.counts(report) == [40, 7, 0, 0])
    }

    @Test func `failed runs are not contacts`() async throws {
        let failed =
            #"{"@timestamp":"2026-11-18T06:00:01.000Z","integrationSource":"AthenaHealth","#
            + #""businessNumber":"\#(Self.business)","message":"401 Unauthorized"}"#
        let report = try await Self.report(lines(failed, Self.open("3")), plan: Self.body("3"))
        #expect(Self.counts(report) == [1, 0, 0, 0])
    }

    @Test func `D35: a plan about no business of the log is told`() async throws {
        let report = try await Self.report(Self.open("3"), plan: Self.body("3", "169990000000199"))
        #expect(report.codes == ["BE1318"])
        #expect(report.exitCode == 2)
    }

    @Test func `a person sees twenty rows, and how many more there are`() async throws {
        let scratch = try Scratch()
        try scratch.file("log.ndjson", (10...34).map { restricted(String($0)) + "\n" }.joined())
        try scratch.file("plan.json", Self.body((10...34).map(String.init).joined(separator: ",")))
        for format in ["text", "markdown"] {
            let run = try await Tool.run(
                ["explain", "--format", format, "--with", "plan.json", "log.ndjson"], in: scratch.folder)
            #expect(run.out.contains("What the planned configuration would do"))
            #expect(
                run.out.split(separator: "\n").count { $0.contains("169990000000101") && $0.contains("unknown") } == 20)
            #expect(run.out.contains("… and 5 more rows"))
        }
    }

    @Test func `without a plan one line says how to count`() async throws {
        let text = lines(restricted("2"), restricted("3"))
        let run = try await Tool.run(["explain", "--full", "--set", "appointmentstatus=4"], text: text)
        #expect(run.out.split(separator: "\n").count { $0.contains("--with FILE") } == 1)
        let bare = try await Tool.run(["explain"], text: text)
        #expect(!bare.out.contains("--with FILE"))
    }

    @Test func `counting agrees with its model`() async throws {
        let scratch = try Scratch()
        let model = Tool.root.appendingPathComponent("Tests/Models/letthrough/compare.py").path
        let run = try await shell("python3 '\(model)' \"$TOOL\" --only plan --pairs 60", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}
