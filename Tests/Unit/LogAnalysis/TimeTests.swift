import Testing

@testable import LogAnalysis

@Suite struct TimeTests {
    /// 2026-11-18T06:00:01Z in milliseconds.
    private static let instant = 1_794_981_601_000

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
    func `an instant`(text: String, milliseconds: Int) {
        #expect(Self.read(text) == .instant(Self.instant + milliseconds))
    }

    @Test(arguments: [
        ("2026-11-18 06:00:01", 0), ("2026-11-18T06:00:01.725", 725), ("2026-11-18", -21_601_000),
        ("Nov 18, 2026 @ 06:00:01.000", 0), ("Nov 18 2026 06:00:01", 0),
        ("18.11.2026 06:00:01", 0), ("18.11.2026", -21_601_000), ("11/18/2026 6:00:01.000 am", 0),
        ("11/18/2026, 6:00:01 AM", 0),
        ("18/11/2026 06:00:01", 0), ("11/18/2026 06:00:01", 0), ("11/18/2026 6:00:01 pm", 43_200_000),
    ])
    func `a time without a zone`(text: String, milliseconds: Int) {
        #expect(Self.read(text) == .local(Self.instant + milliseconds))
    }

    @Test(arguments: [
        "", " ", "-", "today", "18.13.2026", "02/03/2026", "13/13/2026", "2026", "12345", "-1794981601", "2026-02-29",
        "2026-13-01", "2026-11-31",
        "2026-00-10", "2026-11-18T", "2026-11-18T24:00:00Z", "2026-11-18T06:60:00Z", "2026-11-18T06:00:61Z",
        "2026-11-18T06:00:01Zx", "2026-11-18T06:00:01+25:00", "2026-11-18T06:00:01+01:60", "Nov 31, 2026 @ 06:00:00",
        "179498160100000000000", "2026-11-18T06:00:01Z 2026-11-18T06:00:01Z", "1900-02-29", "2026-01-00",
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
}
