internal import Dispatch
internal import Synchronization

/// A value that is made elsewhere while whoever will ask for it goes on.
final class Later<Value: Sendable>: Sendable {
    private let making = DispatchGroup()
    private let made = Mutex<Value?>(nil)

    private init() { making.enter() }

    /// Makes it on a thread of its own.
    convenience init(_ make: @escaping @Sendable () -> Value) {
        self.init()
        DispatchQueue.global().async { self.put(make()) }
    }

    /// Makes it with calls that wait.
    convenience init(calling make: @escaping @Sendable () async -> Value) {
        self.init()
        Task.detached { self.put(await make()) }
    }

    private func put(_ value: Value) {
        made.withLock { $0 = value }
        making.leave()
    }

    /// The value, as soon as it is there.
    var value: Value {
        making.wait()
        guard let value = made.withLock({ $0 }) else { preconditionFailure("its maker has ended without it") }
        return value
    }
}
