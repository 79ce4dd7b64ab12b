import Foundation
import Testing
import ToolRunning

/// A sandbox of its own with a profile for it, as the tests of look-ups use them.
struct Lab {
    let sandbox: SandboxRun
    private let scratch: Scratch
    private let profiles: URL

    /// Starts a sandbox; `scenario` in YAML, nothing for the shipped one.
    init(
        _ scenario: String? = nil, faults: [String] = [], environment: String = "preview", credential: Bool = false
    ) async throws {
        let scratch = try Scratch()
        let file = try scenario.map { try scratch.file("scenario.yaml", $0) }
        sandbox = try await SandboxRun(scenario: file, faults: faults)
        self.scratch = scratch
        let service = credential ? ", credential: lab" : ""
        profiles = try scratch.file(
            "profiles.yaml",
            """
            profiles:
              lab:
                environment: \(environment)
                athenahealth: { url: "http://127.0.0.1:\(sandbox.port)"\(service) }
                network: { timeout: 1 }
            credentials:
              lab: { origin: "http://127.0.0.1:\(sandbox.port)", environment: LAB }
            """)
    }

    /// The secret that nothing may show.
    static let secret = "lab-secret-word"

    /// Runs the tool against the sandbox.
    func run(_ arguments: [String], input: String = "", in folder: URL? = nil) async throws -> ToolRun {
        try await Tool.run(
            arguments, input: Data(input.utf8),
            environment: [
                "BE_DIAGNOSE_PROFILES": profiles.path,
                "LAB": "{\"clientID\":\"lab\",\"clientSecret\":\"\(Self.secret)\"}",
            ], in: folder ?? scratch.folder)
    }

    /// The report of a run with `--format json`.
    func report(_ arguments: String...) async throws -> LookupReport {
        LookupReport(try await run(arguments + ["--format", "json"]))
    }

    /// Writes a file beside the profiles; answers its path.
    func file(_ name: String, _ text: String) throws -> String { try scratch.file(name, text).path }
}

/// What the tests of look-ups ask of a report.
struct LookupReport {
    let exitCode: Int32
    let err: String
    private let report: [String: Any]

    init(_ run: ToolRun) {
        exitCode = run.exitCode
        err = run.err
        report = (try? run.report) ?? [:]
    }

    var result: [String: Any] { report["result"] as? [String: Any] ?? [:] }
    /// The rows of `practice` or `departments`.
    var rows: [[String: Any]] {
        (result["practices"] ?? result["departments"] ?? result["cancelReasons"] ?? result["npis"]) as? [[String: Any]]
            ?? []
    }
    /// Each finding as `code verdict`.
    var findings: [String] {
        (report["findings"] as? [[String: Any]] ?? []).map { "\($0["code"] ?? "") \($0["verdict"] ?? "")" }
    }
    /// The codes of the gaps.
    var gaps: [String] {
        let coverage = report["coverage"] as? [String: Any] ?? [:]
        return (coverage["gaps"] as? [[String: Any]] ?? []).map { $0["code"] as? String ?? "" }
    }
    /// A member of each row, null as nil.
    func column(_ key: String) -> [String?] { rows.map { $0[key] as? String } }
}
