import Testing

/// Every mistake is named with its place, what was expected, and what to write instead.
@Suite struct RefusalTests {
    @Test(arguments: [
        ("counterpart: clinic-production", "counterprat: clinic-production", ":5:5: ", "did you mean ‘counterpart’?"),
        ("environment: preview", "environment: prevew", ":4:18: ", "did you mean ‘preview’?"),
        (
            "\"https://api.example.com\", cred", "\"http://api.example.com\", cred", ":6:26: ",
            "plain http to api.example.com"
        ),
        (
            "\"https://api.example.com\", cred", "\"https://u:hunter22@api.example.com\", cred", ":6:26: ",
            "name a credential"
        ),
        ("\"https://api.example.com\", cred", "\"api.example.com\", cred", ":6:26: ", "https://host"),
        (
            "\"https://api.example.com\", cred", "\"https://api.example.com:8443\", cred", ":6:",
            "add https://api.example.com:8443"
        ),
        ("\"https://api.example.com\", cred", "\"https://api.example.com/?a=b\", cred", ":6:", "without ‘?’"),
        ("credential: athena-lab }", "credential: athena-lba }", ":6:65: ", "did you mean ‘athena-lab’?"),
        ("node-2.example.com:9200\"], index", "node-3.example.com:9200\"], index", ":16:", "bound to"),
        ("clinic-production\n    athena", "clinic-lab\n    athena", ":5:18: ", "the profile itself"),
        ("counterpart: clinic-production", "counterpart: preview", ":5:18: ", "of the same environment"),
        ("defaultProfile: clinic-lab", "defaultProfile: clinic-lib", ":1:17: ", "did you mean ‘clinic-lab’?"),
        ("timeout: 31", "timeout: 0", ":18:", "from 1 to 3600"),
        ("timeout: 31", "insecure: true", ":18:", "unknown key ‘insecure’"),
        ("method: GET", "method: FETCH", ":11:", "GET, POST, PUT, PATCH or DELETE"),
        ("path: \"/groups", "path: \"groups", ":14:", "write ‘/groups"),
        ("{groupId}/prop", "{group}/prop", ":14:", "did you mean {groupId}?"),
        ("state: \"data.0.status\", ", "", ":11:", "without ‘state’"),
        ("unauthorized: [\"UNAUTHORIZED\"]", "unauthorized: [\"AUTHORIZED\"]", ":11:", "in one of the two lists"),
        (
            "environment: PLATFORM_LAB", "environment: '{\"bearer\":\"hunter22\"}'", ":24:",
            "never the credential itself"
        ),
        ("environment: PLATFORM_LAB", "environment: A, file: b", ":24:", "exactly one of"),
        (", environment: PLATFORM_LAB", "", ":24:", "exactly one of"),
        (
            "\"https://platform.example.com:443\"", "\"https://platform.example.com:443/x\"", ":24:",
            "scheme, host and port only"
        ),
        ("origin: \"https://platform.example.com:443\", ", "", ":24:", "without ‘origin’"),
        ("  clinic-lab:\n", "  clinic lab:\n", ":4:", "letters, digits"),
    ])
    func `a mistake`(text: String, wrong: String, place: String, words: String) {
        let faults = faults(text, wrong)
        #expect(faults.contains { $0.hasPrefix("p\(place)") && $0.contains(words) }, "\(faults)")
        #expect(!faults.joined().contains("hunter22"), "a secret in the file is not repeated")
    }
}
