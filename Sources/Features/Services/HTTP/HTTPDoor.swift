/// The network as a value: whoever holds it can call, and a test hands in another one.
public struct HTTPDoor: Sendable {
    /// Sends a request and answers what came, whatever its status.
    public typealias Send = @Sendable (HTTPRequest) async throws(TransportError) -> HTTPAnswer

    /// Sends one request. Retries, limits and deadlines are layers around it (`HTTPDoor.governed`).
    public var send: Send

    /// Makes a door from a function.
    public init(send: @escaping Send) {
        self.send = send
    }

    /// A door that sends nothing, for `--offline`.
    public static let offline = HTTPDoor { (request) async throws(TransportError) -> HTTPAnswer in
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
}
