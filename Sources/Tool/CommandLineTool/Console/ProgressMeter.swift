internal import Glibc
internal import LogReading
internal import Reporting
internal import Synchronization

/// Shows rate and time left on a terminal's stderr, once reading takes longer than a second.
final class ProgressMeter: Sendable {
    private let name: String
    private let size: Int?
    private let started = ProgressMeter.now()
    private let shown = Mutex(0.0)
    private let console: Console

    private init(_ source: ByteSource, _ console: Console) {
        name = source.name == "-" ? "standard input" : source.name
        size = source.size
        self.console = console
    }

    /// A meter, or nothing where nobody would see it.
    static func start(_ source: ByteSource, _ console: Console) -> ProgressMeter? {
        console.isErrorTerminal ? ProgressMeter(source, console) : nil
    }

    /// Takes the bytes read so far, from any thread.
    var tick: @Sendable (Int) -> Void {
        { bytes in
            let elapsed = Self.now() - self.started
            guard elapsed > 1 else { return }
            self.shown.withLock { last in
                guard elapsed - last > 0.2 else { return }
                last = elapsed
                self.console.progress(self.text(bytes, elapsed))
            }
        }
    }

    /// Takes the line away.
    func end() { if shown.withLock({ $0 }) > 0 { console.endProgress() } }

    private func text(_ bytes: Int, _ elapsed: Double) -> String {
        let rate = Double(bytes) / elapsed
        var text = "\(name): \(bytes / 1_000_000) MB, \(Int(rate / 1_000_000)) MB/s"
        if let size, size > bytes, rate > 0 {
            text += ", \(bytes * 100 / size) %, \(Int(Double(size - bytes) / rate) + 1) s left"
        }
        return text
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
