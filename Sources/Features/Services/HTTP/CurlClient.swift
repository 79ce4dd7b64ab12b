internal import CCurl
internal import Synchronization

/// The network by libcurl: one attempt a call, verified TLS only, no redirect followed, `~/.netrc` never read.
///
/// `HTTPS_PROXY` and `NO_PROXY` are heeded as by curl itself; plain `http`, which goes to this machine only, uses none.
enum CurlClient {
    /// Opens a client; libcurl is loaded here, on first use. The thread behind it ends with the last copy of the client.
    static func open(_ settings: CurlSettings) throws(TransportError) -> HTTPClient {
        if let why = ccurl_load() { throw .noLibrary(String(cString: why)) }
        guard let started = ccurl_start(settings.connections) else { throw .noLibrary("no memory or threads left") }
        let engine = CurlEngine(started)
        return HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in
            try CurlRequest.check(request)
            return try await engine.send(request, settings)
        }
    }
}

/// What all calls of one transport share.
struct CurlSettings: Sendable {
    /// Name and version of this tool, such as `be-diagnose/0.1.0`.
    var userAgent: String
    /// A PEM file of roots to trust beside the system's.
    var caFile: String?
    /// For a request that names none: from its start to the last byte of its answer.
    var timeout = Duration.seconds(30)
    /// At most this long for name, connection and TLS, within the above.
    var connectTimeout = Duration.seconds(10)
    /// Decoded bytes of a body.
    var bodyLimit = 16 << 20
    /// Connections to one host.
    var connections = 8

    /// Bytes of all header lines of an answer.
    static let headerLimit = 256 << 10
}

/// Owns the engine's thread, and turns its completions into resumed calls.
private final class CurlEngine: @unchecked Sendable {
    // Unchecked: the pointer never changes, and its functions take calls from any thread.
    private let engine: OpaquePointer

    init(_ engine: OpaquePointer) { self.engine = engine }

    deinit { ccurl_stop(engine) }

    func send(_ request: HTTPRequest, _ settings: CurlSettings) async throws(TransportError) -> HTTPAnswer {
        let number = Mutex<UInt64>(0)
        let isCancelled = Mutex(false)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<CurlOutcome, Never>) in
                let pending = PendingCall(request: request, settings: settings, continuation: continuation)
                let submitted = submit(pending)
                number.withLock { $0 = submitted }
                // The cancellation may have come before there was anything to cancel.
                if isCancelled.withLock({ $0 }) { ccurl_cancel(engine, submitted) }
            }
        } onCancel: {
            isCancelled.withLock { $0 = true }
            let submitted = number.withLock { $0 }
            if submitted != 0 { ccurl_cancel(engine, submitted) }
        }
        return try outcome.get()
    }

    private func submit(_ pending: PendingCall) -> UInt64 {
        let context = Unmanaged.passRetained(pending).toOpaque()
        let number = CurlRequest.with(pending.request, pending.settings) { request in
            ccurl_submit(
                engine, request,
                { context, result in
                    let pending = Unmanaged<PendingCall>.fromOpaque(context).takeRetainedValue()
                    pending.continuation.resume(
                        returning: CurlReading.outcome(of: result.pointee, pending.request, pending.settings))
                }, context)
        }
        if number == 0 {
            Unmanaged<PendingCall>.fromOpaque(context).release()
            pending.continuation.resume(returning: .failure(.noLibrary("not enough memory for a call")))
        }
        return number
    }
}

typealias CurlOutcome = Result<HTTPAnswer, TransportError>

/// A call that waits for its completion.
private final class PendingCall: Sendable {
    let request: HTTPRequest
    let settings: CurlSettings
    let continuation: CheckedContinuation<CurlOutcome, Never>

    init(request: HTTPRequest, settings: CurlSettings, continuation: CheckedContinuation<CurlOutcome, Never>) {
        self.request = request
        self.settings = settings
        self.continuation = continuation
    }
}

/// A request as libcurl's C client takes it.
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
        let fixed = [request.method.rawValue, request.url.description, settings.userAgent, settings.caFile ?? ""]
        return withCStrings(fixed + request.headers.map { "\($0.name): \($0.value)" }) { texts in
            (request.body ?? []).withUnsafeBytes { bytes in
                let headers = UnsafeBufferPointer(rebasing: texts[fixed.count...])
                var raw = ccurl_request(
                    method: texts[0], url: texts[1], headers: headers.baseAddress, header_count: headers.count,
                    body: request.body == nil ? nil : bytes.baseAddress ?? UnsafeRawPointer(texts[0]),
                    body_length: bytes.count, fresh_connection: request.effect == .write,
                    plain: request.url.origin.scheme == "http", ca_file: settings.caFile == nil ? nil : texts[3],
                    user_agent: texts[2],
                    connect_timeout_ms: milliseconds(min(settings.connectTimeout, timeout(request, settings))),
                    total_timeout_ms: milliseconds(timeout(request, settings)), body_limit: settings.bodyLimit,
                    header_limit: CurlSettings.headerLimit)
                return body(&raw)
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
