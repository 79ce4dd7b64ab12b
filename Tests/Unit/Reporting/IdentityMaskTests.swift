import Testing

@testable import Reporting

@Suite struct IdentityMaskTests {
    @Test(arguments: [
        ("mail jane.doe+x@example.co.uk now", "mail ‹email hidden› now"), ("<o'neil@x.org>", "<‹email hidden›>"),
        ("jane%40example.com", "‹email hidden›"), ("call (555) 123-4567.", "call ‹phone hidden›."),
        ("555-123-4567", "‹phone hidden›"), ("555.123.4567 x12", "‹phone hidden›"),
        ("1 555 123 4567", "‹phone hidden›"),
        ("+1 (555) 123-4567", "‹phone hidden›"), ("+49 89 1234567", "‹phone hidden›"), ("5552345678", "‹phone hidden›"),
        ("15552345678", "‹phone hidden›"), ("020 7946 0958", "‹phone hidden›"), ("+15551234567", "‹phone hidden›"),
        ("555\u{2011}123\u{2011}4567", "‹phone hidden›"), ("Suite 200 555-123-4567", "Suite 200 ‹phone hidden›"),
        ("SSN 123-45-6789", "SSN ‹SSN hidden›"), ("ssn: 123456789", "ssn: ‹value hidden›"),
        ("born 2026-11-20", "born ‹date hidden›"), ("2026-11-20T09:30:00.000Z end", "‹date hidden› end"),
        ("11/20/2026 9:30 PM", "‹date hidden›"), ("1/2/26", "‹date hidden›"), ("20.11.2026", "‹date hidden›"),
        ("Nov 20, 2026", "‹date hidden›"), ("November 20th 2026 at", "‹date hidden› at"),
        ("20-Nov-2026", "‹date hidden›"),
        ("DOB 19800115", "DOB ‹date hidden›"), ("Bearer abc123def456", "Bearer ‹token hidden›"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "‹token hidden›"),
        ("password=hunter2&x=1", "password=‹secret hidden›&x=1"),
        ("\"client_secret\": \"a b\\\"c\"}", "\"client_secret\": \"‹secret hidden›\"}"),
        ("Authorization: Bearer xyz end", "Authorization: ‹secret hidden› end"),
        ("token: abc", "token: ‹secret hidden›"),
        ("9f86d081884c7d659a2feaa0c55ad0159f86", "‹token hidden›"),
        ("550e8400-e29b-41d4-a716-446655440000", "‹token hidden›"),
        ("dGhpcyBpcyBhIHNlY3JldCBibG9iIDEyMzQ1Njc4OTA=", "‹token hidden›"),
        ("see https://u:p@example.com/a now", "see ‹URL hidden› now"), ("https://example.com/a?b=c", "‹URL hidden›"),
        ("4111 1111 1111 1111", "‹card number hidden›"), ("4111111111111111", "‹card number hidden›"),
        ("3782-822463-10005", "‹card number hidden›"),
    ])
    func hides(raw: String, shown: String) {
        #expect(IdentityMask().text(raw) == shown)
    }

    @Test(arguments: [
        "2", "f", "Acknowledged", "99213", "99213,99214", "99213 99214", "123456789012345", "151234567890123, 2",
        "Harbor Office", "Suite 200", "Suite 200-1234", "1 2 3 4 5 6 7 8 9 10 11", "1234567893", "1245319599",
        "‘Appointment status’ is not on the allowed list", "Integration is beta", "HTTP 401 Unauthorized", "24/7",
        "Location name is not in the allowed list.", "195900", "https://example.com/path", "v1.2.3",
        "May be closed", "Office @ Harbor", "10:30", "1763712000000", "2026", "Basic information", "St. Mary's (North)",
        "AthenaHealth/123456789012345/Status", "allscripts_appointment_status_not_in_allowed_list_2", "診療所", "",
        "athenahealth practice 195900 department 12", "50% off", "A1B2", "bearer of bad news", "passwords", "+", "(",
    ])
    func keeps(text: String) {
        #expect(IdentityMask().text(text) == text)
    }

    @Test func revealShowsAll() {
        #expect(Gate(reveal: true).masked("jane@example.com") == "jane@example.com")
        #expect(Gate().masked("jane@example.com") == "‹email hidden›")
    }

    /// Would take minutes if any recogniser looked at the same stretch again and again.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: ["a.", "1-", "a://", "bearer ", "eyJ-", "A1/", "(+", "password", "%40", "Nov ", "a_"])
    func longTextTakesLinearTime(part: String) {
        let text = String(repeating: part, count: 20_000)
        #expect(IdentityMask().text(text).isEmpty == false)
    }
}
