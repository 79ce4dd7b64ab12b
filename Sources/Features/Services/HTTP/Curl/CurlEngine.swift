internal import CCurl
internal import Synchronization

/// Owns the engine's thread, and turns its completions into resumed calls.
final class CurlEngine: @unchecked Sendable {
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
            pending.continuation.resume(returning: .failure(.noLibrary("no memory left for a call")))
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
