public import Model
internal import Services

/// What can be seen of businesses that somebody says were authorized by hand.
public struct Sightings {
    public let desk: RepairDesk
    public let playbooks: PlaybookSet
    /// Milliseconds since 1970: older records say nothing.
    public let since: Int

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, playbooks: PlaybookSet, since: Int) {
        self.desk = desk
        self.playbooks = playbooks
        self.since = since
    }

    /// What was seen of each that may be recorded, and why the others may not.
    public struct Seen {
        public var seen: [String: RunRecord.Confirmation] = [:]
        public var refused: [String: String] = [:]
        public var coverage = Coverage()
    }

    public func look(_ numbers: [String], logs: [String]) async throws(CommandError) -> Seen {
        var result = Seen()
        var (refusedByLog, seenInLog): (Set<String>, Set<String>) = ([], [])
        if !logs.isEmpty {
            let records = try LogSightings.look(numbers, logs, playbooks, since: since)
            (refusedByLog, seenInLog) = (records.unauthorized, records.seen)
            result.coverage = records.coverage
        }
        for number in numbers {
            var words: [String] = []
            var wasSeen = seenInLog.contains(number)
            if desk.canRead {
                switch await state(of: number) {
                case .success(true):
                    words.append("The platform shows it as authorized.")
                    wasSeen = true
                case .success(false):
                    result.refused[number] = "the platform shows it as unauthorized"
                    continue
                case .success(nil): words.append("The platform's answer holds no known state.")
                case .failure(let error): words.append(playbooks.sentence(error, doing: "Reading its mapping"))
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
            result.seen[number] = RunRecord.Confirmation(words: words.joined(separator: " "), wasSeen: wasSeen)
        }
        return result
    }

    private func state(of number: String) async -> Result<Bool?, PlatformError> {
        do throws(PlatformError) {
            return .success(try await desk.platform.mapping(of: number).isAuthorized)
        } catch {
            return .failure(error)
        }
    }
}
