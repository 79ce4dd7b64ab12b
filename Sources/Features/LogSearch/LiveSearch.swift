public import LogAnalysis
public import LogReading
public import Model
internal import Services
internal import Support
internal import Synchronization

/// Whose records of which time a command wants of the cluster.
public struct LiveRequest: Sendable {
    /// Their business numbers; empty for all.
    public var businesses: [String]
    /// In milliseconds since 1970.
    public var since: Int?
    /// The first millisecond behind the end.
    public var until: Int?

    /// Whether somebody asked for records as old as `since`; otherwise an index that begins later is no gap.
    public var isSinceGiven: Bool

    /// Asks for the records of these businesses, between these times.
    public init(businesses: [String], since: Int?, until: Int?, isSinceGiven: Bool = true) {
        self.isSinceGiven = isSinceGiven
        self.businesses = businesses
        self.since = since
        self.until = until
    }

    /// How far back a search goes that names no beginning: 30 days, in milliseconds.
    public static let usualReach = 30 * 86_400_000
    /// More records than this are read only on request.
    public static let mostUnasked = 200_000
}

/// What a cluster is, and under which names it keeps what decides.
public struct LiveLayout: Sendable {
    /// The program that answered.
    public let dialect: ClusterDialect?
    /// How many indices the pattern matches.
    public let indices: Int
    /// The field of the reason, of the business number and of the time, each with its names; empty where none is known.
    public let fields: [(role: String, names: [String])]

    init(_ client: ClusterClient, _ map: FieldMap, _ query: SearchQuery, _ fields: SearchedFields) {
        dialect = client.dialect
        indices = map.indices.count
        self.fields = [("reason", fields.reason), ("business", fields.business), ("time", fields.time)].map {
            role, paths in
            (role, map.fields(endingWith: paths).map(\.name))
        }
    }
}

/// The search of one command: what it will read, and the reading.
public final class LiveSearch: Sendable {
    private let client: ClusterClient
    private let query: SearchQuery?
    /// How many documents it finds.
    public let total: Int
    /// What the cluster cannot show, whatever is read.
    public let gaps: [Gap]
    /// Why nothing can be read.
    public let error: ClusterError?
    /// What the reader filters itself, a sentence each.
    public let notes: [String]
    /// Where the cluster keeps what decides, for whoever checks the set-up; nothing where it could not be asked.
    public let layout: LiveLayout?
    private let readsWhole: Bool
    private let tasks = Mutex<[Task<SliceReader.Outcome, Never>]>([])
    private let queue: PageQueue

    /// Whether not even an index could be looked into.
    public var hasSeenNothing: Bool { error != nil || gaps.contains { $0.code == LogSearchCodes.noIndex } }

    /// Whether reading brings something: records, or the gap of an empty input where nothing else says why there are none.
    public var isWorthReading: Bool { error == nil && (total > 0 || gaps.isEmpty) }

    /// The name under which reports list what was read.
    public var name: String { client.index }

    /// Asks the cluster for its fields and what there is.
    public static func prepare(
        _ request: LiveRequest, _ client: ClusterClient, _ fields: SearchedFields
    ) async -> LiveSearch {
        do throws(ClusterError) {
            guard let map = FieldMap(try await client.send(.fields(index: client.index))) else {
                throw client.damaged("Asking the cluster for its fields")
            }
            if map.indices.isEmpty { return LiveSearch(client, gaps: [noIndex(client)]) }
            let wanted = SearchQuery.Wanted(
                businesses: request.businesses, since: request.since, until: request.until)
            let query = SearchQuery(wanted, map, fields)
            let overview = try await page(
                .search(index: client.index, body: query.overview, snapshotSeconds: nil), client)
            var gaps: [Gap] = []
            if overview.shards.total == 0 { gaps.append(noIndex(client)) }
            gaps += partial(client, overview.shards.failed, overview.isTimedOut)
            gaps += begins(client, overview.first, after: request.isSinceGiven ? request.since : nil)
            if overview.total == 0, !request.businesses.isEmpty, let body = query.lastTime {
                let last = try await page(.search(index: client.index, body: body, snapshotSeconds: nil), client)
                gaps += before(client, last.last, request)
            }
            return LiveSearch(
                client, query: query, total: overview.total ?? 0, gaps: gaps, notes: query.notes,
                readsWhole: overview.strays > 0 || overview.shards.failed > 0,
                layout: LiveLayout(client, map, query, fields))
        } catch {
            return LiveSearch(client, error: error)
        }
    }

    private init(
        _ client: ClusterClient, query: SearchQuery? = nil, total: Int = 0, gaps: [Gap] = [],
        error: ClusterError? = nil, notes: [String] = [], readsWhole: Bool = false, layout: LiveLayout? = nil
    ) {
        self.layout = layout
        self.client = client
        self.query = query
        self.total = total
        self.gaps = gaps
        self.error = error
        self.notes = notes
        self.readsWhole = readsWhole
        queue = PageQueue(searches: query == nil || total == 0 ? 0 : Self.slices(of: total))
    }

    /// Two searches at most are in flight.
    private static func slices(of total: Int) -> Int { total <= SliceReader.pageSize ? 1 : 2 }

    /// The records, for one reading.
    public func source() -> RecordSource {
        if let query, total > 0 {
            let slices = Self.slices(of: total)
            let started = (0..<slices).map { number in
                let reader = SliceReader(
                    client: client, query: query, whole: readsWhole, slice: (number, slices), queue: queue)
                let queue = queue
                return Task.detached {
                    let outcome = await reader.run(isSmall: slices == 1)
                    queue.finish()
                    return outcome
                }
            }
            tasks.withLock { $0 = started }
        }
        return RecordSource.lines(named: name) { [queue] in queue.next() }
    }

    /// Ends the searches and has the cluster forget them.
    public func abandon() async {
        queue.abandon()
        let running = tasks.withLock { $0 }
        for task in running { task.cancel() }
        for task in running { _ = await task.value }
    }

    /// What the reading did not bring, once it is over.
    public func shortfall() async -> (gaps: [Gap], error: ClusterError?) {
        var (hits, total, failed) = (0, 0, 0)
        var isTimedOut = false
        var error: ClusterError?
        for task in tasks.withLock({ $0 }) {
            let outcome = await task.value
            hits += outcome.hits
            total += outcome.total
            failed = max(failed, outcome.failedShards)
            isTimedOut = isTimedOut || outcome.isTimedOut
            error = error ?? outcome.error
        }
        var gaps = Self.partial(client, failed, isTimedOut)
        if gaps == self.gaps.filter({ $0.code == Codes.partialAnswer }) { gaps = [] }
        // After an error, as many are missing as the count at the beginning says.
        let found = error == nil ? total : max(total, self.total)
        if hits < found {
            gaps.append(
                Gap(
                    code: Codes.incompleteAnswer,
                    detail: "\(client.index): the search found \(Numbers.grouped(found)) documents, but only "
                        + "\(Numbers.grouped(hits)) arrived."))
        }
        return (gaps, error)
    }

    private static func page(
        _ call: ClusterCall, _ client: ClusterClient
    ) async throws(ClusterError) -> SearchPage.About {
        guard let page = SearchPage(try await client.send(call)) else { throw client.damaged(call.doing) }
        return page.about
    }
}

extension ClusterClient {
    /// An answer that is no answer to a search.
    func damaged(_ doing: String) -> ClusterError {
        ClusterError(fault: .truncated(origin), doing: doing, missingRight: nil)
    }
}
