import Testing

@testable import Services
@testable import Support

/// The profiles file of README.md, with invented names.
let sample = """
    defaultProfile: clinic-lab
    profiles:
      clinic-lab:
        environment: preview
        counterpart: clinic-production
        athenahealth: { url: "https://api.example.com", credential: athena-lab }
        platform:
          url: "https://platform.example.com"
          credential: platform-lab
          requests:
            readMapping:      { method: GET,  path: "/mappings/{businessNumber}", state: "data.0.status", authorized: ["AUTHORIZED"], unauthorized: ["UNAUTHORIZED"], properties: "data.0.integrationProperties", group: "data.0.integrationGroupId" }
            markAuthorized:   { method: POST, path: "/mappings/{businessNumber}/authorization", body: '{"status":"AUTHORIZED"}' }
            markUnauthorized: { method: POST, path: "/mappings/{businessNumber}/authorization", body: '{"status":"UNAUTHORIZED"}' }
            updateProperties: { method: POST, path: "/groups/{groupId}/properties", body: '{"integrationGroupProperties":{properties}}' }
        allscripts:   { url: "https://unity.example.com/Unity/UnityService.svc", credential: unity-lab, appName: "Example.App" }
        logs:         { url: ["https://node-1.example.com:9200", "https://node-2.example.com:9200"], index: "bc-json-logs*", credential: logs-lab,
                        fields: { reason: "labels.reason" } }
        network:      { caFile: "/etc/ssl/lab.pem", timeout: 31, requestsPerSecond: 21, concurrency: 9 }
      clinic-production:
        environment: production
        athenahealth: { url: "https://api.example.com" }
    credentials:
      athena-lab:   { origin: "https://api.example.com:443", helper: ["secret-tool", "lookup", "service", "athena"] }
      platform-lab: { origin: "https://platform.example.com:443", environment: PLATFORM_LAB }
      unity-lab:    { origin: "https://unity.example.com:443", file: "/home/me/.secrets/unity.json" }
      logs-lab:     { origin: ["https://node-1.example.com:9200", "https://node-2.example.com:9200"], environment: LOGS_LAB }

    """

/// The faults of the sample after a change, without the file's name.
func faults(_ replacing: String, _ with: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
    #expect(sample.contains(replacing), sourceLocation: sourceLocation)
    let parts = sample.split(separator: replacing, maxSplits: 1, omittingEmptySubsequences: false)
    let text = parts.joined(separator: with)
    return ProfilesReading.read(Array(text.utf8), file: "p").faults.map(\.description)
}
