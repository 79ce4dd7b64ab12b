import Testing

@testable import Requests

/// Each mistake is found at its place, and the corrected line has it no more.
@Suite struct CheckTests {
    static let host = "https://common-services.Birdeye.com"
    static let groupBody =
        #"{"parentBusinessNumber":169990000000101,"isOauthEnabled":false,"integrationGroupProperties":[{"propertyKey":"showalldepartments","propertyValue":"false"}],"integrationSourceId":27,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#
    static let mappingBody =
        #"{"businessNumber":169990000000102,"integrationGroupId":4100,"active":true,"frequency":"1 DAYS","integrationProperties":[{"propertyKey":"appointmentstatus","propertyValue":"3,4"},{"propertyKey":"practiceid","propertyValue":"195900"},{"propertyKey":"departmentid","propertyValue":"1"}]}"#
    static let allscriptsBody =
        #"{"parentBusinessNumber":169990000000201,"integrationGroupProperties":[{"propertyKey":"User_Name","propertyValue":"EXAMPLEUBQ:EXAMPLECLIENT^1^","isSecure":true},{"propertyKey":"PM_Password","propertyValue":"hunter2-example","isSecure":true},{"propertyKey":"pms_user_name","propertyValue":"example.pm","isSecure":false}],"integrationSourceId":32,"integrationGroupTriggers":[{"triggerId":56,"triggerTypeId":1}]}"#
    static let group =
        "curl -X PUT '\(host)/integration/add/businessintegrationgroup' -H 'Content-Type: application/json' -d '\(groupBody)'"
    static let mapping =
        "curl -X PUT '\(host)/integration/add/businessintegrationmapping' -H 'Content-Type: application/json' -d '\(mappingBody)'"
    static let update =
        "curl -X POST '\(host)/integration/update/businessintegrationgroup?replaceTriggers=false' -H 'Content-Type: application/json' -d '{\"groupId\":4100,\"integrationGroupTriggers\":[{\"triggerId\":42,\"triggerTypeId\":1}]}'"
    static let read = "curl -X GET '\(host)/integration/businessintegrationgroup/169990000000101'"

    /// One piece of a sound line spoiled: what stands there instead, and where in it the caret belongs.
    struct Spoiled: Sendable, CustomTestStringConvertible {
        var line: String
        var piece: String
        var with: String
        /// Characters from the spoiled piece's beginning to the caret.
        var offset: Int
        var says: String
        /// Whether the correction gives the sound line again.
        var isMended = true

        var testDescription: String { "\(piece) → \(with)" }
    }

    static let spoiled: [Spoiled] = [
        // What domain.md says of the articles' lines.
        Spoiled(line: group, piece: "curl -X", with: "curl-X", offset: 4, says: "directly behind"),
        Spoiled(line: read, piece: "curl -X", with: "curl-X", offset: 4, says: "directly behind"),
        Spoiled(line: group, piece: "]}'", with: "]}", offset: 2, says: "closing quote is missing"),
        Spoiled(line: update, piece: "]}'", with: "]}", offset: 2, says: "closing quote is missing"),
        Spoiled(line: group, piece: "]}'", with: "]}'The answer holds the id.", offset: 3, says: "glued to the body"),
        Spoiled(line: group, piece: "]}'", with: "]}The answer holds the id.", offset: 2, says: "glued to the body"),
        Spoiled(line: group, piece: "]}'", with: "]}. Then read it.", offset: 2, says: "closing quote is missing"),
        Spoiled(line: read, piece: "101'", with: "101", offset: 3, says: "closing quote"),
        Spoiled(line: mapping, piece: "mapping' -H", with: "mapping -H", offset: 7, says: "closing quote"),
        Spoiled(line: mapping, piece: "json' -d", with: "json -d", offset: 4, says: "closing quote"),
        // Word processors and chat programs.
        Spoiled(line: group, piece: "-X PUT", with: "–X PUT", offset: 0, says: "typographic dash"),
        Spoiled(line: group, piece: "-d '", with: "—d '", offset: 0, says: "typographic dash"),
        Spoiled(
            line: group, piece: "-H 'Content-Type: application/json'", with: "-H ‘Content-Type: application/json’",
            offset: 3, says: "typographic quote"),
        Spoiled(line: group, piece: "'\(host)", with: "’\(host)", offset: 0, says: "typographic quote"),
        Spoiled(line: group, piece: "-d '{", with: "-d ‘{", offset: 3, says: "typographic quote"),
        Spoiled(line: group, piece: "]}'", with: "]}’", offset: 2, says: "typographic quote"),
        Spoiled(line: mapping, piece: "\"active\"", with: "“active”", offset: 0, says: "typographic quote"),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "“3,4\"", offset: 0, says: "typographic quote"),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"3,4”", offset: 4, says: "typographic quote"),
        Spoiled(line: group, piece: "PUT ", with: "PUT\u{A0}", offset: 3, says: "a blank that no shell knows"),
        Spoiled(
            line: group, piece: ",\"integrationSourceId\"", with: ",\u{200B}\"integrationSourceId\"", offset: 1,
            says: "invisible"),
        Spoiled(line: read, piece: "curl", with: "Curl", offset: 0, says: "‘Curl’"),
        // Quotes, commas and brackets of JSON.
        Spoiled(line: mapping, piece: "\"practiceid\"", with: "\"practiceid", offset: 11, says: "closing quote"),
        Spoiled(line: mapping, piece: "\"practiceid\"", with: "practiceid\"", offset: 0, says: "opening quote"),
        Spoiled(line: mapping, piece: "\"active\":", with: "\"active:", offset: 7, says: "closing quote"),
        Spoiled(line: mapping, piece: "\"active\":", with: "active\":", offset: 0, says: "opening quote"),
        Spoiled(line: mapping, piece: "\"active\":", with: "active:", offset: 0, says: "without quotes"),
        Spoiled(
            line: mapping, piece: "\"active\":true", with: "\"active\" true", offset: 9, says: "no colon",
            isMended: false),
        Spoiled(
            line: mapping, piece: "true,\"frequency\"", with: "true\"frequency\"", offset: 4, says: "no comma",
            isMended: false),
        Spoiled(line: mapping, piece: "\"1\"}]}", with: "\"1\"},]}", offset: 4, says: "comma with nothing behind"),
        Spoiled(line: mapping, piece: "\"1\"}]}", with: "\"1\"}}", offset: 4, says: "still open"),
        Spoiled(line: mapping, piece: "\"1\"}]}'", with: "\"1\"}]'", offset: 5, says: "never closed"),
        Spoiled(
            line: mapping, piece: "\"active\":true", with: "\"active\":True", offset: 9,
            says: "which JSON does not know"),
        // Types.
        Spoiled(
            line: mapping, piece: ":169990000000102", with: ":\"169990000000102\"", offset: 1,
            says: "a number written as a text"),
        Spoiled(line: mapping, piece: ":4100", with: ":\"4100\"", offset: 1, says: "a number written as a text"),
        Spoiled(line: mapping, piece: "\"195900\"", with: "195900", offset: 0, says: "a text written as a number"),
        Spoiled(line: mapping, piece: ":true", with: ":\"true\"", offset: 1, says: "true or false written as a text"),
        Spoiled(
            line: group, piece: "\"propertyValue\":\"false\"", with: "\"propertyValue\":false", offset: 16,
            says: "a text written as true or false"),
        Spoiled(
            line: update, piece: "\"triggerId\":42", with: "\"triggerId\":\"42\"", offset: 12,
            says: "a number written as a text"),
        // Keys and values.
        Spoiled(
            line: group, piece: "\"integrationSourceId\"", with: "\"integrationSourceID\"", offset: 0,
            says: "unknown key"),
        Spoiled(
            line: group, piece: "\"parentBusinessNumber\"", with: "\"parentBussinessNumber\"", offset: 0,
            says: "unknown key"),
        Spoiled(
            line: mapping, piece: "\"propertyValue\":\"1\"", with: "\"propertyvalue\":\"1\"", offset: 0,
            says: "unknown key"),
        Spoiled(line: update, piece: "\"triggerTypeId\"", with: "\"triggerTypId\"", offset: 0, says: "unknown key"),
        Spoiled(
            line: mapping, piece: "\"departmentid\"", with: "\"departmnetid\"", offset: 0, says: "misspelt property"),
        Spoiled(
            line: group, piece: "\"showalldepartments\"", with: "\"showaldepartments\"", offset: 0,
            says: "misspelt property"),
        Spoiled(
            line: group, piece: "\"showalldepartments\",\"propertyValue\":\"false\"",
            with: "\"PM_Password\",\"propertyValue\":\"x\"", offset: 0, says: "property of Allscripts", isMended: false),
        Spoiled(
            line: mapping, piece: "\"departmentid\"", with: "\"allscripts.location.name\"", offset: 0,
            says: "property of Allscripts", isMended: false),
        Spoiled(
            line: group, piece: "\"showalldepartments\",\"propertyValue\":\"false\"",
            with: "\"practiceid\",\"propertyValue\":\"195900\"", offset: 0, says: "in a group", isMended: false),
        Spoiled(line: group, piece: "Id\":27", with: "Id\":28", offset: 4, says: "source id 28"),
        Spoiled(line: group, piece: "Id\":27", with: "Id\":32", offset: 4, says: "source id 32, which is Allscripts"),
        Spoiled(
            line: group, piece: "\"triggerId\":42", with: "\"triggerId\":56", offset: 12, says: "trigger of Allscripts",
            isMended: false),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"3,9\"", offset: 0, says: "‘9’", isMended: false),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"appointmentstatus=3,4\"", offset: 0, says: "in a body"),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"3, 4\"", offset: 0, says: "in a body"),
        Spoiled(line: mapping, piece: "\"195900\"", with: "\"0195900\"", offset: 0, says: "‘0195900’", isMended: false),
        Spoiled(line: mapping, piece: "\"1 DAYS\"", with: "\"1 days\"", offset: 0, says: "in a body"),
        Spoiled(line: mapping, piece: "\"1 DAYS\"", with: "\"daily\"", offset: 0, says: "‘daily’", isMended: false),
        // Method and address.
        Spoiled(line: group, piece: "-X PUT", with: "-X POST", offset: 3, says: "the method POST"),
        Spoiled(line: group, piece: "-X PUT", with: "-X put", offset: 3, says: "the method put"),
        Spoiled(line: read, piece: "-X GET", with: "-X PUT", offset: 3, says: "the method PUT"),
        Spoiled(line: group, piece: "curl -X PUT", with: "curl", offset: 0, says: "no -X"),
        Spoiled(line: update, piece: "/update/", with: "/updat/", offset: 1, says: "in the path"),
        Spoiled(
            line: read, piece: "businessintegrationgroup", with: "businesintegrationgroup", offset: 0,
            says: "in the path"),
        Spoiled(
            line: read, piece: "169990000000101", with: "16999O000000101", offset: 0, says: "‘16999O000000101’",
            isMended: false),
        Spoiled(line: read, piece: "common-services", with: "comon-services", offset: 0, says: "misspelt host"),
        Spoiled(line: read, piece: "https:", with: "http:", offset: 0, says: "not encrypted"),
        Spoiled(line: update, piece: "replaceTriggers=", with: "replaceTrigers=", offset: 0, says: "unknown name"),
        Spoiled(line: update, piece: "=false", with: "=flase", offset: 1, says: "‘flase’", isMended: false),
        Spoiled(line: update, piece: "=false", with: "=False", offset: 1, says: "‘False’"),
        Spoiled(
            line: update, piece: "?replaceTriggers=false", with: "", offset: 0, says: "‘replaceTriggers’ is missing",
            isMended: false),
        Spoiled(line: group, piece: "-H", with: "-header", offset: 0, says: "one dash", isMended: false),
        Spoiled(line: group, piece: "-H", with: "--heder", offset: 0, says: "no option --heder", isMended: false),
        Spoiled(line: group, piece: "Content-Type", with: "Conten-Type", offset: 0, says: "misspelt header"),
    ]

    @Test(arguments: [group, mapping, update, read])
    func `a sound line is fine`(_ line: String) throws {
        let checked = try #require(RequestChecker(Shipped.requests).check(line))
        #expect(!checked.hasMistakes, "\(checked.results)")
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
        let mistakes = result.remarks.filter(\.isMistake)
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
            #expect(RequestChecker(Shipped.requests).check(corrected)?.hasMistakes == false, "\(corrected)")
        }
    }

    @Test func `replaced triggers that would be dropped are named`() throws {
        func check(_ flag: String, _ triggers: String) throws -> (mistakes: [String], notes: [String]) {
            let line = Self.update.replacing("replaceTriggers=false", with: "replaceTriggers=\(flag)")
                .replacing("[{\"triggerId\":42,\"triggerTypeId\":1}]", with: triggers)
            let remarks = try #require(RequestChecker(Shipped.requests).check(line)).results[0].remarks
            return (remarks.filter(\.isMistake).map(\.what), remarks.filter { !$0.isMistake }.map(\.what))
        }
        let other = "[{\"triggerId\":45,\"triggerTypeId\":1}]"
        #expect(try check("true", other).mistakes.contains { $0.contains("would drop the trigger 42") })
        #expect(try check("false", other).mistakes == [])
        #expect(try check("true", "[]").mistakes.contains { $0.contains("would drop the trigger 42") })
        let kept = try check("true", "[{\"triggerId\":42,\"triggerTypeId\":1}]")
        #expect(kept.mistakes == [] && kept.notes.contains { $0.contains("drops every trigger") })
    }

    @Test func `a line over several lines keeps its places`() throws {
        let text =
            "Do this:\n\n  curl -X PUT \\\n    '\(Self.host)/integration/add/businessintegrationgroup' \\ \n    -H 'Content-Type: application/json'\n    -d '\(Self.groupBody)'\n\nThen read the group.\n\n\(Self.read)\n"
        let checked = try #require(RequestChecker(Shipped.requests).check(text))
        #expect(checked.results.map(\.request) == ["athenahealth-create-group", "read-group"])
        let places = checked.results[0].remarks.map { ($0.line, $0.what) }
        #expect(places.count == 2)
        #expect(places[0].0 == 4 && places[0].1.contains("blank behind the backslash"))
        #expect(places[1].0 == 5 && places[1].1.contains("goes on in the next"))
        #expect(checked.results[1].remarks.filter(\.isMistake).isEmpty)
        let corrected = try #require(checked.results[0].corrected)
        #expect(RequestChecker(Shipped.requests).check(corrected)?.hasMistakes == false, "\(corrected)")
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
            #expect(!checked.hasMistakes, "\(checked.results)")
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
        "curl -H 'Authorization: Bearer hunter2-example' https://api.platform.athenahealth.com/v1/195900/ping",
        "curl –H “Authorization: Bearer hunter2-example” https://api.platform.athenahealth.com/v1/195900/pin",
        "curl -H 'Authorization: Bearer hunter2-example https://api.platform.athenahealth.com/v1/195900/ping",
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
