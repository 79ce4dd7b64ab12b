import Foundation
import Testing
import ToolRunning

/// Every fault of the network and of a server, and what the user is told: the table of
/// `Documentation/network-faults.md`.
@Suite(.fewAtATime) struct NetworkFaultTests {
    private static let page = Tool.root.appendingPathComponent("Documentation/network-faults.md")
    private static let mark = "<!-- written by NetworkFaultTests -->\n"

    @Test func `the documentation says what the tool says`() async throws {
        var rows: [(Int, String)] = []
        // A few at a time: each is a server and the tool.
        for start in stride(from: 0, to: NetworkFault.all.count, by: 4) {
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for index in start..<min(start + 4, NetworkFault.all.count) {
                    group.addTask { (index, try await row(NetworkFault.all[index])) }
                }
                for try await row in group { rows.append(row) }
            }
        }
        let table =
            "| what happens | calling a service | asking for a token |\n|---|---|---|\n"
            + rows.sorted { $0.0 < $1.0 }.map(\.1).joined()
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let parts = text.components(separatedBy: Self.mark)
        #expect(parts.count == 3)
        let now = [parts[0], table, parts.count > 2 ? parts[2] : ""].joined(separator: Self.mark)
        if ProcessInfo.processInfo.environment["BE_DIAGNOSE_RECORD"] == "1" {
            try Data(now.utf8).write(to: Self.page)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == now)
    }

    private func row(_ fault: NetworkFault) async throws -> String {
        let reach = try await cell(fault, fault.reach)
        let token = if let token = fault.token { try await cell(fault, token) } else { "not asked for" }
        let isGood = fault.certificate == "good"
        return "| \(fault.what) | \(reach) | \(isGood ? "Nothing is wrong." : token) |\n"
    }

    private func cell(_ fault: NetworkFault, _ arguments: [String]) async throws -> String {
        let answer = try await fault.run(arguments)
        #expect(answer.exitCode == (answer.code == nil ? 0 : 1), "\(fault.what): \(answer.text)")
        // Two more attempts with their waits, on a busy machine; a drip without an end takes 100 s, a silence 120.
        #expect(answer.seconds < 50, "\(fault.what)")
        for secret in [NetworkFault.secret, "invented-9", "invented-token", "Basic ", "Bearer "] {
            #expect(!answer.text.contains(secret), "\(fault.what): \(secret)")
        }
        return (answer.code.map { "`\($0)` " } ?? "") + answer.sentence
    }

    @Test func `a gzip bomb costs less than 64 MiB`() async throws {
        let script = """
            import resource, subprocess, sys
            code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
            print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let server = try await FaultServer("/=bomb")
        let scratch = try Scratch()
        try scratch.file(
            "p.yaml", "profiles: { lab: { athenahealth: { url: \"http://127.0.0.1:\(server.port)\" } } }\n")
        let said = try await Tool.run(
            ["python3", "-c", script, Tool.binary.path, "doctor", "--profiles", "p.yaml"],
            environment: ProcessInfo.processInfo.environment, in: scratch.folder,
            program: URL(fileURLWithPath: "/usr/bin/env")
        ).out
        let numbers = said.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(numbers.first == 1, "\(said)")
        #expect((numbers.last ?? .max) < 64 << 10, "\(said) KiB")
    }

    @Test func `a proxy is asked for a tunnel only, and NO_PROXY goes round it`() async throws {
        let server = try await FaultServer(tls: "good", "/oauth2=token", "/=ok")
        let proxy = try await FaultServer(["--as", "proxy", "--to", String(server.port)])
        let origin = "https://api.example.com:8443"
        let scratch = try Scratch()
        func profile(_ origin: String) async throws {
            try scratch.file(
                "p.yaml",
                """
                profiles:
                  lab:
                    athenahealth: { url: "\(origin)", credential: lab }
                    network: { caFile: "\(try await Certificates.file("root"))", timeout: 60 }
                credentials: { lab: { origin: "\(origin)", environment: LAB } }

                """)
        }
        let environment = [
            "LAB": "{\"clientID\":\"lab\",\"clientSecret\":\"\(NetworkFault.secret)\"}",
            "HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)",
        ]
        try await profile(origin)
        let run = try await Tool.run(
            ["doctor", "--profiles", "p.yaml"], environment: environment, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)")
        let tunnels = try proxy.requests
        #expect(tunnels.allSatisfy { $0.method == "CONNECT" && $0.path == "api.example.com:8443" })
        #expect(tunnels.allSatisfy { $0.headers["Authorization"] == nil })
        #expect(try server.requests.contains { $0.headers["Authorization"] != nil })

        try await profile("https://localhost:\(server.port)")
        let around = try await Tool.run(
            ["doctor", "--profiles", "p.yaml"],
            environment: environment.merging(["NO_PROXY": "localhost"]) { $1 }, in: scratch.folder)
        #expect(around.exitCode == 0, "\(around.out)")
        #expect(try proxy.requests.count == tunnels.count)
    }
}
