import Foundation
import Testing

@testable import Sandbox
@testable import Support

@Suite struct ScenarioReadingTests {
    @Test(arguments: [
        ("practises: []\n", "did you mean ‘practices’?"),
        ("practices:\n  - { id: 12, name: A }\n", "put it in quotes"),
        ("practices:\n  - { id: \"1x\" }\n", "digits in quotes"),
        ("practices:\n  - { id: \"12\" }\n  - { id: \"12\" }\n", "every id once"),
        ("practices:\n  - { id: \"12\", acces: listed }\n", "did you mean ‘access’?"),
        ("practices:\n  - { id: \"12\", access: lsted }\n", "did you mean ‘listed’?"),
        ("faults: [\"route=pong\"]\n", "token, practiceinfo, ping, departments, cancelReasons"),
        ("faults: [\"route=ping speed=2\"]\n", "KEY=VALUE with one of route"),
        ("tokens: { perMinute: 0 }\n", "from 1 to"),
    ])
    func `a mistake is told with file, line and what to write`(text: String, told: String) throws {
        let (scenario, faults) = ScenarioReading.read(Array("scenario: A\n\(text)".utf8), file: "mine.yaml")
        #expect(scenario == nil)
        let fault = try #require(faults.first)
        #expect(fault.description.hasPrefix("mine.yaml:"))
        #expect(fault.mark.line > 1)
        #expect(fault.description.contains(told), "\(fault)")
    }

    @Test func `the shipped scenario is whole`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Samples/sandbox/clinics.yaml")
        let (scenario, faults) = ScenarioReading.read(Array(try Data(contentsOf: file)), file: "clinics.yaml")
        #expect(faults.isEmpty)
        #expect(scenario?.practices.count == 10)
    }
}
