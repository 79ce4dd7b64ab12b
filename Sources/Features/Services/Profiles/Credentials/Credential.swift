/// A secret in one of the forms of design.md §3, with the origins that it may go to. It has no description on purpose.
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

    /// All parts, one by one.
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
        case .bearer(let token):
            request.authorized(HTTPHeader("Authorization", "Bearer \(token)"), boundTo: origins)
        case .apiKey(let key): request.authorized(HTTPHeader("Authorization", "ApiKey \(key)"), boundTo: origins)
        case .headers(let headers): headers.reduce(request) { $0.authorized($1, boundTo: origins) }
        }
    }

    private func basic(_ request: HTTPRequest, _ name: String, _ password: String) -> HTTPRequest {
        let encoded = Base64.text(Array("\(name):\(password)".utf8))
        return request.authorized(HTTPHeader("Authorization", "Basic \(encoded)"), boundTo: origins)
    }
}
