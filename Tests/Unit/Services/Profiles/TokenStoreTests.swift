import Synchronization
import Testing

@testable import Services

/// A clock that stands still until it is moved.
private final class Hands: Sendable {
    private let now = Mutex(Duration.zero)
    func move(_ duration: Duration) { now.withLock { $0 += duration } }
    var clock: NetworkClock {
        NetworkClock(elapsed: { self.now.withLock { $0 } }, unixTime: { 0 }, sleep: { _ in }, random: { 0 })
    }
}

/// Gives numbered tokens and counts.
private final class Mint: Sendable {
    private let count = Mutex(0)
    private let error: TransportError?
    init(failing error: TransportError? = nil) { self.error = error }
    var fetches: Int { count.withLock { $0 } }

    func fetch() async throws(TransportError) -> AccessToken {
        let number = count.withLock { count in
            count += 1
            return count
        }
        try? await Task.sleep(for: .milliseconds(50))
        if let error { throw error }
        return AccessToken(value: "token-\(number)", lifetime: 3600)
    }
}

@Suite struct TokenStoreTests {
    private let hands = Hands()
    private let mint = Mint()
    private let learned = Learned()

    private var store: TokenStore {
        let (mint, learned) = (mint, learned)
        return TokenStore(clock: hands.clock, learn: { learned.add($0) }) {
            () async throws(TransportError) -> AccessToken in
            try await mint.fetch()
        }
    }

    @Test func `concurrent calls share one fetch`() async throws {
        let store = store
        let tokens = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 { group.addTask { try? await store.token() } }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(tokens == ["token-1"])
        #expect(mint.fetches == 1)
        #expect(learned.all == ["token-1"])
    }

    @Test func `it is renewed a minute early and not before`() async throws {
        let store = store
        #expect(try await store.token() == "token-1")
        hands.move(.seconds(3539))
        #expect(try await store.token() == "token-1")
        hands.move(.seconds(1))
        #expect(try await store.token() == "token-2")
    }

    @Test func `a refused token is replaced once a run, for all who were refused it`() async throws {
        let store = store
        let first = try await store.token()
        let others = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { try? await store.token(instead: first) } }
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(others == ["token-2"])
        #expect(mint.fetches == 2)
        #expect(try await store.token(instead: "token-2") == nil)
        #expect(mint.fetches == 2)
    }

    @Test func `a fetch that failed is not tried again`() async throws {
        let origin = try Origin("https://h")
        let failing = Mint(failing: .status(origin, 401, .json, retryAfter: nil))
        let store = TokenStore(clock: hands.clock, learn: { _ in }) { () async throws(TransportError) -> AccessToken in
            try await failing.fetch()
        }
        for _ in 0..<3 { await #expect(throws: TransportError.self) { try await store.token() } }
        #expect(failing.fetches == 1)
    }

    @Test func `a right that is missing is no dead token`() async throws {
        let store = store
        let origin = try Origin("https://h")
        let url = try HTTPURL("https://h/")
        let client = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            let isDead = request.headers.contains { $0.value == "Bearer token-1" } && request.url.target == "/dead"
            return HTTPAnswer(
                origin: origin, status: isDead || request.url.target == "/right" ? 401 : 200,
                body: Array((isDead ? "dead" : "Incorrect permissions.").utf8))
        }.withToken(of: store, boundTo: [origin]) { $0.body == Array("dead".utf8) }
        #expect(try await client.send(HTTPRequest(.get, try url.appending("/right"))).status == 401)
        #expect(mint.fetches == 1)
        #expect(try await client.send(HTTPRequest(.get, try url.appending("/dead"))).status == 200)
        #expect(mint.fetches == 2)
    }
}

private final class Learned: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ new: [String]) { texts.withLock { $0 += new } }
    var all: [String] { texts.withLock { $0 } }
}
