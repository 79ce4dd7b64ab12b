import ShippedPlaybooks
import Testing

@testable import Requests

/// Each mistake is found at its place, and the corrected line has it no more.
@Suite struct CheckTests {
    static let host = "https://common-services.Birdeye.com"
    static let groupBody =
        #"{"parentBusinessNumber":169990000000101,"isOauthEnabled":false,"integrationGroupProperties":[{"propertyKey":"showalldepartments","propertyValue":"false"}],"integrationSourceId":27,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#
    static let mappingBody =
        #"{"businessNumber":169990000000102,"integrationGroupId":4100,"active":true,"frequency":"1 DAYS","integrationProperties":[{"propertyKey":"appointmentstatus","propertyValue":"3,4"},{"propertyKey":"practiceid","propertyValue":"24680"},{"propertyKey":"departmentid","propertyValue":"1"}]}"#
    static let allscriptsBody =
        #"{"parentBusinessNumber":169990000000201,"integrationGroupProperties":[{"propertyKey":"User_Name","propertyValue":"EXAMPLEUBQ:EXAMPLECLIENT^1^","isSecure":true},{"propertyKey":"PM_Password","propertyValue":"hunter2-example","isSecure":true},{"propertyKey":"pms_user_name","propertyValue":"example.pm","isSecure":false}],"integrationSourceId":32,"integrationGroupTriggers":[{"triggerId":56,"triggerTypeId":1}]}"#
    static let group =
        "curl -X PUT '\(host)/integration/add/businessintegrationgroup' -H 'Content-Type: application/json' -d '\(groupBody)'"
    static let mapping =
        "curl -X PUT '\(host)/integration/add/businessintegrationmapping' -H 'Content-Type: application/json' -d '\(mappingBody)'"
    static let update =
        "curl -X POST '\(host)/integration/update/businessintegrationgroup?replaceTriggers=false' -H 'Content-Type: application/json' -d '{\"groupId\":4100,\"integrationGroupTriggers\":[{\"triggerId\":42,\"triggerTypeId\":1}]}'"
    static let read = "curl -X GET '\(host)/integration/businessintegrationgroup/169990000000101'"

    @Test(arguments: [group, mapping, update, read])
    func `a sound line is fine`(_ line: String) throws {
        let checked = try #require(RequestChecker(Shipped.requests).check(line))
        #expect(!checked.isWrong, "\(checked.results)")
        #expect(checked.results[0].corrected == nil)
        #expect(checked.results[0].request != nil)
    }

    @Test(arguments: spoiled)
    func `one spoiled piece is found at its place and mended`(_ spoiled: Spoiled) throws {
        let parts = spoiled.line.ranges(of: spoiled.piece)
        let range = try #require(spoiled.piece == "-H" ? parts.first : parts.last)
        let line = spoiled.line[..<range.lowerBound] + spoiled.with + spoiled.line[range.upperBound...]
        let column = line[..<range.lowerBound].unicodeScalars.count + spoiled.offset + 1
        let checked = try #require(RequestChecker(Shipped.requests).check(String(line)))
        let result = checked.results[0]
        let mistakes = result.remarks.filter { $0.kind == .mistake }
        #expect(
            mistakes.contains {
                $0.column == column && $0.line == 1 && "\($0.what); \($0.expected)".contains(spoiled.says)
            }, "column \(column): \(mistakes)")
        if spoiled.isMended {
            let corrected = try #require(result.corrected)
            #expect(corrected == spoiled.line)
        }
        // The caret stands below the place.
        for remark in mistakes {
            let caret = remark.caret.unicodeScalars.count - remark.caret.drop { $0 == " " }.unicodeScalars.count
            #expect(caret <= remark.excerpt.unicodeScalars.count)
        }
        // What was corrected is wrong no more.
        if let corrected = result.corrected, result.open == 0 {
            #expect(RequestChecker(Shipped.requests).check(corrected)?.isWrong == false, "\(corrected)")
        }
    }

    @Test func `replaced triggers that would be dropped are named`() throws {
        func check(_ flag: String, _ triggers: String) throws -> (remarks: [CheckedText.Remark], call: CheckedText.Call)
        {
            let line = Self.update.replacing("replaceTriggers=false", with: "replaceTriggers=\(flag)")
                .replacing("[{\"triggerId\":42,\"triggerTypeId\":1}]", with: triggers)
            let call = try #require(RequestChecker(Shipped.requests).check(line)).results[0]
            return (call.remarks, call)
        }
        let other = "[{\"triggerId\":45,\"triggerTypeId\":1}]"
        func warns(_ flag: String, _ triggers: String, _ words: String) throws -> Bool {
            try check(flag, triggers).remarks.contains { $0.kind == .warning && $0.what.contains(words) }
        }
        #expect(try warns("true", other, "would drop the trigger 42"))
        #expect(try !warns("false", other, "replaceTriggers"))
        #expect(try warns("true", "[]", "would drop the trigger 42"))
        let kept = "[{\"triggerId\":42,\"triggerTypeId\":1}]"
        #expect(try warns("true", kept, "drops every trigger"))
        // It is never changed; both lines are there.
        let call = try check("true", kept).call
        #expect(call.corrected?.contains("replaceTriggers=true") == true)
        #expect(call.alternative?.line == Self.update && call.open == 0)
    }

    @Test func `a line over several lines keeps its places`() throws {
        let text =
            "Do this:\n\n  curl -X PUT \\\n    '\(Self.host)/integration/add/businessintegrationgroup' \\ \n    -H 'Content-Type: application/json'\n    -d '\(Self.groupBody)'\n\nThen read the group.\n\n\(Self.read)\n"
        let checked = try #require(RequestChecker(Shipped.requests).check(text))
        #expect(checked.results.map(\.request) == ["athenahealth-create-group", "read-group"])
        let places = checked.results[0].remarks.map { ($0.line, $0.what) }
        #expect(places.count == 2)
        #expect(places[0].0 == 4 && places[0].1.contains("space after the backslash"))
        #expect(places[1].0 == 5 && places[1].1.contains("goes on in the next"))
        #expect(checked.results[1].remarks.filter { $0.kind == .mistake }.isEmpty)
        let corrected = try #require(checked.results[0].corrected)
        #expect(RequestChecker(Shipped.requests).check(corrected)?.isWrong == false, "\(corrected)")
    }

    @Test func `bodies are recognised by their keys`() throws {
        let bodies = [
            (Self.groupBody, "athenahealth-create-group"), (Self.mappingBody, "athenahealth-create-department-mapping"),
            (
                Self.mappingBody.replacing(
                    "departmentid\",\"propertyValue\":\"1\"",
                    with: "athenaProviderNpi\",\"propertyValue\":\"1234567893\""),
                "athenahealth-create-provider-mapping"
            ),
            (Self.allscriptsBody, "allscripts-create-group"),
            (
                #"{"businessNumber":169990000000202,"integrationGroupId":4200,"active":true}"#,
                "allscripts-create-mapping"
            ),
            (#"{"groupId":4100,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#, "update-triggers"),
        ]
        for (body, name) in bodies {
            let checked = try #require(RequestChecker(Shipped.requests).check("  \n" + body + "\n"))
            #expect(!checked.isWrong, "\(checked.results)")
            #expect(checked.results[0].request == name)
        }
        let npi = bodies[2].0.replacing("1234567893", with: "1234567890")
        let checked = try #require(RequestChecker(Shipped.requests).check(npi))
        #expect(checked.results[0].remarks.map(\.what).contains { $0.contains("check digit would be 3") })
        #expect(RequestChecker(Shipped.requests).check("no request at all") == nil)
    }

    /// Every way in which a secret stands in such a text.
    @Test(arguments: [
        allscriptsBody, "curl -d '\(allscriptsBody)", allscriptsBody.replacing("\"", with: "“"),
        allscriptsBody.replacing("\"PM_Password\",", with: "\"PM_Password,"),
        #"{"propertyValue":"hunter2-example","propertyKey":"PM_Password"}"#,
        #"{"Username":"EXAMPLEUBQ:EXAMPLECLIENT^1^x","Password":"hunter2-example"}"#,
        "curl -u client:hunter2-example https://api.platform.athenahealth.com/oauth2/v1/token",
        "curl --user 'client:hunter2-example' https://api.platform.athenahealth.com/oauth2/v1/token",
        "curl -H 'Authorization: Bearer hunter2-example' https://api.platform.athenahealth.com/v1/24680/ping",
        "curl –H “Authorization: Bearer hunter2-example” https://api.platform.athenahealth.com/v1/24680/pin",
        "curl -H 'Authorization: Bearer hunter2-example https://api.platform.athenahealth.com/v1/24680/ping",
        "curl -H 'X-Api-Key: x' -H 'apikey: hunter2-example' https://x.example.com/a",
        "curl https://me:hunter2-example@common-services.Birdeye.com/integration/businessintegrationgroup/1",
        "curl -d \"{\\\"Username\\\":\\\"x\\\",\\\"Password\\\":\\\"hunter2-example\\\"}\" https://x.example.com/json/GetToken",
        "curl -d '{Password:hunter2-example}' https://x.example.com/json/GetToken",
        "curl -d 'client_secret=hunter2-example&x=1' https://api.platform.athenahealth.com/oauth2/v1/token",
    ])
    func `no secret of the text is shown again`(_ text: String) throws {
        let checked = try #require(RequestChecker(Shipped.requests).check(text))
        for call in checked.results {
            #expect(!(call.corrected ?? "").contains("hunter2"), "\(call.corrected ?? "")")
            for remark in call.remarks {
                #expect(!remark.excerpt.contains("hunter2") && !remark.what.contains("hunter2"), "\(remark)")
            }
        }
        #expect(checked.secretTexts.contains { $0.contains("hunter2-example") }, "\(checked.secretTexts)")
    }

    @Test func `damage of any kind ends, and every place lies in the text`() throws {
        var state: UInt64 = 7
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        let marks = Array("{}[]:,\"'\\“”‘’–— \n-&?|`$;\u{A0}\u{200B}x1".unicodeScalars)
        for round in 0..<400 {
            var scalars = Array(
                [Self.group, Self.mapping, Self.update, Self.read, Self.allscriptsBody][round % 5].unicodeScalars)
            for _ in 0...next(6) {
                if scalars.isEmpty { break }
                let place = next(scalars.count)
                switch next(4) {
                case 0: scalars[place] = marks[next(marks.count)]
                case 1: scalars.insert(marks[next(marks.count)], at: place)
                case 2: scalars.remove(at: place)
                default: scalars = Array(scalars[..<max(1, place)])
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            guard let checked = RequestChecker(Shipped.requests).check(text) else { continue }
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            for remark in checked.results.flatMap(\.remarks) {
                try #require(remark.line >= 1 && remark.line <= lines.count, "\(text.debugDescription)")
                #expect(
                    remark.column >= 1 && remark.column <= lines[remark.line - 1].count + 1, "\(text.debugDescription)")
            }
        }
    }

    @Test func `a carriage return inside a line ends nothing`() throws {
        let checked = try #require(RequestChecker(Shipped.requests).check("{\"active\":\"\r\"} tail"))
        let remarks = checked.results.flatMap(\.remarks)
        #expect(remarks.contains { $0.what == "text after the body: ‘tail’" && $0.column == 16 }, "\(remarks)")
    }

    @Test(arguments: ["[", "{", "{\"a\":", "\"", "'", "‘", "curl '", "curl -d '{", "curl -d '{\"a\":[", "{\"a\":\""])
    func `long damage takes no long time`(_ piece: String) {
        let clock = ContinuousClock()
        let taken = clock.measure {
            _ = RequestChecker(Shipped.requests).check(String(repeating: piece, count: 20_000 / piece.utf8.count))
        }
        #expect(taken < .seconds(20), "\(taken)")
    }
}

extension String {
    /// Each occurrence of `target` replaced.
    fileprivate func replacing(_ target: String, with replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: target) {
            result += rest[..<range.lowerBound] + replacement
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
