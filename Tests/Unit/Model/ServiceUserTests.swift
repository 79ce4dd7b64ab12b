import Testing

@testable import Model

@Suite struct ServiceUserTests {
    @Test(
        arguments: [
            ("EXAMPLEUBQ:EXAMPLECLIENT^1^", "EXAMPLEUBQ", "EXAMPLECLIENT", "1", nil),
            ("0a9Z:00Cl^012^example.service", "0a9Z", "00Cl", "012", "example.service"),
            ("u:c^t^n", "u", "c", "t", "n"),
            ("u:c^t^svc_one-two@example", "u", "c", "t", "svc_one-two@example"),
        ] as [(String, String, String, String, String?)])
    func `both formats are taken apart as they stand`(
        _ text: String, _ ubiquity: String, _ client: String, _ tenant: String, _ account: String?
    ) throws {
        let user = try ServiceUser(text)
        #expect(user.ubiquityID == ubiquity)
        #expect(user.clientID == client)
        #expect(user.tenantID == tenant)
        #expect(user.accountName == account)
        #expect(user.description == text)
    }

    @Test(arguments: [
        ("", 1, ServiceUserError.Expected.ubiquityID), ("EXAMPLE", 8, .colon), ("EXAMPLE:", 9, .clientID),
        ("E:C", 4, .firstCaret), ("E:C^", 5, .tenantID), ("E:C^1", 6, .secondCaret), (" E:C^1^", 1, .ubiquityID),
        ("E:C^1^ ", 7, .accountName), ("E:C^1^.", 7, .accountName), ("E:C^1^a.", 8, .accountName),
        ("E:C^1^a b", 8, .accountName),
        ("E-x:C^1^", 2, .colon), ("É:C^1^", 1, .ubiquityID), ("E:C^1^^", 7, .accountName), ("E:C:1^", 4, .firstCaret),
        ("E:C^\u{301}1^", 4, .firstCaret), ("E:C^1\u{200B}^", 6, .secondCaret), ("１:C^1^", 1, .ubiquityID),
    ])
    func `what does not fit says where and what was expected`(
        _ text: String, _ position: Int, _ expected: ServiceUserError.Expected
    ) {
        do {
            let user = try ServiceUser(text)
            Issue.record("\(text) was taken as \(user)")
        } catch {
            #expect(error.expected == expected)
            #expect(error.position == position)
            #expect(error.description.contains("At character \(position): expected \(expected.rawValue)."))
        }
    }

    @Test(arguments: [
        ("E:Cˆ1ˆ", ServiceUserHint.otherCaret), ("E:C＾1＾", .otherCaret), ("E：C^1^", .otherColon), ("E: C^1^", .spaces),
        ("E:C^1^.", .endOfSentence), ("E:C^1^)", .endOfSentence), ("E:C^1", .lostCaret), ("E:C1^", .lostCaret),
        ("E=3AC=5E1=5E", .escaped),
    ])
    func `usual accidents are named`(_ text: String, _ hint: ServiceUserHint) {
        #expect(throws: ServiceUserError.self) { try ServiceUser(text) }
        do { _ = try ServiceUser(text) } catch { #expect(error.hints.contains(hint)) }
    }

    @Test func `a fault repeats nothing of the text`() {
        do { _ = try ServiceUser("SECRETUBQ:SECRET CLIENT^1") } catch { #expect(!error.description.contains("SECRET")) }
    }

    @Test(arguments: [("E:1^EXAMPLE^", true), ("E:EXAMPLE^1^", false), ("E:1^2^", false), ("E:1234^EXAMPLE^", false)])
    func `exchanged parts are a doubt`(_ text: String, _ looksExchanged: Bool) throws {
        #expect(try ServiceUser(text).looksExchanged == looksExchanged)
    }

    @Test func `100,000 made-up ones print as they were written`() throws {
        var chance = Seeded(state: 9)
        for _ in 0..<100_000 {
            let text = chance.serviceUser()
            let user = try ServiceUser(text)
            if user.description != text { Issue.record("\(text) prints as \(user)") }
        }
    }

    @Test func `every single-character damage is refused, or read as what is written`() {
        var chance = Seeded(state: 10)
        let signs = Array("aZ09:^.-_@ \t\n\u{A0}\u{200B}\u{301}ˆ＾：éя'\"<>&;=,)")
        var read = 0
        for _ in 0..<40 {
            let text = Array(chance.serviceUser())
            for place in 0...text.count {
                var damaged: [[Character]] = signs.map { text[..<place] + [$0] + text[place...] }
                if place < text.count {
                    damaged += signs.map { text[..<place] + [$0] + text[(place + 1)...] }
                    damaged.append(Array(text[..<place] + text[(place + 1)...]))
                }
                for characters in damaged {
                    let written = String(characters)
                    guard let user = try? ServiceUser(written) else { continue }
                    read += 1
                    #expect(user.description.unicodeScalars.elementsEqual(written.unicodeScalars))
                    #expect(
                        written.wholeMatch(
                            of: /[A-Za-z0-9]+:[A-Za-z0-9]+\^[A-Za-z0-9]+\^([A-Za-z0-9]([A-Za-z0-9._@-]*[A-Za-z0-9])?)?/)
                            != nil)
                }
            }
        }
        #expect(read > 1000)
    }
}

/// The same numbers on every run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func word(_ signs: [Character], _ length: Int) -> String {
        String((0..<length).map { _ in signs.randomElement(using: &self) ?? "a" })
    }

    mutating func serviceUser() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let parts = (0..<3).map { _ in word(letters, Int.random(in: 1...20, using: &self)) }
        var text = "\(parts[0]):\(parts[1])^\(parts[2])^"
        if Bool.random(using: &self) {
            text +=
                word(letters, 1) + word(letters + Array("._-@"), Int.random(in: 0...12, using: &self))
                + word(letters, 1)
        }
        return text
    }
}
