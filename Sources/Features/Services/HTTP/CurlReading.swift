internal import CCurl
internal import Glibc

/// What a finished transfer came to, as an answer or an error.
enum CurlReading {
    static func outcome(of result: ccurl_result, _ request: HTTPRequest, _ settings: CurlSettings) -> CurlOutcome {
        guard result.outcome == CCURL_ANSWER else { return .failure(error(of: result, request, settings)) }
        let origin = request.url.origin
        let status = Int(result.status)
        if (300...399).contains(status) {
            let target = result.redirect_url.flatMap { RedirectTarget.origin(of: String(cString: $0)) }
            return .failure(.redirect(origin, status: status, target: target))
        }
        let body = UnsafeBufferPointer(start: result.body, count: result.body_length)
        return .success(HTTPAnswer(origin: origin, status: status, headers: headers(result), body: Array(body)))
    }

    private static func headers(_ result: ccurl_result) -> [HTTPHeader] {
        guard let start = result.headers else { return [] }
        let bytes = UnsafeRawBufferPointer(start: start, count: result.headers_length)
        return bytes.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            return HTTPHeader(text(line[..<colon]), text(line[(colon + 1)...]))
        }
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        var rest = bytes.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return String(decoding: rest, as: UTF8.self)
    }

    private static func error(
        of result: ccurl_result, _ request: HTTPRequest, _ settings: CurlSettings
    ) -> TransportError {
        let origin = request.url.origin
        let timeout = CurlRequest.timeout(request, settings)
        switch result.outcome {
        case CCURL_NAME_NOT_FOUND: return .nameNotFound(host: origin.host)
        case CCURL_CANNOT_CONNECT:
            if let proxy = proxy(of: result, origin) { return .proxy(origin, proxy: proxy) }
            switch result.system_error {
            case ECONNREFUSED: return .refused(origin)
            case ETIMEDOUT: return .timedOut(origin, .connect, seconds: seconds(settings.connectTimeout))
            default: return .unreachable(origin)
            }
        case CCURL_TIMEOUT_CONNECTING:
            return .timedOut(origin, .connect, seconds: seconds(min(timeout, settings.connectTimeout)))
        case CCURL_TIMEOUT: return .timedOut(origin, .total, seconds: seconds(timeout))
        case CCURL_RESET:
            // Only a refused CONNECT says for sure that the proxy broke off and not the host behind it.
            if result.proxy_status != 0, let proxy = proxy(of: result, origin) { return .proxy(origin, proxy: proxy) }
            return .reset(origin)
        case CCURL_TRUNCATED: return .truncated(origin)
        case CCURL_NOT_HTTP: return .notHTTP(origin)
        case CCURL_TOO_LARGE:
            return .tooLarge(origin, limit: result.in_headers ? CurlSettings.headerLimit : settings.bodyLimit)
        case CCURL_CERTIFICATE: return .certificate(origin, problem(of: result))
        case CCURL_TLS: return .tls(origin)
        case CCURL_CA_FILE: return .caFile(path: settings.caFile ?? "")
        case CCURL_PROXY: return .proxy(origin, proxy: ProxySetting.current ?? "")
        case CCURL_CANCELLED: return .cancelled(origin)
        default: return .other(origin, code: Int(result.code))
        }
    }

    /// OpenSSL's numbers (x509_vfy.h); libcurl reports every one of them as its error 60.
    private static func problem(of result: ccurl_result) -> CertificateProblem {
        // libcurl itself compares the names, after OpenSSL was content.
        if String(cString: result.message).contains("subject name") { return .wrongHost }
        switch result.verify_result {
        case 9, 13: return .notYetValid
        case 10, 14: return .expired
        case 18: return .selfSigned
        case 2, 19, 20, 21, 27: return .unknownRoot
        case 62, 64: return .wrongHost
        default: return .other
        }
    }

    /// The proxy, where the failure was on the way to it or its own refusal.
    private static func proxy(of result: ccurl_result, _ origin: Origin) -> String? {
        guard origin.scheme == "https", let proxy = ProxySetting.current else { return nil }
        if result.proxy_status != 0 { return (200...299).contains(result.proxy_status) ? nil : proxy }
        // libcurl's words name whom it could not reach; the host itself would mean that NO_PROXY spares it the proxy.
        let message = String(cString: result.message)
        return message.contains("\(origin.host) port \(origin.port)")
            || message.contains("\(origin.host):\(origin.port)")
            ? nil : proxy
    }

    /// Rounded up: a limit of half a second is no limit of 0 seconds.
    private static func seconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) + (attoseconds > 0 ? 1 : 0)
    }
}

/// Where a redirect leads, as far as it may be told: the rest of its URL could hold a token.
private enum RedirectTarget {
    /// Scheme, host and port of an absolute URL, without user info; nothing if it has none.
    static func origin(of url: String) -> String? {
        let bytes = Array(url.utf8)
        let mark = Array("://".utf8)
        guard bytes.count > 3,
            let start = (0...(bytes.count - 3)).first(where: { bytes[$0..<($0 + 3)].elementsEqual(mark) })
        else { return nil }
        let authority = bytes[(start + 3)...].prefix { !"/?#\\".utf8.contains($0) }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        // What is no host name may be anything, a token among it.
        let isHost = host.allSatisfy { byte in
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || "-.:[]_".utf8.contains(byte)
        }
        guard !host.isEmpty, isHost else { return nil }
        return String(decoding: bytes[..<(start + 3)] + host.prefix(260), as: UTF8.self)
    }
}

/// The proxy that the environment names for https, in libcurl's order.
private enum ProxySetting {
    /// Its address without user name and password; nothing where none is set.
    static var current: String? {
        for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return RedirectTarget.origin(of: value.utf8.contains(0x2F) ? value : "http://\(value)")
        }
        return nil
    }
}
