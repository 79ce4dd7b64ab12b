import Testing

@testable import Model
@testable import Services

@Suite struct ClientTests {
    private static let base = "/v1/10021/departments"

    private func departments(_ answers: [String: (Int, String)]) async throws -> Collected<Department> {
        try await Doubles.client(answers).departments(of: VendorID("10021"), hidden: false)
    }

    @Test func `pages are followed as given, with upper-case keys and escaped slashes`() async throws {
        let all = try await departments([
            Self.base: (
                200,
                "\r\n\n{\"totalcount\":\"2\",\"departments\":[{\"departmentid\":\"1\",\"name\":\"A\"}],"
                    + "\"next\":\"\\/v1\\/10021\\/departments?LIMIT=1&OFFSET=1\"}"
            ),
            "/v1/10021/departments?LIMIT=1&OFFSET=1": (
                200, "{\"totalcount\":2,\"departments\":[{\"departmentid\":2}],\"previous\":\"x\"}"
            ),
        ])
        #expect(all.rows == [Department(id: "1", name: "A"), Department(id: "2")])
        #expect(all.isComplete)
    }

    private static let link = "/v1/10021/departments?offset=1"

    private static func page(_ id: String, _ more: String) -> String {
        "{\"departments\":[{\"departmentid\":\"\(id)\"}]\(more)}"
    }

    @Test func `what is missing is named`() async throws {
        let first = Self.page("1", ",\"next\":\"\(Self.link)\"")
        func gaps(_ second: (Int, String)) async throws -> [CollectionGap] {
            try await departments([Self.base: (200, first), Self.link: second]).gaps
        }
        #expect(try await gaps((200, Self.page("2", ""))).isEmpty)
        #expect(try await gaps((200, Self.page("2", ",\"totalcount\":3"))) == [.count(collected: 2, announced: 3)])
        #expect(try await gaps((200, Self.page("2", ",\"next\":\"\(Self.base)\""))) == [.loop(page: 2)])
        #expect(try await gaps((200, Self.page("2", ",\"next\":\"\(Self.link)\""))) == [.loop(page: 2)])
        // A page that repeats what came leads nowhere, whatever link it has.
        #expect(try await gaps((200, Self.page("1", ",\"next\":\"/v1/x?offset=9\""))) == [.loop(page: 2)])
        #expect(
            try await gaps((200, Self.page("2", ",\"next\":\"https://evil.example.com/v1\""))) == [.otherHost(page: 2)])
        #expect(try await gaps((200, Self.page("2", ",\"next\":\"//evil.example.com/v1\""))) == [.badLink(page: 2)])
        #expect(try await gaps((200, Self.page("2", ",\"next\":7"))) == [.badLink(page: 2)])
        #expect(try await gaps((200, Self.page("x", ""))) == [.withoutID(1)])
        #expect(try await gaps((200, Self.page("1", ",\"name\":1"))).isEmpty)
        #expect(try await gaps((404, "{\"error\":\"Invalid practice.\"}")) == [.page(2, .noSuchPractice)])
    }

    @Test(arguments: [
        (
            404, "{\"error\":\"Invalid practice.\",\"detailedmessage\":\"The practice ID does not exist.\"}",
            "noSuchPractice"
        ),
        (404, "\n\n{\"error\":\"invalid practice\"}", "noSuchPractice"),
        (401, "{\"error\":\"Incorrect permissions.\",\"detailedmessage\":\"Bad auth.\"}", "notGranted"),
        (401, "{\"error\":\"incorrect  permissions\"}", "notGranted"),
        (401, "<h1>Developer Inactive</h1>", "unauthorized"), (401, "", "unauthorized"),
        (401, "{\"fault\":{\"faultstring\":\"Invalid access token\"}}", "unauthorized"),
        (404, "<html><body>Not Found</body></html>", "failed notFound"), (404, "", "failed notFound"),
        (404, "{\"fault\":{\"faultstring\":\"no practice\"}}", "failed notFound"),
        (402, "{\"error\":\"Incorrect permissions.\"}", "failed paymentRequired"),
        (403, "{\"error\":\"Business state\"}", "failed forbidden"), (429, "", "failed tooManyRequests"),
        (500, "", "failed serverError"), (503, "{\"fault\":{\"faultstring\":\"x\"}}", "failed gatewayFault"),
        (200, "<form><input type=password></form>", "failed loginPage"), (200, "Maintenance.", "failed notJSON"),
        (200, "", "failed notJSON"), (200, "{\"departments\":[", "unexpected"), (200, "[]", "unexpected"),
        (200, "{\"departments\":{}}", "unexpected"), (200, "{\"error\":\"x\"}", "unexpected"),
    ])
    func `each refusal has its error`(status: Int, body: String, error: String) async throws {
        await #expect {
            _ = try await departments([Self.base: (status, body)])
        } throws: { thrown in
            switch thrown as? AthenahealthError {
            case .noSuchPractice: error == "noSuchPractice"
            case .notGranted: error == "notGranted"
            case .unauthorized: error == "unauthorized"
            case .failed(let why, _): error == "failed \(why.name)"
            case .unexpected: error == "unexpected"
            default: false
            }
        }
    }

    @Test(arguments: ["{\"pong\":true}", "{\"pong\":\"true\"}", "\r\n{\"PONG\":\"True\"}"])
    func `ping returns where the practice answers`(body: String) async throws {
        try await Doubles.client(["/v1/10021/ping": (200, body)]).ping(VendorID("10021"))
    }

    @Test(arguments: ["{}", "{\"pong\":false}", "{\"pong\":1}", "true"])
    func `ping without a pong is no answer`(body: String) async throws {
        let client = try Doubles.client(["/v1/10021/ping": (200, body)])
        await #expect(throws: AthenahealthError.self) { try await client.ping(VendorID("10021")) }
    }

    @Test func `a refused token is told from another trouble with it`() async throws {
        let origin = try Origin("https://api.example.com")
        func error(_ thrown: TransportError) async throws -> AthenahealthError? {
            let client = try Doubles.client { (_) throws(TransportError) in throw thrown }
            do {
                _ = try await client.practices()
                return nil
            } catch {
                return error
            }
        }
        #expect(try await error(.status(origin, 401, .json, retryAfter: nil)) == .tokenRefused)
        let busy = TransportError.status(origin, 429, .plainText, retryAfter: 30)
        #expect(try await error(busy) == .noToken(busy))
        #expect(try await error(.refused(origin)) == .failed(.refused(origin), said: nil))
    }

    @Test(arguments: [
        (401, "{\"error\":\"Incorrect permissions.\"}", false), (401, "{\"error\":\"x\"}", true), (401, "", true),
        (403, "", false), (200, "{}", false),
    ])
    func `only a 401 about the token asks for another one`(status: Int, body: String, isToken: Bool) throws {
        let answer = HTTPAnswer(
            origin: try Origin("https://api.example.com"), status: status, body: Array(body.utf8))
        #expect(AthenahealthClient.isRefusedToken(answer) == isToken)
    }

    @Test func `the first list of objects holds the cancellation reasons, whatever its name`() async throws {
        let target = "/v1/10021/appointmentcancelreasons?limit=5000"
        for name in ["appointmentcancelreasons", "cancelreasons", "x"] {
            let body =
                "{\"totalcount\":1,\"other\":[],\"numbers\":[1],\"\(name)\":[{\"appointmentcancelreasonid\":-1}]}"
            let all = try await Doubles.client([target: (200, body)]).cancelReasons(of: VendorID("10021"))
            #expect(all.rows == [CancelReason(id: "-1")])
        }
    }
}
