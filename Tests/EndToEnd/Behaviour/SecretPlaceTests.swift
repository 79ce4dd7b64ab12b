import Testing
import ToolRunning

/// `request --check` hides secrets by where they stand, not by what they look like (rules.md D42).
@Suite(.fewAtATime) struct SecretPlaceTests {
    private static let secret = "zq81-Hidden.word+77"
    private static let address = "https://api.platform.athenahealth.com/v1/195901/ping"

    /// Lines with `SECRET` where one stands.
    static let lines = [
        "curl -H 'Authorization: Bearer SECRET' ADDRESS", "curl -H 'Authorization: SECRET' ADDRESS",
        "curl -H 'Authorization: Bearer Bearer SECRET' ADDRESS",
        "curl -H 'Authorization: Hawk id=\"1\", mac=\"SECRET\"' ADDRESS",
        "curl -H 'Authorization: Digest username=\"a\", response=\"SECRET\"' ADDRESS",
        "curl -H 'Authorization: AWS4-HMAC-SHA256 Credential=SECRET, SignedHeaders=host, Signature=SECRET' ADDRESS",
        "curl -H 'X-Anything: SECRET' ADDRESS", "curl -H 'tk: SECRET' ADDRESS", "curl -H 'data: SECRET' ADDRESS",
        "curl -H 'X-Request-Key: SECRET' ADDRESS", "curl --header='X-Other: SECRET' ADDRESS",
        "curl -H 'Cookie: a=b; sid=SECRET; c=SECRET' ADDRESS", "curl -b 'a=1; b=SECRET' ADDRESS",
        "curl --cookie SECRET ADDRESS", "curl -u name:SECRET ADDRESS", "curl --user=name:SECRET ADDRESS",
        "curl -uname:SECRET ADDRESS", "curl --proxy-user p:SECRET ADDRESS", "curl -U p:SECRET ADDRESS",
        "curl --oauth2-bearer SECRET ADDRESS", "curl --pass SECRET --cert c.pem ADDRESS",
        "curl -E c.pem:SECRET ADDRESS",
        "curl --proxy-pass SECRET ADDRESS", "curl --tlspassword SECRET ADDRESS",
        "curl -x user:SECRET@proxy.example.com:80 ADDRESS",
        "curl -x http://user:SECRET@proxy.example.com:80 ADDRESS", "curl --aws-sigv4 SECRET ADDRESS",
        "curl --proxy-header 'Proxy-Authorization: Basic SECRET' ADDRESS", "curl --usr name:SECRET ADDRESS",
        "curl -H 'Accept: application/json; Authorization: Bearer SECRET' ADDRESS", "curl -H SECRET ADDRESS",
        "curl https://user:SECRET@api.platform.athenahealth.com/v1/195901/ping", "curl 'ADDRESS?access_token=SECRET'",
        "http GET ADDRESS Authorization:'Bearer SECRET'", "wget --header='X-Key: SECRET' ADDRESS",
        "curl.exe -H 'X-Key: SECRET' ADDRESS", "curl ^\"ADDRESS^\" ^\n  -H ^\"X-Key: SECRET^\"",
        "GET /v1/195901/ping HTTP/1.1\nHost: api.platform.athenahealth.com\nX-Key: SECRET\n",
        // In text whose structure is damaged.
        "curl --cookie 'SECRET ADDRESS", "curl ADDRESS --header= 'Authorization: api-key SECRET'",
        "curl --usr= 'SECRET:' ADDRESS", "curl --data -E 'client:SECRET' ADDRESS",
        "curl -H 'Token SECRET ADDRESS", "curl -X POST-H 'Authorization: Hawk id=\"SECRET\", mac=\"x\"' ADDRESS",
        "curl\u{A0}’\u{A0}--passphrase\u{A0}'name:SECRET'\u{A0}ADDRESS", "curl -d 'code=SECRET' ADDRESS",
        "curl -d '{\"url\":\"jdbc:oracle:thin:svc/SECRET@db.example.com:1521:x\"}' ADDRESS",
        "curl -d '{\"a\":\"DefaultEndpointsProtocol=https;AccountKey=SECRET;x=y\"}' ADDRESS",
        "curl -d '{`clientSecret`: `SECRET`}' ADDRESS", "curl -d '{&quot;Token&quot;: &quot;SECRET&quot;}' ADDRESS",
        "curl -d '{\"propertyKey\":\"PM_Password,\"propertyValue\":\"SECRET\"}' ADDRESS",
        "curl -d '{\"propertyValue\":\"SECRET\",\"propertyKey\":\"PM Password\"}' ADDRESS",
        "curl ADDRESS\nhttp POST ADDRESS -a'name:SECRET' clientSecret=$'SECRET'",
        "curl ADDRESS --data -sb\"a=SECRET; b=c\"", "curl ADDRESS -H \\\n-u'SECRET:x'",
        "curl ADDRESS --json $'{\"a\": false}  {\"propertyValue\": \"SECRET\" 1}]}'",
        "curl ADDRESS -h 'Token SECRET'", "curl Hidden 677'", "curl ADDRESS please Hidden",
        "fetch('ADDRESS', {headers: {'X-Anything': 'SECRET'}})", "curl 'ADDRESS?other=SECRET'",
        "curl 'ADDRESS#access_token=SECRET'", "> GET /x HTTP/1.1\n> X-Any: SECRET\ncurl ADDRESS",
    ]

    @Test(arguments: lines, ["text", "json", "markdown"])
    func `no secret comes out, whatever carries it`(_ line: String, _ format: String) async throws {
        let text = line.replacing("SECRET", with: Self.secret).replacing("ADDRESS", with: Self.address)
        let run = try await Tool.run(["request", "--check", "-", "--format", format], text: text)
        #expect([0, 1, 65].contains(run.exitCode))
        let out = run.out + run.err
        // Not even a piece of it.
        for piece in ["zq81", "Hidden", "word+77", "677"] { #expect(!out.contains(piece), "\(out)") }
    }

    @Test func `harmless headers and options are shown`() async throws {
        let line = "curl -A 'Mozilla/5.0' -m 30 -H 'Acept: application/json' -H 'X-Request-Id: 12345' ADDRESS"
        let run = try await Tool.run(["request", "--check", "-"], text: line.replacing("ADDRESS", with: Self.address))
        #expect(run.out.contains("application/json") && !run.out.contains("a secret is in the line"))
    }

    @Test(arguments: [
        ("curl -H 'Authorization: abc' ADDRESS", "no ‘Bearer’ before the token"),
        (
            "curl -H 'Authorization: Hawk id=\"1\", mac=\"abc\"' ADDRESS",
            "an Authorization of another kind than ‘Bearer’"
        ),
        ("curl -H 'Authorization: Basic abc' ADDRESS", "an Authorization of another kind than ‘Bearer’"),
        ("curl ADDRESS", "no Authorization"),
        ("curl -H 'Accept: application/json, Authorization: Bearer abc' ADDRESS", "two headers in one -H"),
        ("curl -H 'Authorization: Bearer abc' <ADDRESS|ADDRESS>", "a link as Slack"),
        ("http GET ADDRESS Authorization:abc", "HTTPie"), ("wget ADDRESS", "wget"), ("curl.exe ADDRESS", "PowerShell"),
        ("curl ^\"ADDRESS^\"", "Windows' cmd"), ("GET /v1/195901/ping HTTP/1.1\nHost: x", "raw HTTP request"),
    ])
    func `what does not do what was meant is named`(_ line: String, _ word: String) async throws {
        let run = try await Tool.run(["request", "--check", "-"], text: line.replacing("ADDRESS", with: Self.address))
        #expect(run.exitCode == 1)
        #expect(run.out.contains(word), "\(run.out)")
    }

    @Test func `what is rarely meant is a warning, and both lines are printed`() async throws {
        let address = "https://common-services.Birdeye.com/integration/update/businessintegrationgroup"
        let line = """
            curl -X POST '\(address)?replaceTriggers=true' -H 'Content-Type: application/json' \
            -d '{"groupId":4100,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}'
            """
        let run = try await Tool.run(["request", "--check", "-"], text: line)
        #expect(run.exitCode == 1)
        #expect(run.out.contains("1 warning") && run.out.contains("replaceTriggers=false, which only adds"))
        #expect(run.out.contains(line.replacing("true", with: "false")) && run.out.contains("\n" + line))
    }

    @Test(arguments: [
        ("appointmentstatus", "3,x", "‘x’, Cancelled, lets contacts through that had no visit"),
        ("appointmentstatus", "f", "had no visit"), ("practiceid", "195900", "shared by AthenaHealth for tests"),
        ("practiseid", "24680", "the misspelt property ‘practiseid’"),
    ])
    func `statuses of no visit and shared practices are told`(_ key: String, _ value: String, _ words: String)
        async throws
    {
        let properties = ["appointmentstatus": "3,4", "practiceid": "24680", "departmentid": "1"]
        let list = properties.filter { $0.key != key && !($0.key == "practiceid" && key == "practiseid") }
            .merging([key: value]) { $1 }
            .sorted { $0.key < $1.key }.map { "{\"propertyKey\":\"\($0.key)\",\"propertyValue\":\"\($0.value)\"}" }
        let body = """
            {"businessNumber":169990000000102,"integrationGroupId":4100,"active":true,"frequency":"1 DAYS",\
            "integrationProperties":[\(list.joined(separator: ","))]}
            """
        let run = try await Tool.run(["request", "--check", "-"], text: body)
        #expect(run.exitCode == 1)
        #expect(
            run.out.contains("body for athenahealth-create-department-mapping") && run.out.contains(words), "\(run.out)"
        )
    }

    @Test func `a shared practice in production is told, and elsewhere is not`() async throws {
        func warns(_ host: String) async throws -> Bool {
            let line = "curl -H 'Authorization: Bearer abc' https://\(host)/v1/195900/ping"
            return try await Tool.run(["request", "--check", "-"], text: line).out
                .split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("goes to production")
        }
        #expect(try await warns("api.platform.athenahealth.com"))
        #expect(try await !warns("api.preview.platform.athenahealth.com"))
    }

    @Test(arguments: [
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapi.platform.athenahealth.com%2Fv1%2F195901%2Fping&amp;data=05",
        "https://urldefense.com/v3/__https://api.platform.athenahealth.com/v1/195901/ping__;!!AbC$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__api.platform.athenahealth.com_v1_195901_ping&d=D",
    ])
    func `an address that a filter rewrote is put right`(_ address: String) async throws {
        let line = "curl -H 'Authorization: Bearer abc' '\(address)'"
        let run = try await Tool.run(["request", "--check", "-"], text: line)
        #expect(run.exitCode == 1 && run.out.contains("rewrote"))
        #expect(run.out.contains("\ncurl -H 'Authorization: Bearer ‹secret hidden›' '\(Self.address)'"), "\(run.out)")
    }

    @Test(arguments: [
        "curl --request GET --url ADDRESS --header 'Authorization: Bearer abc' --user-agent x --max-time 5",
        "curl -G -d limit=5 -H 'Authorization: Bearer abc' https://api.platform.athenahealth.com/v1/195901/departments",
        "curl --oauth2-bearer abc ADDRESS",
    ])
    func `curl's own options are known`(_ line: String) async throws {
        let run = try await Tool.run(["request", "--check", "-"], text: line.replacing("ADDRESS", with: Self.address))
        #expect(run.exitCode == 0, "\(run.out)")
    }
}
