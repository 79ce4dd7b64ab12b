internal import Dispatch
internal import Synchronization

/// The bridge from a command, which is a plain function, to calls that wait.
enum Blocking {
    /// Runs to the end, on this thread's time.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let box = Box<Value>()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            box.put(await body())
            done.signal()
        }
        done.wait()
        return box.take()
    }

    private final class Box<Value: Sendable>: Sendable {
        private let value = Mutex<Value?>(nil)

        func put(_ new: Value) { value.withLock { $0 = new } }

        func take() -> Value {
            guard let value = value.withLock({ $0 }) else { preconditionFailure("signalled before there was a value") }
            return value
        }
    }
}
