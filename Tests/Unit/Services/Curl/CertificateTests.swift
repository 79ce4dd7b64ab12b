import Testing
import ToolRunning

@testable import Services

/// Certificates of every kind, each told apart.
@Suite struct CertificateTests {
    private func outcome(_ certificate: String, root: String? = "root", host: String = "localhost") async throws
        -> String
    {
        let server = try await FaultServer(tls: certificate, "/=ok")
        let client = try open(caFile: root == nil ? nil : try await Certificates.file(root ?? ""))
        let error = await client.error(try server.request(scheme: "https", host: host))
        if error != nil { #expect(try server.requests.isEmpty, "nothing may be sent to a server that is not trusted") }
        return error?.name ?? "answered"
    }

    @Test(arguments: [
        ("good", "answered"), ("expired", "certificateExpired"), ("future", "certificateNotYetValid"),
        ("other-host", "certificateWrongHost"), ("self-signed", "certificateSelfSigned"),
        ("unknown", "certificateUnknownRoot"),
    ])
    func `with our root as CA file`(certificate: String, name: String) async throws {
        #expect(try await outcome(certificate) == name)
    }

    @Test func `a root that nobody named is unknown`() async throws {
        #expect(try await outcome("good", root: nil) == "certificateUnknownRoot")
    }

    @Test func `a self-signed certificate given as CA file is trusted`() async throws {
        #expect(try await outcome("self-signed", root: "self-signed") == "answered")
    }

    @Test func `an address is a name like others`() async throws {
        #expect(try await outcome("good", host: "127.0.0.1") == "answered")
        #expect(try await outcome("other-host", host: "127.0.0.1") == "certificateWrongHost")
    }

    @Test(arguments: ["/nonexistent/root.pem", #filePath])
    func `a CA file that is none`(path: String) async throws {
        let server = try await FaultServer(tls: "good", "/=ok")
        let error = await (try open(caFile: path)).error(try server.request(scheme: "https", host: "localhost"))
        #expect(error == .caFile(path: path))
    }

    @Test func `plain http behind an https URL`() async throws {
        let server = try await FaultServer("/=ok")
        let error = await (try open()).error(try server.request(scheme: "https", host: "localhost"))
        #expect(error?.name == "tls")
    }
}
