internal import Synchronization

/// Puts what several threads write into the order of the input.
final class OrderedOutput: Sendable {
    private let state = Mutex(State())
    private let write: @Sendable ([UInt8]) -> Bool

    private struct State {
        var next = 0
        var waiting: [Int: [UInt8]] = [:]
        var isClosed = false
    }

    init(_ write: @escaping @Sendable ([UInt8]) -> Bool) { self.write = write }

    /// Takes the lines of one batch, which are written when those of all batches before it have been.
    func take(_ lines: [UInt8], batch: Int) {
        state.withLock { state in
            state.waiting[batch] = lines
            while let lines = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                if !lines.isEmpty && !state.isClosed { state.isClosed = !write(lines) }
            }
        }
    }

    /// Begins a new input, whose batches are numbered from 0 again.
    func begin() { state.withLock { $0.next = 0 } }
}
