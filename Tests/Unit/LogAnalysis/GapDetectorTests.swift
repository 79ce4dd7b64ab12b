import Testing

@testable import LogAnalysis

@Suite struct SilenceTests {
    @Test(arguments: [
        // Every day, and weekends off.
        (Array(0...20), 20, nil), ([0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15], 15, nil),
        // A week without records, in the middle and at the end.
        ([0, 1, 2, 3, 4, 11, 12], 12, 7), ([0, 1, 2, 3, 4], 11, 7),
        // What happens twice is usual; too few days have no rhythm; three days are a weekend.
        ([0, 1, 2, 9, 10, 17, 18], 18, nil), ([0, 1, 2, 10], 10, nil), ([0, 1, 2, 3, 4, 7], 7, nil),
        // Rarely, but as always.
        ([0, 7, 14, 21, 28], 35, nil), ([0, 7, 14, 21, 28], 45, 17),
    ])
    func `a silence is longer than usual`(_ days: [Int], _ last: Int, _ expected: Int?) {
        let found = GapDetector(lastDay: last).silences(["a": Set(days)])
        #expect(found.map(\.days) == [expected].compactMap(\.self))
    }

    @Test func `days are kept however far apart they are`() {
        var activeDays = ActiveDays()
        let days = [20_000, 20_001, 20_063, 20_064, 20_095, 20_096, 20_200, 25_000, 19_990, 19_000, -5]
        for day in days { activeDays.add(3, day * ActiveDays.day + 5) }
        #expect(activeDays.days(of: 3) == Set(days))
        #expect(activeDays.days(of: 2) == [])
    }
}
