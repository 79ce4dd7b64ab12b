import Foundation
import ToolRunning

extension GoldenCase {
    /// Runs against a sandbox of its own, whose port is taken out of what comes.
    func runAgainstSandbox(
        _ archive: GoldenArchive, _ faults: [String], _ input: Data, _ scratch: Scratch
    ) async throws -> ToolRun {
        let sandbox = try await sandbox(archive, "scenario.yaml", faults, scratch)
        let hasOther = archive["other-scenario.yaml"] != nil
        let other = hasOther ? try await self.sandbox(archive, "other-scenario.yaml", [], scratch) : nil
        let template = archive.text("profiles.yaml") ?? Self.profiles
        let profiles = try scratch.file(
            "profiles.yaml",
            template.replacingOccurrences(of: "{port}", with: String(sandbox.port))
                .replacingOccurrences(of: "{other-port}", with: String(other?.port ?? 0)))
        var run = try await Tool.run(
            archive.arguments, input: input,
            environment: [
                "BE_DIAGNOSE_PROFILES": profiles.path, "LAB": #"{"clientID":"lab","clientSecret":"lab-word-1"}"#,
            ], in: scratch.folder)
        run.out = run.out.replacingOccurrences(of: "127.0.0.1:\(sandbox.port)", with: "127.0.0.1:PORT")
        run.err = run.err.replacingOccurrences(of: "127.0.0.1:\(sandbox.port)", with: "127.0.0.1:PORT")
        return run
    }

    /// A sandbox that serves a file of the case, or the shipped scenario.
    private func sandbox(
        _ archive: GoldenArchive, _ file: String, _ faults: [String], _ scratch: Scratch
    ) async throws -> SandboxRun {
        let scenario = archive[file] == nil ? nil : scratch.folder.appendingPathComponent(file)
        return try await SandboxRun(scenario: scenario, faults: faults)
    }

    private static let profiles = """
        profiles:
          lab:
            environment: preview
            athenahealth: { url: "http://127.0.0.1:{port}" }
            network: { timeout: 2 }
        """
}
