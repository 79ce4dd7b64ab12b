/// A request as the routes see it.
public struct Request: Sendable {
    /// In capitals.
    public var method: String
    /// Without the query, percent-decoded.
    public var path: String
    /// Names in lower case, since `next` spells them either way; percent-decoded.
    public var query: [String: String]
    /// The value of `Authorization`, if it was sent.
    public var authorization: String?
    /// At most 64 KiB of it.
    public var body: [UInt8]

    /// Makes a request.
    public init(
        method: String, path: String, query: [String: String] = [:], authorization: String? = nil, body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.authorization = authorization
        self.body = body
    }
}

/// What goes back.
public struct Answer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// In order; `Content-Length` and `Date` are added when it is sent.
    public var headers: [(name: String, value: String)]
    /// As it is sent.
    public var body: [UInt8]

    /// Makes an answer of JSON, unless the headers say otherwise.
    public init(
        _ status: Int, _ body: [UInt8] = [],
        headers: [(name: String, value: String)] = [("Content-Type", "application/json")]
    ) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    /// Makes an answer of plain text or HTML.
    static func text(_ status: Int, _ text: String, type: String = "text/plain") -> Answer {
        Answer(status, Array(text.utf8), headers: [("Content-Type", "\(type); charset=utf-8")])
    }
}

/// A JSON value of an answer before it is spelled.
indirect enum AnswerValue: Sendable {
    case null
    case text(String)
    /// Always a bare number.
    case integer(Int)
    /// A number that the vendor puts in quotes in some years.
    case quotableInteger(Int)
    /// A truth value that the vendor puts in quotes in some years.
    case boolean(Bool)
    case list([AnswerValue])
    case object([(key: String, value: AnswerValue)])
}

extension Scenario.Spelling {
    /// The value as JSON in this spelling, with the blank lines before it.
    func body(_ value: AnswerValue) -> [UInt8] {
        var text = String(repeating: "\r\n", count: blankLines)
        write(value, to: &text)
        return Array(text.utf8)
    }

    private func write(_ value: AnswerValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .text(let content): quote(content, to: &text)
        case .integer(let number): text += String(number)
        case .quotableInteger(let number): text += quotedNumbers ? "\"\(number)\"" : String(number)
        case .boolean(let truth): text += quotedBooleans ? "\"\(truth)\"" : String(truth)
        case .list(let values):
            text += "["
            for (position, value) in values.enumerated() {
                if position > 0 { text += "," }
                write(value, to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (position, member) in members.enumerated() {
                if position > 0 { text += "," }
                quote(member.key, to: &text)
                text += ":"
                write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private func quote(_ content: String, to text: inout String) {
        text += "\""
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "/": text += escapedSlashes ? "\\/" : "/"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

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
