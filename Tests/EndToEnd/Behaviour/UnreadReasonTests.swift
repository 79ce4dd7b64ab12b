import Foundation
import Testing
import ToolRunning

/// No known reason goes unread: it is read, or told with its place (rules.md D33).
@Suite(.fewAtATime) struct UnreadReasonTests {
    private static let document =
        #"{"@timestamp":"2026-11-20T06:00:00Z","integrationSource":"AthenaHealth","businessNumber":"169990000000101","pms_appointment_status":"f","restrictionReason":"‘Appointment status’ is not on the allowed list"}"#
    private static let escaped = document.replacing("\"", with: "\\\"")
    private static let healthy =
        #"{"@timestamp":"2026-11-20T06:00:01Z","integrationSource":"AthenaHealth","businessNumber":"169990000000101","pms_appointment_status":"3"}"#

    /// The same document in places in which no form expects one.
    static let hidden = [
        "{\"payload\":\"\(escaped)\"}", "{\"businessNumber\":\"169990000000101\",\"a\":{\"b\":{\"c\":\"\(escaped)\"}}}",
        "{\"event\":\"2026-11-20 INFO sent \(escaped)\"}", "{\"list\":\"[\(escaped),\(escaped)]\"}",
        "id,payload,businessNumber\n1,\"\(document.replacing("\"", with: "\"\""))\",169990000000101\n",
    ]

    @Test(arguments: hidden)
    func `a document in a text of another name is read`(_ text: String) async throws {
        let report = try await Tool.run(["explain", "-", "--format", "json"], text: text).report
        let findings = try #require(report["findings"] as? [[String: Any]])
        let found = try #require(findings.first { $0["code"] as? String == "BE2101" }, "\(text)")
        let businesses = try #require(found["businesses"] as? [[String: Any]])
        #expect(businesses.first?["businessNumber"] as? String == "169990000000101")
        let gaps = (report["coverage"] as? [String: Any])?["gaps"] as? [[String: Any]]
        #expect(gaps?.contains { $0["code"] as? String == "BE1049" } == false)
    }

    /// What cannot be read as a record is told, in every spelling of the text.
    @Test(arguments: [
        "‘Appointment status’ is not on the allowed list", "APPOINTMENT STATUS  is not on the\\n allowed list.",
        "\\u2018Appointment status\\u2019 is not on the allowed list",
        "&lsquo;Appointment status&rsquo; is not on the allowed list",
        "Appointment <b>status is not on the allowed list", "â€˜Appointment statusâ€™ is not on the allowed list",
        "Integration is beta",
    ])
    func `a reason in a sentence is a gap with its line`(_ reason: String) async throws {
        let text = Self.healthy + "\n" + Self.healthy.dropLast() + ",\"remark\":\"we heard: \(reason) again\"}\n"
        let run = try await Tool.run(["explain", "-"], text: text)
        let isTold = run.exitCode == 2 && run.out.contains("BE1049") && run.out.contains("(line 2)")
        // A tag between the letters makes it another text.
        #expect(isTold == !reason.contains("<b>"), "\(run.out)")
    }

    /// A text that only ends with a reason is none (rules.md D11), and where a reason stands by name it is that one.
    @Test(arguments: [
        "\"remark\":\"Contact held back: Integration is beta\"", "\"message\":\"why: Integration is beta.\"",
        "\"restrictionReason\":null,\"remark\":\"Integration is beta\"",
    ])
    func `a reason at the end of a sentence, or beside an empty one, is a gap`(_ member: String) async throws {
        for text in [
            Self.healthy.dropLast() + ",\(member)}",
            "{\"rows\":[\(Self.healthy.dropLast()),\(member)},\(Self.healthy)]}",
        ] {
            let run = try await Tool.run(["explain", "-"], text: String(text))
            #expect(run.exitCode == 2 && run.out.contains("BE1049"), "\(run.out)")
        }
        let own = try await Tool.run(
            ["explain", "-"],
            text: Self.healthy.dropLast() + ",\"remark\":\"‘Appointment status’ is not on the allowed list.\"}")
        #expect(!own.out.contains("BE1049"), "\(own.out)")
    }

    @Test func `plain exports never have this gap`() async throws {
        let other = Self.document.replacing(
            "‘Appointment status’ is not on the allowed list", with: "Integration is beta")
        for text in [
            Self.document, Self.document + "\n" + Self.healthy + "\n" + other,
            Self.document.replacing("‘", with: "\\u2018").replacing("’", with: "\\u2019"),
            "[\(Self.document),\(Self.healthy)]",
            Self.document.dropLast() + ",\"message\":\"‘Appointment status’ is not on the allowed list\"}",
        ] {
            let run = try await Tool.run(["explain", "-"], text: String(text))
            #expect(run.exitCode == 1 && !run.out.contains("BE1049"), "\(run.out)")
        }
    }

    @Test func `a second input is unwrapped as well, under its own name`() async throws {
        let scratch = try Scratch()
        _ = try scratch.file("plain.ndjson", Data((Self.healthy + "\n").utf8))
        _ = try scratch.file("chat.txt", Data("Look at this: “\(Self.escaped)”\n".utf8))
        let run = try await Tool.run(["explain", "plain.ndjson", "chat.txt"], in: scratch.folder)
        #expect(run.exitCode == 1 && run.out.contains("BE2101") && run.out.contains("chat.txt:"), "\(run.out)")
    }

    @Test(arguments: [
        "\u{1B}[1;39m{\u{1B}[0m\u{1B}[34m\"restrictionReason\"\u{1B}[0m:\u{1B}[32m\"Integration is beta\"\u{1B}[0m,\"integrationSource\":\"AthenaHealth\"}",
        "# GET logs/_search 200 OK\n{\"restrictionReason\":\"Integration is beta\",\"integrationSource\":\"AthenaHealth\"}",
        "{\"restrictionReason\":\"Integration is beta\",\"integrationSource\":\"AthenaHealth\",\"note\": \"\"\"said \"hi\" \\ there\"\"\"}",
        ",restrictionReason,integrationSource\n0,Integration is beta,AthenaHealth\n",
        "restrictionReason, integrationSource\n\"Integration is beta\", \"AthenaHealth\"\n",
        "businessNumber,x\n169990000000101,1\nrestrictionReason,integrationSource\nIntegration is beta,AthenaHealth\n",
        "{\"columns\":[{\"name\":\"restrictionReason\"},{\"name\":\"integrationSource\"}],\"values\":[[\"Integration is beta\"],[\"AthenaHealth\"]]}",
        "restrictionReason,integrationSource,x\nâ€˜Integrationâ€™ is beta,AthenaHealth,[]\n",
    ])
    func `colors, Console's lines and strings, tables of all kinds are read`(_ text: String) async throws {
        let run = try await Tool.run(["explain", "-"], text: text)
        #expect(run.exitCode == 1 && run.out.contains("BE2102"), "\(run.out)")
    }
}
