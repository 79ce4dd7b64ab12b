import Testing

@testable import Configuration
@testable import Model

@Suite struct BadInputTests {
    private static let wanted = "expected a group or a mapping of an integration, as JSON or in a curl line"

    @Test(arguments: [
        ("", "c.json:1:1: found an empty file, \(wanted); the call that should have filled it may have failed"),
        (" \n\t", "c.json:1:1: found a file of blanks, \(wanted); the call that should have filled it may have failed"),
        ("\u{FEFF}", "c.json:1:1: found an empty file, \(wanted); the call that should have filled it may have failed"),
        (
            "\n<!DOCTYPE html><html>",
            "c.json:1:1: found a web page, \(wanted); often the login page, saved instead of the answer; make the call again"
        ),
        ("PK\u{3}\u{4}xyz", "c.json:1:1: found a zip or office file, \(wanted); save what is in it as text"),
        (
            "{\"_index\":\"bc-json-logs\",\"_source\":{}}",
            "c.json:1:1: found a log record or an export of some, \(wanted); give it as FILE, without --config"
        ),
        (
            "[{\"a\":1},\n {\"hits\":{\"hits\":[]}}]",
            "c.json:1:2: found an object with none of their keys, \(wanted)"
        ),
        (
            "{\"error\":\"Unauthorized\"}",
            "c.json:1:1: found an answer that reports an error, \(wanted); make the call again"
        ),
        (
            "[{\"integrationSourceId\":27,\"triggerService\":\"athenaHealthIntegrationTriggerService\"}]",
            "c.json:1:2: found a trigger without ‘id’, expected an answer of list triggers"
        ),
        ("[1]", "c.json:1:2: found a number, \(wanted)"), ("[null]", "c.json:1:2: found null, \(wanted)"),
        (
            "appointmentstatus=3,4",
            "c.json:1:1: found text that is neither JSON nor a curl line, \(wanted); single values are given with --set KEY=VALUE"
        ),
        (
            "{\"businessNumber\":169990000000101,\n\"integrationProperties\":[",
            "c.json:2:26: found the end of the text, expected a value"
        ),
        (
            "{\"businessNumber\":1.6999E+14,\"active\":true}",
            "c.json:1:19: found a number that is not made of digits only, under ‘businessNumber’, expected a business number, such as 169990000000101; a spreadsheet may have rounded it"
        ),
        (
            "{\"businessNumber\":\"abc\",\"active\":true}",
            "c.json:1:19: found a text that is not made of digits only, under ‘businessNumber’, expected a business number, such as 169990000000101"
        ),
        (
            "{\n\"integrationProperties\":[]}",
            "c.json:1:1: found a mapping without ‘businessNumber’, expected the number of its business; add \"businessNumber\": N"
        ),
        (
            "{\"businessNumber\":1,\"active\":\"maybe\"}",
            "c.json:1:30: found a text under ‘active’, expected true or false"
        ),
        (
            "{\"businessNumber\":1,\n\"businessNumber\":2}",
            "c.json:2:1: found ‘businessNumber’ a second time, with another value, expected the value of line 1, or one of the two"
        ),
        (
            "{\"businessNumber\":1,\"integrationProperties\":[7]}",
            "c.json:1:46: found a number in a list of properties, expected an object with ‘propertyKey’ and ‘propertyValue’"
        ),
        (
            "{\"businessNumber\":1,\"integrationProperties\":[{\"propertyValue\":\"3\"}]}",
            "c.json:1:46: found a property without its name, expected ‘propertyKey’ with a text"
        ),
        (
            "{\"businessNumber\":1,\"integrationProperties\":[{\"propertyKey\":\"k\",\"propertyValue\":[\"3\",{}]}]}",
            "c.json:1:86: found an object in the list under ‘k’, expected texts or numbers only"
        ),
        (
            "curl -X PUT https://platform.example.com/x -d '{\"businessNumber\":169990000000101,\"integ",
            "c.json:1:48: found a curl line whose body is cut off, expected the complete line, up to the quotation mark after the body"
        ),
        (
            "curl -X PUT https://platform.example.com/x -d '{\"businessNumber\":}'",
            "c.json:1:66: found ‘}’, expected a value"
        ),
        (
            "curl -X PUT https://platform.example.com/x -d @body.json",
            "c.json:1:47: found a curl line whose body is in another file, expected the body itself; give that file with --config"
        ),
    ])
    func `a fault names file, line and what was expected`(text: String, said: String) {
        let read = FormTests.read(text)
        #expect(read.faults.first?.description == said)
    }

    @Test func `UTF-16, bytes that are no UTF-8 and NUL are told`() {
        let utf16: [UInt8] = [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]
        #expect(FormTests.reader.read(utf16, file: "c").faults.first?.text.contains("UTF-16") == true)
        let latin = Array("{\"businessNumber\":1,\n\"x\":\"caf".utf8) + [0xE9] + Array("\"}".utf8)
        #expect(
            FormTests.reader.read(latin, file: "c").faults.map(\.description)
                == ["c:2:9: found a byte that is not UTF-8, expected text in UTF-8"])
        #expect(FormTests.read("{\"a\":\"\0\"}").faults.first?.text.contains("NUL") == true)
    }

    @Test func `all faults are named, and no more than a screen of them`() {
        let two = FormTests.read("[{\"businessNumber\":\"x\"},\n{\"businessNumber\":\"y\"}]")
        #expect(two.faults.map(\.place.line) == [1, 2])
        let many = FormTests.read("[" + (0..<500).map { _ in "{}" }.joined(separator: ",") + "]")
        #expect(many.faults.count == 20)
    }

    @Test func `no prefix of a curl line or of a body crashes, or passes for the whole`() {
        let texts = ["\(FormTests.put) \\\n -d '\(FormTests.mappingBody)'", FormTests.groupBody, FormTests.groupAnswer]
        for text in texts {
            let bytes = Array(text.utf8)
            for length in 0..<(bytes.count - 1) {
                let read = FormTests.reader.read(Array(bytes[..<length]), file: "c")
                #expect(read.configuration.mappings.isEmpty && read.configuration.groups.isEmpty)
                #expect(!read.faults.isEmpty || !read.notes.isEmpty)
            }
        }
    }

    @Test func `a hundred thousand businesses in one file`() {
        let body = FormTests.mappingBody
        var text = "["
        for position in 0..<100_000 {
            if position > 0 { text += "," }
            text += body.replacing("169990000000101", with: String(169_990_000_000_000 + position))
        }
        text += "]"
        var read = ReadConfiguration()
        let time = processorTime { read = FormTests.read(text) }
        #expect(read.configuration.mappings.count == 100_000)
        #expect(read.configuration.mappings.last?.settings.first?.value == "3,4")
        // A debug build on a busy machine; what grows with the square takes hours.
        #expect(time < .seconds(60))
    }
}
