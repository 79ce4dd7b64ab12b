public import Model
internal import Support

/// Allscripts' Unity through the client. Failures come inside HTTP 200, so that every body is looked at.
public struct UnityClient: Sendable {
    private let http: HTTPClient
    private let service: AllscriptsService
    /// Where the credentials may go; they travel in bodies.
    private let origins: Set<Origin>
    private let clock: NetworkClock

    /// A client of the profile's Unity; `origins` are those of the service user's credential.
    public init(http: HTTPClient, service: AllscriptsService, origins: Set<Origin>, clock: NetworkClock) {
        self.http = http
        self.service = service
        self.origins = origins
        self.clock = clock
    }

    /// What `GetToken` gets as `Username`: the client's ServiceUser of format 1 stands before the service user's name, one
    /// of format 2 replaces it, and `usernamePrefix: none` leaves the name alone.
    public static func username(_ serviceUser: ServiceUser?, name: String, prefix: UsernamePrefix) -> String {
        guard prefix == .serviceUser, let serviceUser else { return name }
        return serviceUser.accountName == nil ? "\(serviceUser)\(name)" : serviceUser.description
    }

    /// Logs the service user in; once, and never repeated.
    public func token(username: String, password: String) async throws(UnityError) -> UnityToken {
        let body = "{\"Username\":\(JSONText.quoted(username)),\"Password\":\(JSONText.quoted(password))}"
        let answer = try await post("/json/GetToken", body, .write)
        var text = String(decoding: answer, as: UTF8.self).trimmed
        if text.hasPrefix("\""), let quoted = (try? WholeJSON.document(in: Array(text.utf8)))?.text { text = quoted }
        if text.lowercased().hasPrefix("error:") {
            throw Self.isAboutCredentials(text) ? .refused : .said(action: "GetToken", text)
        }
        guard (16...200).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3C })
        else { throw .unexpected("the answer to GetToken is not a token") }
        return UnityToken(value: text)
    }

    private static func isAboutCredentials(_ text: String) -> Bool {
        let lower = text.lowercased()
        return [
            "username", "user name", "password", "credential", "locked", "not authorized", "unauthorized",
            "invalid user",
        ]
        .contains { lower.contains($0) }
    }

    /// Logs the PM user in; once, and never repeated. Returns if Unity lets it in.
    func authenticate(_ user: String, password: String, _ token: UnityToken) async throws(UnityError) {
        let row = try await magic("GetUserAuthentication", token, user: user, parameter: password, effect: .write)
        guard let valid = row["validuser"] else {
            throw .unexpected("the answer to GetUserAuthentication has no ValidUser")
        }
        guard valid.lowercased() == "yes" else { throw .refused }
    }

    /// Whether an action may be used: returns unless Unity says that it is not licensed. What the action answers is
    /// thrown away unread, since it may be a patient's.
    func tryAction(_ action: String, user: String, _ token: UnityToken) async throws(UnityError) {
        do throws(UnityError) {
            _ = try await magic(action, token, user: user, parameter: "", effect: .read)
        } catch {
            switch error {
            case .notLicensed, .failed: throw error
            // Without a patient or a date an action complains; it does so only to those who may use it.
            case .said, .unexpected, .refused: return
            }
        }
    }

    /// The first row of a magic call's answer, keys in lower case.
    private func magic(
        _ action: String, _ token: UnityToken, user: String, parameter: String, effect: HTTPRequest.Effect
    ) async throws(UnityError) -> [String: String] {
        var members = [
            ("Action", action), ("Appname", service.appName ?? ""), ("AppUserID", user), ("PatientID", ""),
            ("Token", token.value), ("Parameter1", parameter),
        ]
        members += (2...6).map { ("Parameter\($0)", "") } + [("Data", "")]
        let body = "{" + members.map { "\"\($0.0)\":\(JSONText.quoted($0.1))" }.joined(separator: ",") + "}"
        let answer = try await post("/json/MagicJson", body, effect)
        guard let document = try? WholeJSON.document(in: answer) else {
            throw .unexpected("the answer to \(action) is not JSON")
        }
        let first = document.kind == .array ? document.elements.first { _ in true } : document
        for entry in first?.entries ?? document.entries {
            guard let key = entry.key.text else { continue }
            if key.lowercased() == "error" {
                let text = entry.value.text ?? ""
                let isUnlicensed = text.lowercased().contains("not valid for this license")
                throw isUnlicensed ? .notLicensed(action: action) : .said(action: action, text)
            }
            guard key.lowercased() == "\(action.lowercased())info" else { continue }
            var row: [String: String] = [:]
            if let node = entry.value.elements.first(where: { _ in true }) {
                for cell in node.entries { row[(cell.key.text ?? "").lowercased()] = cell.value.text }
            }
            return row
        }
        throw .unexpected("the answer to \(action) has no \(action.lowercased())info")
    }

    private func post(_ path: String, _ body: String, _ effect: HTTPRequest.Effect) async throws(UnityError) -> [UInt8]
    {
        guard let url = try? service.url.appending(path) else {
            throw .unexpected("no URL can be made of the profile's")
        }
        var request = HTTPRequest(
            .post, url, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8),
            effect: effect)
        request.boundTo = origins
        do throws(TransportError) { return try await http.send(request).success(now: clock.unixTime()) } catch {
            throw .failed(error)
        }
    }
}

/// A token of Unity, kept in memory only; it idles out in about 20 minutes.
public struct UnityToken: Sendable, Equatable {
    /// As it is sent.
    var value: String
}

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
        case .refused, .notLicensed, .said, .unexpected: true
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

extension String {
    /// Without the blanks around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
