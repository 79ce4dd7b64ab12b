import Testing

@testable import LogAnalysis

@Suite struct TimeTests {
    /// 2026-11-18T06:00:01Z in milliseconds.
    private static let instant: Int64 = 1_794_981_601_000

    private static func read(_ text: String) -> LogTime? {
        Array(text.utf8).withUnsafeBytes { LogTime($0) }
    }

    @Test(arguments: [
        ("2026-11-18T06:00:01.000Z", 0), ("2026-11-18T06:00:01Z", 0), ("2026-11-18t06:00:01z", 0),
        ("2026-11-18T06:00:01+00:00", 0), ("2026-11-18T07:00:01+01:00", 0), ("2026-11-18T01:00:01-0500", 0),
        ("2026-11-18T11:30:01.25+05:30", 250), ("2026-11-18 06:00:01,725 +0000", 725),
        ("2026-11-18 06:00:01 UTC", 0), ("2026-11-18T06:00:01.123456789Z", 123), ("2026/11/18 06:00:01Z", 0),
        ("1794981601", 0), ("1794981601000", 0), ("1794981601000999", 0), ("1794981601725000000", 725),
        ("1794981601.5", 500), ("  2026-11-18T06:00:01Z  ", 0), ("2026-11-18T06:00Z", -1000),
        ("Nov 18, 2026 @ 06:00:01.000Z", 0),
    ])
    func `an instant`(text: String, milliseconds: Int64) {
        #expect(Self.read(text) == .instant(Self.instant + milliseconds))
    }

    @Test(arguments: [
        ("2026-11-18 06:00:01", 0), ("2026-11-18T06:00:01.725", 725), ("2026-11-18", -21_601_000),
        ("Nov 18, 2026 @ 06:00:01.000", 0), ("Nov 18 2026 06:00:01", 0),
    ])
    func `a time without a zone`(text: String, milliseconds: Int64) {
        #expect(Self.read(text) == .local(Self.instant + milliseconds))
    }

    @Test(arguments: [
        "", " ", "-", "today", "18.11.2026", "2026", "12345", "-1794981601", "2026-02-29", "2026-13-01", "2026-11-31",
        "2026-00-10", "2026-11-18T", "2026-11-18T24:00:00Z", "2026-11-18T06:60:00Z", "2026-11-18T06:00:61Z",
        "2026-11-18T06:00:01Zx", "2026-11-18T06:00:01+25:00", "2026-11-18T06:00:01+01:60", "Nov 31, 2026 @ 06:00:00",
        "179498160100000000000", "2026-11-18T06:00:01Z 2026-11-18T06:00:01Z",
    ])
    func `no time`(text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test func `a number too large for a time is none, and ends nothing`() async {
        await #expect(processExitsWith: .success) {
            for text in ["9999999999999999999", "9223372036854775808"] {
                precondition(Array(text.utf8).withUnsafeBytes { LogTime($0) } == nil)
            }
        }
    }

    @Test func `every day and its number lead to each other`() {
        for number in Int64(-800_000)...800_000 where number % 13 == 0 || (0...30_000).contains(number) {
            let (year, month, day) = CivilDay.civil(number)
            #expect(CivilDay.number(year, month, day) == number)
        }
    }

    @Test func `days that do not exist have no number`() {
        for (year, month, day) in [
            (2026, 2, 29), (1900, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 1, 0),
        ] {
            #expect(CivilDay.number(Int64(year), Int64(month), Int64(day)) == nil)
        }
        #expect(CivilDay.number(2000, 2, 29) == 11_016)
        #expect(CivilDay.number(1970, 1, 1) == 0)
        #expect(CivilDay.number(1969, 12, 31) == -1)
        #expect(CivilDay.number(2026, 11, 18).map { $0 * 86_400_000 } == Self.instant - 21_601_000)
    }
}
