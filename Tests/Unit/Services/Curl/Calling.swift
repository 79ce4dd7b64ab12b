import ToolRunning

@testable import Services

/// The real client; a limit is long unless a test is about it, since the machine may be busy.
func open(
    timeout: Duration = .seconds(60), connect: Duration = .seconds(10), caFile: String? = nil
) throws -> HTTPClient {
    var settings = CurlSettings(userAgent: "be-diagnose/test", caFile: caFile)
    settings.timeout = timeout
    settings.connectTimeout = connect
    return try CurlClient.open(settings)
}

extension HTTPClient {
    /// The error of a call that must fail.
    func error(_ request: HTTPRequest) async -> TransportError? {
        do throws(TransportError) {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }
}

extension FaultServer {
    /// A request to it.
    func request(_ path: String = "/", scheme: String = "http", host: String = "127.0.0.1") throws -> HTTPRequest {
        HTTPRequest(.get, try HTTPURL("\(scheme)://\(host):\(port)\(path)"))
    }
}

/// The error of a call that must fail, and how long it took.
func timed(_ client: HTTPClient, _ request: HTTPRequest) async throws -> (TransportError?, Duration) {
    try await undisturbed {
        let clock = ContinuousClock()
        let start = clock.now
        return (await client.error(request), clock.now - start)
    }
}
