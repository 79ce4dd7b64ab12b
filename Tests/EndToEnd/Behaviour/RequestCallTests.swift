import Foundation
import Testing
import ToolRunning

/// Every line that `request` prints, run by sh and the real curl, arrives as the documents have it.
@Suite(.fewAtATime) struct RequestCallTests {
    /// A call as the documents show it, and the command that prints it.
    struct Documented: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var method: String
        var path: String
        var body: String?
        var headers: [String: String] = [:]

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let json = ["content-type": "application/json"]
    static let bearer = ["authorization": "Bearer to\"k\\en", "accept": "application/json"]
    static let mapping = "/integration/add/businessintegrationmapping"
    static let group = "/integration/add/businessintegrationgroup"
    static let update = "/integration/update/businessintegrationgroup?replaceTriggers="

    static let documented: [Documented] = [
        Documented(
            arguments: ["read-group", "businessNumber=169990000000101"], method: "GET",
            path: "/integration/businessintegrationgroup/169990000000101"),
        Documented(
            arguments: ["list-triggers", "sourceID=AthenaHealth"], method: "GET",
            path: "/integration/trigger/integrationtriggers/sourceid/27"),
        Documented(
            arguments: ["list-triggers", "sourceID=32"], method: "GET",
            path: "/integration/trigger/integrationtriggers/sourceid/32"),
        Documented(
            arguments: ["update-triggers", "replaceTriggers=true", "groupID=4100", "triggers=42"], method: "POST",
            path: update + "true",
            body: #"{"groupId":4100,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#,
            headers: json),
        Documented(
            arguments: ["update-triggers", "replaceTriggers=false", "groupID=4100", "triggers=42, 45"], method: "POST",
            path: update + "false",
            body: #"""
                {"groupId":4100,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1},{"triggerId":45,"triggerTypeId":1}]}
                """#, headers: json),
        Documented(
            arguments: [
                "athenahealth-create-group", "businessNumber=169990000000101", "triggers=42",
                "showAllDepartments=false",
            ], method: "PUT", path: group,
            body: #"""
                {"parentBusinessNumber":169990000000101,"isOauthEnabled":false,"integrationGroupProperties":[{"propertyKey":
                "showalldepartments","propertyValue":"false"}],"integrationSourceId":27,"integrationGroupTriggers":
                [{"triggerId":42,"triggerTypeId":1}]}
                """#, headers: json),
        Documented(
            arguments: [
                "athenahealth-create-group", "businessNumber=169990000000101",
                "triggers=Completed Appointment Trigger,45",
                "property=example.delay=2", "property=example.other=a=b",
            ], method: "PUT", path: group,
            body: #"""
                {"parentBusinessNumber":169990000000101,"isOauthEnabled":false,"integrationGroupProperties":[{"propertyKey":
                "example.delay","propertyValue":"2"},{"propertyKey":"example.other","propertyValue":"a=b"}],
                "integrationSourceId":27,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1},
                {"triggerId":45,"triggerTypeId":1}]}
                """#, headers: json),
        Documented(
            arguments: ["athenahealth-create-group", "businessNumber=169990000000101", "triggers=42"], method: "PUT",
            path: group,
            body: #"""
                {"parentBusinessNumber":169990000000101,"isOauthEnabled":false,"integrationSourceId":27,
                "integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}
                """#, headers: json),
        Documented(
            arguments: [
                "athenahealth-create-department-mapping", "businessNumber=169990000000102", "groupID=4100",
                "practiceID=24680", "departmentID=1, 21", "appointmentStatus=appointmentstatus=3,4", "frequency=1 day",
            ], method: "PUT", path: mapping,
            body: #"""
                {"businessNumber":169990000000102,"integrationGroupId":4100,"active":true,"frequency":"1 DAYS",
                "integrationProperties":[{"propertyKey":"appointmentstatus","propertyValue":"3,4"},{"propertyKey":
                "practiceid","propertyValue":"24680"},{"propertyKey":"departmentid","propertyValue":"1,21"}]}
                """#, headers: json),
        Documented(
            arguments: [
                "athenahealth-create-provider-mapping", "businessNumber=169990000000102", "groupID=4100",
                "practiceID=24680", "npi=1234567893", "appointmentStatus=3",
            ], method: "PUT", path: mapping,
            body: #"""
                {"businessNumber":169990000000102,"integrationGroupId":4100,"active":true,"integrationProperties":[
                {"propertyKey":"appointmentstatus","propertyValue":"3"},{"propertyKey":"practiceid","propertyValue":
                "24680"},{"propertyKey":"athenaProviderNpi","propertyValue":"1234567893"}]}
                """#, headers: json),
        Documented(
            arguments: [
                "allscripts-create-group", "businessNumber=169990000000201", "serviceUser=EXAMPLEUBQ:EXAMPLECLIENT^1^",
                "pmsUserName=example.pm", "triggers=56", "appointmentTypes=Follow-up",
            ], method: "PUT", path: group,
            body: #"""
                {"parentBusinessNumber":169990000000201,"integrationGroupProperties":[{"propertyKey":"User_Name",
                "propertyValue":"EXAMPLEUBQ:EXAMPLECLIENT^1^","isSecure":true},{"propertyKey":"PM_Password",
                "propertyValue":"p'a\"s\\s","isSecure":true},{"propertyKey":"pms_user_name","propertyValue":"example.pm",
                "isSecure":false},{"propertyKey":"allscripts.appointment.type","propertyValue":"Follow-up","isSecure":
                false}],"integrationSourceId":32,"integrationGroupTriggers":[{"triggerId":56,"triggerTypeId":1}]}
                """#, headers: json),
        Documented(
            arguments: [
                "allscripts-create-mapping", "businessNumber=169990000000202", "groupID=4200", "frequency=1 DAYS",
            ],
            method: "PUT", path: mapping,
            body: #"{"businessNumber":169990000000202,"integrationGroupId":4200,"active":true,"frequency":"1 DAYS"}"#,
            headers: json),
        Documented(
            arguments: [
                "allscripts-create-location-mapping", "businessNumber=169990000000202", "groupID=4200",
                "locationName=Zoë's \"North\" Clinic, $(id)",
            ], method: "PUT", path: mapping,
            body: #"""
                {"businessNumber":169990000000202,"integrationGroupId":4200,"active":true,"integrationProperties":[
                {"propertyKey":"allscripts.location.name","propertyValue":"Zoë's \"North\" Clinic, $(id)","isSecure":false}]}
                """#, headers: json),
        Documented(
            arguments: ["allscripts-token", "serviceUser=EXAMPLEUBQ:EXAMPLECLIENT^1^example.service"], method: "POST",
            path: "/json/GetToken",
            body: #"{"Username":"EXAMPLEUBQ:EXAMPLECLIENT^1^example.service","Password":"s3rvice %s"}"#, headers: json),
        Documented(
            arguments: ["allscripts-authenticate", "appName=Example.App", "pmsUserName=example.pm"], method: "POST",
            path: "/json/MagicJson",
            body: #"""
                {"Action":"GetUserAuthentication","Appname":"Example.App","AppUserID":"example.pm","PatientID":"","Token":
                "0000-guid","Parameter1":"p'a\"s\\s","Parameter2":"","Parameter3":"","Parameter4":"","Parameter5":"",
                "Parameter6":"","Data":""}
                """#, headers: json),
        Documented(
            arguments: ["athenahealth-practices"], method: "GET", path: "/v1/1/practiceinfo", headers: bearer),
        Documented(
            arguments: ["athenahealth-ping", "practiceID=24680"], method: "GET", path: "/v1/24680/ping",
            headers: bearer),
        Documented(
            arguments: ["athenahealth-departments", "practiceID=24680", "showAllDepartments=true", "limit=5000"],
            method: "GET", path: "/v1/24680/departments?showalldepartments=true&limit=5000",
            headers: bearer.merging(json) { $1 }),
        Documented(
            arguments: ["athenahealth-departments", "practiceID=24680"], method: "GET", path: "/v1/24680/departments",
            headers: bearer),
        Documented(
            arguments: ["athenahealth-cancel-reasons", "practiceID=24680", "limit=5000"], method: "GET",
            path: "/v1/24680/appointmentcancelreasons?limit=5000", headers: bearer),
    ]

    static let secrets = [
        "PM_PASSWORD": #"p'a"s\s"#, "ATHENAHEALTH_TOKEN": #"to"k\en"#, "UNITY_TOKEN": "0000-guid",
        "UNITY_SERVICE_PASSWORD": "s3rvice %s", "ATHENAHEALTH_CLIENT_ID": "0oa-id",
        "ATHENAHEALTH_CLIENT_SECRET": #"c:l/i"e\n+t"#,
    ]

    @Test func `each documented call arrives as the documents have it`() async throws {
        let scratch = try Scratch()
        let server = try await RecordingServer(in: scratch.folder)
        for call in Self.documented {
            let received = try await arrived(call.arguments, server, scratch)
            #expect(received.method == call.method, "\(call.arguments)")
            #expect(received.path == call.path, "\(call.arguments)")
            for (name, value) in call.headers { #expect(received.headers[name] == value, "\(call.arguments)") }
            if call.headers["authorization"] == nil {
                #expect(received.headers["authorization"] == nil, "no header is invented")
            }
            guard let body = call.body else {
                #expect(received.body.isEmpty)
                continue
            }
            let wanted = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? NSObject
            #expect(received.json == wanted, "\(String(decoding: received.body, as: UTF8.self))")
            // Dictionaries have no order and numbers of two kinds are equal; the text has both.
            #expect(squeezed(String(decoding: received.body, as: UTF8.self)) == squeezed(body))
        }
    }

    @Test func `the token call carries Basic and the form`() async throws {
        let scratch = try Scratch()
        let server = try await RecordingServer(in: scratch.folder)
        let received = try await arrived(["athenahealth-token"], server, scratch)
        #expect(received.method == "POST" && received.path == "/oauth2/v1/token")
        #expect(
            String(decoding: received.body, as: UTF8.self)
                == "grant_type=client_credentials&scope=athena%2Fservice%2FAthenanet.MDP.*")
        #expect(received.headers["content-type"] == "application/x-www-form-urlencoded")
        let basic = Data(#"0oa-id:c:l/i"e\n+t"#.utf8).base64EncodedString()
        #expect(received.headers["authorization"] == "Basic \(basic)")
    }

    @Test func `every request that is listed is tried here, and passes its own check`() async throws {
        let list = try await Tool.run(["request", "--list", "--format", "json"]).report["result"] as? [String: Any]
        let names = try #require(list?["requests"] as? [[String: Any]]).compactMap { $0["name"] as? String }
        let tried = Set(Self.documented.compactMap(\.arguments.first)).union(["athenahealth-token"])
        #expect(Set(names) == tried)
        for call in Self.documented where !["allscripts-token", "allscripts-authenticate"].contains(call.arguments[0]) {
            let line = try await Tool.run(["request"] + call.arguments)
            #expect(line.exitCode == 0, "\(line.err)")
            let checked = try await Tool.run(["request", "--check", "-"], text: line.out)
            // A replacement is told, and both lines are given.
            let isReplacing = call.arguments.contains("replaceTriggers=true")
            #expect(checked.exitCode == (isReplacing ? 1 : 0), "\(checked.out)")
            #expect(checked.out.contains("warning: replaceTriggers=true") == isReplacing)
            guard let body = call.body else { continue }
            let onlyBody = try await Tool.run(["request", "--check", "-"], text: body)
            #expect(onlyBody.exitCode == 0, "\(onlyBody.out)")
        }
    }

    private func arrived(_ arguments: [String], _ server: RecordingServer, _ scratch: Scratch) async throws
        -> ReceivedCall
    {
        let printed = try await Tool.run(["request", "--base-url", server.url] + arguments)
        #expect(printed.exitCode == 0, "\(printed.err)")
        for secret in Self.secrets.values { #expect(!(printed.out + printed.err).contains(secret)) }
        let exports = Self.secrets.map { "export \($0.key)=\(quoted($0.value))" }.joined(separator: "\n")
        let run = try await shell(exports + "\n" + printed.out, in: scratch.folder)
        #expect(run.exitCode == 0 && run.err.isEmpty, "\(run.err)")
        return try #require(try server.received().only)
    }

    private func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'" }

    /// Without the line breaks that this file has for its own sake.
    private func squeezed(_ text: String) -> String { text.replacingOccurrences(of: "\n", with: "") }
}

extension Array {
    /// The element of an array that has one.
    fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
