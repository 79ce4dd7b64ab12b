internal import LogAnalysis
internal import LogReading
public import Model
internal import Services

/// What can be seen of businesses that somebody says were authorized by hand.
public struct Confirmation {
    private let context: ReauthorizeContext
    /// Milliseconds since 1970: older records say nothing.
    private let since: Int

    /// A look back to `since`, when the run began, in milliseconds since 1970.
    public init(context: ReauthorizeContext, since: Int) {
        self.context = context
        self.since = since
    }

    /// What was seen of each that may be recorded, and why the others may not.
    public struct Seen {
        /// What may be recorded, by business number.
        public var seen: [String: Statement] = [:]
        /// Why the others may not, by business number.
        public var refused: [String: String] = [:]
        /// The logs that were read; empty where none were given.
        public var coverage = Coverage()
    }

    /// What is said of a business that was done by hand.
    public struct Statement: Sendable {
        var words: String
        /// Whether the platform or a log shows it too.
        var wasSeen: Bool

        /// As the journal keeps it.
        public func record(_ business: String) -> JournalRecord {
            .confirmed(business: business, how: "Done by hand, says \(RunSession.who). \(words)", seen: wasSeen)
        }
    }

    /// Asks the platform where the profile says how, and reads the log files; throws for one that cannot be read.
    public func look(_ numbers: [String], logs: [String]) async throws(CommandError) -> Seen {
        var result = Seen()
        var (refusedByLog, seenInLog): (Set<String>, Set<String>) = ([], [])
        if !logs.isEmpty {
            let records = try LogConfirmation.look(numbers, logs, context.playbooks, since: since)
            (refusedByLog, seenInLog) = (records.unauthorized, records.seen)
            result.coverage = records.coverage
        }
        for number in numbers {
            var words: [String] = []
            var wasSeen = seenInLog.contains(number)
            if context.canRead {
                switch await MappingState(context.mapping(of: number)) {
                case .authorized:
                    words.append("The platform shows it as authorized.")
                    wasSeen = true
                case .unauthorized:
                    result.refused[number] = "the platform shows it as unauthorized"
                    continue
                case .unlisted: words.append("The platform's answer holds no known state.")
                case .unreadable(let error):
                    words.append(context.playbooks.sentence(error, doing: "Reading its mapping"))
                }
            }
            if refusedByLog.contains(number) {
                result.refused[number] = "the log shows a 401 after the run began"
                continue
            }
            if seenInLog.contains(number) {
                words.append("The log shows records of it after the run began, and no 401.")
            } else if !logs.isEmpty {
                words.append("The log shows no record of it after the run began.")
            }
            if words.isEmpty { words.append("Nothing was looked at: --from-logs takes a newer export.") }
            result.seen[number] = Statement(words: words.joined(separator: " "), wasSeen: wasSeen)
        }
        return result
    }
}

/// Records of single businesses that were written after a run began.
private enum LogConfirmation {
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
            options.window.since = since
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
