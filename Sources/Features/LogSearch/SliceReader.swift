internal import Services
internal import Synchronization

/// Reads one of the parts of a fixed snapshot, page by page.
///
/// A page that is lost on its way is never asked for again by the snapshot, so what came is compared with what was found.
struct SliceReader: Sendable {
    let client: ClusterClient
    let query: SearchQuery
    let whole: Bool
    let slice: (number: Int, of: Int)
    let queue: PageQueue

    /// What a part brought, and what it did not.
    struct Outcome: Sendable {
        var hits = 0
        var total = 0
        /// Whether the cluster stopped counting: then only an empty page is the end.
        var isLowerBound = false
        var failedShards = 0
        var isTimedOut = false
        var error: ClusterError?
        var isAbandoned = false
    }

    /// Documents a page: more cost memory, fewer cost round trips.
    static let pageSize = 5_000
    /// What is left of a page's size after each failure of the first one for want of room.
    private static let shrinking = 8
    private static let keptFor = 120

    /// All of the part at once, where it is small; otherwise page by page.
    func run(isSmall: Bool) async -> Outcome {
        var outcome = Outcome()
        if isSmall, await readAtOnce(&outcome) { return outcome }
        guard let snapshot = await begin(&outcome) else { return outcome }
        let last = await goOn(snapshot, &outcome)
        // Also where the task was canceled: the call then needs a task of its own.
        await Task { [client] in _ = try? await client.send(.free(snapshot: last)) }.value
        return outcome
    }

    private func readAtOnce(_ outcome: inout Outcome) async -> Bool {
        let body = query.records(Self.pageSize, slice: slice, whole: whole)
        guard let bytes = try? await client.send(.search(index: client.index, body: body, snapshotSeconds: nil)),
            let page = SearchPage(bytes), page.hits == page.about.total, !page.about.isLowerBound,
            page.about.shards.failed == 0
        else { return false }
        take(page, &outcome)
        outcome.isAbandoned = await !queue.put(page.lines)
        return true
    }

    /// The first page, in smaller ones where the cluster or this tool has no room for it; the snapshot, unless that was all.
    private func begin(_ outcome: inout Outcome) async -> String? {
        var size = Self.pageSize
        while true {
            do throws(ClusterError) {
                let body = query.records(size, slice: slice, whole: whole)
                let bytes = try await client.send(
                    .search(index: client.index, body: body, snapshotSeconds: Self.keptFor))
                guard let page = SearchPage(bytes) else { throw damaged(bytes) }
                take(page, &outcome)
                if page.hits > 0 { outcome.isAbandoned = await !queue.put(page.lines) }
                return page.about.snapshot
            } catch {
                guard Self.isForWantOfRoom(error.fault), size > 1 else {
                    outcome.error = error
                    return nil
                }
                size = max(1, size / Self.shrinking)
            }
        }
    }

    /// The further pages; answers the snapshot's latest name.
    private func goOn(_ snapshot: String, _ outcome: inout Outcome) async -> String {
        var snapshot = snapshot
        while outcome.hits < outcome.total || outcome.isLowerBound, !outcome.isAbandoned, !Task.isCancelled {
            do throws(ClusterError) {
                let bytes = try await client.send(.page(snapshot: snapshot, snapshotSeconds: Self.keptFor))
                guard let page = SearchPage(bytes) else { throw damaged(bytes) }
                let total = outcome.total
                take(page, &outcome)
                outcome.total = max(total, outcome.total)
                snapshot = page.about.snapshot ?? snapshot
                if page.hits == 0 { break }
                outcome.isAbandoned = await !queue.put(page.lines)
            } catch {
                outcome.error = error
                break
            }
        }
        return snapshot
    }

    private func take(_ page: SearchPage, _ outcome: inout Outcome) {
        outcome.hits += page.hits
        outcome.total = page.about.total ?? outcome.total
        outcome.isLowerBound = outcome.isLowerBound || page.about.isLowerBound
        outcome.failedShards = max(outcome.failedShards, page.about.shards.failed)
        outcome.isTimedOut = outcome.isTimedOut || page.about.isTimedOut
    }

    private func damaged(_ bytes: [UInt8]) -> ClusterError { client.damaged("Searching the records") }

    private static func isForWantOfRoom(_ fault: TransportError) -> Bool {
        switch fault {
        case .tooLarge: true
        case .status(_, let status, _, _): status == 429 || status == 503
        default: false
        }
    }
}
