import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct SteeringTests {
    @Test(arguments: Steering.all)
    func `no value steers a terminal`(_ character: Steering) async throws {
        let value = "a\(character.text)b"
        let all =
            [
                "restrictionReason", "pms_appointment_status", "businessNumber", "integrationSource", "@timestamp",
                "message", "httpStatus", "email",
            ]
            .flatMap { key in
                [
                    record(["restrictionReason": quoted(Reason.athenaStatus)].merging([key: quoted(value)]) { $1 }),
                    record(["message": quoted("HTTP 401 \(value)")].merging([key: quoted(value)]) { $1 }),
                    record(["restrictionReason": quoted(Reason.beta), value: quoted(Reason.beta)]),
                    record([value: quoted(Reason.beta)]),
                ]
            }
        for format in ["text", "json"] {
            for reveal in [[], ["--reveal"]] {
                let run = try await Tool.run(
                    ["explain", "--color", "never", "--format", format] + reveal, text: all.joined(separator: "\n"))
                #expect(run.exitCode == 2)
                #expect(Steering.found(in: run.out) == [])
                #expect(Steering.found(in: run.err) == [])
            }
        }
    }

    @Test(arguments: Steering.all)
    func `no plain line steers a terminal`(_ character: Steering) async throws {
        guard character.text != "\u{0}" else { return }
        for line in [
            "\(character.text)HTTP 401\(character.text)", "401 Unauthorized\(character.text)",
            "a\(character.text)b HTTP 503",
        ] {
            let run = try await Tool.run(["explain"], text: lines("starting", line))
            #expect(Steering.found(in: run.out + run.err) == [])
        }
    }

    @Test(arguments: Steering.few)
    func `no file name steers a terminal`(_ character: Steering) async throws {
        let scratch = try Scratch()
        try scratch.file("a\(character.text)b", restricted())
        for name in ["a\(character.text)b", "no\(character.text)ne"] {
            for arguments in [
                ["--format", "text"], ["--format", "json"], ["--output", "x/\(name)"], ["--playbooks", name],
            ] {
                let run = try await Tool.run(["explain", name] + arguments, in: scratch.folder)
                #expect(Steering.found(in: run.out) == [])
                #expect(Steering.found(in: run.err) == [])
            }
        }
    }

    @Test(arguments: Steering.few)
    func `no argument steers a terminal`(_ character: Steering) async throws {
        let value = "a\(character.text)b"
        let all = [
            [value], ["explain", "--\(value)"], ["explain", "--since", value], ["explain", "--business", value],
            ["explain", "--field", "\(value)=x"], ["explain", "--timezone", value],
            ["explain", "--integration", value],
            ["codes", value], ["playbook", "show", value], ["explain", "--format", value], ["explain", "--top", value],
        ]
        for arguments in all {
            let run = try await Tool.run(arguments, text: record())
            #expect(Steering.found(in: run.out + run.err) == [], "\(arguments)")
        }
    }

    @Test func `a newline in a file name makes no line of its own`() async throws {
        let scratch = try Scratch()
        try scratch.file("a\nexit 0: all is well", restricted())
        let run = try await Tool.run(["explain", "a\nexit 0: all is well", "gone\nall is well"], in: scratch.folder)
        let begins = { (text: String) in
            text.split(separator: "\n").contains { $0.hasPrefix("exit 0") || $0.hasPrefix("all is well") }
        }
        #expect(!begins(run.out))
        #expect(!begins(run.err))
    }
}
