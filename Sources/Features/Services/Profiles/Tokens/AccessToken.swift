internal import Support

/// A bearer token, kept in memory only. It has no description on purpose.
public struct AccessToken: Sendable, Equatable {
    /// As it is sent behind `Bearer`.
    var value: String
    /// Seconds from when it was asked for.
    var lifetime: Int
}

/// The client credentials grant (RFC 6749, section 4.4), as athenahealth's token call wants it: HTTP Basic over the
/// client's id and secret as they are, and a form of `grant_type` and `scope`.
public struct ClientCredentialsGrant: Sendable {
    private let url: HTTPURL
    private let credential: Credential
    private let scope: String

    /// A grant at a token URL.
    init(url: HTTPURL, credential: Credential, scope: String) {
        self.url = url
        self.credential = credential
        self.scope = scope
    }

    /// Asks for a token. `now` in seconds since 1970, for a `Retry-After` that is a date.
    public func token(through door: HTTPDoor, now: Int) async throws(TransportError) -> AccessToken {
        let form = "grant_type=client_credentials&scope=\(FormText.encoded(scope))"
        let request = HTTPRequest(
            .post, url,
            headers: [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("Accept", "application/json"),
            ], body: Array(form.utf8), effect: .read)
        let answer = try await door.send(credential.authorize(request))
        let body = try answer.json(now: now)
        guard let document = WholeJSON.document(in: body), let token = TokenAnswer.token(in: document) else {
            throw .notJSON(answer.origin, .json, status: answer.status)
        }
        return token
    }
}

/// The token call's answer; `expires_in` is a text in newer answers and a number in older ones.
private enum TokenAnswer {
    static func token(in document: JSONNode) -> AccessToken? {
        guard document.kind == .object, let value = document["access_token"]?.text, isUsable(value) else { return nil }
        let lifetime = document["expires_in"].flatMap { $0.text ?? $0.number }.flatMap { Int($0) }
        // Without one, a token is used for as long as this run lasts, and a 401 renews it.
        return AccessToken(value: value, lifetime: lifetime ?? 3600)
    }

    /// Whether it can stand in a header line.
    private static func isUsable(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

/// A value of a form, with everything but letters, digits and `-._~*` as %XX.
public enum FormText {
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._~*".utf8.contains(byte)
            if isPlain && byte < 0x80 {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" + hex : hex)
            }
        }
        return result
    }
}
