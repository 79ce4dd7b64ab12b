import Foundation
import Testing
import ToolRunning

/// Holds `explain --live` against `explain FILE` on real search servers (Tests/Models/cluster).
@Suite(.fewAtATime) struct ClusterTests {
    @Test(.enabled(if: RealServers.missing == nil, Comment(rawValue: RealServers.missing ?? "")))
    func `a cluster is explained as the file with the same records`() async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models/cluster").path
        // Ports of this process alone, since other runs may have servers of their own.
        let port = 21_000 + Int(getpid()) % 500 * 20
        let run = try await shell(
            "python3 '\(folder)/compare.py' \"$TOOL\" --seeds 5 --kinds opensearch --port \(port) --folder servers",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}

/// What real servers need, as `Tests/Models/cluster/server.py` looks for it.
private enum RealServers {
    static var missing: String? {
        let script = Tool.root.appendingPathComponent("../shared/search-cluster/search-cluster").path
        if !FileManager.default.isExecutableFile(atPath: script) { return "shared/search-cluster is not here" }
        let machines = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/jvm")) ?? []
        return machines.contains { $0.contains("17") } ? nil : "Java 17 is not here"
    }
}
