internal import Support

/// A credential's JSON (design.md §3).
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
        guard let form = WholeJSON.document(in: bytes).flatMap(Form.init) else {
            let isJSON = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
            return .failure(
                Why(
                    isJSON
                        ? "it is no JSON object in which each key stands once and has a text"
                        : "it does not begin with ‘{’"))
        }
        var secrets: [Credential.Secret] = []
        var halves: [String] = []
        switch (form.texts["clientID"], form.texts["clientSecret"]) {
        case (let id?, let secret?): secrets.append(.client(id: id, secret: secret))
        case (_?, nil): halves.append("‘clientID’ without ‘clientSecret’")
        case (nil, _?): halves.append("‘clientSecret’ without ‘clientID’")
        case (nil, nil): break
        }
        switch (form.texts["username"], form.texts["password"]) {
        case (let name?, let password?): secrets.append(.user(name: name, password: password))
        case (_?, nil): halves.append("‘username’ without ‘password’")
        case (nil, _?): halves.append("‘password’ without ‘username’")
        case (nil, nil): break
        }
        if let bearer = form.texts["bearer"] { secrets.append(.bearer(bearer)) }
        if let key = form.texts["apiKey"] { secrets.append(.apiKey(key)) }
        if let headers = form.headers {
            secrets.append(.headers(headers.sorted { $0.name < $1.name }))
        }
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
            return "one of its values holds a line break or another control character"
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
