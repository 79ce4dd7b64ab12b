import Foundation
import Testing
import ToolRunning

/// Forms in which something is missing: what is left is never told as the whole, and no contact is made of it that nobody wrote.
@Suite(.fewAtATime) struct DamagedFormTests {
    private static let status = Reason.athenaStatus

    /// A separator or a quote is gone between two names, so that no cell is under its own.
    @Test(arguments: [
        "integrationSource\tpms_appointment_statusbusinessNumber\trestrictionReason\nAthenaHealth\t2\t169990000000101\t\(status)\n",
        "\"businessNumber\";\"integrationSource\";\"restrictionReason\"\"pms_appointment_status\"\n"
            + "\"169990000000101\";\"AthenaHealth\";\"\(status)\";\"2\"\n",
        "\"businessNumber\",\"integrationSource\",restrictionReason\",\"pms_appointment_status\"\n"
            + "\"169990000000101\",\"AthenaHealth\",\"\(status)\",\"2\"\n",
        "businessNumber,integrationSource,pms_appointment_statusmore,restrictionReason,note\n"
            + "169990000000101,AthenaHealth,2,,\(status),\n169990000000101,AthenaHealth,2,,\(status),x\n",
    ])
    func `a header that lost a separator names nothing`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") <= 1)
        #expect(report.findings.allSatisfy(Self.hasNoValues))
        #expect(report.exitCode == 2)
    }

    /// Whether a finding knows a reason and nothing that stands under a name.
    private static func hasNoValues(_ finding: JSONValue) -> Bool {
        finding["evidence"]?.list.allSatisfy { $0["value"]?.string == nil } != false
            && finding["businesses"]?.list.allSatisfy { $0["businessNumber"]?.string == nil } != false
    }

    @Test func `a pasted row with a cell too many is said, the others are read`() async throws {
        let report = try await explain(
            "hello\nbusinessNumber,restrictionReason,contact#\nbusinessNumber\trestrictionReason\n169990000000101\t\(Self.status)\n"
                + "169990000000102\t2\t\(Self.status)\n")
        #expect(report.exitCode == 2)
        #expect(report.counter("restricted") == 1)
    }

    @Test func `a cell that stops inside its quotes is no value`() async throws {
        let report = try await explain(
            "\"restrictionReason\",\"integrationSource\",\"businessNumber\"\n\"\(Self.status)\",\"AthenaHealth\",\"169")
        #expect(report.exitCode == 2)
        #expect(report.findings.allSatisfy { $0["businesses"]?.list.first?["businessNumber"]?.string != "169" })
    }

    /// Words for nothing under a field that only one integration has.
    @Test(arguments: ["", " ", "nan", "-", "null", "(empty)"])
    func `a field that holds nothing places no record`(_ nothing: String) async throws {
        let report = try await explain(
            record([
                "integrationSource": nil, "restrictionReason": "\"\(Self.status)\"",
                "pms_appointment_type": "\"\(nothing)\"",
            ]))
        #expect(report.codes == ["BE2101"])
    }

    private static let printed = "{'businessNumber': '169990000000101', 'integrationSource': 'AthenaHealth', "
    private static let held = "'restrictionReason': '\(status)', 'pms_appointment_status': '2'}"

    @Test(arguments: [
        "[\(printed)\(held), \(printed)'pms_appoi", "{'took': 4, 'hits': [\(printed)\(held), \(printed)",
        "2026-11-20 INFO \(printed)\(held)\n2026-11-20 INFO {'business",
        "2026-11-20T06:00:00.123Z stdout F \(printed)\(held)\n2026-11-20T06:",
    ])
    func `printed objects of which the last is cut off are said`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("restricted") <= 1)
        #expect(report.exitCode == 2)
    }

    @Test func `a value of which one quote is left is none`() async throws {
        for text in [
            Self.printed + Self.held.replacing("'2'", with: "2'"),
            "{\"businessNumber\"=>\"169990000000101\", \"restrictionReason\"=>\"\(Self.status)\", \"pms_appointment_status\"=>2\"}",
        ] {
            let report = try await explain(text)
            let shown = report.findings.flatMap { $0["evidence"]?.list ?? [] }.compactMap { $0["value"]?.string }
            #expect(shown.allSatisfy { !$0.contains("\"") && !$0.contains("'") }, "\(text)")
            #expect(report.exitCode == 2, "\(text)")
        }
        let whole = try await explain(
            "{businessNumber=169990000000101, name=Jess O'Dell, restrictionReason=\(Self.status)}")
        #expect(whole.counter("restricted") == 1)
    }

    /// A search answer in which a brace is missing, so that a hit ends too early; what stands beside documents is none.
    @Test func `what stands beside documents is none behind damage either`() async throws {
        let hit = record(["restrictionReason": "\"\(Self.status)\""])
        let answer = """
            {
              "hits": {
                "hits": [
                  {
                    "_id": "1",
                    "_source":
                      \(hit)
                    },
                    "highlight": {
                      "restrictionReason": ["<em>\(Self.status)</em>"]
                    }
                  },
                  {
                    "_id": "2",
                    "_source": \(hit)
                  }
                ]
              },
              "aggregations": {
                "byReason": {
                  "buckets": [
                  {
                    "key": "Integration is beta",
                    "doc_count": 3
                  }
                  ]
                }
              }
            }
            """
        for text in [answer, answer.replacing("\n", with: " ")] {
            let report = try await explain(text)
            #expect(report.counter("records") == 2 || report.counter("records") == 1, "\(text)")
            #expect(report.codes.filter { $0 != "BE1022" } == ["BE2101"])
            #expect(report.exitCode == 2)
        }
    }

    @Test func `a column that lost its name keeps nobody from the others`() async throws {
        let names = ["", "integrationSource", "restrictionReason", "pms_appointment_status"].map {
            $0.isEmpty ? "{\"type\":\"keyword\"}" : "{\"name\":\"\($0)\",\"type\":\"keyword\"}"
        }
        let report = try await explain(
            "{\"columns\":[\(names.joined(separator: ","))],\"rows\":[[\"169990000000101\",\"AthenaHealth\",\"\(Self.status)\",\"2\"]]}"
        )
        #expect(report.codes == ["BE2101"])
    }

    @Test func `a list of names that lost one makes no contact`() async throws {
        let report = try await explain(
            "{\"columns\":[\"businessNumber\",\"restrictionReason\"],\"values\":[[\"169990000000101\",\"2\",\"\(Self.status)\"],"
                + "[\"169990000000102\",\"3\",\"\(Self.status)\"],[\"169990000000102\",\"3\",null]]}")
        #expect(report.counter("records") == 0)
        #expect(report.exitCode == 2)
    }

    @Test func `lines of another form in a table are no rows`() async throws {
        let table =
            "businessNumber,integrationSource,restrictionReason,pms_appointment_status\n169990000000101,AthenaHealth,\(Self.status),2\n"
        let report = try await explain(table + "[\n  {\n  \"index\",\n   3,\n   7,\n  \"x\"\n  }\n]\n" + table)
        #expect(report.counter("records") == 2)
        #expect(report.exitCode == 2)
    }

    @Test func `a heading of Console with no answer is an input that stops in the middle`() async throws {
        let answer = "# GET logs/_search\n{\n\"hits\":{\"hits\":[\n{\"_id\":\"1\",\"_source\":\(record())}\n]}}\n\n"
        #expect(try await explain(answer).exitCode == 0)
        let report = try await explain(answer + "# G")
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
    }

    /// A heading may have numbers in it.
    @Test(arguments: [",", "\t", ";"])
    func `columns have headings with numbers`(_ separator: String) async throws {
        let names = ["Attr 7", "businessNumber", "integrationSource", "restrictionReason", "pms_appointment_status"]
        let cells = ["\"one\n two\"", "169990000000101", "AthenaHealth", Self.status, "2"]
        let report = try await explain(
            names.joined(separator: separator) + "\n" + cells.joined(separator: separator) + "\n")
        #expect(report.codes == ["BE2101"])
        #expect(report.inputs.first?["format"] == .string("csv"))
        #expect(report.exitCode == 1)
    }

    @Test func `a member of an indented document in a text is a part of it`() async throws {
        let members =
            "{\n  \"businessNumber\": \"169990000000101\",\n  \"pms_appointment_status\": \"2\",\n  \"more\": {}\n}\n"
        let report = try await explain("2026-11-20 INFO \(record())\n" + members + members)
        #expect(report.counter("records") == 3)
        #expect(report.exitCode == 0)
    }
}
