import Foundation
import Testing
import ToolRunning

/// Tables as Kibana and people write them.
@Suite(.fewAtATime) struct TableTests {
    private static let header = "businessNumber,integrationSource,restrictionReason,pms_appointment_status\n"
    private static let row = "169990000000101,AthenaHealth,‘Appointment status’ is not on the allowed list,2\n"

    @Test func `a column holds one field only`() async throws {
        let report = try await explain("restrictionReason\n\(Reason.athenaStatus)\n-\n\"\(Reason.beta)\"\n")
        #expect(report.inputs.first?["format"] == .string("column"))
        #expect(report.counter("records") == 3)
        #expect(report.counter("restricted") == 2)
    }

    @Test(arguments: ["", "-", "'-", "(empty)", "\"\"", "\"-\""])
    func `what stands for nothing is no reason`(_ nothing: String) async throws {
        let report = try await explain(Self.header + "169990000000101,AthenaHealth,\(nothing),2\n")
        #expect(report.counter("unrestricted") == 1)
        #expect(report.exitCode == 0)
    }

    @Test func `a cell too many is damage, empty ones aside`() async throws {
        let report = try await explain(
            Self.header + Self.row + "169990000000101,AthenaHealth,\(Reason.athenaStatus),2,,\n" + "1,2,3,4,5\n")
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
        #expect(report.exitCode == 2)
    }

    @Test func `two reports joined have their header twice`() async throws {
        let report = try await explain(Self.header + Self.row + Self.header + Self.row)
        #expect(report.counter("records") == 2)
        #expect(report.gaps == [])
    }

    @Test func `an open quote at the end is an input that stops in the middle`() async throws {
        let report = try await explain(Self.header + Self.row + "169990000000101,\"Athena")
        #expect(report.counter("records") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
    }

    @Test(arguments: [
        "\"pms_appointment_status\"\t\"businessId \"\t\" contact.email\"\t\"@timestamp \"\n\"2\"\t\"1699900",
        "pms_appointment_status\tcontact.email\t@", "pms_appointment_status\tcont", "appointmentStatus: businessNumber",
        "businessNumber\tpms_appointment_status\trestrictionRea",
    ])
    func `a header whose rows are missing is no contact`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") == 0)
        #expect(report.exitCode == 2)
    }

    @Test func `names and values line by line are one`() async throws {
        let report = try await explain(
            "businessNumber\n169990000000101\nintegrationSource\nAthenaHealth\nrestrictionReason\n\(Reason.beta)\n")
        #expect(report.counter("restricted") == 1)
    }

    @Test func `rows above a header are no title, and said`() async throws {
        let damaged = Self.header.replacingOccurrences(of: "businessNumber", with: "\"businessNumber")
        let report = try await explain(damaged + Self.row + Self.row + Self.header + Self.row)
        #expect(report.counter("records") == 1)
        #expect(report.counter("malformed") == 2)
        #expect(report.exitCode == 2)
        let titled = try await explain("Restrictions of last week,,,\nby,hand,,\n\n" + Self.header + Self.row)
        #expect(titled.counter("malformed") == 0)
        #expect(titled.exitCode == 1)
    }

    private static let cutLast: [(names: String, rows: [String], last: String)] = [
        ("restrictionReason,businessNumber", ["-,169990000000101", "-,169990000000102"], "-,16999000000"),
        ("restrictionReason,time", ["-,2026-11-18T06:00:00.000Z", "-,2026-11-18T07:00:00.000Z"], "-,2026-11-18T0"),
        ("businessNumber,pms_appointment_status", ["1,Confirmed", "1,Checked Out"], "1,Checke"),
        ("\"businessNumber\",\"pms_appointment_status\"", ["\"1\",\"2\"", "\"1\",\"\""], "\"1\","),
    ]

    @Test(arguments: cutLast)
    func `a last row that stops inside its last cell is an input that stops in the middle`(
        _ table: (names: String, rows: [String], last: String)
    ) async throws {
        let report = try await explain(([table.names] + table.rows + [table.last]).joined(separator: "\n"))
        #expect(report.counter("records") == table.rows.count)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
    }

    @Test func `a second header at the very end has lost its rows`() async throws {
        let report = try await explain(Self.header + Self.row + "restrictionReason,businessNumber,contact.email")
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
    }

    private static let wholeLast: [(names: String, rows: [String])] = [
        ("restrictionReason,businessNumber", ["-,169990000000101", "-,169990000000102", "-,169990000000103"]),
        ("restrictionReason,businessNumber", ["-,169990000000101", "-,1699900001", "-,16999000000"]),
        ("restrictionReason,time", ["-,2026-11-18T06:00:00.1Z", "-,2026-11-18T07:00:00.2Z", "-,2026-11-18T07:00:00Z"]),
        ("businessNumber,pms_appointment_status", ["1,Checked Out", "1,Confirmed", "1,Checked"]),
        ("restrictionReason,contact.lastName", ["-,Parker", "-,Zebediah", "-,Park"]),
        ("restrictionReason,share", ["-,0.12345678", "-,0.23456789", "-,0.5"]),
        ("\"businessNumber\",\"pms_appointment_status\"", ["\"1\",\"2\"", "\"1\",\"2\"", "\"1\",\"\""]),
    ]

    @Test(arguments: wholeLast)
    func `a whole last row needs no line end`(_ table: (names: String, rows: [String])) async throws {
        let report = try await explain(([table.names] + table.rows).joined(separator: "\n"))
        #expect(report.counter("records") == table.rows.count)
        #expect(report.gaps == [])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `separators`(_ separator: String) async throws {
        let report = try await explain((Self.header + Self.row).replacingOccurrences(of: ",", with: separator))
        #expect(report.counter("records") == 1)
        #expect(report.codes == ["BE2101"])
    }

    @Test func `text with commas is no table`() async throws {
        for text in [
            "2026-11-18 06:00:00,INFO,started\nsecond, line\n", "Dear all, please look\nthanks\n", "a,b\nc\n",
            "one\ntwo\n",
        ] {
            #expect(try await explain(text).inputs.first?["format"] == .string("text"), "\(text)")
        }
    }

    @Test func `a long report with newlines and quotes in its cells loses no row`() async throws {
        var text = "message," + Self.header
        for number in 0..<9000 {
            let note = String(repeating: "line \"\"\(number)\"\", and more\n", count: number % 9)
            text += "\"\(note)\",169990000000101,AthenaHealth,\(Reason.athenaStatus),\(number % 7)\n"
        }
        let report = try await explain(text)
        #expect(report.counter("records") == 9000)
        #expect(report.counter("malformed") == 0)
        #expect(report.evidence("BE2101").count == 7)
    }

    @Test func `a quote that no cell begins with is text`() async throws {
        let report = try await explain(
            "message," + Self.header + "a 5\" pipe," + Self.row + "x," + Self.row + "\"a \"\"b\"\"\"," + Self.row)
        #expect(report.counter("records") == 3)
        #expect(report.gaps == [])
    }

    @Test func `documents are counted once among reports, too`() async throws {
        let text = "_index,_id," + Self.header + "a,1," + Self.row + "a,2," + Self.row
        let report = try await explain(files: ["a.csv": text, "b.csv": text])
        #expect(report.counter("records") == 2)
        #expect(report.counter("duplicates") == 2)
    }

    @Test func `saved objects among records cost none of them`() async throws {
        let saved = "{\"attributes\":{},\"id\":\"1\",\"references\":[],\"type\":\"search\"}\n"
        let report = try await explain(saved + restricted() + "\n" + "{\"exportedCount\":1}\n")
        #expect(report.counter("records") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1038"])
    }

    @Test func `a pipe that closes in the middle of a document is said`() async throws {
        let report = try await explain(restricted() + "\n" + restricted().dropLast(9))
        #expect(report.counter("records") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
        #expect(report.exitCode == 2)
    }
}
