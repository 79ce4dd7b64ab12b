internal import Reporting
internal import Services
internal import Synchronization

/// Waits for writes that a session sent which was killed before it heard of them: as long as a call may take, since a
/// write that is still under way would else be sent a second time.
final class LateWrites: Sendable {
    /// Milliseconds since 1970.
    private let intents: [String: Int]
    private let desk: RepairDesk
    private let hasTold = Mutex(false)

    init(intents: [String: Int], desk: RepairDesk) {
        self.intents = intents
        self.desk = desk
    }

    /// Reads until the business is anything but unauthorized, its write can no longer arrive, or the user wants to end.
    func outlast(_ number: String, read: @Sendable () async -> ObservedState) async -> ObservedState {
        let timeout = desk.network.profile.network.timeout * 1000
        let now = Moment.nowInMilliseconds
        // Never longer than one timeout, whatever was done to the clock.
        let end = min((intents[number] ?? 0) + timeout, now + timeout)
        var pause = 50
        while true {
            let state = await read()
            let left = end - Moment.nowInMilliseconds
            guard state == .unauthorized, left > 0, !Interruption.isWanted else { return state }
            tell(until: end)
            try? await Task.sleep(for: .milliseconds(min(pause, left)))
            pause = min(2 * pause, 1000)
        }
    }

    /// Once, so that nobody takes the silence for a hang.
    private func tell(until end: Int) {
        let isFirst = hasTold.withLock { told in
            defer { told = true }
            return !told
        }
        if isFirst {
            desk.console.note(
                "a write of the session that was cut off may still be under way; looking for it until "
                    + Moment.text(milliseconds: end))
        }
    }
}
