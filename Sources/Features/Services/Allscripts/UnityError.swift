/// Why Unity gave no answer that can be used.
public enum UnityError: Error, Sendable, Equatable {
    /// The user name or password is refused: `error:` about them from `GetToken`, `ValidUser: NO` from
    /// `GetUserAuthentication`.
    case refused
    /// `Action is not valid for this license`: the client has to grant the permission.
    case notLicensed(action: String)
    /// Another complaint inside HTTP 200 (`error:`, `Magic Error`), in Unity's own words, which still have to pass the gate.
    case said(action: String, String)
    /// The network, or a status that is no success.
    case failed(TransportError)
    /// An answer of another shape; in a few words.
    case unexpected(String)

    /// Whether the service may have counted the attempt although nobody heard so.
    var mayHaveCounted: Bool {
        switch self {
        case .refused: true
        case .notLicensed, .said, .unexpected: true
        case .failed(let error):
            switch error {
            case .nameNotFound, .refused, .unreachable, .timedOut(_, .connect, _), .certificate, .tls, .caFile, .proxy,
                .foreignOrigin, .badRequest, .offline, .noLibrary, .redirect:
                false
            case .status(_, let status, _, _): !(status == 429 || (500...599).contains(status))
            case .timedOut, .reset, .truncated, .notHTTP, .tooLarge, .notJSON, .cancelled, .other: true
            }
        }
    }
}

/// What Unity's complaints are about.
enum UnityText {
    static func isAboutLicence(_ text: String) -> Bool { text.lowercased().contains("not valid for this license") }

    static func isAboutCredentials(_ text: String) -> Bool {
        let lower = text.lowercased()
        return [
            "username", "user name", "password", "credential", "locked", "not authorized", "unauthorized",
            "invalid user",
        ]
        .contains { lower.contains($0) }
    }
}

extension String {
    /// Without the blanks around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
