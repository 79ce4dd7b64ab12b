import Foundation
import Testing

@testable import Reauthorization

@Suite struct ScheduleTests {
    /// `BE_DIAGNOSE_SCHEDULES=100000` for more.
    private static let count = ProcessInfo.processInfo.environment["BE_DIAGNOSE_SCHEDULES"].flatMap(Int.init) ?? 10_000

    @Test func `no schedule makes the engine write what it may not`() {
        var (writes, kills, complete, doubles) = (0, 0, 0, 0)
        for seed in 1...UInt64(Self.count) {
            var schedule = Schedule(seed: seed)
            schedule.run()
            writes += schedule.writes
            kills += schedule.kills
            doubles += schedule.world.doubles
            if schedule.ending == .complete {
                complete += 1
                #expect(schedule.leftovers.isEmpty, "seed \(seed)")
            }
            #expect(schedule.judge.faults.isEmpty, "seed \(seed): \(schedule.judge.faults)")
            if !schedule.judge.faults.isEmpty { return }
        }
        // Schedules in which little happens would prove little.
        #expect(writes > Self.count)
        #expect(kills > Self.count / 20)
        #expect(complete > Self.count * 8 / 10)
        // Whoever waits for what is still under way sends nothing that was carried out already.
        #expect(doubles == 0)
        print("schedules: \(Self.count), writes: \(writes), kills: \(kills), complete: \(complete)")
    }
}
