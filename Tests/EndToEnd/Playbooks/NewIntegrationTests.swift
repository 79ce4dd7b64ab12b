import Foundation
import Testing
import ToolRunning

/// The promise of playbooks/README.md: another integration needs one new YAML file and no Swift.
@Suite(.fewAtATime) struct NewIntegrationTests {
    private let scratch: Scratch
    private var options: [String] { ["--playbooks", scratch.folder.path] }

    init() throws {
        scratch = try Scratch()
        try scratch.file("dentora.yaml", dentora)
    }

    @Test func `its file has no fault, and is in force`() async throws {
        let lint = try await Tool.run(["playbook", "lint"] + options)
        #expect(lint.exitCode == 0)
        #expect(lint.err.isEmpty)
        #expect(try await Tool.run(["playbook", "list"] + options).out.contains("Dentora"))
        #expect(try await Tool.run(["codes", "BE5101"] + options).out.contains("Chair is not among the chosen chairs"))
        #expect(try await Tool.run(["codes", "BE5101"]).exitCode == 64)
    }

    @Test(arguments: [
        #""integrationSource":"Dentora""#, #""integrationSource":"DENTORA CLOUD""#,
        #""integrationSource":"dentora_cloud""#,
        #""integrationSourceId":77"#, #""source":"77""#,
        // By a field that only this playbook has.
        #""businessNumber":"169990000000501""#,
    ])
    func `its reason is explained`(placed: String) async throws {
        let explained = try await Explained(
            #"{\#(placed),"restrictionReason":"“Chair” is NOT among the chosen chairs.","chair_name":"Chair 4, left"}"#,
            options)
        #expect(explained.codes == ["BE5101"])
        #expect(try explained.integration("BE5101") == "Dentora")
        #expect(try explained.values("BE5101") == ["Chair 4, left"])
        #expect(explained.run.exitCode == 1)
    }

    @Test func `its flag and both reasons of one record`() async throws {
        let record =
            #"{"integrationSource":"Dentora","restrictionReason":"Practice is paused; ‘Chair’ is not among the chosen chairs","dentora":{"chair":"Chair 1"}}"#
        let explained = try await Explained(record, options)
        #expect(explained.codes == ["BE5101", "BE5102"])
        #expect(try explained.values("BE5101") == ["Chair 1"])
        #expect(try explained.coverage("explained") == 1)
    }

    @Test func `its reason is found by its text, under a field that nobody named`() async throws {
        let explained = try await Explained(#"{"integrationSource":"Dentora","x":{"y":"practice is paused"}}"#, options)
        #expect(explained.codes == ["BE1011", "BE5102"])
    }

    @Test func `its failure wins over the platform's, in a record and in a line`() async throws {
        let record = #"{"integrationSource":"Dentora","httpStatus":401,"message":"Chairside bridge offline"}"#
        let line = "2026-11-18 06:00:01 ERROR HTTP 503: chairside bridge OFFLINE, giving up"
        for text in [record, line] {
            let explained = try await Explained(text, options)
            #expect(explained.codes == ["BE5201"])
            #expect(try explained.integration("BE5201") == "Dentora")
            #expect(try explained.coverage("failures") == 1)
        }
    }

    @Test func `without the file nothing is guessed`() async throws {
        let record = #"{"integrationSource":"Dentora","restrictionReason":"Practice is paused"}"#
        #expect(try await Explained(record).codes == ["BE1100"])
    }

    @Test func `it can be asked for by name and by source id`() async throws {
        let records =
            #"{"integrationSource":"Dentora","restrictionReason":"Practice is paused"}"# + "\n"
            + #"{"integrationSource":"AthenaHealth","restrictionReason":"Integration is beta"}"#
        for name in ["Dentora", "dentora", "77"] {
            let explained = try await Explained(records, options + ["--integration", name])
            #expect(explained.codes == ["BE5102"])
            #expect(try explained.coverage("filtered") == 1)
        }
    }
}
