import Foundation
import Testing
import ToolRunning

/// Documents that stand in others, apart from their names, or in pieces: two records, whoever wrote them.
@Suite(.fewAtATime) struct ContainerFormTests {
    private static let first = restricted("2")
    private static let second = restricted("f")
    private static let time = "2026-11-18T06:00:01.000Z"

    private static func text(_ document: String) -> String { quoted(document) }

    private static func pairs(_ status: String, _ name: String, _ value: String, typed: Bool = false) -> String {
        let members = [
            ("@timestamp", time), ("integrationSource", "AthenaHealth"), ("businessNumber", "169990000000101"),
            ("pms_appointment_status", status), ("restrictionReason", Reason.athenaStatus),
        ]
        let written = members.map { key, text in
            "{\"\(name)\":\(quoted(key)),\"\(value)\":\(typed ? "{\"stringValue\":\(quoted(text))}" : quoted(text))}"
        }
        return "[\(written.joined(separator: ","))]"
    }

    private static func bytes(_ text: String, signed: Bool = false) -> String {
        let numbers = text.utf8.map { signed && $0 > 127 ? String(Int($0) - 256) : String($0) }
        return "{\"MESSAGE\":[\(numbers.joined(separator: ","))]}"
    }

    private static let names =
        #"["@timestamp","integrationSource","businessNumber","pms_appointment_status","restrictionReason"]"#
    private static func row(_ status: String) -> String {
        "[\(quoted(time)),\"AthenaHealth\",\"169990000000101\",\(quoted(status)),\(quoted(Reason.athenaStatus))]"
    }

    private static func csv(_ separator: String, _ status: String) -> String {
        [time, "AthenaHealth", "169990000000101", status, Reason.athenaStatus].joined(separator: separator) + "\n"
    }
    private static func header(_ separator: String) -> String {
        names.dropFirst().dropLast().replacing("\"", with: "").replacing(",", with: separator) + "\n"
    }

    /// One line of a document, cut in two entries of a container runtime.
    private static func cut(_ document: String, _ entry: (String, Bool) -> String) -> String {
        let half = document.index(document.startIndex, offsetBy: 60)
        return entry(String(document[..<half]), true) + entry(String(document[half...]), false)
    }

    /// Name, and a text that holds the two records.
    static let forms: [(String, String)] = [
        (
            "a page of logs",
            "{\"logs\":[{\"id\":\"1\",\"content\":{\"message\":\(text(first))}},{\"id\":\"2\",\"content\":{\"message\":\(text(second))}}]}"
        ),
        ("pages, one a line", "{\"x\":[{\"y\":\(first)}]}\n{\"x\":[{\"y\":\(second)}]}\n"),
        (
            "messages",
            "{\"query\":\"restricted\",\"messages\":[{\"message\":\(first),\"index\":\"a\"},{\"message\":\(second),\"index\":\"a\"}]}"
        ),
        (
            "any name, any depth",
            "{\"q\":{\"zephyr\":[{\"inner\":{\"deep\":\(first)}},{\"inner\":{\"deep\":\(second)}}]}}"
        ),
        ("fields and values", "{\"results\":[\(pairs("2", "field", "value")),\(pairs("f", "field", "value"))]}"),
        ("fields and values, one a line", pairs("2", "Name", "Value") + "\n" + pairs("f", "Name", "Value") + "\n"),
        (
            "attributes",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":\(pairs("2", "key", "value", typed: true))},{\"attributes\":\(pairs("f", "key", "value", typed: true))}]}]}]}"
        ),
        (
            "a page in base64",
            "{\"log\":{\"entries\":[{\"time\":1,\"response\":{\"status\":200,\"content\":{\"encoding\":\"base64\",\"text\":\"\(Data("{\"hits\":{\"hits\":[{\"_source\":\(first)},{\"_source\":\(second)}]}}".utf8).base64EncodedString())\"}}}]}}"
        ),
        ("names and rows", "{\"zephyr\":\(names),\"alpha\":[\(row("2")),\(row("f"))]}"),
        ("names in the first row", names + "\n" + row("2") + "\n" + row("f") + "\n"),
        (
            "values by column",
            "{\"businessNumber\":{\"0\":\"169990000000101\",\"1\":\"169990000000101\"},\"integrationSource\":{\"0\":\"AthenaHealth\",\"1\":\"AthenaHealth\"},\"pms_appointment_status\":{\"0\":\"2\",\"1\":\"f\"},\"restrictionReason\":{\"0\":\(quoted(Reason.athenaStatus)),\"1\":\(quoted(Reason.athenaStatus))}}"
        ),
        ("lists of bytes", bytes(first) + "\n" + bytes(second, signed: true) + "\n"),
        (
            "Docker's cut lines",
            cut(first) { piece, isPiece in
                "{\"log\":\(quoted(piece + (isPiece ? "" : "\n"))),\"stream\":\"stdout\",\"time\":\"t\"}\n"
            } + "{\"log\":\(quoted(second + "\n")),\"stream\":\"stdout\",\"time\":\"t\"}\n"
        ),
        (
            "lines of the runtime interface",
            cut(first) { piece, isPiece in "\(time) stdout \(isPiece ? "P" : "F") \(piece)\n" }
                + "\(time) stdout F \(second)\n"
        ),
        (
            "a document line by line",
            (first + "\n" + second).replacing(",", with: ",\n").split(separator: "\n").map {
                "{\"message\":\(quoted(String($0)))}\n"
            }.joined()
        ),
        (
            "a document in inner hits",
            "{\"hits\":{\"hits\":[{\"_id\":\"1\",\"inner_hits\":{\"c\":{\"hits\":{\"hits\":[{\"_source\":{\"pms_appointment_status\":\"x\"}}]}}},\"_source\":\(first)},{\"_id\":\"2\",\"_source\":\(second)}]}}"
        ),
        ("entities", (first + "\n" + second + "\n").replacing("\"", with: "&quot;").replacing("‘", with: "&lsquo;")),
        ("lines that end with CR", (header(",") + csv(",", "2") + csv(",", "f")).replacing("\n", with: "\r")),
        (
            "a title above, a total below",
            "Report: contacts\n\n" + header(",") + csv(",", "2") + csv(",", "f") + "Total,2\n(2 rows)\n"
        ),
        (
            "a drawn table",
            "| " + header(" | ").replacing("\n", with: " |\n") + "|---|:--|---|---|---|\n| "
                + csv(" | ", "2").replacing("\n", with: " |\n") + "| " + csv(" | ", "f").replacing("\n", with: " |\n")
        ),
        (
            "backslashes before quotes",
            "\"note\","
                + header(",").replacing("\n", with: "").split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
                + "\n"
                + ["2", "f"].map {
                    "\"he said \\\"a, b\\\"\","
                        + csv(",", $0).dropLast().split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
                        + "\n"
                }.joined()
        ),
        (
            "answers in words between others",
            "# GET _cat/indices\ngreen open bc-json-logs 1 1\n# GET _search\n{\"hits\":{\"hits\":[\n{\"_source\":\(first)},\n{\"_source\":\(second)}\n]}}\n"
        ),
        ("printed by Ruby", "[\(first.replacing("\":", with: "\"=>")), \(second.replacing("\":", with: "\"=>"))]"),
        (
            "names and equals signs",
            ["2", "f"].map {
                "level=info integrationSource=AthenaHealth businessNumber=169990000000101 pms_appointment_status=\($0) restrictionReason=\"\(Reason.athenaStatus)\" msg=\"done\"\n"
            }.joined()
        ),
        (
            "numbers in groups",
            first.replacing("169990000000101", with: "169 990 000 000 101") + "\n"
                + second.replacing("169990000000101", with: "’169990000000101") + "\n"
        ),
    ]

    @Test(arguments: forms.indices)
    func `two records are two records`(_ index: Int) async throws {
        let (name, text) = Self.forms[index]
        let report = try await explain(text)
        #expect(report.counter("records") == 2, "\(name)")
        #expect(report.evidence("BE2101") == ["2×1", "f×1"], "\(name)")
        #expect(report.businesses("BE2101") == ["169990000000101×2"], "\(name)")
        #expect(report.gaps == [], "\(name)")
    }

    /// What was lost on the way is said.
    @Test(arguments: [
        "{\"MESSAGE\":null,\"_PID\":\"7\"}\n" + first + "\n",
        "{\"message\":\(quoted(String(first.dropLast(40))))}\n" + first + "\n",
        "2026-11-18 INFO {businessNumber=169990000000101, restric\n2026-11-18 INFO \(first)\n",
        header(",") + csv(",", "2") + "\"2026-11-18T06:00",
        "{\"logs\":[{\"m\":\(text(first).dropLast(9))\\:}\"},{\"m\":\(text(second))}]}\n",
        "@timestamp,businessNumber,other\n,,\"\(first.replacing("\"", with: "\"\""))\"\n"
            + ",169990000000101,\"{\"\"pms_appointment_status\"\": \"\"2\"\", \"",
        "2026-11-18 INFO \(first)\nSent: {\\\"@timestamp\\\": \\\"2026-11",
    ])
    func `half of a document is a gap, and no contact`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") == 1)
        #expect(!report.gaps.isEmpty)
        #expect(report.exitCode == 2)
    }

    /// What a line of another form holds is nobody's reason.
    @Test(arguments: [first, "2026-11-18T06:00:01Z INFO x - \(first)"])
    func `a line of another form in a table is damage`(_ line: String) async throws {
        // As many cells as the line has commas.
        let names = "@timestamp,restrictionReason,businessNumber,pms_appointment_status,x,y"
        let row = "\(Self.time),\(Reason.athenaStatus),169990000000101,2,,"
        let spaced = line.replacing(",\"", with: ", \"")
        let report = try await explain("\(names)\n\(row)\n\(spaced)\n")
        #expect(report.counter("records") == 1)
        #expect(report.counter("malformed") == 1)
        #expect(report.counter("unexplained") == 0)
        #expect(report.exitCode == 2)
    }

    /// Bodies of queries name reasons, and are no contacts.
    @Test func `a query is no record`() async throws {
        let query = "{\"query\":{\"match_phrase\":{\"restrictionReason\":\(quoted(Reason.beta))}},\"size\":1}"
        let report = try await explain(query + "\n" + Self.first + "\n")
        #expect(report.counter("records") == 1)
        #expect(report.counter("others") == 1)
        #expect(report.gaps == [])
    }

    /// Times as other programs write them.
    @Test(arguments: [
        "{\"$date\":\"2026-11-18T06:00:01Z\"}", "{\"$date\":{\"$numberLong\":\"1794981601000\"}}",
        "\"18/Nov/2026:06:00:01 +0000\"",
        "\"Wed, 18 Nov 2026 06:00:01 GMT\"", "[2026,11,18,6,0,1]", "1794981601",
    ])
    func `a time is read`(_ written: String) async throws {
        let report = try await explain(
            record(["@timestamp": written, "restrictionReason": quoted(Reason.beta)]), "--timezone", "UTC")
        #expect(report.gaps == [])
        #expect(report.findings.first?["firstSeen"]?.string == "2026-11-18T06:00:01.000Z", "\(written)")
    }
}
