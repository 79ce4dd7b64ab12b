internal import Dispatch
internal import Synchronization

/// Hands pages from the searches to the reader, which waits for them on a thread of its own; a search waits where the reader
/// is slower, so that memory holds a few pages whatever is found.
final class PageQueue: Sendable {
    private struct State {
        var pages: [[UInt8]] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Searches that may still bring something.
        var open: Int
        var isAbandoned = false
    }

    private static let mostPages = 3
    private let state: Mutex<State>
    private let filled = DispatchSemaphore(value: 0)

    /// `searches`: how many will call `finish`.
    init(searches: Int) { state = Mutex(State(open: searches)) }

    /// Puts a page in, and waits for room for the next; false where nobody reads any more.
    func put(_ page: [UInt8]) async -> Bool {
        let isFull = state.withLock { state in
            if state.isAbandoned { return false }
            state.pages.append(page)
            return state.pages.count >= Self.mostPages
        }
        filled.signal()
        if isFull {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isAbandoned || state.pages.count < Self.mostPages { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if goesOn { continuation.resume() }
            }
        }
        return state.withLock { !$0.isAbandoned }
    }

    /// One search has ended.
    func finish() {
        state.withLock { $0.open -= 1 }
        filled.signal()
    }

    /// The reader, or the user, wants no more.
    func abandon() {
        let waiting = state.withLock { state in
            state.isAbandoned = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
        filled.signal()
    }

    /// The next page; nothing behind the last. Blocks.
    func next() -> [UInt8]? {
        while true {
            let (page, resumed, isDone) = state.withLock {
                state -> ([UInt8]?, CheckedContinuation<Void, Never>?, Bool) in
                if state.isAbandoned { return (nil, nil, true) }
                guard !state.pages.isEmpty else { return (nil, nil, state.open <= 0) }
                let page = state.pages.removeFirst()
                return (page, state.waiting.isEmpty ? nil : state.waiting.removeFirst(), false)
            }
            resumed?.resume()
            if let page { return page }
            if isDone { return nil }
            filled.wait()
        }
    }
}
