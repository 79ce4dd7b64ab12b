import Foundation
import ShippedPlaybooks
import Testing

@testable import Configuration
@testable import Model

/// Every form in which a configuration reaches support, by hand from what is documented of the platform's calls.
@Suite struct FormTests {
    static let reader = ConfigurationReader(playbooks: Shipped.playbooks)

    static func read(_ text: String) -> ReadConfiguration { reader.read(Array(text.utf8), file: "c.json") }

    /// All that was read, in short, places aside.
    static func brief(_ read: ReadConfiguration) -> [String] {
        func settings(_ settings: [Setting]) -> String {
            settings.map { " \($0.key)=\($0.isHidden ? "<hidden>" : $0.value)" }.joined()
        }
        let groups = read.configuration.groups.map { group in
            "group \(group.groupID ?? "-") \(group.businessNumber ?? "-") \(group.sourceID.map(String.init) ?? "-") "
                + "\(group.sourceName ?? "-") \(group.triggerIDs)" + settings(group.settings)
        }
        let mappings = read.configuration.mappings.map { mapping in
            "mapping \(mapping.businessNumber) \(mapping.groupID ?? "-") \(mapping.isActive.map(String.init) ?? "-") "
                + "\(mapping.frequency ?? "-")" + settings(mapping.settings)
        }
        return groups + mappings + read.faults.map(\.description)
    }

    static let mappingBody =
        #"{"businessNumber":169990000000101,"integrationGroupId":4100,"active":true,"frequency":"1 DAYS","integrationProperties":[{"propertyKey":"appointmentstatus","propertyValue":"3,4"}]}"#
    static let mapping = "mapping 169990000000101 4100 true 1 DAYS appointmentstatus=3,4"
    static let groupBody =
        #"{"parentBusinessNumber":169990000000001,"isOauthEnabled":false,"integrationGroupProperties":[{"propertyKey":"showalldepartments","propertyValue":"false"}],"integrationSourceId":27,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#
    static let group = "group - 169990000000001 27 - [42] showalldepartments=false"
    static let groupAnswer =
        #"[{"groupId":4100,"integrationSourceType":{"id":27,"integrationSource":"AthenaHealth","sourceCategory":"Healthcare","oauthEnabled":false},"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}]"#

    @Test(arguments: [
        (mappingBody, [mapping]), (groupBody, [group]), ("[\(mappingBody)]", [mapping]), ("[[\(groupBody)]]", [group]),
        ("\u{FEFF}\(mappingBody)\r\n\(groupBody)\r\n", [group, mapping]),
        ("\(groupBody)\(mappingBody)", [group, mapping]),
        ("{\"data\":\(mappingBody)}", [mapping]), ("{\"status\":\"OK\",\"RESULT\":[\(groupBody)]}", [group]),
        ("{\"data\":{\"result\":[\(groupBody),\(mappingBody)]}}", [group, mapping]),
        (groupAnswer, ["group 4100 - 27 AthenaHealth [42]"]),
        (
            #"[{"groupId":"4200","integrationSourceType":{"id":32,"integrationSource":"ALLSCRIPTS","integrationType":"Birdeye API"},"integrationGroupTriggers":[{"triggerId":56,"triggerTypeId":1,"actionIds":[1]}]}]"#,
            ["group 4200 - 32 ALLSCRIPTS [56]"]
        ),
        (
            #"{"groupId":4100,"integrationGroupTriggers":[{"triggerId":42},{"triggerId":45}]}"#,
            ["group 4100 - - - [42, 45]"]
        ),
        (
            #"{"BUSINESSNUMBER":"169990000000101","integrationgroupid":"4100","IntegrationBusinessProperties":[{"KEY":"practiceid","Value":195900}],"Active":"false"}"#,
            ["mapping 169990000000101 4100 false - practiceid=195900"]
        ),
        (
            #"{"businessNumber":169990000000101,"integrationProperties":{"appointmentstatus":"3"}}"#,
            ["mapping 169990000000101 - - - appointmentstatus=3"]
        ),
        (
            #"{"businessNumber":169990000000101,"integrationProperties":[{"propertyKey":"departmentid","propertyValue":[1,"22"]}]}"#,
            ["mapping 169990000000101 - - - departmentid=1,22"]
        ),
        (
            #"{"businessNumber":169990000000101,"integrationProperties":[{"propertyKey":"appointmentstatus","propertyValue":"appointmentstatus=3, AppointmentStatus=4"}]}"#,
            ["mapping 169990000000101 - - - appointmentstatus=3,4"]
        ),
        (
            #"{"integrationSourceId":32,"integrationGroupProperties":[{"propertyKey":"pm_password","propertyValue":"hunter2","isSecure":false},{"propertyKey":"x","propertyValue":"hunter2","isSecure":true},{"propertyKey":"someToken","propertyValue":"hunter2"},{"propertyKey":"pms_user_name","propertyValue":"pmuser","isSecure":"false"}]}"#,
            ["group - - 32 - [] pm_password=<hidden> x=<hidden> someToken=<hidden> pms_user_name=pmuser"]
        ),
        (
            #"{"businessNumber":169990000000101,"integrationProperties":[{"propertyKey":"a","propertyValue":null},{"propertyKey":"b"},{"propertyKey":"c","propertyValue":true}]}"#,
            ["mapping 169990000000101 - - - c=true"]
        ),
        (
            "{\"businessNumber\":000123,\"active\":true}",
            ["c.json:1:19: found a number, or something like one, expected a value"]
        ),
        ("{“businessNumber”:“169990000000101”,“active”:true}", ["mapping 169990000000101 - true -"]),
    ])
    func `a JSON form`(text: String, holds: [String]) {
        #expect(Self.brief(Self.read(text)) == holds)
    }

    static let put =
        "curl -X PUT 'https://platform.example.com/integration/add/businessintegrationmapping' -H 'Content-Type: application/json'"

    @Test(arguments: [
        "\(put) -d '\(mappingBody)'", "\(put) --data '\(mappingBody)'", "\(put) --data-raw '\(mappingBody)'",
        "\(put) --data-binary '\(mappingBody)'", "\(put) --data='\(mappingBody)'", "\(put) -d'\(mappingBody)'",
        "\(put) --json '\(mappingBody)'", "$ \(put) -d '\(mappingBody)' -H 'x: y'\n",
        "\(put) \\\n  -d '\(mappingBody)'", "\(put) \\\r\n --data-raw \\\r\n '\(mappingBody)'",
        "\(put) -d \"\(mappingBody.replacing("\"", with: "\\\""))\"", "\(put) -d $'\(mappingBody)'",
        "\(put) -d $'\(mappingBody.replacing(",\"", with: ",\\n\""))'",
        "\(put) -d \"\(mappingBody)\"", "\(put) -d \(mappingBody)",
        "\(put) -d ‘\(mappingBody)’", "\(put) -d ’\(mappingBody.replacing("\"", with: "”"))’",
        "\(put) -d “\(mappingBody.replacing("\"", with: "“"))”",
        "\(put) -d '\(mappingBody.replacing("\"", with: "”"))'",
        "\(put.replacing("curl -X", with: "curl-X")) -d '\(mappingBody)'",
        "\(put) -d '\(mappingBody)The next sentence isn't part of it, nor is it's end.",
        "\(put.replacing("mapping'", with: "mapping")) -d '\(mappingBody)'",
        "Create the mapping:\n\n\(put) -d '\n\(mappingBody.replacing(",\"", with: ",\n\""))\n'\nThen look at it.",
        "Run: \(put) -u someone:secret -d '\(mappingBody)'",
        "\(put.replacing("'", with: "\"")) -d '\(mappingBody)'",
    ])
    func `a curl line`(text: String) {
        #expect(Self.brief(Self.read(text)) == [Self.mapping])
    }

    @Test func `several curl lines, and answers behind them, with the number in the path`() {
        let get = "curl -X GET https://platform.example.com/integration/businessintegrationgroup/169990000000001"
        let read = Self.read(
            "\(get)\n\(Self.groupAnswer)\n\n\(Self.put) -d '\(Self.mappingBody)'\n\(Self.put) -d '\(Self.mappingBody)'")
        #expect(Self.brief(read) == ["group 4100 169990000000001 27 AthenaHealth [42]", Self.mapping, Self.mapping])
        #expect(read.configuration.groups.first?.place == SourcePlace(file: "c.json", line: 2, column: 2))
        #expect(read.configuration.mappings.last?.place.line == 5)
        #expect(Self.read(get).notes.map(\.text) == ["a curl line without a body, and without its answer after it"])
    }

    @Test func `a quotation mark inside single ones`() {
        let body =
            #"{"businessNumber":169990000000101,"integrationProperties":[{"key":"allscripts.location.name","value":"O'Hara"}]}"#
        let expected = ["mapping 169990000000101 - - - allscripts.location.name=O'Hara"]
        #expect(Self.brief(Self.read("\(Self.put) -d '\(body.replacing("'", with: "'\\''"))'")) == expected)
        #expect(Self.brief(Self.read("\(Self.put) -d '\(body)'")) == expected)
        #expect(Self.brief(Self.read("\(Self.put) -d $'\(body.replacing("'", with: "\\'"))'")) == expected)
    }

    @Test func `numbers are kept to the last digit`() {
        let read = Self.read(#"{"businessNumber":900719925474099312345,"integrationGroupId":18446744073709551617}"#)
        #expect(Self.brief(read) == ["mapping 900719925474099312345 18446744073709551617 - -"])
    }

    @Test func `a group without properties is allowed and says that it decides nothing`() {
        #expect(
            Self.read(Self.groupAnswer).notes.map(\.description) == [
                "c.json:1:2: a group without properties, so nothing could be compared with it"
            ])
        #expect(Self.read("[]").faults.isEmpty)
        #expect(Self.read("[]").notes.count == 1)
    }

    @Test func `no secret stays anywhere`() {
        let read = Self.read(
            #"{"integrationSourceId":32,"integrationGroupProperties":[{"propertyKey":"PM_Password","propertyValue":"hunter2"},{"propertyValue":"hunter2"},{"propertyKey":"q","propertyValue":{"hunter2":1}}],"x":hunter2}"#
        )
        #expect(!"\(read)".contains("hunter2"))
        let list = Self.read(
            #"{"integrationSourceId":32,"integrationGroupProperties":[{"propertyKey":"PM_Password","propertyValue":["hunter2"]},{"propertyValue":"hunter2"},{"propertyKey":"q","propertyValue":{"hunter2":1}}]}"#
        )
        #expect(list.faults.count == 2)
        #expect(!"\(list)".contains("hunter2"))
    }
}
