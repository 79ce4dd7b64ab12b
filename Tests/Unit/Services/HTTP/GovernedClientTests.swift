import Synchronization
import Testing

@testable import Services

/// The layers around a client, on a clock that stands still: what they would wait is written down.
@Suite struct GovernedClientTests {
    private let url: HTTPURL
    private let waits = Waits()

    init() throws { url = try HTTPURL("https://api.example.com/") }

    private var clock: NetworkClock {
        let waits = waits
        return NetworkClock(
            elapsed: { waits.now }, unixTime: { 0 }, sleep: { waits.add($0) }, random: { 0.5 })
    }

    private func client(
        _ limits: NetworkLimits, _ answer: @escaping @Sendable (HTTPRequest) async -> Result<HTTPAnswer, TransportError>
    ) -> HTTPClient {
        HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in try await answer(request).get() }
            .governed(limits, clock: clock)
    }

    private func ok(_ status: Int = 200) -> Result<HTTPAnswer, TransportError> {
        .success(HTTPAnswer(origin: url.origin, status: status))
    }

    @Test func `no second sees more starts to a host than allowed`() async throws {
        var limits = NetworkLimits()
        limits.requestsPerSecond = 5
        limits.concurrency = 100
        let answer = ok()
        let client = client(limits) { _ in answer }
        for _ in 0..<12 { _ = try await client.send(HTTPRequest(.get, url)) }
        #expect(waits.all == Array(repeating: .seconds(1), count: 5) + [.seconds(2), .seconds(2)])
        // Another host has a limit of its own.
        _ = try await client.send(HTTPRequest(.get, try HTTPURL("https://other.example.com/")))
        #expect(waits.all.count == 7)
    }

    @Test func `no more calls to a host are under way than allowed, first come first served`() async throws {
        var limits = NetworkLimits()
        limits.requestsPerSecond = 1000
        limits.concurrency = 3
        let answer = ok()
        let (underWay, most) = (Counter(), Counter())
        let client = client(limits) { _ in
            most.raise(to: underWay.add(1))
            try? await Task.sleep(for: .milliseconds(20))
            underWay.add(-1)
            return answer
        }
        let request = HTTPRequest(.get, url)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try? await client.send(request) } }
        }
        #expect(most.value == 3)
        #expect(underWay.value == 0)
    }

    @Test func `an attempt gets what is left of the deadline, and none begins after it`() async throws {
        var limits = NetworkLimits()
        limits.deadline = .seconds(10)
        limits.spent = .seconds(3)
        let seen = Mutex<[Duration?]>([])
        let (url, waits) = (url, waits)
        let client = client(limits) { request in
            seen.withLock { $0.append(request.timeout) }
            waits.move(.seconds(4))
            return .failure(.timedOut(url.origin, .total, seconds: 4))
        }
        let request = HTTPRequest(.get, url)
        for _ in 0..<3 {
            await #expect(throws: TransportError.timedOut(url.origin, .deadline, seconds: 10)) {
                try await client.send(request)
            }
        }
        #expect(seen.withLock { $0 } == [.seconds(7), .seconds(3)])
    }

    @Test func `the network's own limit stays where the deadline is farther`() async throws {
        var limits = NetworkLimits()
        limits.deadline = .seconds(100)
        let url = url
        let client = client(limits) { request in
            .failure(.timedOut(url.origin, .total, seconds: request.timeout == .seconds(30) ? 30 : 0))
        }
        await #expect(throws: TransportError.timedOut(url.origin, .total, seconds: 30)) {
            try await client.send(HTTPRequest(.get, url))
        }
    }

    @Test func `offline sends nothing`() async {
        await #expect(throws: TransportError.offline(url.origin)) {
            try await HTTPClient.offline.send(HTTPRequest(.get, url))
        }
    }
}

private final class Waits: Sendable {
    private let state = Mutex((now: Duration.zero, waits: [Duration]()))
    var now: Duration { state.withLock { $0.now } }
    var all: [Duration] { state.withLock { $0.waits } }
    func add(_ wait: Duration) { state.withLock { $0.waits.append(wait) } }
    func move(_ by: Duration) { state.withLock { $0.now += by } }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    @discardableResult
    func add(_ number: Int) -> Int {
        count.withLock {
            $0 += number
            return $0
        }
    }
    func raise(to number: Int) { count.withLock { $0 = max($0, number) } }
}
