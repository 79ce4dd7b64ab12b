internal import Support

/// A request as the routes see it.
public struct Request: Sendable {
    /// In capitals.
    public var method: String
    /// Without the query, percent-decoded.
    public var path: String
    /// Names in lower case, since `next` spells them either way; percent-decoded.
    public var query: [String: String] = [:]
    /// The value of `Authorization`, if it was sent.
    public var authorization: String?
    /// At most 64 KiB of it.
    public var body: [UInt8] = []
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

extension AnswerValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    init(dictionaryLiteral members: (String, AnswerValue)...) {
        self = .object(members.map { (key: $0.0, value: $0.1) })
    }

    init(arrayLiteral values: AnswerValue...) { self = .list(values) }

    init(stringLiteral text: String) { self = .text(text) }
}

extension Scenario.Spelling {
    /// An answer of JSON in this spelling, with the blank lines before it.
    func answer(_ status: Int, _ value: AnswerValue) -> Answer {
        Answer(status, Array((String(repeating: "\r\n", count: blankLines) + json(value)).utf8))
    }

    private func json(_ value: AnswerValue) -> String {
        switch value {
        case .null: "null"
        case .text(let content): quoted(content)
        case .integer(let number): String(number)
        case .quotableInteger(let number): quotedNumbers ? "\"\(number)\"" : String(number)
        case .boolean(let truth): quotedBooleans ? "\"\(truth)\"" : String(truth)
        case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { quoted($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
        }
    }

    private func quoted(_ content: String) -> String {
        let text = JSONText.quoted(content)
        guard escapedSlashes, text.utf8.contains(UInt8(ascii: "/")) else { return text }
        return text.replacing("/", with: "\\/")
    }
}

extension Fault.Body {
    /// The wrong answer; `right` is what the request would have got.
    func answer(_ status: Int?, right: Answer, _ spelling: Scenario.Spelling) -> Answer {
        func json(_ standard: Int, _ value: AnswerValue) -> Answer { spelling.answer(status ?? standard, value) }
        switch self {
        case .gatewayFault:
            let detail: AnswerValue = ["errorcode": "messaging.adaptors.http.flow.ServiceUnavailable"]
            return json(
                503, ["fault": ["faultstring": "The service is temporarily unavailable", "detail": detail]])
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
            return json(401, ["error": "Incorrect permissions.", "detailedmessage": "Bad auth."])
        case .invalidPractice:
            return json(404, ["error": "Invalid practice.", "detailedmessage": "The practice ID does not exist."])
        case .invalidClient: return json(401, ["error": "invalid_client"])
        case .developerInactive: return .text(status ?? 401, "<h1>Developer Inactive</h1>", type: "text/html")
        }
    }
}
