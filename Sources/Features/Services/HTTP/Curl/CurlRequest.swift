internal import CCurl

/// A request as libcurl's C door takes it.
enum CurlRequest {
    /// The last look before the wire: a credential goes to its own origins only, and no value breaks its line.
    static func check(_ request: HTTPRequest) throws(TransportError) {
        let origin = request.url.origin
        if let allowed = request.boundTo, !allowed.contains(origin) { throw .foreignOrigin(origin) }
        for header in request.headers {
            let isName = !header.name.isEmpty && header.name.utf8.allSatisfy(isTokenByte)
            // The value of an empty header would make libcurl drop the line.
            let isValue = !header.value.isEmpty && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 }
            guard isName, isValue else { throw .badRequest(origin) }
        }
    }

    /// Calls `body` with the request in C's shape, valid for that long.
    static func with<Result>(
        _ request: HTTPRequest, _ settings: CurlSettings, _ body: (UnsafePointer<ccurl_request>) -> Result
    ) -> Result {
        let lines = request.headers.map { "\($0.name): \($0.value)" }
        return withCStrings(lines) { headers in
            request.method.rawValue.withCString { method in
                request.url.description.withCString { url in
                    settings.userAgent.withCString { agent in
                        withOptionalCString(settings.caFile) { caFile in
                            (request.body ?? []).withUnsafeBytes { bytes in
                                var raw = ccurl_request(
                                    method: method, url: url, headers: headers.baseAddress, header_count: headers.count,
                                    body: request.body == nil ? nil : bytes.baseAddress ?? UnsafeRawPointer(method),
                                    body_length: bytes.count, fresh_connection: request.effect == .write,
                                    plain: request.url.origin.scheme == "http", ca_file: caFile, user_agent: agent,
                                    connect_timeout_ms: milliseconds(
                                        min(settings.connectTimeout, timeout(request, settings))),
                                    total_timeout_ms: milliseconds(timeout(request, settings)),
                                    body_limit: settings.bodyLimit, header_limit: CurlSettings.headerLimit)
                                return body(&raw)
                            }
                        }
                    }
                }
            }
        }
    }

    static func timeout(_ request: HTTPRequest, _ settings: CurlSettings) -> Duration {
        request.timeout ?? settings.timeout
    }

    /// At least 1: libcurl takes 0 for no limit at all.
    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return max(1, min(seconds, 86_400) * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func withOptionalCString<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result)
        -> Result
    {
        guard let text else { return body(nil) }
        return text.withCString(body)
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>>) -> Result
    ) -> Result {
        var starts: [Int] = []
        var all = ""
        for text in texts {
            starts.append(all.utf8.count)
            all += text
            all += "\0"
        }
        return all.withCString { base in starts.map { base + $0 }.withUnsafeBufferPointer(body) }
    }
}
