internal import Glibc
internal import Support

/// The network as a value: whoever holds it can call, and a test hands in another one.
public struct HTTPClient: Sendable {
    /// Sends a request and answers what came, whatever its status.
    public typealias Send = @Sendable (HTTPRequest) async throws(TransportError) -> HTTPAnswer

    /// Sends one request. Retries, limits and deadlines are layers around it (`HTTPClient.governed`).
    public var send: Send

    /// Makes a client from a function.
    public init(send: @escaping Send) { self.send = send }

    /// A client that sends nothing, for `--offline`.
    public static let offline = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
        throw .offline(request.url.origin)
    }
}

/// Time and chance as a value, so that tests need not wait and can repeat what they saw.
public struct NetworkClock: Sendable {
    /// Time since any fixed moment; never goes back.
    var elapsed: @Sendable () -> Duration
    /// Seconds since 1970, by this machine's clock.
    public var unixTime: @Sendable () -> Int
    /// Waits; may end early if the task is cancelled.
    var sleep: @Sendable (Duration) async -> Void
    /// A number from 0 up to 1, 1 not included.
    var random: @Sendable () -> Double

    /// This machine's own time and chance.
    static let system = NetworkClock(
        elapsed: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        },
        unixTime: { Timestamp.now }, sleep: { duration in try? await Task.sleep(for: duration) },
        random: { Double.random(in: 0..<1) })
}
