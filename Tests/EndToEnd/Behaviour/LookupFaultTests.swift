import Foundation
import Testing
import ToolRunning

/// Every fault on every call: what the user is told, the exit code, the time, and that no secret is shown.
@Suite(.fewAtATime) struct LookupFaultTests {
    /// Faults in `--fault`'s words, and whether the answer is a 401.
    static let faults: [String] =
        [402, 403, 429, 500, 502, 503, 504].map { "status=\($0)" }
        + ["status=401 body=gatewayFault", "status=503 body=gatewayFault", "status=429 retryAfter=60"]
        + ["loginPage", "plainText", "empty", "cutJSON"].map { "body=\($0)" }
        + [
            "reset", "resetInBody", "close", "truncate", "drip", "shortLength", "longLength", "garbage", "garbageBody",
            "silence",
        ].map { "raw=\($0)" } + ["redirect=http://127.0.0.1:9/elsewhere", "redirect=https://login.example.com/"]

    /// A call that fails, what is run, and what must come: valid or null, codes, gaps.
    private struct Operation {
        var route: String
        var arguments: [String]
        var code: String
        var gap: String?
        var isDecided = false
    }

    private static let operations = [
        Operation(route: "token", arguments: ["practice", "10021"], code: "BE2207"),
        Operation(route: "practiceinfo", arguments: ["practice", "10021"], code: "BE2207"),
        Operation(
            route: "practiceinfo page=2", arguments: ["practice", "10021"], code: "", gap: "BE2213", isDecided: true),
        Operation(route: "ping", arguments: ["practice", "99999"], code: "BE2205", gap: "BE2205"),
        Operation(route: "departments", arguments: ["departments", "10021", "Riverbend Main"], code: "BE2307"),
        Operation(
            route: "departments page=2", arguments: ["departments", "10021", "Riverbend Main"], code: "", gap: "BE2304",
            isDecided: true),
        Operation(route: "cancelReasons", arguments: ["cancel-reasons", "10021"], code: "BE2501"),
    ]

    @Test(arguments: faults) func `a fault is told as what it is, wherever it strikes`(fault: String) async throws {
        for operation in Self.operations {
            let lab = try await Lab(faults: ["route=\(operation.route) \(fault)"], credential: true)
            let started = Date()
            let run = try await lab.run(operation.arguments + ["-v", "--format", "json"])
            let time = Date().timeIntervalSince(started)
            let report = LookupReport(run)
            let place = "\(operation.route), \(fault): \(run.err)\(run.out)"
            #expect(run.exitCode == 2, "\(place)")
            // Two attempts more, each with its wait; a timeout is not repeated.
            #expect(time < 15, "\(place)")
            #expect(!(run.out + run.err).contains(Lab.secret), "\(place)")
            #expect(!run.err.contains("Bearer") && !run.err.contains("sandbox-1-"), "\(place)")
            if operation.isDecided {
                #expect(report.rows.first?["valid"] as? Bool ?? true, "\(place)")
                #expect(report.findings.isEmpty, "\(place)")
            } else {
                #expect(report.rows.allSatisfy { $0["valid"] is NSNull || $0["id"] is NSNull }, "\(place)")
                let isRefusal = fault.contains("401") && operation.route != "ping"
                let cause = isRefusal ? ["BE2206 confirmed"] : []
                let verdict = operation.code == "BE2205" ? "likely" : "undetermined"
                #expect(report.findings.sorted() == cause + ["\(operation.code) \(verdict)"], "\(place)")
            }
            #expect(Set(report.gaps) == Set([operation.gap].compactMap(\.self)), "\(place)")
        }
    }

    @Test func `a fault that passes is retried, and leaves no trace`() async throws {
        let lab = try await Lab(faults: ["route=practiceinfo status=503 times=1", "route=ping raw=reset times=1"])
        let report = try await lab.report("practice", "10021", "99999")
        #expect(report.rows.map { $0["valid"] as? Bool } == [true, false])
        #expect(report.findings == ["BE2201 confirmed"])
        #expect(report.gaps.isEmpty)
    }

    @Test func `a dead token is renewed once, and a missing right never asks for another`() async throws {
        let lab = try await Lab(faults: ["route=practiceinfo status=401 body=gatewayFault times=1"], credential: true)
        #expect(try await lab.report("practice", "10021").rows.map { $0["valid"] as? Bool } == [true])
        #expect(try await lab.sandbox.counts()["token"] == 2)
        let other = try await Lab(credential: true)
        #expect(try await other.report("practice", "30700", "30700").findings == ["BE2202 confirmed"])
        #expect(try await other.sandbox.counts()["token"] == 1)
    }

    @Test func `where hidden departments cannot be read, a name is not said to be absent`() async throws {
        let lab = try await Lab(faults: ["route=departments skip=2 status=500"])
        let report = try await lab.report("departments", "10021", "Riverbend Telehealth", "Riverbend Main")
        #expect(report.column("id") == [nil, "1"])
        #expect(report.findings == ["BE2301 undetermined"])
        #expect(report.gaps == ["BE2304"])
        #expect(report.exitCode == 2)
    }

    @Test func `a link to another host is not followed, and it sees no token`() async throws {
        let elsewhere = try await SandboxRun()
        for next in ["http://127.0.0.1:\(elsewhere.port)/v1/10021/departments", "//127.0.0.1:\(elsewhere.port)/v1"] {
            let lab = try await Lab(faults: ["route=departments page=1 next=\(next)"], credential: true)
            let report = try await lab.report("departments", "10021", "Riverbend Main")
            #expect(report.exitCode == 2)
            #expect(report.gaps.contains("BE2304"))
        }
        #expect(try await elsewhere.counts().isEmpty)
    }

    @Test func `offline nobody is called, and nothing is said of the practice`() async throws {
        let lab = try await Lab()
        let report = try await lab.report("practice", "10021", "--offline")
        #expect(report.exitCode == 2)
        #expect(report.findings == ["BE2207 undetermined"])
        #expect(try await lab.sandbox.counts().isEmpty)
    }

    @Test func `an id that cannot be one calls nobody`() async throws {
        let lab = try await Lab(faults: ["route=token status=500"], credential: true)
        let long = "1234567890123456789"
        for command in [["practice", long, "x", ""], ["departments", "x", "Main"], ["cancel-reasons", "12a"]] {
            let report = LookupReport(try await lab.run(command + ["--format", "json"]))
            #expect(report.exitCode == 1)
            #expect(Set(report.findings) == ["BE2210 confirmed"])
        }
        #expect(try await lab.sandbox.counts().isEmpty)
    }

    @Test func `of an id with a zero in front only the list decides, and nothing else is asked`() async throws {
        let lab = try await Lab()
        for command in [["practice", "010021"], ["departments", "010021", "Main"], ["cancel-reasons", "010021"]] {
            let report = LookupReport(try await lab.run(command + ["--format", "json"]))
            #expect(report.exitCode == 1 && report.findings == ["BE2210 confirmed"])
        }
        #expect(try await Set(lab.sandbox.counts().keys).subtracting(["token"]) == ["practiceinfo"])
        let silent = try await Lab(faults: ["route=practiceinfo status=500"])
        for command in ["practice", "departments", "cancel-reasons"] {
            let report = LookupReport(try await silent.run([command, "010021", "--format", "json"]))
            #expect(report.exitCode == 2 && report.findings == ["BE2207 undetermined"], "\(report.findings)")
        }
    }
}
