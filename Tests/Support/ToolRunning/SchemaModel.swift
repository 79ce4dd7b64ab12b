import Foundation

/// What python3-jsonschema, which had no part in ours, says about reports and their schema.
public enum SchemaModel {
    /// Whether the module is there; `scripts/setup` installs it.
    public static func isInstalled() async -> Bool {
        (try? await python(["-c", "from jsonschema import Draft202012Validator"]))?.exitCode == 0
    }

    /// A text that the schema has to accept or refuse.
    public struct Given: Sendable {
        var name: String
        var json: String
        var isRecord: Bool
        var isRefused: Bool

        /// `isRecord`: a line of `--each` and not a report.
        public init(_ name: String, _ json: String, isRecord: Bool = false, isRefused: Bool = false) {
            self.name = name
            self.json = json
            self.isRecord = isRecord
            self.isRefused = isRefused
        }
    }

    /// Hands all of them to one process; answers what it said, with its exit code: 0 if it agrees.
    public static func judge(_ given: [Given]) async throws -> ToolRun {
        let lines = try given.map { given in
            let name = String(decoding: try JSONEncoder().encode(given.name), as: UTF8.self)
            // JSON has no newline inside a text.
            let json = given.json.replacingOccurrences(of: "\n", with: " ")
            return
                "{\"name\":\(name),\"refused\":\(given.isRefused),\"\(given.isRecord ? "record" : "report")\":\(json)}\n"
        }
        let script = Tool.root.appendingPathComponent("Tests/Models/report_schema.py").path
        return try await python([script], input: Data(lines.joined().utf8))
    }

    private static func python(_ arguments: [String], input: Data = Data()) async throws -> ToolRun {
        try await Tool.run(["python3"] + arguments, input: input, program: URL(fileURLWithPath: "/usr/bin/env"))
    }
}
