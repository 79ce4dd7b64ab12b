extension Fault.Body {
    /// The wrong answer; `right` is what the request would have got.
    func answer(_ status: Int?, right: Answer, _ spelling: Scenario.Spelling) -> Answer {
        func json(_ standard: Int, _ members: [(key: String, value: AnswerValue)]) -> Answer {
            Answer(status ?? standard, spelling.body(.object(members)))
        }
        switch self {
        case .gatewayFault:
            return json(
                503,
                [
                    (
                        "fault",
                        .object([
                            ("faultstring", .text("The service is temporarily unavailable")),
                            (
                                "detail",
                                .object([("errorcode", .text("messaging.adaptors.http.flow.ServiceUnavailable"))])
                            ),
                        ])
                    )
                ])
        case .loginPage:
            return .text(
                status ?? 200,
                "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form method=\"post\">"
                    + "<input name=\"user\"><input name=\"password\" type=\"password\"></form></body></html>\n",
                type: "text/html")
        case .plainText: return .text(status ?? 200, "Service under maintenance.\n")
        case .empty: return Answer(status ?? 200)
        case .cutJSON:
            return Answer(
                status ?? right.status, Array(right.body.prefix(right.body.count / 2)), headers: right.headers)
        case .incorrectPermissions:
            return json(401, [("error", .text("Incorrect permissions.")), ("detailedmessage", .text("Bad auth."))])
        case .invalidPractice:
            return json(
                404,
                [
                    ("error", .text("Invalid practice.")),
                    ("detailedmessage", .text("The practice ID does not exist.")),
                ])
        case .invalidClient: return json(401, [("error", .text("invalid_client"))])
        case .developerInactive: return .text(status ?? 401, "<h1>Developer Inactive</h1>", type: "text/html")
        }
    }
}
