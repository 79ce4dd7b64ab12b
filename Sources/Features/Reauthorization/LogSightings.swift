internal import LogAnalysis
internal import LogReading
internal import Model

/// Records of single businesses that were written after a run began.
enum LogSightings {
    /// Whose records were found, whose show a 401, and how far that reaches.
    struct Records {
        var seen: Set<String> = []
        var unauthorized: Set<String> = []
        var coverage = Coverage()
    }

    /// One pass over the files for each business; there are few.
    static func look(
        _ numbers: [String], _ paths: [String], _ playbooks: PlaybookSet, since: Int
    ) throws(CommandError) -> Records {
        var records = Records()
        let codes = LogLook.unauthorized(playbooks)
        for number in numbers {
            var options = AnalysisOptions()
            options.business = number
            options.window.since = Int64(since)
            let report = try LogLook.report(paths, playbooks, options)
            if report.findings.contains(where: { codes.contains($0.code) }) {
                records.unauthorized.insert(number)
            } else if (report.coverage.counters?.records ?? 0) > 0 {
                records.seen.insert(number)
            }
            records.coverage.inputs = report.coverage.inputs
            for gap in report.coverage.gaps where !records.coverage.gaps.contains(gap) {
                records.coverage.gaps.append(gap)
            }
        }
        return records
    }
}
