import Testing

@testable import LogReading

/// Documents whose keys were seen before are walked in another way than the first ones; what is read must be the same.
@Suite struct FamiliarKeyTests {
    private static let plan = FieldPlan(
        slots: [
            FieldSlot(name: "id", aliases: ["id", "record.id"]),
            FieldSlot(name: "reason", aliases: ["restrictionReason"]),
            FieldSlot(name: "status", aliases: ["pms_appointment_status", "labels.status"]),
            FieldSlot(name: "both", aliases: ["status", "restrictionReason"]),
            FieldSlot(name: "count", aliases: ["n", "Count"], isColumn: true),
        ], soughtTexts: ["the sought text"], marks: ["email"], markPrefix: "pms_")

    /// Reads documents one a line, all by one scanner, and each by a scanner that has seen none before.
    private func check(_ documents: [String], _ note: Comment? = nil) throws {
        let together = try Collected(documents.joined(separator: "\n") + "\n", plan: Self.plan, threads: 1)
        var values: [String] = []
        var malformed = 0
        for document in documents {
            // The line before is none of its neighbors: it makes the input one of lines.
            let alone = try Collected("{\"first\":1}\n" + document + "\n", plan: Self.plan, threads: 1)
            values += alone.values
            malformed += alone.summary.malformed
        }
        #expect(together.values == values, note)
        #expect(together.summary.malformed == malformed, note)
    }

    private static let usual =
        #"{"_index":"i","_source":{"a":1,"host":{"name":"h","os":"linux"},"pms_appointment_status":"4","#
        + #""tags":["x","y"],"restrictionReason":"r","ok":true,"none":null,"message":"m"},"n":12}"#

    @Test(arguments: [
        // Another value under a familiar key.
        #""id":"v""#, #""id":17"#, #""id":-1.5e3"#, #""id":123456789012"#, #""id":007"#, #""id":tru"#, #""id":null"#,
        #""id":{"id":"inner"}"#, #""id":["a","b"]"#, #""id":[]"#, #""id":{}"#, #""id":[{"id":1},{"id":2}]"#,
        #""id":"with \" a quote""#, #""id":"\u0041\\""#, #""id":"bad \q""#, #""id":"""#, #""id":false , "x" : 1"#,
        #""id":nulll"#, #""id":"a" "b""#, #""id":1 2"#, #""id":,"x":1"#, #""id""#, #""id":"#, #""id":"v","#, "",
        // Another key that ends, begins or reads like a familiar one.
        #""xid":"v""#, #""idx":"v""#, #""i\u0064":"v""#, #""id":"v","id":"w""#, #""id\"":"v""#, #""\"id":"v""#,
        #""xpms_appointment_status":"v""#, #""pms_appointment_statu":"v""#, #""\u0070ms_appointment_status":"v""#,
        #""Xms_appointment_status":"v""#, #""labels":{"pms_appointment_status":"v","status":"w"}"#,
        #""labels.status":"v""#, #""restrictionReason.keyword":"v""#, #""id" :"v""#, #""id": "v""#, #""id":  "v""#,
        #""n":"nested","Count":1"#, #""other":{"other":{"other":{"id":"deep"}}}"#, #""":"v""#, #""é":"v","id":"w""#,
        // What is looked for wherever it stands, and what is none of a record.
        #""note":"The sought text.""#, #""list":["a","the sought text"]"#,
        #""list":["a",1,true,null,-2.5,[1],{"id":2}]"#,
        #""sort":[1,{"id":2}]"#, #""sort":"v""#, #""list":["a",]"#, #""list":["a"}"#, #""list":["a" "b"]"#,
    ])
    func `a member is read alike whether it is new or familiar`(member: String) throws {
        let documents = [
            "{\(member)}", "{\"a\":1,\(member),\"b\":2}", "{\"a\":1,\"b\":{\(member)},\"c\":\"d\"}",
            "{\"_source\":{\"a\":1,\(member)}}", "{\"fields\":{\(member),\"a\":[1]},\"n\":1}",
            "{\"a\":1,\"_source\":{\"labels\":{\(member)},\"id\":\"v\"},\"z\":1}",
        ]
        for document in documents {
            try check([document, document, document], "\(document)")
            try check([Self.usual, document, Self.usual, document, Self.usual], "\(document)")
        }
        try check(documents + documents.reversed() + documents)
    }

    @Test func `a document may be shorter or longer than the last one, or cut off`() throws {
        let bytes = Array(Self.usual.utf8)
        for length in 1...bytes.count {
            let cut = String(decoding: bytes[..<length], as: UTF8.self)
            try check([Self.usual, Self.usual, cut, Self.usual], "\(cut)")
            try check([Self.usual, cut + #","id":"v"}"#, cut + "}", Self.usual], "\(cut)")
        }
    }

    @Test func `a quote opens no string where a scalar stands directly before it`() throws {
        for bytes in [
            Array(Self.usual.utf8), Array(#"{"a":"b","tags":[1,"x"],"c":{"long_key_with_an_end":"d"}}"#.utf8),
        ] {
            for quote in bytes.indices where bytes[quote] == UInt8(ascii: "\"") {
                var damaged = bytes
                damaged.insert(UInt8(ascii: "5"), at: quote)
                let usual = String(decoding: bytes, as: UTF8.self)
                let document = String(decoding: damaged, as: UTF8.self)
                try check([usual, usual, document, usual], "\(document)")
            }
        }
    }

    @Test func `what may be a search answer is looked at as such`() throws {
        for member in [
            #""hits":{"hits":[{"_source":{"id":"a"}}]}"#, #""response":{"id":"a"}"#, #""events":[{"id":"a"}]"#,
            #""responses":[{"hits":{"hits":[]}}]"#, #""logEvents":[]"#, #""events":{"id":"a"}"#, #""hits":["a"]"#,
        ] {
            for document in ["{\(member)}", "{\"id\":\"v\",\(member)}", "{\"id\":\"v\",\"x\":{\(member)}}"] {
                try check([Self.usual, document, document, Self.usual, document], "\(document)")
            }
        }
    }

    @Test func `objects may be nested deeper than keys are remembered and values looked for`() throws {
        for depth in [30, 31, 32, 33, 62, 63, 64, 65, 200] {
            let document =
                String(repeating: #"{"k":"#, count: depth) + #"{"id":"v"}"# + String(repeating: "}", count: depth)
            try check([document, document, document], "\(depth)")
        }
    }

    /// Key by key at random from a few that are much alike, so that everything follows everything.
    @Test(arguments: 0..<40) func `documents of changing shapes are read alike`(seed: UInt64) throws {
        var random = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        let keys = [
            "id", "n", "status", "restrictionReason", "xrestrictionReason", "pms_appointment_status", "a", "record",
            "labels",
            "ms_appointment_status", "message", "email", "_source", "fields", "record.id", "aaaaaaaaaaaaaaaaaaaastatus",
            "baaaaaaaaaaaaaaaaaaastatus", #"q\"k"#,
        ]
        let scalars = [
            #""v""#, #""""#, "1", "0", "12345678", "123456789", "-1", "1.5", "true", "false", "null", #""\n""#, "[]",
            "{}",
            #"["a"]"#, "[1,2]", #"[{"id":"z"}]"#, #""the sought text""#,
        ]
        func object(_ depth: Int) -> String {
            let members = (0..<random.next(6)).map { _ in
                let space = random.next(20) == 0 ? " " : ""
                let value = depth < 4 && random.next(4) == 0 ? object(depth + 1) : scalars[random.next(scalars.count)]
                return "\"\(keys[random.next(keys.count)])\":\(space)\(value)\(space)"
            }
            return "{\(members.joined(separator: ","))}"
        }
        try check((0..<60).map { _ in object(0) }, "\(seed)")
    }

    /// More keys than are remembered, and always new ones: then nothing is expected for a while.
    @Test func `keys that never come again do no harm`() throws {
        let documents = (0..<3000).map { #"{"id":"\#($0)","key\#($0)":{"id":\#($0)},"n":\#($0)}"# }
        let read = try Collected(documents.joined(separator: "\n") + "\n", plan: Self.plan, threads: 1)
        #expect(read.summary.records == 3000)
        #expect(read.values.count == 9000)
        #expect(read.ids == (0..<3000).flatMap { ["\($0)", "\($0)"] })
    }
}

/// The same numbers in each run.
private struct Steps {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
