internal import Dispatch
internal import Synchronization

/// A value that is made on a thread of its own while whoever will ask for it goes on.
final class Later<Value: Sendable>: Sendable {
    private let group = DispatchGroup()
    private let made = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: group) { [self] in
            let value = make()
            made.withLock { $0 = value }
        }
    }

    /// The value, as soon as it is there.
    var value: Value {
        group.wait()
        guard let value = made.withLock({ $0 }) else { preconditionFailure("its maker has ended without it") }
        return value
    }
}
