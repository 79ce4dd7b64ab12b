internal import Support

/// A secret in one of README.md's forms, with the origins that it may go to. It has no description on purpose.
public struct Credential: Sendable, Equatable {
    /// The forms in which a secret comes.
    public enum Secret: Sendable, Equatable {
        /// athenahealth's client.
        case client(id: String, secret: String)
        /// Unity's service user; HTTP Basic elsewhere.
        case user(name: String, password: String)
        /// `Authorization: Bearer …`.
        case bearer(String)
        /// `Authorization: ApiKey …`.
        case apiKey(String)
        /// Headers as they are sent.
        case headers([HTTPHeader])
    }

    /// The name in the profiles file.
    public var name: String
    /// The secret itself.
    public var secret: Secret
    /// It is sent to these only.
    public var origins: Set<Origin>

    /// A secret that was read from its source.
    public init(name: String, secret: Secret, origins: Set<Origin>) {
        self.name = name
        self.secret = secret
        self.origins = origins
    }

    /// What must never be shown, for the gate.
    public var secrets: [String] {
        switch secret {
        case .client(let id, let secret): [secret, "\(id):\(secret)"]
        case .user(let name, let password): [password, "\(name):\(password)"]
        case .bearer(let token), .apiKey(let token): [token]
        case .headers(let headers):
            // `Basic …` and the like: what follows the scheme is the secret.
            headers.flatMap {
                [$0.value] + $0.value.split(separator: " ").map(String.init).filter { $0.utf8.count > 7 }
            }
        }
    }

    /// A request with this credential in its headers, bound to its origins. A client or user goes as HTTP Basic.
    public func authorize(_ request: HTTPRequest) -> HTTPRequest {
        switch secret {
        case .client(let id, let secret): basic(request, id, secret)
        case .user(let name, let password): basic(request, name, password)
        case .bearer(let token): request.authorized(HTTPHeader("Authorization", "Bearer \(token)"), boundTo: origins)
        case .apiKey(let key): request.authorized(HTTPHeader("Authorization", "ApiKey \(key)"), boundTo: origins)
        case .headers(let headers): headers.reduce(request) { $0.authorized($1, boundTo: origins) }
        }
    }

    private func basic(_ request: HTTPRequest, _ name: String, _ password: String) -> HTTPRequest {
        let encoded = Base64.text(Array("\(name):\(password)".utf8))
        return request.authorized(HTTPHeader("Authorization", "Basic \(encoded)"), boundTo: origins)
    }
}

/// A credential's name, where it comes from, and where it may go. The secret itself is not here.
public struct CredentialDefinition: Sendable, Equatable {
    /// The name that services refer to.
    var name: String
    /// Compared exactly; the credential is sent to no other.
    var origins: Set<Origin>
    /// Where the secret is.
    public var source: CredentialSource
}

/// Where a secret is kept. Never a flag's value, and never in the profiles file.
public enum CredentialSource: Sendable, Equatable {
    /// A program with its arguments that prints the credential's JSON.
    case helper([String])
    /// An environment variable that holds the JSON.
    case environment(String)
    /// A file of the user's own that nobody else may read.
    case file(String)

    /// What it is, for a message; no argument of a helper is shown.
    public var text: String {
        switch self {
        case .helper(let command): "the helper \(command.first ?? "")"
        case .environment(let name): "the environment variable \(name)"
        case .file(let path): "the file \(path)"
        }
    }
}

/// A credential's JSON (README.md).
enum CredentialJSON {
    /// The known members; another member is not looked at, a known one of another type spoils the whole.
    private struct Form {
        var texts: [String: String] = [:]
        var headers: [HTTPHeader]?

        init?(_ document: JSONNode) {
            guard document.kind == .object else { return nil }
            for entry in document.entries {
                guard let key = entry.key.text else { return nil }
                if key == "headers" {
                    guard entry.value.kind == .object, headers == nil else { return nil }
                    headers = []
                    for header in entry.value.entries {
                        guard let name = header.key.text, let value = header.value.text else { return nil }
                        headers?.append(HTTPHeader(name, value))
                    }
                } else if Self.known.contains(key) {
                    // A key that stands there twice could mean either.
                    guard let text = entry.value.text, texts.updateValue(text, forKey: key) == nil else { return nil }
                }
            }
        }

        private static let known = ["clientID", "clientSecret", "username", "password", "bearer", "apiKey"]
    }

    /// The secret, or why the bytes hold none; no part of the bytes is repeated.
    static func secret(in bytes: [UInt8]) -> Result<Credential.Secret, Why> {
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return .failure(Why("it is empty")) }
        guard let form = (try? WholeJSON.document(in: bytes)).flatMap(Form.init) else {
            let isJSON = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
            return .failure(
                Why(
                    isJSON
                        ? "it is not a JSON object in which each key occurs once and has text"
                        : "it does not begin with ‘{’"))
        }
        var secrets: [Credential.Secret] = []
        var halves: [String] = []
        func pair(_ first: String, _ second: String, _ make: (String, String) -> Credential.Secret) {
            switch (form.texts[first], form.texts[second]) {
            case (let left?, let right?): secrets.append(make(left, right))
            case (_?, nil): halves.append("‘\(first)’ without ‘\(second)’")
            case (nil, _?): halves.append("‘\(second)’ without ‘\(first)’")
            case (nil, nil): break
            }
        }
        pair("clientID", "clientSecret") { .client(id: $0, secret: $1) }
        pair("username", "password") { .user(name: $0, password: $1) }
        if let bearer = form.texts["bearer"] { secrets.append(.bearer(bearer)) }
        if let key = form.texts["apiKey"] { secrets.append(.apiKey(key)) }
        if let headers = form.headers { secrets.append(.headers(headers.sorted { $0.name < $1.name })) }
        if let half = halves.first { return .failure(Why("it has \(half)")) }
        guard secrets.count == 1 else {
            return .failure(Why(secrets.isEmpty ? "it has none of the known keys" : "it has several forms at once"))
        }
        if let fault = fault(of: secrets[0]) { return .failure(Why(fault)) }
        return .success(secrets[0])
    }

    /// Empty values and such as would break a header line.
    private static func fault(of secret: Credential.Secret) -> String? {
        let values: [String] =
            switch secret {
            case .client(let id, let secret): [id, secret]
            case .user(let name, let password): [name, password]
            case .bearer(let token), .apiKey(let token): [token]
            case .headers(let headers): headers.flatMap { [$0.name, $0.value] } + (headers.isEmpty ? [""] : [])
            }
        if values.contains("") { return "one of its values is empty" }
        if values.contains(where: { $0.utf8.contains { $0 < 0x20 || $0 == 0x7F } }) {
            return "one of its values has a line break or another control character"
        }
        if case .client(let id, _) = secret, id.utf8.contains(UInt8(ascii: ":")) { return "its ‘clientID’ holds a ‘:’" }
        return nil
    }

    /// Words for a message.
    struct Why: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }
}

/// Base64 with the standard alphabet and padding (RFC 4648, section 4), as HTTP Basic wants it.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                let isPadding = position > group.count
                result.append(isPadding ? UInt8(ascii: "=") : alphabet[number >> (18 - 6 * position) & 63])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
