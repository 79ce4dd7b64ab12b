import ShippedPlaybooks
import Testing

@testable import Lookup
@testable import Model

@Suite struct NPICheckTests {
    /// What was given, the number in it or an empty text, and the code or an empty text.
    @Test(arguments: [
        ("1234567893", "1234567893", ""), ("1234-567-893", "1234567893", ""), (" １２３４５６７８９３ ", "1234567893", ""),
        ("1234567890", "", "BE2402"), ("1234567839", "", "BE2402"), ("123456789", "", "BE2401"),
        ("12345678933", "", "BE2401"), ("3234567893", "", "BE2401"), ("", "", "BE2401"), ("123456789X", "", "BE2401"),
        ("١٢٣٤٥٦٧٨٩٣", "", "BE2401"),
    ])
    func `shape and check digit decide`(asked: String, npi: String, code: String) {
        let (rows, notes) = NPICheck.check([asked], Shipped.playbooks)
        #expect(rows.map { $0.npi?.text ?? "" } == [npi])
        #expect(notes.findings.map(\.code).joined() == code)
    }

    @Test func `each single wrong digit is noticed`() {
        let right = Array("1234567893")
        for position in 1..<10 {
            for digit in "0123456789" where digit != right[position] {
                var wrong = right
                wrong[position] = digit
                #expect(NPICheck.check([String(wrong)], Shipped.playbooks).rows[0].npi == nil)
            }
        }
    }
}
