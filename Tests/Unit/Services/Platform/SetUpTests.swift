import Foundation
import Testing

@testable import Sandbox
@testable import Services

/// The documented calls that set integrations up: the real client against the stand-in, which takes only bodies as the
/// articles have them.
@Suite struct SetUpTests {
    private let server: SandboxServer
    private let door: HTTPDoor
    private let client: PlatformClient

    init() throws {
        let scenario = """
            scenario: One group
            platform:
              groups:
                - { id: "4100", businessNumber: "169990000000001", source: 27, properties: { showalldepartments: "false" } }
            """
        let read = ScenarioReading.read(Array(scenario.utf8), file: "scenario.yaml")
        server = try SandboxServer(Service(try #require(read.scenario)), port: 0)
        door = try CurlDoor.open(CurlSettings(userAgent: "be-diagnose/test", caFile: nil))
        client = PlatformClient(
            door: door, service: PlatformService(url: try HTTPURL("http://127.0.0.1:\(server.port)")),
            clock: .system)
    }

    /// Calls the stand-in as somebody else would.
    @discardableResult
    private func call(_ method: HTTPRequest.Method, _ path: String) async throws -> String {
        let request = HTTPRequest(method, try HTTPURL("http://127.0.0.1:\(server.port)\(path)"))
        return String(decoding: try await door.send(request).body, as: UTF8.self)
    }

    @Test func `the triggers of both integrations are listed`() async throws {
        let athenahealth = try await client.triggers(ofSource: 27)
        #expect(athenahealth.map(\.id) == [42])
        #expect(athenahealth[0].service == "athenaHealthIntegrationTriggerService")
        #expect(athenahealth[0].name == "Athena Health Completed Appointment Trigger")
        #expect(athenahealth[0].isActive == true)
        #expect(athenahealth[0].types == [1])
        // Allscripts' rows lack the source.
        #expect(try await client.triggers(ofSource: 32).map(\.id) == [56])
        await #expect(throws: PlatformError.notFound) { try await client.triggers(ofSource: 99) }
        server.stop()
    }

    @Test(arguments: [27, 32]) func `a group is made, found again, and takes triggers`(source: Int) async throws {
        let number = "169990000000002"
        let group = NewGroup(
            businessNumber: number, sourceID: source, isOAuthEnabled: source == 27 ? false : nil,
            properties: [TemplateFilling.Property(key: "User_Name", value: "ub01:cl02^1^", isSecure: true)],
            triggers: [GroupTrigger(id: source == 27 ? 42 : 56)])
        let id = try #require(try await client.createGroup(group))
        var found = try await client.groups(of: number)
        #expect(found.map(\.id) == [id])
        #expect(found[0].sourceID == source)
        // The articles send athenahealth's properties without `isSecure`.
        #expect(found[0].properties == ["user_name": source == 27 ? "ub01:cl02^1^" : "****"])
        #expect(found[0].triggers == group.triggers)
        try await client.updateTriggers(ofGroup: id, [GroupTrigger(id: 45)], replacing: false)
        found = try await client.groups(of: number)
        #expect(found[0].triggers == group.triggers + [GroupTrigger(id: 45)])
        try await client.updateTriggers(ofGroup: id, [GroupTrigger(id: 45), GroupTrigger(id: 42)], replacing: true)
        found = try await client.groups(of: number)
        #expect(found[0].triggers.map(\.id) == [45, 42])
        server.stop()
    }

    @Test func `a business is tied to a group`() async throws {
        let mapping = NewMapping(
            businessNumber: "169990000000101", group: "4100", frequency: "1 DAYS",
            properties: [TemplateFilling.Property(key: "practiceid", value: "10021", isSecure: false)])
        try await client.createMapping(mapping)
        let answer = try await call(.get, "/mappings/169990000000101")
        #expect(answer.contains(#""integrationGroupId":4100"#))
        #expect(answer.contains(#""propertyKey":"practiceid","propertyValue":"10021""#))
        server.stop()
    }

    @Test func `what the platform refuses, and what is no number, is an error`() async throws {
        func status(_ call: () async throws -> Void) async throws -> Int? {
            do { try await call() } catch PlatformError.failed(.status(_, let status, _, _)) { return status }
            return nil
        }
        let orphan = NewMapping(businessNumber: "169990000000101", group: "9999")
        #expect(try await status { try await client.createMapping(orphan) } == 400)
        let trigger = [GroupTrigger(id: 42)]
        #expect(
            try await status { try await client.updateTriggers(ofGroup: "9999", trigger, replacing: true) } == 400)
        let mistyped = NewMapping(businessNumber: "16999000000O101", group: "4100")
        await #expect(throws: PlatformError.unexpected("‘16999000000O101’ is no number")) {
            try await client.createMapping(mistyped)
        }
        server.stop()
    }

    @Test func `a write that is answered with no JSON was carried out, and is sent once`() async throws {
        for (index, body) in ["plainText", "cutJSON", "empty"].enumerated() {
            let number = "16999000000100\(index)"
            try await call(.post, "/sandbox/faults?route=createGroup&body=\(body)&status=200&times=1")
            let group = NewGroup(
                businessNumber: number, sourceID: 27, isOAuthEnabled: false, properties: [],
                triggers: [GroupTrigger(id: 42)])
            #expect(try await client.createGroup(group) == nil)
            #expect(try await client.groups(of: number).count == 1, "\(body)")
        }
        server.stop()
    }
}
