import Foundation
import Testing
import ToolRunning

/// `request` and `query` as a user types them.
@Suite(.fewAtATime) struct RequestUsageTests {
    @Test(arguments: [
        (["request", "read-grop"], "read-group"), (["request", "create-group"], "athenahealth-create-group"),
        (["request", "athenahealth-pnig", "practiceID=1"], "athenahealth-ping"),
        (["query", "restrictd"], "restricted"),
        (["request", "read-group", "businesNumber=1"], "businessNumber"),
        (["request", "read-group", "busynessnumber=1"], "businessNumber"),
        (["query", "last-record", "busines=1"], "business"), (["query", "restricted", "--field", "reasn=x"], "reason"),
        (["request", "read-group", "businessNumber=12a"], "a business number"),
        (["request", "list-triggers", "sourceID=33"], "source id"),
        (["request", "update-triggers", "groupID=1"], "triggers=42"),
        (["request", "update-triggers", "groupID=0", "triggers=42", "replaceTriggers=yes"], "true or false"),
        (["request", "update-triggers", "groupID=1", "triggers=42,56", "replaceTriggers=true"], "one integration"),
        (
            ["request", "update-triggers", "groupID=1", "triggers=Appointment", "replaceTriggers=true"],
            "42 (AthenaHealth) or 56"
        ),
        (
            ["request", "update-triggers", "groupID=1", "triggers=Appointment Trigger", "replaceTriggers=true"],
            "list-triggers"
        ),
        (["request", "athenahealth-create-group", "businessNumber=1", "triggers=56"], "trigger of Allscripts"),
        (
            ["request", "athenahealth-create-group", "businessNumber=169990000000101", "triggers=42", "property=PM"],
            "KEY=VALUE"
        ),
        (["request", "athenahealth-departments", "practiceID=24680", "limit=5001"], "5000"),
        (["request", "athenahealth-ping", "practiceID=024680"], "no leading zero"),
        (["request", "allscripts-token", "serviceUser=abc", "--base-url", "https://x.example.com"], "ubiquity_id"),
        (["request", "allscripts-token", "serviceUser=A:B^1^"], "--base-url"),
        (["request", "athenahealth-practices", "--environment", "staging"], "production, preview"),
        (["request", "read-group", "businessNumber=169990000000101", "--base-url", "http://x.example.com"], "https"),
        (["request", "read-group", "169990000000101"], "KEY=VALUE"),
        (["request", "--check", "x", "read-group"], "--check"),
        (["query", "last-record", "business=169990000000101", "--since", "soon"], "7d"),
        (["query", "last-record", "business=169990000000101", "--since", "1d", "--until", "2d"], "earlier"),
        (["query", "restricted", "integration=Dentora"], "AthenaHealth"),
        (["query", "restricted", "reason=BE4101"], "BE2101"),
        (["query", "failed-calls", "status=teapot"], "599"),
    ])
    func `a mistake is 64, and says what was expected`(_ arguments: [String], _ meant: String) async throws {
        let run = try await Tool.run(arguments)
        #expect(run.exitCode == 64)
        #expect(run.out == "")
        #expect(run.err.contains(meant), "\(run.err)")
    }

    /// A swap, a letter less, more or other, at each place of each call that reads.
    @Test func `a mistyped call that reads is never sent to one that writes`() async throws {
        let list = try await Tool.run(["request", "--list", "--format", "json"])
        let calls =
            try JSONDecoder().decode(JSONValue.self, from: Data(list.out.utf8))["result"]?["requests"]?.list ?? []
        let reads = calls.filter { $0["method"]?.string == "GET" }.compactMap { $0["name"]?.string }
        #expect(reads.count > 4 && reads.count < calls.count)
        for name in reads {
            for (place, index) in name.indices.enumerated() where place.isMultiple(of: 5) {
                var less = name
                less.remove(at: index)
                for typed in [less, name.replacingCharacters(in: index...index, with: "q"), name + "x"] {
                    let run = try await Tool.run(["request", typed])
                    #expect(run.exitCode == 64 && run.err.contains("did you mean '\(name)'?"), "\(typed): \(run.err)")
                }
            }
        }
    }

    @Test(arguments: [
        ("group", "read-group"), ("get-group", "read-group"), ("departments", "athenahealth-departments"),
        ("triggers", "list-triggers"), ("create-gruop", "athenahealth-create-group"),
        ("mapping", "athenahealth-create-department-mapping"), ("read-mapping", nil), ("list-mappings", nil),
    ])
    func `a part of a name leads to a call that reads, where there is one`(typed: String, meant: String?) async throws {
        let err = try await Tool.run(["request", typed]).err
        #expect(err.contains("did you mean '\(meant ?? "")") == (meant != nil), "\(err)")
    }

    @Test func `a word for statuses and the dashboard's labels are understood`() async throws {
        let base = ["request", "athenahealth-create-department-mapping", "businessNumber=169990000000102"]
        let plain = try await Tool.run(
            base + ["groupID=4100", "practiceID=24680", "departmentID=1", "appointmentStatus=3,4"])
        let words = try await Tool.run(
            base + ["groupid=4100", "Practice ID=24680", "department_id=1", "appointmentstatus=Closed"])
        #expect(plain.exitCode == 0 && words.exitCode == 0)
        #expect(words.out == plain.out)
        #expect(words.err.contains("‘Closed’ means 3,4 (Checked out, Charges entered)"), "\(words.err)")
        #expect(!plain.err.contains("means 3,4"))
    }

    @Test(arguments: ["hunter2-example", "file:", "env:", "env:A B", "env:1A", "file:a\u{1B}b"])
    func `a secret itself is refused and not repeated`(_ value: String) async throws {
        let run = try await Tool.run([
            "request", "allscripts-create-group", "businessNumber=169990000000201", "serviceUser=A:B^1^",
            "pmsUserName=x",
            "triggers=56", "pmPassword=\(value)",
        ])
        #expect(run.exitCode == 64 && run.out == "")
        #expect(run.err.contains("file:PATH") && !run.err.contains("hunter2"))
        let property = try await Tool.run([
            "request", "allscripts-create-group", "businessNumber=169990000000201", "serviceUser=A:B^1^",
            "pmsUserName=x",
            "triggers=56", "property=pm_password=\(value)",
        ])
        #expect(property.exitCode == 64 && !property.err.contains("hunter2"))
    }

    @Test func `without values it says what is needed, with an example that runs`() async throws {
        for command in ["request", "query"] {
            let list = try await Tool.run([command, "--list", "--format", "json"]).report["result"] as? [String: Any]
            let rows = try #require((list?["requests"] ?? list?["queries"]) as? [[String: Any]])
            #expect(try await Tool.run([command]).out == Tool.run([command, "--list"]).out)
            for name in rows.compactMap({ $0["name"] as? String }) {
                let run = try await Tool.run([command, name])
                let needsNothing = [
                    "athenahealth-token", "athenahealth-practices", "restricted", "campaign-tags", "unauthorized",
                ]
                let needsAddress = ["allscripts-token", "allscripts-authenticate"]
                #expect(run.exitCode == 0, "\(name): \(run.err)")
                if needsNothing.contains(name) { continue }
                let example = try #require(
                    run.out.split(separator: "\n").first { $0.hasPrefix("be-diagnose \(command) ") })
                let scratch = try Scratch()
                let base = needsAddress.contains(name) ? " --base-url https://unity.example.com" : ""
                let copied = try await shell(
                    example.replacing("be-diagnose", with: "\"$TOOL\"") + base, in: scratch.folder)
                #expect(copied.exitCode == 0 && !copied.out.isEmpty, "\(example): \(copied.err)")
            }
        }
    }

    @Test func `JSON holds the call, and stdout the line alone`() async throws {
        let arguments = ["request", "athenahealth-ping", "practiceID=24680", "--environment", "preview"]
        let text = try await Tool.run(arguments)
        let report = try await Tool.run(arguments + ["--format", "json"]).report
        let result = try #require(report["result"] as? [String: Any])
        #expect(result["method"] as? String == "GET")
        #expect(result["url"] as? String == "https://api.preview.platform.athenahealth.com/v1/24680/ping")
        #expect(result["body"] is NSNull)
        #expect(
            result["headers"] as? [String: String] == [
                "Accept": "application/json", "Authorization": "Bearer ‹env:ATHENAHEALTH_TOKEN›",
            ])
        #expect(result["secrets"] as? [String: String] == ["token": "env:ATHENAHEALTH_TOKEN"])
        #expect(text.out == (result["curl"] as? String ?? "") + "\n")
        #expect(text.out.split(separator: "\n").count == 1)
        #expect(try await Tool.run(arguments + ["-q"]).err == "")
        let query = try await Tool.run([
            "query", "last-record", "business=169990000000101", "--until", "2026-11-18", "--format", "json",
        ]).report
        let kql = try #require(query["result"] as? [String: Any])
        #expect(
            kql["kql"] as? String == #"businessNumber : "169990000000101" and @timestamp < "2026-11-18T00:00:00.000Z""#)
        #expect(kql["since"] is NSNull && kql["until"] as? String == "2026-11-18T00:00:00.000Z")
    }

    @Test(arguments: ["it's", "\u{1B}[31mred\n", "a\\u{41}b", "Zoë \"N\" 漢字 $(id)", "\u{202E}x\u{200B}", "{groupID}"])
    func `the printed line passes the gate as it is`(_ value: String) async throws {
        let mapping = [
            "allscripts-create-location-mapping", "businessNumber=169990000000202", "groupID=4100",
            "locationName=\(value)",
        ]
        let report =
            try await Tool.run(["request"] + mapping + ["--format", "json"]).report["result"] as? [String: Any]
        let line = try await Tool.run(["request"] + mapping)
        #expect(line.exitCode == 0 && line.out == (report?["curl"] as? String ?? "") + "\n")
        #expect(Steering.found(in: line.out) == [])
        let body =
            try JSONSerialization.jsonObject(with: Data((report?["body"] as? String ?? "").utf8)) as? [String: Any]
        let properties = body?["integrationProperties"] as? [[String: Any]]
        #expect(properties?.first?["propertyValue"] as? String == value)
        let query = try await Tool.run(["query", "phrase", "phrase=\(value)"])
        #expect(query.exitCode == 0 && Steering.found(in: query.out) == [])
        #expect(query.out.split(separator: "\n").count == 1)
    }

    @Test func `a playbook of the user's adds requests and replaces them`() async throws {
        let scratch = try Scratch()
        try scratch.file(
            "requests/mine.yaml",
            """
            playbook: Platform
            requests:
              - name: read-group
                title: Ours
                service: platform
                method: GET
                path: /ours/{businessNumber}
                parameters: [{ name: businessNumber, type: businessNumber, meaning: the number, example: "169990000000101" }]
                answer: Not documented.
                source: made up
            """)
        let arguments = ["request", "read-group", "businessNumber=169990000000101", "--playbooks", scratch.folder.path]
        #expect(
            try await Tool.run(arguments).out == "curl -sS 'https://common-services.Birdeye.com/ours/169990000000101'\n"
        )
        try scratch.file("requests/mine.yaml", "playbook: Platfrom\nrequests: []\n")
        let wrong = try await Tool.run(arguments)
        #expect(wrong.exitCode == 78 && wrong.err.contains("mine.yaml:1:11") && wrong.err.contains("Platform"))
    }
}

/// `request --check` as a user types it.
@Suite(.fewAtATime) struct RequestCheckUsageTests {
    @Test func `the exit code says whether anything is wrong, in every format`() async throws {
        let good = "curl 'https://common-services.Birdeye.com/integration/businessintegrationgroup/169990000000101'\n"
        for (text, code, outcome) in [(good, 0, "ok"), (good.replacing("curl ", with: "curl-X GET "), 1, "problem")] {
            #expect(try await Tool.run(["request", "--check", "-"], text: text).exitCode == Int32(code))
            let run = try await Tool.run(["request", "--check", "-", "--format", "json"], text: text)
            #expect(run.exitCode == Int32(code))
            #expect(try run.report["outcome"] as? String == outcome)
        }
    }

    @Test func `a broken line of an article, whole`() async throws {
        let line =
            #"curl-X POST 'https://common-services.Birdeye.com/integration/update/businessintegrationgroup?replaceTriggers=false' -H 'Content-Type: application/json' -d '{"groupId":"4100","integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}The group now has it."#
        let run = try await Tool.run(["request", "--check", "-"], text: line)
        #expect(
            run.out == #"""
                standard input: curl line for update-triggers: 4 mistakes

                1:5: missing space after ‘curl’; expected a space between them
                  curl-X POST 'https://common-services.Birdeye.com/integration/update/busi…
                      ^

                1:168: a number written as a text; expected a number, without quotes
                  …e: application/json' -d '{"groupId":"4100","integrationGroupTriggers":[{…
                                                       ^^^^^^

                1:239: the body's closing quote is missing; expected ' after ‘}’
                  …roupTriggers":[{"triggerId":42,"triggerTypeId":1}]}The group now has it.
                                                                      ^

                1:239: text is glued to the body: ‘The group now has it.’; expected the line's
                end after the body's quote
                  …roupTriggers":[{"triggerId":42,"triggerTypeId":1}]}The group now has it.
                                                                      ^^^^^^^^^^^^^^^^^^^^^

                Corrected:
                curl -X POST 'https://common-services.Birdeye.com/integration/update/businessintegrationgroup?replaceTriggers=false' -H 'Content-Type: application/json' -d '{"groupId":4100,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}'
                Result: problem found (exit 1)

                """#)
    }

    @Test func `what cannot be read is 65`() async throws {
        let scratch = try Scratch()
        for (name, bytes) in [
            ("empty", Data()), ("blank", Data(" \n\t".utf8)), ("binary", Data([0x7B, 0, 1])),
            ("latin", Data([0x7B, 0xE9, 0x7D])),
            ("prose", Data("Please call the platform.\n".utf8)), ("huge", Data(repeating: 0x7B, count: 300_000)),
        ] {
            let file = try scratch.file(name, bytes)
            let run = try await Tool.run(["request", "--check", file.path])
            #expect(run.exitCode == 65, "\(name): \(run.out)")
            #expect(run.out == "" && run.err.contains("hint: "), "\(name)")
        }
        #expect(
            try await Tool.run(["request", "--check", scratch.folder.appendingPathComponent("none").path]).exitCode
                == 65)
        #expect(try await Tool.run(["request", "--check", scratch.folder.path]).exitCode == 65)
    }

    @Test func `a secret of the file is not printed in any format`() async throws {
        let text =
            #"curl-X PUT 'https://common-services.Birdeye.com/integration/add/businessintegrationgroup' -d '{"parentBusinessNumber":169990000000201,"integrationGroupProperties":[{"propertyKey":"PM_Password","propertyValue":"hunter2-example","isSecure":true}],"integrationSourceId":32,"integrationGroupTriggers":[]}"#
        for format in ["text", "json"] {
            let run = try await Tool.run(["request", "--check", "-", "--format", format, "--reveal"], text: text)
            #expect(run.exitCode == 1)
            #expect(!(run.out + run.err).contains("hunter2") && run.out.contains("secret hidden"))
        }
    }
}
