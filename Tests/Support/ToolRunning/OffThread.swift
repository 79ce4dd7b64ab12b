internal import Foundation
internal import Synchronization

/// Work that blocks, done outside the few threads that all asynchronous tests share.
public enum OffThread {
    /// Runs `body` on a thread of its own.
    public static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Runs a `body` that cannot fail on a thread of its own.
    public static func value<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}

/// Lets so many work at a time; the others wait in the order in which they came.
public final class Slots: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// With so many slots.
    public init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Runs `body` once a slot is free.
    public func run<Value>(_ body: () async throws -> sending Value) async rethrows -> sending Value {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
        defer { release() }
        return try await body()
    }

    private func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// What was waited for did not come to pass.
public struct NotInTime: Error, CustomStringConvertible {
    public var what: String
    public var description: String { "waited in vain for \(what)" }
}

/// Waits until something has come to pass, looking again and again; throws after `limit`.
public func eventually(
    _ what: String, within limit: Duration = .seconds(60), _ hasComeToPass: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !hasComeToPass() {
        if ContinuousClock.now > end { throw NotInTime(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Runs what is timed on threads of its own: the few that asynchronous tests share may all be busy.
public func undisturbed<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
) async throws -> Value {
    try await withTaskExecutorPreference(OwnThreads.shared) { try await body() }
}

private final class OwnThreads: TaskExecutor {
    static let shared = OwnThreads()
    private let queue = DispatchQueue(label: "undisturbed", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
