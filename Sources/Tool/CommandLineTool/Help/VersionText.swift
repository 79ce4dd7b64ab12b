internal import CBuildStamp
internal import Model
internal import Support

/// What `--version` shows: how old the tool is, and how old its knowledge.
enum VersionText {
    /// `be-diagnose 0.1.0 (commit b1aaf374, built 2026-11-30)`.
    static var tool: String {
        let commit = commit.map { "commit \($0)" } ?? "unknown commit"
        return "be-diagnose \(ToolVersion.current) (\(commit)\(date.map { ", built \($0)" } ?? ""))"
    }

    /// The day of the build, where the build was told.
    static var date: String? { text(cbuildstamp_date) }

    private static var commit: String? { text(cbuildstamp_commit) }

    private static func text(_ stamp: UnsafePointer<CChar>) -> String? {
        stamp.pointee == 0 ? nil : String(cString: stamp)
    }

    /// The playbooks in force by the day on which they were verified, oldest first.
    static func lines(_ playbooks: [Playbook]) -> [String] {
        Dictionary(grouping: playbooks, by: \.verified).sorted { $0.key < $1.key }.flatMap { day, playbooks in
            let names = playbooks.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
            return Wrapping.lines("playbooks verified \(day): \(names)", first: 78, rest: 76).enumerated().map {
                ($0.offset == 0 ? "" : "  ") + $0.element
            }
        }
    }
}
