import Foundation
import Synchronization
import Testing
import ToolRunning

@testable import Services

/// Credentials from their sources, and every way in which a source can fail.
@Suite struct CredentialTests {
    private let scratch: Scratch
    private let origin: Origin

    init() throws {
        scratch = try Scratch()
        origin = try Origin("https://h")
    }

    private func read(
        _ source: CredentialSource, for service: ServiceName = .athenahealth, limit: Int = 20
    ) async -> Result<Credential?, CredentialError> {
        var profile = Profile(name: "p")
        let url = HTTPURL(origin)
        switch service {
        case .athenahealth: profile.athenahealth = AthenahealthService(url: url, credential: "c")
        case .allscripts: profile.allscripts = AllscriptsService(url: url, credential: "c")
        default: profile.platform = PlatformService(url: url, credential: "c")
        }
        let set = ProfileSet(
            profiles: [profile], credentials: [CredentialDefinition(name: "c", origins: [origin], source: source)])
        let store = CredentialStore(set, helperLimit: limit) { _ in }
        let chosen = profile
        let result = try? await OffThread.run { () -> Result<Credential?, CredentialError> in
            do throws(CredentialError) {
                return .success(try store.credential(for: service, of: chosen))
            } catch {
                return .failure(error)
            }
        }
        return result ?? .success(nil)
    }

    private func fault(_ source: CredentialSource, for service: ServiceName = .athenahealth, limit: Int = 20) async
        -> CredentialError?
    {
        if case .failure(let fault) = await read(source, for: service, limit: limit) { return fault }
        return nil
    }

    private func file(_ text: String, mode: Int = 0o600) throws -> String {
        let path = try scratch.file("credential.json", text).path
        #expect(chmod(path, mode_t(mode)) == 0)
        return path
    }

    private static let client = "{\"clientID\":\"id\",\"clientSecret\":\"hunter22\"}"

    @Test(arguments: [
        (client, ServiceName.athenahealth, Credential.Secret.client(id: "id", secret: "hunter22")),
        (
            "\n {\"username\":\"u\",\"password\":\"p\\u00e4ss\"} \n", .allscripts,
            .user(name: "u", password: "p\u{e4}ss")
        ),
        ("{\"bearer\":\"b\",\"expiry\":\"x\"}", .platform, .bearer("b")),
        ("{\"apiKey\":\"k\"}", .platform, .apiKey("k")),
        (
            "{\"headers\":{\"X-B\":\"2\",\"X-A\":\"1\"}}", .platform,
            .headers([HTTPHeader("X-A", "1"), HTTPHeader("X-B", "2")])
        ),
    ])
    func `every form`(json: String, service: ServiceName, secret: Credential.Secret) async throws {
        let credential = try await read(.file(try file(json)), for: service).get()
        #expect(credential == Credential(name: "c", secret: secret, origins: [origin]))
    }

    @Test(arguments: [
        ("", "empty"), ("hunter22", "‘{’"), ("{\"clientID\":\"hunter22\"}", "without ‘clientSecret’"),
        ("{\"hunter22\":1}", "none of"),
        ("{\"clientID\":1,\"clientSecret\":\"hunter22\"}", "has text"),
        ("{\"bearer\":\"hunter22\",\"apiKey\":\"b\"}", "several"),
        ("{\"clientID\":\"\",\"clientSecret\":\"hunter22\"}", "empty"),
        ("{\"bearer\":\"hunter22\\r\\nX: y\"}", "line break"),
        ("{\"clientID\":\"a:hunter22\",\"clientSecret\":\"b\"}", "‘:’"), ("{\"bearer\":\"hunter22\"", "JSON"),
        ("{\"headers\":{}}", "empty"),
        ("{\"bearer\":\"a\",\"bearer\":\"hunter22\"}", "occurs once"),
    ])
    func `what is no credential is refused without being repeated`(json: String, words: String) async throws {
        let fault = try #require(await fault(.file(try file(json)), for: .platform))
        #expect(fault.faultName == "credentialMalformed")
        #expect(fault.words.text.contains(words))
        #expect(!"\(fault.words)\(fault)".contains("hunter22"))
        #expect(!fault.isRefusal)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o602, 0o666, 0o4600, 0o200, 0o700])
    func `a file that is open to others is refused`(mode: Int) async throws {
        let fault = try #require(await fault(.file(try file(Self.client, mode: mode))))
        #expect(fault.faultName == "credentialFileMode")
        #expect(fault.isRefusal)
        #expect(fault.words.remedy.hasPrefix("chmod 600 "))
    }

    @Test func `a file that may not be changed at all is safe`() async throws {
        #expect(try await read(.file(try file(Self.client, mode: 0o400))).get() != nil)
    }

    @Test func `a link, a folder and a pipe are no files`() async throws {
        let path = try file(Self.client)
        let link = scratch.folder.appendingPathComponent("link").path
        #expect(symlink(path, link) == 0)
        #expect(await fault(.file(link)) == .notAFile(name: "c", path: link))
        #expect(await fault(.file(scratch.folder.path))?.faultName == "credentialFileKind")
        let pipe = scratch.folder.appendingPathComponent("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(await fault(.file(pipe))?.faultName == "credentialFileKind")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `another user's file is refused`() async throws {
        let path = try file(Self.client)
        #expect(chown(path, 12_345, 12_345) == 0)
        #expect(await fault(.file(path)) == .owner(name: "c", path: path))
    }

    @Test func `what is not there`() async {
        #expect(await fault(.file("/nonexistent/x")) == .missing(name: "c", path: "/nonexistent/x"))
        #expect(await fault(.environment("INVENTED_UNSET")) == .unset(name: "c", variable: "INVENTED_UNSET"))
        #expect(await fault(.helper(["/nonexistent/helper"]))?.faultName == "credentialHelperFailed")
    }

    @Test func `a file without end is cut off`() async throws {
        let path = try file(String(repeating: " ", count: 70_000) + Self.client)
        #expect(await fault(.file(path))?.faultName == "credentialMalformed")
    }

    @Test(arguments: [
        (ServiceName.athenahealth, "{\"bearer\":\"x\"}"), (.allscripts, client), (.platform, client),
    ])
    func `a form that the service does not take`(service: ServiceName, json: String) async throws {
        let fault = try #require(await fault(.file(try file(json)), for: service))
        guard case .wrongForm = fault else { Issue.record("\(fault)"); return }
    }

    @Test func `a helper's JSON, without a shell`() async throws {
        let credential = try await read(.helper(["printf", "%s", Self.client])).get()
        #expect(credential?.secret == .client(id: "id", secret: "hunter22"))
        #expect(await fault(.helper(["echo", "$HOME `id`"]))?.faultName == "credentialMalformed")
    }

    @Test func `what a helper says on stderr is counted, not shown`() async throws {
        let fault = try #require(await fault(.helper(["sh", "-c", "echo hunter22 >&2; exit 3"])))
        #expect(fault == .helperFailed(name: "c", program: "sh", code: 3, saidOnError: 9))
        #expect(fault.isRefusal)
        #expect(!fault.words.text.contains("hunter22"))
    }

    @Test func `a helper that fills both pipes cannot hang`() async throws {
        let fill = "head -c 300000 /dev/zero >&2; printf '%s' '\(Self.client)'"
        #expect(try await read(.helper(["sh", "-c", fill])).get() != nil)
        #expect(await fault(.helper(["sh", "-c", "cat /dev/zero"]))?.faultName == "credentialMalformed")
    }

    @Test func `a helper has its time, and is ended then`() async throws {
        let mark = scratch.folder.appendingPathComponent("process").path
        let command = ["sh", "-c", "echo $$ >'\(mark)'; exec sleep 60"]
        let (ended, time) = try await undisturbed {
            let clock = ContinuousClock()
            let start = clock.now
            return (await fault(.helper(command), limit: 2), clock.now - start)
        }
        #expect(ended == .helperTimedOut(name: "c", program: "sh", seconds: 2))
        #expect(time < .seconds(30))
        let text = try String(contentsOfFile: mark, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let process = try #require(pid_t(text))
        #expect(kill(process, 0) == -1 && errno == ESRCH, "the helper goes on")
    }

    @Test func `a helper that leaves a child behind with its pipes is not waited for`() async throws {
        let command = ["sh", "-c", "printf '%s' '\(Self.client)'; exec >&-; sleep 60 & exit 0"]
        let (credential, time) = try await undisturbed {
            let clock = ContinuousClock()
            let start = clock.now
            return (try await read(.helper(command)).get(), clock.now - start)
        }
        #expect(credential != nil)
        #expect(time < .seconds(25))
    }

    @Test func `each source is read once a run`() async throws {
        let count = scratch.folder.appendingPathComponent("count").path
        let set = ProfileSet(
            profiles: [
                {
                    var profile = Profile(name: "p")
                    profile.athenahealth = AthenahealthService(url: HTTPURL(origin), credential: "c")
                    return profile
                }()
            ],
            credentials: [
                CredentialDefinition(
                    name: "c", origins: [origin],
                    source: .helper(["sh", "-c", "echo x >>'\(count)'; printf '%s' '\(Self.client)'"]))
            ])
        let learned = Mutex<[String]>([])
        try await OffThread.run { [scratch] in
            let store = CredentialStore(set) { new in learned.withLock { $0 += new } }
            let profile = try #require(set.profile(named: "p"))
            for _ in 0..<3 { _ = try store.credential(for: .athenahealth, of: profile) }
            _ = scratch
        }
        #expect(try String(contentsOfFile: count, encoding: .utf8) == "x\n")
        #expect(learned.withLock { $0 }.contains("hunter22"))
    }

    @Test func `how each form is sent, and where to`() throws {
        let request = HTTPRequest(.get, HTTPURL(origin))
        for (secret, value) in [
            (Credential.Secret.client(id: "id", secret: "s/+"), "Basic aWQ6cy8r"),
            (.user(name: "u", password: "p"), "Basic dTpw"),
            (.user(name: "us", password: "p"), "Basic dXM6cA=="),
            (.user(name: "u", password: "\u{e9}\u{ff}>?"), "Basic dTrDqcO/Pj8="),
            (.bearer("b"), "Bearer b"), (.apiKey("k"), "ApiKey k"),
        ] {
            let sent = Credential(name: "c", secret: secret, origins: [origin]).authorize(request)
            #expect(sent.headers == [HTTPHeader("Authorization", value)])
            #expect(sent.boundTo == [origin])
        }
        let headers = Credential(name: "c", secret: .headers([HTTPHeader("X-A", "1")]), origins: [origin])
        #expect(headers.authorize(request).headers == [HTTPHeader("X-A", "1")])
    }
}
