import Testing

extension CheckTests {
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
        // What is wrong in the articles' lines.
        Spoiled(line: group, piece: "curl -X", with: "curl-X", offset: 4, says: "missing space after"),
        Spoiled(line: read, piece: "curl -X", with: "curl-X", offset: 4, says: "missing space after"),
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
        Spoiled(line: group, piece: "PUT ", with: "PUT\u{A0}", offset: 3, says: "a space that no shell recognizes"),
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
        Spoiled(line: mapping, piece: "\"1\"}]}", with: "\"1\"},]}", offset: 4, says: "comma with nothing after"),
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
        Spoiled(line: mapping, piece: "\"24680\"", with: "24680", offset: 0, says: "a text written as a number"),
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
            with: "\"practiceid\",\"propertyValue\":\"24680\"", offset: 0, says: "in a group", isMended: false),
        Spoiled(line: group, piece: "Id\":27", with: "Id\":28", offset: 4, says: "source id 28"),
        Spoiled(line: group, piece: "Id\":27", with: "Id\":32", offset: 4, says: "source id 32, which is Allscripts"),
        Spoiled(
            line: group, piece: "\"triggerId\":42", with: "\"triggerId\":56", offset: 12, says: "trigger of Allscripts",
            isMended: false),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"3,9\"", offset: 0, says: "‘9’", isMended: false),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"appointmentstatus=3,4\"", offset: 0, says: "in a body"),
        Spoiled(line: mapping, piece: "\"3,4\"", with: "\"3, 4\"", offset: 0, says: "in a body"),
        Spoiled(line: mapping, piece: "\"24680\"", with: "\"024680\"", offset: 0, says: "‘024680’", isMended: false),
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
}
