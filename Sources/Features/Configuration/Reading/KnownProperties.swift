internal import Model

/// What the reading has to know of properties: which are secret, and what separates their values.
struct KnownProperties: Sendable {
    private var secrets: Set<String> = []
    private var separators: [String: String] = [:]

    init(_ playbooks: PlaybookSet) {
        for property in playbooks.playbooks.flatMap(\.properties) {
            for name in [property.key, property.label].compactMap({ $0 }) + property.alsoCalled {
                let plain = PropertyNames.plain(name)
                if property.secure { secrets.insert(plain) }
                if let separator = property.separator { separators[plain] = separator }
            }
        }
    }

    /// Whether a key's value must not be kept: a playbook says so, or its name does.
    func isSecret(_ key: String) -> Bool {
        let plain = PropertyNames.plain(key)
        return secrets.contains(plain) || Self.telling.contains { plain.contains($0) }
    }

    /// What separates the values of a list under a key; a comma where nobody says otherwise.
    func separator(of key: String) -> String { separators[PropertyNames.plain(key)] ?? "," }

    private static let telling = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "credential",
    ]
}
