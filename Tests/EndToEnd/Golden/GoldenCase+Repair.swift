import Foundation
import ToolRunning

/// A case of `reauthorize`: its section `repair` holds the sandbox's faults, one a line.
///
/// It runs with a state folder, after `setup`, a script for `sh` in which `be-diagnose` is the tool, `$port` the
/// sandbox's port and `$root` the checkout. Times, digests and ids are taken out of what comes.
extension GoldenCase {
    func runRepair(
        _ archive: GoldenArchive, _ faults: [String], _ input: Data, _ scratch: Scratch
    ) async throws -> ToolRun {
        let scenario =
            archive["scenario.yaml"] == nil
            ? Tool.root.appendingPathComponent("Samples/sandbox/reauthorize.yaml")
            : scratch.folder.appendingPathComponent("scenario.yaml")
        let sandbox = try await SandboxRun(scenario: scenario, faults: faults)
        let port = String(sandbox.port)
        let profiles = archive.text("profiles.yaml") ?? Self.repairProfiles
        try scratch.file("profiles.yaml", profiles.replacingOccurrences(of: "{port}", with: port))
        let environment = [
            "XDG_STATE_HOME": scratch.folder.appendingPathComponent("state").path, "HOME": scratch.folder.path,
            "BE_DIAGNOSE_PROFILES": scratch.folder.appendingPathComponent("profiles.yaml").path,
            "UNITY": #"{"username":"svcuser","password":"svc-word-9"}"#,
        ]
        if let script = archive.text("setup") { try await prepare(script, environment, port, scratch.folder) }
        var run = try await Tool.run(archive.arguments, input: input, environment: environment, in: scratch.folder)
        run.out = Self.timeless(run.out.replacingOccurrences(of: port, with: "PORT"))
        run.err = Self.timeless(run.err.replacingOccurrences(of: port, with: "PORT"))
        return run
    }

    private func prepare(
        _ script: String, _ environment: [String: String], _ port: String, _ folder: URL
    ) async throws {
        let tools = Tool.binary.deletingLastPathComponent().path
        let process = try ChildProcess(
            "/bin/sh", ["-c", script],
            environment: environment.merging(
                [
                    "PATH": "\(tools):/usr/bin:/bin", "port": port, "root": Tool.root.path,
                    "SWIFT_BACKTRACE": "enable=no", "no_proxy": "*",
                ]) { _, new in new }, in: folder)
        let code = await process.wait()
        if code > 2 { throw BadCase(text: "\(testDescription): its setup failed") }
    }

    /// Without what differs from run to run.
    private static func timeless(_ text: String) -> String {
        text.replacing(#/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z/#, with: "TIME")
            .replacing(#/\b[0-9a-f]{64}\b/#, with: "DIGEST").replacing(#/\b[0-9a-f]{16}\b/#, with: "PLAN")
            .replacing(#/(Run [0-9]+) by [a-z_][a-z0-9_-]*, [^\n]* UTC\./#, with: { "\($0.1) by USER, TIME." })
            .replacing(#/valid until [0-9:]{5} UTC \([0-9]+ min\)/#, with: "valid until TIME")
            .replacing(#/Recorded by [a-z_][a-z0-9_-]*\./#, with: "Recorded by USER.")
    }

    private static let repairProfiles = """
        profiles:
          lab:
            environment: preview
            athenahealth: { url: "http://127.0.0.1:{port}" }
            platform:
              url: "http://127.0.0.1:{port}"
              requests:
                readMapping: { method: GET, path: "/mappings/{businessNumber}", state: "data.0.status", authorized: [AUTHORIZED], unauthorized: [UNAUTHORIZED], properties: "data.0.integrationProperties", group: "data.0.integrationGroupId" }
                markAuthorized: { method: POST, path: "/mappings/{businessNumber}/authorization", body: '{"status":"AUTHORIZED"}' }
                markUnauthorized: { method: POST, path: "/mappings/{businessNumber}/authorization", body: '{"status":"UNAUTHORIZED"}' }
                updateProperties: { method: POST, path: "/groups/{groupId}/properties", body: '{"integrationGroupProperties":{properties}}' }
            allscripts: { url: "http://127.0.0.1:{port}/Unity/UnityService.svc", credential: unity, appName: Example.App }
            network: { timeout: 5, requestsPerSecond: 1000 }
          other:
            environment: preview
            athenahealth: { url: "http://127.0.0.1:{port}" }
            platform: { url: "http://127.0.0.1:{port}" }
        defaultProfile: lab
        credentials:
          unity: { origin: "http://127.0.0.1:{port}", environment: UNITY }
        """
}
