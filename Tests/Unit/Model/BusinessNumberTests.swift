import Testing

@testable import Model

@Suite struct BusinessNumberTests {
    @Test(arguments: [("169990000000101", true), ("0", false), ("000000000000001", true), ("1699900000001011", false)])
    func `digits are a number of whatever length`(text: String, usual: Bool) {
        let number = BusinessNumber(text)
        #expect(number?.text == text)
        #expect(number?.hasUsualLength == usual)
    }

    @Test(arguments: ["", " 169990000000101", "16999000000010x", "-1", "1.0", "１６９", "1e3"])
    func `anything else is none`(text: String) {
        #expect(BusinessNumber(text) == nil)
    }
}
