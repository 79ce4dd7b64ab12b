import Foundation
import ToolRunning

/// A row of `Documentation/network-faults.md`: what happens on the wire, and how a test makes it happen.
struct NetworkFault: Sendable {
    /// In words.
    var what: String
    /// The server's arguments where the base URL is called, and where a token is asked for; nothing: it cannot get so far.
    var reach: [String]
    var token: [String]?
    /// A certificate's name, for https.
    var certificate: String?
    /// Another host than the server's own.
    var url: String?
    /// `network` of the profile.
    var network = "timeout: 60"

    /// An answer of the fault server, in both places.
    init(_ what: String, answer: String, network: String = "timeout: 60") {
        self.what = what
        reach = ["/oauth2=token", "/=\(answer)"]
        token = ["/oauth2=\(answer)", "/=ok"]
        self.network = network
    }

    /// A server that nobody can talk to.
    init(
        _ what: String, server: [String], url: String? = nil, certificate: String? = nil,
        network: String = "timeout: 60"
    ) {
        self.what = what
        self.url = url
        self.certificate = certificate
        self.network = network
        reach = server
    }

    static let all: [NetworkFault] =
        [
            NetworkFault("the host's name has no address", server: ["/=ok"], url: "https://nowhere.invalid"),
            NetworkFault("nothing listens at the port", server: ["--as", "refusing"]),
            NetworkFault("no connection comes about", server: ["--as", "deaf"], network: "timeout: 1"),
            NetworkFault("no answer comes", answer: "silent", network: "timeout: 1"),
            NetworkFault("the answer comes a byte a second", answer: "drip", network: "timeout: 2"),
            NetworkFault("the connection is reset", answer: "reset"),
            NetworkFault("the connection is closed without an answer", answer: "close"),
            NetworkFault("the body ends early", answer: "truncated"),
            NetworkFault("the connection is reset within the body", answer: "reset-in-body"),
            NetworkFault("the announced length cuts the body", answer: "short-length"),
            NetworkFault("the announced length is not a number", answer: "bad-length"),
            NetworkFault("bytes that are not HTTP", answer: "garbage"),
            NetworkFault("header lines without end", answer: "header-flood"),
            NetworkFault("a body of 17 MiB", answer: "large"),
            NetworkFault("a gzip bomb of 512 MiB", answer: "bomb"),
            NetworkFault("a body that is not gzip, as announced", answer: "false-gzip"),
            NetworkFault(
                "a redirect to another host", answer: "redirect:https://elsewhere.example.com/login?token=invented-9"),
            NetworkFault("a redirect to plain http", answer: "redirect:http://lab:invented-9@elsewhere.example.com/"),
            NetworkFault("a login page", answer: "login"),
            NetworkFault("a web page", answer: "page"),
            NetworkFault("plain text", answer: "text"),
            NetworkFault("an empty body", answer: "empty"),
            NetworkFault("a gateway's fault", answer: "gateway:500"),
        ] + statuses + certificates

    private static let statuses =
        [401, 402, 403, 404, 500, 502, 503, 504].map { NetworkFault("status \($0)", answer: "status:\($0)") } + [
            NetworkFault("status 429", answer: "status:429"),
            NetworkFault("status 429, Retry-After: 60", answer: "status:429:Retry-After: 60"),
            NetworkFault("status 503, Retry-After: 60", answer: "status:503:Retry-After: 60"),
        ]

    private static let certificates =
        [
            ("expired", "an expired certificate"), ("future", "a certificate that is not valid yet"),
            ("other-host", "a certificate for another host"), ("self-signed", "a self-signed certificate"),
            ("unknown", "a certificate from an unknown root"), ("good", "a certificate whose root is network.caFile"),
        ].map { name, what in
            NetworkFault(what, server: ["/oauth2=token", "/=ok"], certificate: name)
        } + [NetworkFault("plain http where the URL says https", server: ["/=ok"], url: "https://localhost:{port}")]
}

/// What the tool said in one place of one fault.
struct FaultAnswer: Sendable {
    var code: String?
    var sentence: String
    var exitCode: Int32
    var seconds: Double
    var text: String
}

extension NetworkFault {
    static let secret = "invented-word-77"

    /// `doctor` against the fault, with -v.
    func run(_ arguments: [String]) async throws -> FaultAnswer {
        let root = certificate == nil ? nil : try await Certificates.folder()
        let tls = if let certificate { ["--tls", try await Certificates.file(certificate)] } else { [String]() }
        let server = try await FaultServer(tls + arguments)
        let origin =
            url?.replacingOccurrences(of: "{port}", with: String(server.port))
            ?? (certificate == nil ? "http://127.0.0.1:\(server.port)" : "https://localhost:\(server.port)")
        let scratch = try Scratch()
        try scratch.file(
            "p.yaml",
            """
            profiles:
              lab:
                athenahealth: { url: "\(origin)", credential: lab }
                network: { \(network)\(root.map { ", caFile: \"\($0)/root.pem\"" } ?? "") }
            credentials:
              lab: { origin: "\(origin)", environment: LAB }

            """)
        let started = Date()
        let run = try await Tool.run(
            ["doctor", "--profiles", "p.yaml", "-v", "--format", "json"],
            environment: ["LAB": "{\"clientID\":\"lab\",\"clientSecret\":\"\(Self.secret)\"}"], in: scratch.folder)
        let seconds = Date().timeIntervalSince(started)
        let finding = (try run.report["findings"] as? [[String: Any]])?.first
        let detail = finding?["detail"] as? String ?? "Nothing is wrong."
        let sentence = detail.replacingOccurrences(of: "Calling athenahealth: ", with: "")
            .replacingOccurrences(of: "Asking athenahealth for a token: ", with: "")
            .replacingOccurrences(of: String(server.port), with: "PORT")
            .replacingOccurrences(of: "127.0.0.1", with: "HOST").replacingOccurrences(of: "localhost", with: "HOST")
        return FaultAnswer(
            code: finding?["code"] as? String, sentence: sentence, exitCode: run.exitCode, seconds: seconds,
            text: run.out + run.err)
    }
}
