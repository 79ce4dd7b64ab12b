import Testing

@testable import Reporting

/// Recognisers whose signs are missing are not asked, and nothing is missed by that.
@Suite struct IdentitySignsTests {
    /// Pieces of which identities are made, and some that stand between them.
    private static let pieces = [
        "jane", "@", "example.com", "%40", "555", "123", "4567", "-", ".", " ", "+", "1", "(", ")", "2026", "/", "11",
        "Nov", "20",
        ",", "Sept", "3rd", "SSN", "mrn", "Account", "#", "8842199", "Bearer", "basic ", "Token ",
        "abcdefghijklmnopqrstuvwx",
        "eyJhbGciOi", "AKIA", "IOSFODNNEXAMPLEX", "9f86d081884c7d659a2feaa0c55ad015", "password", "=", ":", "\"", "x",
        "hunter",
        "https://", "u:p@", "?", "10.0.0.1", "::", "fe80", "ABCUBQ", "^", "4111111111111111", "\n", "é", "‑", "T09:30",
        "Z", "A1",
        "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "dGhpcyBpcyBhIHNlY3JldCBi", "may", "May", "24",
    ]

    @Test(arguments: 0..<12)
    func `a text is masked as if every recogniser were asked`(_ seed: Int) {
        var random = SeededRandom(state: UInt64(seed))
        for _ in 0..<1500 {
            let count = Int.random(in: 1...7, using: &random)
            let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
            var found: [Range<Int>] = []
            var all: [Range<Int>] = []
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                IdentityMask().forEachMatch(in: bytes) { _, range in found.append(range) }
                var scanner = IdentityScanner(bytes: bytes, signs: IdentitySigns(rawValue: .max))
                var index = 0
                while index < bytes.count {
                    let match = scanner.match(at: index).flatMap { $0.end > index ? $0 : nil }
                    if let match { all.append(match.start..<match.end) }
                    index = match?.end ?? index + 1
                }
            }
            #expect(found == all, "\(text.debugDescription)")
        }
    }
}

/// The same numbers in every run.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
