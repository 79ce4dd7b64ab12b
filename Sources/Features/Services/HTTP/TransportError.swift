/// Why a call brought no answer that can be used. Each case has a name in the playbooks' table of faults, which says
/// what the user is told; no case holds a header, a body or a credential.
public enum TransportError: Error, Sendable, Equatable {
    /// The host's name has no address, or the resolver cannot be asked.
    case nameNotFound(host: String)
    /// Nothing listens there.
    case refused(Origin)
    /// No way to the host, or the network is down.
    case unreachable(Origin)
    /// A time limit passed; in whole seconds.
    case timedOut(Origin, TimeLimit, seconds: Int)
    /// The connection ended before an answer, or in the midst of its headers.
    case reset(Origin)
    /// The body ended before its announced length, or its encoding broke off.
    case truncated(Origin)
    /// What came is no HTTP.
    case notHTTP(Origin)
    /// The decoded body, or the header lines, grew beyond the limit, in bytes.
    case tooLarge(Origin, limit: Int)
    /// The server's certificate is not to be trusted.
    case certificate(Origin, CertificateProblem)
    /// TLS failed for another reason.
    case tls(Origin)
    /// The profile's `caFile` cannot be read as certificates.
    case caFile(path: String)
    /// The proxy cannot be reached or refuses; which one, without its password.
    case proxy(Origin, proxy: String)
    /// The server sends elsewhere, which is never followed: the target's scheme, host and port, or nothing if its
    /// `Location` names none.
    case redirect(Origin, status: Int, target: String?)
    /// The status says no; `retryAfter` in seconds, where the server says.
    case status(Origin, Int, AnswerKind, retryAfter: Int?)
    /// A status of 200 to 299 with a body that is not the JSON that was asked for.
    case notJSON(Origin, AnswerKind, status: Int)
    /// A request that holds a credential was about to go to an origin that the credential is not bound to.
    case foreignOrigin(Origin)
    /// A header or method that would break the request; nothing was sent.
    case badRequest(Origin)
    /// `--offline`: nothing was sent.
    case offline(Origin)
    /// The caller needs no answer any more.
    case cancelled(Origin)
    /// libcurl could not be loaded; its own message.
    case noLibrary(String)
    /// Anything else that libcurl reports, by its number.
    case other(Origin, code: Int)

    /// The name in the playbooks' table of faults.
    public var name: String {
        switch self {
        case .nameNotFound: "nameNotFound"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .timedOut(_, let limit, _): limit.rawValue
        case .reset: "reset"
        case .truncated: "truncated"
        case .notHTTP: "notHTTP"
        case .tooLarge: "tooLarge"
        case .certificate(_, let problem): problem.rawValue
        case .tls: "tls"
        case .caFile: "caFile"
        case .proxy: "proxy"
        case .redirect: "redirect"
        case .notJSON(_, let kind, _):
            switch kind {
            case .loginPage, .webPage, .gatewayFault: kind.rawValue
            case .json, .empty, .plainText: "notJSON"
            }
        case .status(_, let status, let kind, _): Self.name(of: status, kind)
        case .foreignOrigin: "foreignOrigin"
        case .badRequest: "badRequest"
        case .offline: "offline"
        case .cancelled: "cancelled"
        case .noLibrary: "noLibrary"
        case .other: "other"
        }
    }

    /// The origin that was called; nothing where no call came about.
    public var origin: Origin? {
        switch self {
        case .refused(let origin), .unreachable(let origin), .timedOut(let origin, _, _), .reset(let origin),
            .truncated(let origin), .notHTTP(let origin), .tooLarge(let origin, _), .certificate(let origin, _),
            .tls(let origin), .proxy(let origin, _), .redirect(let origin, _, _), .status(let origin, _, _, _),
            .notJSON(let origin, _, _), .foreignOrigin(let origin), .badRequest(let origin), .offline(let origin),
            .cancelled(let origin), .other(let origin, _):
            origin
        case .nameNotFound, .caFile, .noLibrary: nil
        }
    }

    /// The values that the table's texts may name, such as `{host}`.
    public var facts: [String: String] {
        var facts: [String: String] = [:]
        if let origin {
            facts["origin"] = origin.description
            facts["host"] = origin.host
            facts["port"] = String(origin.port)
        }
        switch self {
        case .nameNotFound(let host): facts["host"] = host
        case .timedOut(_, _, let seconds): facts["seconds"] = String(seconds)
        case .tooLarge(_, let limit): facts["limit"] = limit >> 20 > 0 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"
        case .caFile(let path): facts["file"] = path
        case .proxy(_, let proxy): facts["proxy"] = proxy
        case .redirect(_, let status, let target):
            facts["status"] = String(status)
            facts["target"] = target ?? "a place that it does not name"
        case .status(_, let status, _, let retryAfter):
            facts["status"] = String(status)
            // More than a day is no time to wait for, and may be anything.
            facts["when"] =
                retryAfter.map { $0 > 86_400 ? "Try again tomorrow." : "Try again in \($0) s." }
                ?? "It does not say when to try again."
        case .notJSON(_, _, let status): facts["status"] = String(status)
        case .noLibrary(let message): facts["message"] = message
        case .other(_, let code): facts["number"] = String(code)
        default: break
        }
        return facts
    }

    private static func name(of status: Int, _ kind: AnswerKind) -> String {
        switch status {
        case 401: "unauthorized"
        case 402: "paymentRequired"
        case 403: "forbidden"
        case 404: "notFound"
        case 429: "tooManyRequests"
        case 500...599: kind == .gatewayFault ? "gatewayFault" : "serverError"
        default: "unexpectedStatus"
        }
    }
}

/// Which time limit passed; the raw value is the fault's name.
public enum TimeLimit: String, Sendable, Equatable {
    /// No connection came about.
    case connect = "timedOutConnecting"
    /// The whole answer took longer than `network.timeout`.
    case total = "timedOut"
    /// The command's `--deadline` came.
    case deadline
}

/// What is wrong with a server's certificate; the raw value is the fault's name.
public enum CertificateProblem: String, Sendable, Equatable, CaseIterable {
    /// Its time is over.
    case expired = "certificateExpired"
    /// Its time has not begun, or this machine's clock is slow.
    case notYetValid = "certificateNotYetValid"
    /// It is for other names than the host's.
    case wrongHost = "certificateWrongHost"
    /// It vouches for itself.
    case selfSigned = "certificateSelfSigned"
    /// Nobody known vouches for it.
    case unknownRoot = "certificateUnknownRoot"
    /// Something else, such as a weak signature or a revoked certificate.
    case other = "certificateOther"
}
