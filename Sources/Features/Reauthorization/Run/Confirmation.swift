internal import LogAnalysis
internal import LogReading
public import Model
internal import Services

/// What can be seen of businesses that somebody says were authorized by hand.
public enum Confirmation {
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
        /// Whether the platform shows it too.
        var wasSeen: Bool

        /// As the journal keeps it.
        public func record(_ business: String) -> JournalRecord {
            .confirmed(business: business, how: "Recorded by \(RunSession.who). \(words)", seen: wasSeen)
        }
    }

    /// Asks the platform where the profile says how, and reads the log files; throws for one that cannot be read.
    ///
    /// - Parameter since: When the run began, in milliseconds since 1970: older records say nothing.
    public static func look(
        _ numbers: [String], logs: [String], since: Int, _ context: ReauthorizeContext
    ) async throws(CommandError) -> Seen {
        let log = logs.isEmpty ? LogLook.Records() : try LogLook.records(of: numbers, logs, context.playbooks, since)
        var result = Seen(coverage: log.coverage)
        for number in numbers {
            var words: [String] = []
            // Records without a 401 make it likely; what the platform says decides (rules.md D40).
            var wasSeen = false
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
            if log.unauthorized.contains(number) {
                result.refused[number] = "the log shows a 401 after the run began"
                continue
            }
            if log.seen.contains(number) {
                words.append("The log shows records of it after the run began, and no 401.")
            } else if !logs.isEmpty {
                words.append("The log shows no record of it after the run began.")
            }
            if words.isEmpty { words.append("Not verified. To verify: --from-logs NEWER-EXPORT.") }
            if !context.canRead { words.append("Its state was not read: the profile has no readMapping.") }
            result.seen[number] = Statement(words: words.joined(separator: " "), wasSeen: wasSeen)
        }
        return result
    }
}

extension LogLook {
    /// Whose records were found, whose show a 401, and how far that reaches.
    fileprivate struct Records {
        var seen: Set<String> = []
        var unauthorized: Set<String> = []
        var coverage = Coverage()
    }

    /// Records of single businesses that were written after a run began: one pass over the files for each; there are few.
    fileprivate static func records(
        of numbers: [String], _ paths: [String], _ playbooks: PlaybookSet, _ since: Int
    ) throws(CommandError) -> Records {
        var records = Records()
        let codes = unauthorized(playbooks)
        for number in numbers {
            var options = AnalysisOptions()
            options.business = number
            options.window.since = since
            let report = try report(paths, playbooks, options)
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
