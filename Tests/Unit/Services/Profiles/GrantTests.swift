import Foundation
import Testing

@testable import Services

/// The token call as the vendor wants it, and its answers of all years.
@Suite struct GrantTests {
    private func grant(_ answer: String, status: Int = 200) async -> (Result<AccessToken, TransportError>, HTTPRequest?)
    {
        let seen = Seen()
        do {
            let url = try HTTPURL("https://h")
            let credential = Credential(name: "c", secret: .client(id: "id", secret: "s+/ %"), origins: [url.origin])
            let grant = try #require(ClientCredentialsGrant.athenahealth(AthenahealthService(url: url), credential))
            let client = HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
                seen.request = request
                return HTTPAnswer(origin: url.origin, status: status, body: Array(answer.utf8))
            }
            do throws(TransportError) {
                return (.success(try await grant.token(through: client, now: 0)), seen.request)
            } catch {
                return (.failure(error), seen.request)
            }
        } catch {
            Issue.record(error)
            return (.failure(.noLibrary("")), nil)
        }
    }

    @Test func `the request`() async throws {
        let (_, sent) = await grant("{}")
        let request = try #require(sent)
        #expect(request.method == .post)
        #expect(request.url.target == "/oauth2/v1/token")
        #expect(
            request.body == Array("grant_type=client_credentials&scope=athena%2Fservice%2FAthenanet.MDP.*".utf8))
        #expect(request.headers.contains(HTTPHeader("Content-Type", "application/x-www-form-urlencoded")))
        // Over id and secret as they are, not form-encoded first.
        let basic = Data("id:s+/ %".utf8).base64EncodedString()
        #expect(request.headers.contains(HTTPHeader("Authorization", "Basic \(basic)")))
        #expect(request.boundTo == [request.url.origin])
    }

    @Test(arguments: [
        ("{\"access_token\":\"t\",\"expires_in\":\"3600\"}", 3600),
        ("{\"access_token\":\"t\",\"expires_in\":1800}", 1800),
        ("\n\n{\"access_token\":\"t\"}", 3600), ("{\"access_token\":\"t\",\"expires_in\":\"soon\"}", 3600),
    ])
    func `answers`(answer: String, lifetime: Int) async throws {
        #expect(try await grant(answer).0.get() == AccessToken(value: "t", lifetime: lifetime))
    }

    @Test(arguments: [
        ("{}", 200, "notJSON"), ("[]", 200, "notJSON"), ("{\"access_token\":\"\"}", 200, "notJSON"),
        ("{\"access_token\":\"a\\nb\"}", 200, "notJSON"), ("{\"access_token\":", 200, "notJSON"),
        ("<html>login</html>", 200, "loginPage"), ("{\"error\":\"invalid_client\"}", 401, "unauthorized"),
        ("{\"error\":\"x\"}", 400, "unexpectedStatus"), ("slow down", 429, "tooManyRequests"),
    ])
    func `what is no token`(answer: String, status: Int, name: String) async {
        guard case .failure(let error) = await grant(answer, status: status).0 else {
            Issue.record("it passed")
            return
        }
        #expect(error.name == name)
    }
}

private final class Seen: @unchecked Sendable {
    // Unchecked: one call, read when it has ended.
    var request: HTTPRequest?
}
