import Testing
import ToolRunning

@testable import Services

/// Each fault of a server and of the network, through the real client on loopback.
@Suite struct FaultTests {
    @Test(
        "tells what happened, in time",
        arguments: [
            ("reset", "reset"), ("close", "reset"), ("truncated", "truncated"), ("reset-in-body", "truncated"),
            ("bad-length", "notHTTP"), ("false-gzip", "truncated"), ("garbage", "notHTTP"),
            ("large", "tooLarge"), ("bomb", "tooLarge"), ("header-flood", "tooLarge"),
        ])
    func fault(answer: String, name: String) async throws {
        let server = try await FaultServer("/=\(answer)")
        let (error, time) = try await timed(try open(), try server.request())
        #expect(error?.name == name)
        #expect(time < .seconds(50))
    }

    @Test("a body of a byte a second ends with the total limit")
    func drip() async throws {
        let server = try await FaultServer("/=drip")
        let request = try server.request()
        let (error, time) = try await timed(try open(timeout: .milliseconds(2_500)), request)
        #expect(error == .timedOut(request.url.origin, .total, seconds: 3))
        // Without the limit it takes 100 s.
        #expect((.seconds(2)...(.seconds(30))).contains(time))
    }

    @Test("a server that says nothing, and a request's own shorter limit")
    func silent() async throws {
        let server = try await FaultServer("/=silent")
        var request = try server.request()
        request.timeout = .seconds(1)
        #expect(await (try open()).error(request) == .timedOut(request.url.origin, .total, seconds: 1))
    }

    @Test("nothing listens")
    func refused() async throws {
        let server = try await FaultServer(["--as", "refusing"])
        let request = try server.request()
        #expect(await (try open()).error(request) == .refused(request.url.origin))
    }

    @Test("no connection comes about")
    func connectTimeout() async throws {
        let server = try await FaultServer(["--as", "deaf"])
        let request = try server.request()
        let error = await (try open(connect: .seconds(1))).error(request)
        #expect(error == .timedOut(request.url.origin, .connect, seconds: 1))
    }

    @Test("a name without address")
    func nameNotFound() async throws {
        let request = HTTPRequest(.get, try HTTPURL("https://nowhere.invalid/"))
        #expect(await (try open()).error(request) == .nameNotFound(host: "nowhere.invalid"))
    }

    @Test("an announced length, or a compressed stream, that ends early gives a cut body, which is no whole JSON")
    func cutBody() async throws {
        let server = try await FaultServer("/short=short-length", "/gzip=cut-gzip")
        let client = try open()
        #expect(try await client.send(try server.request("/short")).body.count == 20)
        #expect(try await client.send(try server.request("/gzip")).body.last != UInt8(ascii: "}"))
    }

    @Test("statuses are answers, with headers and time")
    func statuses() async throws {
        for status in [200, 401, 402, 403, 404, 429, 500, 503] {
            let server = try await FaultServer("/=status:\(status):Retry-After: 7")
            let answer = try await (try open()).send(try server.request())
            #expect(answer.status == status)
            #expect(answer.requestID == "invented-7")
            #expect(answer.retryAfter(now: 0) == 7)
            #expect(answer.date != nil)
        }
    }

    @Test("a call that nobody waits for any more ends at once")
    func cancelled() async throws {
        let server = try await FaultServer("/=silent")
        let client = try open()
        let request = try server.request()
        let (error, time) = try await undisturbed {
            // A child of this task, since only those stay on its threads.
            try await withThrowingTaskGroup(of: TransportError?.self) { group in
                group.addTask { await client.error(request) }
                try await Task.sleep(for: .milliseconds(200))
                let clock = ContinuousClock()
                let start = clock.now
                group.cancelAll()
                return (try await group.next() ?? nil, clock.now - start)
            }
        }
        #expect(error == .cancelled(request.url.origin))
        #expect(time < .seconds(30))
    }

    @Test("many calls at once all come back")
    func concurrent() async throws {
        let server = try await FaultServer("/ok=ok", "/reset=reset", "/text=text")
        let client = try open()
        let requests = try (0..<120).map { try server.request(["/ok", "/reset", "/text"][$0 % 3]) }
        let good = await withTaskGroup(of: Bool.self) { group in
            for request in requests { group.addTask { await client.error(request) == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(good == 80)
    }
}
