import Foundation
import Testing
import ToolRunning

@testable import Services

/// A credential reaches its own origin and nobody else.
@Suite struct SentCredentialTests {
    private static let header = HTTPHeader("Authorization", "Bearer invented-secret-0001")

    @Test(
        "a redirect is reported with its target's host and not followed, so no second listener sees anything",
        arguments: [
            "http://127.0.0.1:PORT/", "http://localhost:PORT/", "https://localhost:PORT/",
            "http://user:pass@127.0.0.1:PORT/", "//127.0.0.1:PORT/", "http://127.0.0.1:PORT\\@example.com/",
        ])
    func redirect(target: String) async throws {
        let second = try await FaultServer("/=ok")
        let location = target.replacingOccurrences(of: "PORT", with: String(second.port))
        let first = try await FaultServer("/=redirect:\(location)")
        let request = try first.request()
        let bound = request.authorized(Self.header, boundTo: [request.url.origin])
        let error = await (try open()).error(bound)
        #expect(error?.name == "redirect")
        let shown = error?.facts["target"] ?? ""
        #expect(shown.contains(":\(second.port)"))
        #expect(!shown.contains("pass"))
        #expect(try second.requests.isEmpty)
        #expect(try first.requests.count == 1)
    }

    @Test("a request that is bound elsewhere is not sent")
    func foreign() async throws {
        let server = try await FaultServer("/=ok")
        let request = try server.request()
        for other in ["http://127.0.0.1:1", "https://127.0.0.1:\(server.port)", "http://localhost:\(server.port)"] {
            let bound = request.authorized(Self.header, boundTo: [try Origin(other)])
            #expect(await (try open()).error(bound) == .foreignOrigin(request.url.origin))
        }
        #expect(try server.requests.isEmpty)
    }

    @Test("a header cannot bring a second line along", arguments: ["a\r\nX-Injected: 1", "a\nb", "a\u{0}b", ""])
    func injection(value: String) async throws {
        let server = try await FaultServer("/=ok")
        var request = try server.request()
        request.headers = [HTTPHeader("X-Test", value)]
        #expect(await (try open()).error(request) == .badRequest(request.url.origin))
        #expect(try server.requests.isEmpty)
    }

    @Test("what is sent is what was asked for")
    func request() async throws {
        let server = try await FaultServer("/=ok")
        var request = try server.request("/a/../b%2Fc?x=%20y")
        request.method = .post
        request.body = Array("{\"a\":1}".utf8)
        request.headers = [HTTPHeader("Content-Type", "application/json")]
        _ = try await (try open()).send(request)
        let seen = try #require(try server.requests.first)
        #expect(seen.method == "POST")
        #expect(seen.path == "/a/../b%2Fc?x=%20y")
        #expect(seen.body == "{\"a\":1}")
        #expect(seen.headers["User-Agent"] == "be-diagnose/test")
        #expect(seen.headers["Content-Type"] == "application/json")
        #expect(seen.headers["Expect"] == nil)
    }
}
