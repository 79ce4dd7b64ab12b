extension TransportError {
    /// The name in the playbooks' table of faults.
    public var name: String {
        switch self {
        case .nameNotFound: "nameNotFound"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .timedOut(_, .connect, _): "timedOutConnecting"
        case .timedOut(_, .total, _): "timedOut"
        case .timedOut(_, .deadline, _): "deadline"
        case .reset: "reset"
        case .truncated: "truncated"
        case .notHTTP: "notHTTP"
        case .tooLarge: "tooLarge"
        case .certificate(_, .expired): "certificateExpired"
        case .certificate(_, .notYetValid): "certificateNotYetValid"
        case .certificate(_, .wrongHost): "certificateWrongHost"
        case .certificate(_, .selfSigned): "certificateSelfSigned"
        case .certificate(_, .unknownRoot): "certificateUnknownRoot"
        case .certificate(_, .other): "certificateOther"
        case .tls: "tls"
        case .caFile: "caFile"
        case .proxy: "proxy"
        case .redirect: "redirect"
        case .notJSON(_, let kind, _): Self.name(of: kind)
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
            facts["when"] = retryAfter.map { "Try again in \($0) s." } ?? "It does not say when to try again."
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

    private static func name(of kind: AnswerKind) -> String {
        switch kind {
        case .loginPage: "loginPage"
        case .webPage: "webPage"
        case .gatewayFault: "gatewayFault"
        case .json, .empty, .plainText: "notJSON"
        }
    }
}
