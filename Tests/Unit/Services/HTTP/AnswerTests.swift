import Testing

@testable import Services

@Suite struct AnswerTests {
    private func answer(_ body: String, status: Int = 200) throws -> HTTPAnswer {
        HTTPAnswer(origin: try Origin("https://h"), status: status, body: Array(body.utf8))
    }

    @Test(arguments: [
        ("{\"a\":1}", AnswerKind.json), ("\n\n [1]", .json), ("\"token\"", .json), ("12", .json), ("null \n", .json),
        ("", .empty),
        (" \r\n", .empty), ("<html><input type=password></html>", .loginPage),
        ("<!DOCTYPE html><h1>Sign In</h1>", .loginPage),
        ("<html>Down</html>", .webPage), ("\u{FEFF}<html>", .webPage),
        ("{\"fault\":{\"faultstring\":\"x\"}}", .gatewayFault),
        ("All is well", .plainText), ("error: no", .plainText), ("1 2 3", .plainText), ("\"a\"\nb\"", .plainText),
    ])
    func `a body is judged by its beginning`(body: String, kind: AnswerKind) throws {
        #expect(AnswerKind.of(try answer(body)) == kind)
    }

    @Test func `only JSON with a good status passes`() throws {
        #expect(try answer("{}").json(now: 0) == Array("{}".utf8))
        for (body, status, name) in [
            ("<html>login</html>", 200, "loginPage"), ("ok", 200, "notJSON"), ("", 204, "notJSON"),
            ("{}", 401, "unauthorized"),
            ("{}", 402, "paymentRequired"), ("{}", 403, "forbidden"), ("{}", 404, "notFound"),
            ("{}", 418, "unexpectedStatus"),
            ("{}", 429, "tooManyRequests"), ("<html>", 502, "serverError"),
            ("{\"faultstring\":1}", 500, "gatewayFault"),
            ("{\"fault\":{\"faultstring\":1}}", 200, "gatewayFault"),
        ] {
            let answer = try answer(body, status: status)
            do throws(TransportError) {
                _ = try answer.json(now: 0)
                Issue.record("\(status) passed")
            } catch {
                #expect(error.name == name)
            }
        }
    }

    @Test func `the three spellings of a date`() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            #expect(HTTPDate.seconds(text) == 784_111_777)
        }
        #expect(HTTPDate.seconds("Thu, 29 Feb 2024 00:00:00 GMT") == 1_709_164_800)
        for text in [
            "", "yesterday", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37",
        ] {
            #expect(HTTPDate.seconds(text) == nil)
        }
    }
}
