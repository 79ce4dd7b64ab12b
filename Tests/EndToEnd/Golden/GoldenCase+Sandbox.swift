import Foundation
import ToolRunning

extension GoldenCase {
    /// Runs against a sandbox of its own, whose port is taken out of what comes.
    func runAgainstSandbox(_ arguments: [String], _ input: Data, _ faults: [String]) throws -> ToolRun {
        let scenario = folder.appendingPathComponent("scenario.yaml")
        let hasOwn = FileManager.default.fileExists(atPath: scenario.path)
        let sandbox = try SandboxRun(scenario: hasOwn ? scenario : nil, faults: faults)
        let otherScenario = folder.appendingPathComponent("other-scenario.yaml")
        let hasOther = FileManager.default.fileExists(atPath: otherScenario.path)
        let other = hasOther ? try SandboxRun(scenario: otherScenario) : nil
        let template = (try? text("profiles.yaml")) ?? Self.profiles
        let scratch = try Scratch()
        let profiles = try scratch.file(
            "profiles.yaml",
            template.replacingOccurrences(of: "{port}", with: String(sandbox.port))
                .replacingOccurrences(of: "{other-port}", with: String(other?.port ?? 0)))
        var run = try Tool.run(
            arguments, input: input,
            environment: [
                "BE_DIAGNOSE_PROFILES": profiles.path, "LAB": #"{"clientID":"lab","clientSecret":"lab-word-1"}"#,
            ], in: folder)
        run.out = run.out.replacingOccurrences(of: "127.0.0.1:\(sandbox.port)", with: "127.0.0.1:PORT")
        run.err = run.err.replacingOccurrences(of: "127.0.0.1:\(sandbox.port)", with: "127.0.0.1:PORT")
        return run
    }

    private static let profiles = """
        profiles:
          lab:
            environment: preview
            athenahealth: { url: "http://127.0.0.1:{port}" }
            network: { timeout: 2 }
        """
}
