internal import Glibc
internal import LogAnalysis
internal import Model

/// `--since` and `--until` as Elasticsearch reads them (design.md D16): an age stays an age, so that the query can be
/// used again tomorrow; a date becomes an instant, which no zone of Kibana's can shift.
struct QueryWindow {
    let since: String?
    let until: String?

    init(since: String?, until: String?) throws(CommandError) {
        self.since = try since.map { (text) throws(CommandError) in try Self.bound("--since", text).text }
        self.until = try until.map { (text) throws(CommandError) in try Self.bound("--until", text).text }
        if let since, let until {
            let first = try Self.bound("--since", since).instant
            let last = try Self.bound("--until", until).instant
            if first >= last {
                throw CommandError(ExitCode.usage, "--since is not before --until: no record can lie between them")
            }
        }
    }

    private static func bound(_ name: String, _ text: String) throws(CommandError) -> (text: String, instant: Int64) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let milliseconds = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
        guard let instant = TimeOption.instant(text, now: milliseconds, zone: nil) else {
            throw CommandError(
                ExitCode.usage, "\(name) \(text): not a time",
                remedy: "2026-11-20, 2026-11-20T06:00:00Z, or an age such as 7d or 36h")
        }
        let isAge = text.last.map { "smhdw".contains($0) } ?? false
        return (isAge ? "now-\(text)" : TimeOption.text(of: instant), instant)
    }
}
