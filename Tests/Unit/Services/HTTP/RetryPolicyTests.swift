import Testing

@testable import Services

@Suite struct RetryPolicyTests {
    private let origin: Origin
    private let policy = RetryPolicy()

    init() throws { origin = try Origin("https://api.example.com") }

    private func wait(
        _ outcome: Result<HTTPAnswer, TransportError>, attempt: Int = 1, effect: HTTPRequest.Effect = .read,
        random: Double = 0.5, remaining: Duration? = nil
    ) -> Duration? {
        policy.wait(
            afterAttempt: attempt, of: effect, outcome: outcome, now: 784_111_777, random: random, remaining: remaining)
    }

    private func answer(_ status: Int, retryAfter: String? = nil) -> Result<HTTPAnswer, TransportError> {
        .success(
            HTTPAnswer(
                origin: origin, status: status, headers: retryAfter.map { [HTTPHeader("retry-after", $0)] } ?? []))
    }

    @Test func `statuses that pass by themselves are tried again, others are not`() {
        for status in 200...599 {
            #expect((wait(answer(status)) != nil) == [429, 502, 503, 504].contains(status), "\(status)")
        }
    }

    @Test func `a write is never tried again`() {
        #expect(wait(answer(503), effect: .write) == nil)
        #expect(wait(.failure(.reset(origin)), effect: .write) == nil)
    }

    @Test func `errors of the connection are tried again, timeouts and certificates are not`() {
        let again: [TransportError] = [.refused(origin), .unreachable(origin), .reset(origin), .truncated(origin)]
        for error in again { #expect(wait(.failure(error)) != nil) }
        let never: [TransportError] = [
            .timedOut(origin, .connect, seconds: 1), .timedOut(origin, .total, seconds: 1), .nameNotFound(host: "x"),
            .certificate(origin, .expired), .tls(origin), .redirect(origin, status: 302, target: nil),
            .tooLarge(origin, limit: 1), .notHTTP(origin), .proxy(origin, proxy: "p"), .offline(origin),
        ]
        for error in never { #expect(wait(.failure(error)) == nil) }
    }

    @Test func `twice at most, with full jitter below a bound that doubles`() {
        #expect(wait(answer(503), attempt: 1, random: 0) == .zero)
        #expect(wait(answer(503), attempt: 1, random: 0.5) == .milliseconds(125))
        #expect(wait(answer(503), attempt: 2, random: 0.5) == .milliseconds(250))
        #expect(wait(answer(503), attempt: 3) == nil)
    }

    @Test(arguments: [
        ("0", 0), ("7", 7), ("10", 10), ("11", nil), ("99999999999999999999", nil), ("-1", 0), ("soon", 0), ("", 0),
        ("Sun, 06 Nov 1994 08:49:42 GMT", 5), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
        ("Sun, 06 Nov 1994 09:49:37 GMT", nil),
    ])
    func `Retry-After is honoured up to ten seconds`(text: String, seconds: Int?) {
        #expect(wait(answer(429, retryAfter: text), random: 0) == seconds.map { .seconds($0) })
    }

    @Test func `no wait goes beyond the deadline`() {
        #expect(wait(answer(503, retryAfter: "5"), remaining: .seconds(6)) == .seconds(5))
        #expect(wait(answer(503, retryAfter: "5"), remaining: .seconds(5)) == nil)
    }
}
