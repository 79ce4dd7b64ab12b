import Testing
import ToolRunning

@testable import Services

/// A write arrives once, whatever happens to its connection; counted at the server.
@Suite struct WriteTests {
    private func post(_ server: FaultServer) throws -> HTTPRequest {
        var request = try server.request()
        request.method = .post
        request.effect = .write
        request.body = Array("{}".utf8)
        return request
    }

    @Test("a write never goes over a reused connection, which libcurl would repeat it on")
    func fresh() async throws {
        let server = try await FaultServer("/=once-a-connection")
        let client = try open()
        _ = try await client.send(try server.request())
        _ = try await client.send(try post(server))
        _ = try await client.send(try post(server))
        let writes = try server.requests.filter { $0.method == "POST" }
        #expect(writes.count == 2)
        #expect(Set(writes.map(\.connection)).count == 2)
    }

    @Test("reads do reuse a connection")
    func reuse() async throws {
        let server = try await FaultServer("/=ok")
        let client = try open()
        for _ in 0..<3 { _ = try await client.send(try server.request()) }
        #expect(Set(try server.requests.map(\.connection)).count == 1)
    }

    @Test("a write is not tried again, a read is", arguments: ["reset", "status:503", "status:429"])
    func retries(answer: String) async throws {
        let server = try await FaultServer("/=\(answer)")
        let client = try open().governed(NetworkLimits(), clock: .system)
        _ = await client.error(try post(server))
        #expect(try server.requests.count == 1)
        _ = await client.error(try server.request())
        #expect(try server.requests.count == 4)
    }

    @Test("a read gets over two passing faults", arguments: ["passing:2:503", "passing-reset:2"])
    func passing(answer: String) async throws {
        let server = try await FaultServer("/=\(answer)")
        let client = try open().governed(NetworkLimits(), clock: .system)
        #expect(try await client.send(try server.request()).status == 200)
        #expect(try server.requests.count == 3)
    }
}
