import Testing

@testable import Model

@Suite struct NPITests {
    // 1234567893 is the worked example of the standard's own description of the check digit.
    @Test(arguments: ["1234567893", "1999999984", "2000000002"])
    func `a right check digit makes an NPI`(text: String) throws {
        #expect(try NPI(text).text == text)
    }

    @Test(arguments: [
        ("", NPIError.notTenDigits), ("123456789", .notTenDigits), ("12345678931", .notTenDigits),
        (" 1234567893", .notTenDigits), ("12345６7893", .notTenDigits), ("12345678-3", .notTenDigits),
        ("3234567893", .firstDigit), ("0234567893", .firstDigit),
        ("1234567890", .checkDigit(expected: 3)), ("1234567983", .checkDigit(expected: 4)),
    ])
    func `anything else is refused with its reason`(text: String, fault: NPIError) {
        #expect(throws: fault) { try NPI(text) }
    }

    @Test func `every change of one digit and every swap of unequal neighbours but 0 and 9 is noticed`() {
        let digits = Array("1234567893")
        for position in 1..<10 {
            for other in "0123456789" where other != digits[position] {
                var changed = digits
                changed[position] = other
                #expect(throws: NPIError.self) { try NPI(String(changed)) }
            }
        }
        for position in 1..<9 {
            var swapped = digits
            swapped.swapAt(position, position + 1)
            #expect(throws: NPIError.self) { try NPI(String(swapped)) }
        }
    }
}
