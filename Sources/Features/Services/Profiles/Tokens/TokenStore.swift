/// One token a run, shared by concurrent calls: fetched when first needed, renewed a minute early, and fetched anew once
/// where the service refuses it.
public actor TokenStore {
    /// Fetches a token.
    typealias Fetch = @Sendable () async throws(TransportError) -> AccessToken

    private struct Held {
        var value: String
        /// On the clock; from then on it is not used any more.
        var end: Duration
    }

    private let clock: NetworkClock
    private let fetch: Fetch
    private let learn: @Sendable ([String]) -> Void
    private var held: Held?
    private var underWay: Task<Result<Held, TransportError>, Never>?
    private var failure: TransportError?
    private var isRenewed = false

    /// A store that has not fetched yet.
    ///
    /// - Parameter learn: Is told every token before anybody else gets it, so that the gate knows what to hide.
    init(clock: NetworkClock, learn: @escaping @Sendable ([String]) -> Void, fetch: @escaping Fetch) {
        self.clock = clock
        self.learn = learn
        self.fetch = fetch
    }

    /// The token to use now. A fetch that failed is not tried again in this run: token calls are few a minute.
    public func token() async throws(TransportError) -> String {
        if let held, clock.elapsed() < held.end { return held.value }
        if let failure { throw failure }
        return try await fetched()
    }

    /// Another token than the one that the service refused; nothing if one was fetched for that reason already.
    func token(instead refused: String) async throws(TransportError) -> String? {
        if let held, held.value != refused { return try await token() }
        // Several calls may have been refused the same token; the first renews it for all.
        if underWay == nil {
            if isRenewed { return nil }
            isRenewed = true
        }
        return try await fetched()
    }

    private func fetched() async throws(TransportError) -> String {
        let task = underWay ?? start()
        let result = await task.value
        if underWay == task { underWay = nil }
        switch result {
        case .success(let held):
            self.held = held
            return held.value
        case .failure(let error):
            failure = error
            throw error
        }
    }

    private func start() -> Task<Result<Held, TransportError>, Never> {
        let (fetch, clock, learn) = (fetch, clock, learn)
        let task = Task { () -> Result<Held, TransportError> in
            // Counted from before the call: the answer may have been long on its way.
            let asked = clock.elapsed()
            do throws(TransportError) {
                let token = try await fetch()
                learn([token.value])
                let margin = min(60, token.lifetime / 2)
                return .success(Held(value: token.value, end: asked + .seconds(token.lifetime - margin)))
            } catch {
                return .failure(error)
            }
        }
        underWay = task
        return task
    }
}
