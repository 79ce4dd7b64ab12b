import Testing
import ToolRunning

@testable import Services

/// Limits, deadline and Retry-After with a real server.
@Suite struct GovernedTests {
    @Test("Retry-After in seconds is waited for")
    func retryAfter() async throws {
        let server = try await FaultServer("/=status:429:Retry-After: 1")
        let client = try open().governed(NetworkLimits(), clock: .system)
        #expect(try await client.send(try server.request()).status == 429)
        let times = try server.requests.map(\.time)
        #expect(times.count == 3)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 0.99 })
    }

    @Test(
        "a Retry-After beyond ten seconds is not waited for",
        arguments: ["status:429:Retry-After: 60", "retry-date:60"])
    func longRetryAfter(answer: String) async throws {
        let server = try await FaultServer("/=\(answer)")
        let client = try open().governed(NetworkLimits(), clock: .system)
        #expect(try await client.send(try server.request()).status == 429)
        #expect(try server.requests.count == 1)
    }

    @Test("the deadline is the command's: it ends a call, and no further one is made")
    func deadline() async throws {
        let server = try await FaultServer("/=silent")
        var limits = NetworkLimits()
        limits.deadline = .seconds(1)
        let client = try open().governed(limits, clock: .system)
        let request = try server.request()
        for _ in 0..<2 {
            let (error, time) = try await timed(client, request)
            #expect(error == .timedOut(request.url.origin, .deadline, seconds: 1))
            #expect(time < .seconds(20))
        }
        #expect(try server.requests.count == 1)
    }

    @Test("a timeout is not tried again")
    func timeout() async throws {
        let server = try await FaultServer("/=silent")
        var limits = NetworkLimits()
        limits.timeout = .milliseconds(500)
        let client = try open().governed(limits, clock: .system)
        #expect(await client.error(try server.request())?.name == "timedOut")
        #expect(try server.requests.count == 1)
    }

    @Test("calls beyond the limit a second wait")
    func rate() async throws {
        let server = try await FaultServer("/=ok")
        var limits = NetworkLimits()
        limits.requestsPerSecond = 5
        limits.concurrency = 50
        let client = try open().governed(limits, clock: .system)
        let requests = try (0..<15).map { try server.request("/\($0)") }
        await withTaskGroup(of: Void.self) { group in
            for request in requests { group.addTask { _ = await client.error(request) } }
        }
        let times = try server.requests.map(\.time)
        #expect(times.count == 15)
        #expect((times.max() ?? 0) - (times.min() ?? 0) > 1.5)
    }

    @Test("what -v shows holds neither header nor body")
    func events() async throws {
        let server = try await FaultServer("/=passing:1:503")
        let lines = Lines()
        let client = try open().governed(NetworkLimits(), clock: .system) { lines.add($0.line) }
        let request = try server.request("/v1/1/practiceinfo?limit=5")
        _ = try await client.send(
            request.authorized(HTTPHeader("Authorization", "Bearer secret-1234"), boundTo: [request.url.origin]))
        let said = lines.all
        #expect(said.count == 2)
        #expect(said[0].hasPrefix("GET \(request.url) 503 in "))
        #expect(said[0].contains("request id invented-7; attempt 2 in "))
        #expect(!said.joined().contains("secret"))
    }
}

private final class Lines: @unchecked Sendable {
    // Unchecked: the calls of one request come one after another.
    private var lines: [String] = []
    func add(_ line: String) { lines.append(line) }
    var all: [String] { lines }
}
