internal import Reporting

/// Says on a terminal what a command waits for, once it takes longer than a second.
final class WaitingNote: Sendable {
    private let task: Task<Void, Never>
    private let console: Console

    /// Begins to wait; `text` is what is asked, such as `Asking athenahealth`.
    init(_ text: String, _ console: Console) {
        self.console = console
        task = Task.detached {
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            console.progress("\(text) …")
        }
    }

    /// Takes the line away.
    func end() {
        task.cancel()
        console.endProgress()
    }
}
