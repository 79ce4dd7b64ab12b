/// The bridge from a command, which is a plain function, to calls that wait.
enum Blocking {
    /// Runs to the end, on this thread's time.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        Later(calling: body).value
    }
}
