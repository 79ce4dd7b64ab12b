public import Foundation

/// Work that blocks, done outside the few threads that all asynchronous tests share.
public enum OffThread {
    /// Runs `body` on a thread of its own.
    public static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}

extension Tool {
    /// Runs the tool without blocking the threads of other tests.
    public static func runApart(
        _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil
    ) async throws -> ToolRun {
        try await OffThread.run { try run(arguments, environment: environment, in: folder) }
    }
}

/// Runs what is timed on threads of its own: the few that asynchronous tests share may all be waiting for other tests'
/// processes.
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
