import Foundation
import Testing
import ToolRunning

/// What the user's surroundings may and may not change about a call.
@Suite(.fewAtATime) struct NetworkEnvironmentTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func doctor(
        _ origin: String, _ environment: [String: String], network: String = "timeout: 60"
    ) async throws -> ToolRun {
        try scratch.file(
            "p.yaml",
            "profiles:\n  lab:\n    athenahealth: { url: \"\(origin)\" }\n    network: { \(network) }\n")
        return try await Tool.run(
            ["doctor", "--profiles", "p.yaml", "--format", "json"], environment: environment, in: scratch.folder)
    }

    @Test func `nothing in the environment adds roots or switches verification off`() async throws {
        // libcurl's command line and OpenSSL read these.
        let server = try await FaultServer(tls: "good", "/=ok")
        let root = try await Certificates.file("root")
        let run = try await doctor(
            "https://localhost:\(server.port)", ["CURL_CA_BUNDLE": root, "SSL_CERT_FILE": root, "CURL_INSECURE": "1"])
        #expect(run.out.contains("BE9110"))
        #expect(try server.requests.isEmpty)
    }

    @Test func `~/.netrc is never read`() async throws {
        let server = try await FaultServer("/=ok")
        try scratch.file(".netrc", "machine 127.0.0.1 login invented password invented-secret\n")
        _ = try await doctor("http://127.0.0.1:\(server.port)", ["HOME": scratch.folder.path])
        let seen = try server.requests
        #expect(!seen.isEmpty)
        #expect(seen.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `a proxy is not blamed for a host that NO_PROXY spares it`() async throws {
        let server = try await FaultServer(tls: "good", "/=reset")
        let run = try await doctor(
            "https://localhost:\(server.port)",
            ["HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "localhost"],
            network: "caFile: \"\(try await Certificates.file("root"))\"")
        #expect(run.out.contains("BE9104"), "\(run.out)")
        #expect(!run.out.contains("BE9114"))
    }

    @Test func `plain http to this machine goes through no proxy`() async throws {
        let server = try await FaultServer("/=ok")
        let proxy = try await FaultServer(["--as", "proxy", "--refuse-proxy"])
        let address = "http://127.0.0.1:\(proxy.port)"
        let run = try await doctor(
            "http://127.0.0.1:\(server.port)", ["http_proxy": address, "ALL_PROXY": address, "HTTPS_PROXY": address])
        #expect(run.exitCode == 0, "\(run.out)")
        #expect(try proxy.requests.isEmpty)
    }
}
