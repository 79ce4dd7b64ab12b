internal import Glibc

/// Gives out tokens, at most so many a minute, and knows those it gave.
struct TokenDesk {
    private let rules: Scenario.TokenRules
    /// Seconds of the monotonic clock at which the tokens of the last minute were given.
    private var given: [Double] = []
    /// Until when each token is good.
    private var tokens: [String: Double] = [:]

    init(_ rules: Scenario.TokenRules) { self.rules = rules }

    /// Whether a call may go on; nothing is required unless the scenario says so, but a wrong token is never right.
    enum Standing { case good, missing, unknown }

    func standing(_ authorization: String?, now: Double) -> Standing {
        guard let authorization else { return rules.required ? .missing : .good }
        guard authorization.lowercased().hasPrefix("bearer ") else { return .missing }
        let token = String(authorization.dropFirst(7))
        return tokens[token].map { now < $0 } == true ? .good : .unknown
    }

    /// The answer to `POST /oauth2/v1/token`.
    mutating func answer(_ request: Request, _ spelling: Scenario.Spelling, now: Double) -> Answer {
        given.removeAll { now - $0 >= 60 }
        guard given.count < rules.perMinute else { return .text(429, "Too many token requests.") }
        given.append(now)
        func refusal(_ status: Int, _ error: String) -> Answer {
            Answer(status, spelling.body(.object([("error", .text(error))])))
        }
        let form = Form.read(String(decoding: request.body, as: UTF8.self))
        guard form["grant_type"] == "client_credentials" else { return refusal(400, "unsupported_grant_type") }
        guard form["scope"] == "athena/service/Athenanet.MDP.*" else { return refusal(400, "invalid_scope") }
        if !rules.clients.isEmpty {
            let basic = rules.clients.map { "Basic " + Base64.encode(Array("\($0.id):\($0.secret)".utf8)) }
            guard let authorization = request.authorization, basic.contains(authorization) else {
                return refusal(401, "invalid_client")
            }
        }
        let token = "sandbox-\(given.count)-\(UInt64.random(in: .min ... .max))"
        tokens[token] = now + Double(rules.lifetime)
        return Answer(
            200,
            spelling.body(
                .object([
                    ("access_token", .text(token)), ("token_type", .text("Bearer")),
                    ("expires_in", .quotableInteger(rules.lifetime)),
                    ("scope", .text("athena/service/Athenanet.MDP.*")),
                ])))
    }

    /// Seconds of a clock that never goes back.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Bodies and queries in `application/x-www-form-urlencoded`.
enum Form {
    static func read(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
        }
        return values
    }

    static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Base64 (RFC 4648) in one direction, to compare what HTTP Basic brings.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let letters = (0..<4).map { alphabet[bits >> (18 - 6 * $0) & 63] }
            let filled = min(4, bytes.count - start + 1)
            text += letters[..<filled] + Array(repeating: UInt8(ascii: "="), count: 4 - filled)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
