internal import Support

/// A bearer token, kept in memory only. It has no description on purpose.
public struct AccessToken: Sendable, Equatable {
    /// As it is sent behind `Bearer`.
    var value: String
    /// Seconds from when it was asked for.
    var lifetime: Int
}

/// The client credentials grant (RFC 6749, section 4.4), as athenahealth's token call wants it: HTTP Basic over the
/// client's id and secret as they are, and a form of `grant_type` and `scope`.
public struct ClientCredentialsGrant: Sendable {
    private let url: HTTPURL
    private let credential: Credential
    private let scope: String

    /// A grant at a token URL.
    init(url: HTTPURL, credential: Credential, scope: String) {
        self.url = url
        self.credential = credential
        self.scope = scope
    }

    /// Asks for a token. `now` in seconds since 1970, for a `Retry-After` that is a date.
    public func token(through http: HTTPClient, now: Int) async throws(TransportError) -> AccessToken {
        let form = "grant_type=client_credentials&scope=\(PercentEncoding.text(scope, plain: "-._~*"))"
        let request = HTTPRequest(
            .post, url,
            headers: [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("Accept", "application/json"),
            ], body: Array(form.utf8), effect: .read)
        let answer = try await http.send(credential.authorize(request))
        let body = try answer.json(now: now)
        guard let document = try? WholeJSON.document(in: body), let token = TokenAnswer.token(in: document) else {
            throw .notJSON(answer.origin, .json, status: answer.status)
        }
        return token
    }

    /// athenahealth's token call; nothing if the credential is no client's.
    ///
    /// Limited to 50 a minute in production and 5 in preview, so that a run makes one.
    public static func athenahealth(_ service: AthenahealthService, _ credential: Credential) -> ClientCredentialsGrant?
    {
        guard case .client = credential.secret, let url = try? service.url.appending("/oauth2/v1/token") else {
            return nil
        }
        return ClientCredentialsGrant(url: url, credential: credential, scope: "athena/service/Athenanet.MDP.*")
    }

    /// A store over this grant, as every command uses it.
    public func store(
        through http: HTTPClient, clock: NetworkClock, learn: @escaping @Sendable ([String]) -> Void
    ) -> TokenStore {
        let grant = self
        return TokenStore(clock: clock, learn: learn) { () async throws(TransportError) -> AccessToken in
            try await grant.token(through: http, now: clock.unixTime())
        }
    }
}

/// The token call's answer; `expires_in` is a text in newer answers and a number in older ones.
private enum TokenAnswer {
    static func token(in document: JSONNode) -> AccessToken? {
        // What cannot stand in a header line is none.
        guard document.kind == .object, let value = document["access_token"]?.text, !value.isEmpty,
            value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let lifetime = document["expires_in"].flatMap { $0.text ?? $0.number }.flatMap { Int($0) }
        // Without one, a token is used for as long as this run lasts, and a 401 renews it.
        return AccessToken(value: value, lifetime: lifetime ?? 3600)
    }
}

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

extension HTTPClient {
    /// This client with a bearer token on every call, and one call more where the service refuses the token itself.
    ///
    /// - Parameters:
    ///   - origins: The token is sent to these only: those of the credential that it was got with.
    ///   - isRefusedToken: Whether a 401 means the token, and not a right that the token lacks.
    func withToken(
        of store: TokenStore, boundTo origins: Set<Origin>, isRefusedToken: @escaping @Sendable (HTTPAnswer) -> Bool
    ) -> HTTPClient {
        HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            let token = try await store.token()
            let answer = try await send(Self.carrying(token, request, origins))
            guard answer.status == 401, isRefusedToken(answer),
                let other = try await store.token(instead: token)
            else { return answer }
            return try await send(Self.carrying(other, request, origins))
        }
    }

    private static func carrying(_ token: String, _ request: HTTPRequest, _ origins: Set<Origin>) -> HTTPRequest {
        request.authorized(HTTPHeader("Authorization", "Bearer \(token)"), boundTo: origins)
    }
}
