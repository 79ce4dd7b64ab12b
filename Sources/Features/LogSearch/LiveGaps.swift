internal import LogAnalysis
internal import Model
internal import Support

/// What keeps an answer of the cluster from being the whole truth.
extension LiveSearch {
    static func noIndex(_ client: ClusterClient) -> Gap {
        Gap(
            code: LogSearchCodes.noIndex,
            detail:
                "No index matches \(client.index), or this user may read none that does. That is not an empty log: nothing was "
                + "looked at.")
    }

    static func partial(_ client: ClusterClient, _ failed: Int, _ isTimedOut: Bool) -> [Gap] {
        guard failed > 0 || isTimedOut else { return [] }
        let why = failed > 0 ? "\(Numbers.plural(failed, "shard")) did not answer" : "it ended before it was done"
        return [Gap(code: Codes.partialAnswer, detail: "\(client.index): the search's answer is partial: \(why).")]
    }

    /// The integrations run daily, so an index that begins so much later does not reach that far.
    private static let slack = 36 * 3_600_000

    static func begins(_ client: ClusterClient, _ first: Int?, after since: Int?) -> [Gap] {
        guard let first, let since, first - since > slack else { return [] }
        return [
            Gap(
                code: Codes.windowNotCovered,
                detail: "\(client.index) begins at \(ShownTime.moment(Timestamp.text(milliseconds: first))), "
                    + "\(Numbers.plural((first - since) / 86_400_000, "day")) after the requested time: what was before is not in the "
                    + "cluster.")
        ]
    }

    static func before(_ client: ClusterClient, _ last: Int?, _ request: LiveRequest) -> [Gap] {
        guard let last, let since = request.since, last < since else { return [] }
        let whose = request.businesses.count == 1 ? "this business" : "these businesses"
        return [
            Gap(
                code: Codes.windowNotCovered,
                detail:
                    "\(client.index) has no record of \(whose) in the requested time, but has some before it: the last is from "
                    + "\(ShownTime.moment(Timestamp.text(milliseconds: last))).")
        ]
    }
}
