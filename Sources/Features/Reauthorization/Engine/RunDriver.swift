/// Carries out what the engine wants: records at once and in order, calls side by side.
struct RunDriver: Sendable {
    /// Writes a fact to the journal; returns when it is on the disk, and false where it cannot be.
    var record: @Sendable (Fact) -> Bool
    /// Makes a call and says what it came to.
    var perform: @Sendable (Action) async -> Event
    /// Whether the user has asked to end.
    var isInterrupted: @Sendable () -> Bool
    /// Is told where the run stands after each event.
    var watch: @Sendable (Machine) -> Void

    /// Runs a machine to its end.
    func run(_ start: Machine) async -> (machine: Machine, ending: Ending) {
        var machine = start
        var ending: Ending?
        await withTaskGroup(of: Event.self) { group in
            var events: [Event] = [.begin]
            var underWay = 0
            while ending == nil || underWay > 0 {
                if events.isEmpty {
                    guard underWay > 0, let event = await group.next() else { break }
                    underWay -= 1
                    events.append(event)
                }
                if isInterrupted() { _ = machine.handle(.interrupted) }
                for effect in machine.handle(events.removeFirst()) {
                    switch effect {
                    case .record(let fact):
                        if record(fact) { continue }
                        events = [.journalFailed]
                    case .act(let action):
                        underWay += 1
                        group.addTask { await perform(action) }
                        continue
                    case .finish(let end):
                        ending = end
                        continue
                    }
                    // What stands behind a record that failed is not done.
                    break
                }
                watch(machine)
            }
        }
        return (machine, ending ?? .journalFailed)
    }
}
