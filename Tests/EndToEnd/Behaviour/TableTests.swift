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
