import Foundation
import Testing
import ToolRunning

@testable import Services

@Suite struct ReadingTests {
    private func read(_ text: String) throws -> ProfileSet {
        let (profiles, faults) = ProfilesReading.read(Array(text.utf8), file: "p")
        #expect(faults.isEmpty)
        return try #require(profiles)
    }

    @Test func `every documented key is read`() throws {
        let set = try read(sample)
        #expect(set.standing == "clinic-lab")
        let profile = try #require(set.profile(named: "clinic-lab"))
        #expect(profile.environment == .preview)
        #expect(profile.counterpart == "clinic-production")
        #expect(profile.athenahealth?.url.description == "https://api.example.com/")
        #expect(profile.athenahealth?.credential == "athena-lab")
        let requests = try #require(profile.platform?.requests)
        #expect(requests.readMapping?.request == ProfileRequest(method: .get, path: "/mappings/{businessNumber}"))
        #expect(requests.readMapping?.state == "data.0.status")
        #expect(requests.readMapping?.authorized == ["AUTHORIZED"])
        #expect(requests.readMapping?.unauthorized == ["UNAUTHORIZED"])
        #expect(requests.readMapping?.properties == "data.0.integrationProperties")
        #expect(requests.readMapping?.group == "data.0.integrationGroupId")
        #expect(requests.markAuthorized?.body == "{\"status\":\"AUTHORIZED\"}")
        #expect(requests.markUnauthorized?.body == "{\"status\":\"UNAUTHORIZED\"}")
        #expect(requests.updateProperties?.path == "/groups/{groupId}/properties")
        #expect(profile.allscripts?.appName == "Example.App")
        #expect(profile.allscripts?.url.target == "/Unity/UnityService.svc")
        #expect(profile.logs?.urls.count == 2)
        #expect(profile.logs?.index == "bc-json-logs*")
        #expect(profile.logs?.fields == [FieldPathSetting(name: "reason", path: "labels.reason")])
        #expect(profile.network.caFile == "/etc/ssl/lab.pem")
        #expect(profile.network.timeout == 31)
        #expect(profile.network.requestsPerSecond == 21)
        #expect(profile.network.concurrency == 9)
        #expect(set.credential(named: "athena-lab")?.source == .helper(["secret-tool", "lookup", "service", "athena"]))
        #expect(set.credential(named: "unity-lab")?.source == .file("/home/me/.secrets/unity.json"))
        #expect(set.credential(named: "logs-lab")?.origins.count == 2)
    }

    @Test func `the documented file is in order`() throws {
        let readme = try String(
            contentsOf: Tool.root.appendingPathComponent("Documentation/profiles.md"), encoding: .utf8)
        let blocks = readme.components(separatedBy: "```yaml\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }.filter { $0.contains("profiles:") }
        #expect(blocks.count == 1)
        #expect(try read(try #require(blocks.first)).standing == "production")
    }

    @Test func `only a service's url is required`() throws {
        let set = try read("profiles: { a: { athenahealth: { url: 'https://h' }, logs: { url: 'https://l:9200' } } }")
        let profile = try #require(set.profile(named: "a"))
        #expect(profile.environment == nil)
        #expect(profile.network == NetworkSettings())
        #expect(profile.logs?.index == nil)
        #expect(set.standing == "a", "the only profile of a file stands")
    }

    @Test func `a path is absolute, below home, or below the file's folder`() throws {
        let text = """
            profiles: { a: { athenahealth: { url: 'https://h' }, network: { caFile: lab.pem } } }
            credentials: { b: { origin: 'https://h', file: sub/b.json }, c: { origin: 'https://h', file: /c.json } }
            """
        let set = try #require(ProfilesReading.read(Array(text.utf8), file: "/etc/be/profiles.yaml").profiles)
        #expect(set.profile(named: "a")?.network.caFile == "/etc/be/lab.pem")
        #expect(set.credential(named: "b")?.source == .file("/etc/be/sub/b.json"))
        #expect(set.credential(named: "c")?.source == .file("/c.json"))
        #expect(
            ProfilesReading.read(Array(text.utf8), file: "p").profiles?.profile(named: "a")?.network.caFile == "lab.pem"
        )
    }

    @Test func `three profiles are built in`() throws {
        let set = ProfileSet()
        #expect(set.profiles.map(\.name) == ["production", "preview", "sandbox"])
        #expect(set.profiles.map(\.environment) == [.production, .preview, .sandbox])
        #expect(set.standing == "production")
        let production = try #require(set.profile(named: "production"))
        #expect(production.athenahealth?.url.description == "https://api.platform.athenahealth.com/")
        #expect(production.athenahealth?.credential == "athenahealth-production")
        #expect(production.counterpart == "preview")
        #expect(production.platform?.credential == nil, "the documented calls carry none")
        #expect(set.profile(named: "sandbox")?.athenahealth?.url.description == "http://127.0.0.1:8757/")
        #expect(set.profile(named: "sandbox")?.athenahealth?.credential == nil)
    }

    @Test func `the built-in ones need only credentials of the documented names`() throws {
        let set = try read(
            """
            credentials:
              athenahealth-production: { origin: "https://api.platform.athenahealth.com", environment: A }
              platform: { origin: "https://common-services.birdeye.com", environment: B }
              unity: { origin: "https://unity.example.com", environment: C }
            """)
        let production = try #require(set.profile(named: "production"))
        #expect(production.platform?.credential == "platform")
        #expect(production.allscripts?.url.description == "https://unity.example.com/Unity/UnityService.svc")
        for endpoint in production.endpoints {
            let credential = try #require(endpoint.credential.flatMap { set.credential(named: $0) })
            #expect(endpoint.urls.allSatisfy { credential.origins.contains($0.origin) })
        }
    }

    @Test func `a profile of the file replaces a built-in one whole`() throws {
        let set = try read("profiles: { sandbox: { athenahealth: { url: 'http://127.0.0.1:1' } } }")
        #expect(set.profile(named: "sandbox")?.athenahealth?.url.origin.port == 1)
        #expect(set.profiles.filter { $0.name == "sandbox" }.count == 1)
    }
}
