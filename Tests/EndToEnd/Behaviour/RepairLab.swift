import Foundation
import Testing
import ToolRunning

/// A sandbox with unauthorized businesses, a profile with all requests, and a state folder of its own.
final class RepairLab: Sendable {
    let sandbox: SandboxRun
    let scratch: Scratch

    static let password = "new-word-2"
    static let enterprise = ["--enterprise", "169990000000001"]

    /// Starts one; without `requests` the profile says nothing of how a business is read or marked.
    init(faults: [String] = [], requests: Bool = true, scenario: String? = nil) async throws {
        let scratch = try Scratch()
        let shipped = Tool.root.appendingPathComponent("Samples/sandbox/reauthorize.yaml")
        let file = try scenario.map { try scratch.file("scenario.yaml", $0) }
        sandbox = try await SandboxRun(scenario: file ?? shipped, faults: faults)
        self.scratch = scratch
        let base = "http://127.0.0.1:\(sandbox.port)"
        let templates = """
                  requests:
                    readMapping: { method: GET, path: "/mappings/{businessNumber}", state: "data.0.status", authorized: [AUTHORIZED], unauthorized: [UNAUTHORIZED], properties: "data.0.integrationProperties", group: "data.0.integrationGroupId" }
                    markAuthorized: { method: POST, path: "/mappings/{businessNumber}/authorization", body: '{"status":"AUTHORIZED"}' }
                    updateProperties: { method: POST, path: "/groups/{groupId}/properties", body: '{"integrationGroupProperties":{properties}}' }
            """
        try scratch.file(
            "profiles.yaml",
            """
            profiles:
              lab:
                environment: preview
                athenahealth: { url: "\(base)" }
                platform:
                  url: "\(base)"
            \(requests ? templates : "")
                allscripts: { url: "\(base)/Unity/UnityService.svc", credential: unity, appName: Example.App }
                network: { timeout: 5, requestsPerSecond: 1000 }
            credentials:
              unity: { origin: "\(base)", environment: UNITY }
            """)
    }

    var environment: [String: String] {
        [
            "XDG_STATE_HOME": scratch.folder.appendingPathComponent("state").path, "HOME": scratch.folder.path,
            "BE_DIAGNOSE_PROFILES": scratch.folder.appendingPathComponent("profiles.yaml").path,
            "UNITY": #"{"username":"svcuser","password":"svc-word-9"}"#,
        ]
    }

    /// Runs `reauthorize` with these words.
    @discardableResult
    func run(_ arguments: String...) async throws -> RepairRun { try await run(arguments) }

    @discardableResult
    func run(_ arguments: [String]) async throws -> RepairRun {
        RepairRun(
            try await Tool.run(
                ["reauthorize"] + arguments + ["--format", "json"], environment: environment, in: scratch.folder))
    }

    /// Plans for businesses of athenahealth, by the last three digits of their numbers.
    @discardableResult
    func plan(_ ends: Int...) async throws -> RepairRun {
        try await run(["plan"] + ends.map { "169990000000\($0)" } + Self.enterprise + ["--to", "plan.json"])
    }

    /// Writes new Allscripts credentials.
    func credentials(_ password: String, mode: Int = 0o600) throws {
        let file = try scratch.file(
            "new.json", #"{"serviceUser":"ub01:cl02^1^","pmsUserName":"pmreader","password":"\#(password)"}"#)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    /// What the server counted: `/sandbox/log` or `/sandbox/logins`.
    func seen(_ name: String = "log") async throws -> [String] { try await call("GET", "/sandbox/\(name)") }

    /// Calls the sandbox as somebody else would.
    @discardableResult
    func call(_ method: String, _ path: String, _ body: String? = nil) async throws -> [String] {
        let data = body.map { ["-d", $0] } ?? []
        return try await Tool.run(
            ["--silent", "--noproxy", "*", "-X", method] + data + ["http://127.0.0.1:\(sandbox.port)\(path)"],
            program: URL(fileURLWithPath: "/usr/bin/curl")
        ).out.split(separator: "\n").map(String.init)
    }

    /// Writes that the server carried out.
    func writes() async throws -> [String] { try await seen().filter { $0.hasPrefix("write") } }
}

/// A run's report, as the tests look at it.
struct RepairRun {
    let exitCode: Int32
    let err: String
    let out: String
    private let report: [String: Any]

    init(_ run: ToolRun) {
        exitCode = run.exitCode
        err = run.err
        out = run.out
        report = (try? run.report) ?? [:]
    }

    var result: [String: Any] { report["result"] as? [String: Any] ?? [:] }
    var findings: [[String: Any]] { report["findings"] as? [[String: Any]] ?? [] }
    var codes: [String] { findings.compactMap { $0["code"] as? String }.sorted() }
    func column(_ key: String) -> [String?] {
        (result["businesses"] as? [[String: Any]] ?? []).map { $0[key] as? String }
    }
    var counts: [Int] { ["reads", "writes", "logins"].map { result[$0] as? Int ?? -1 } }
}
