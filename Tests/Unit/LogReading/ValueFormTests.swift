import Foundation
import Testing

@testable import LogReading

/// Documents that are written other than as names with their values (`ValueForm`).
@Suite struct ValueFormTests {
    private static let plan = FieldPlan(
        slots: [
            FieldSlot(name: "reason", aliases: ["reason"]), FieldSlot(name: "business", aliases: ["business"]),
            FieldSlot(name: "status", aliases: ["status"]), FieldSlot(name: "time", aliases: ["@timestamp"]),
        ], soughtTexts: ["Not on the allowed list"], soughtSlots: [0])

    /// Texts that hold the same two fields, as programs print and shippers wrap them.
    @Test(arguments: [
        #"{"business":"7","reason":"‘A’ is not, b"}"#, #"INFO [main] x - {"business":"7","reason":"‘A’ is not, b"}"#,
        #"{"business":"7","reason":"‘A’ is not, b"} (1 of 3)"#, #"{\"business\":\"7\",\"reason\":\"‘A’ is not, b\"}"#,
        #""{\"business\":\"7\",\"reason\":\"‘A’ is not, b\"}""#,
        #"{u'business': u'7', u'reason': u'\u2018A\u2019 is not, b', u'x': [], u'y': {}, u'n': 32, u'z': None}"#,
        #"{'business': '7', 'reason': '‘A’ is not, b', 'x': ['[1] first', 'he said "go"']}"#,
        #"{:business=>"7", :reason=>"‘A’ is not, b"}"#, #"{"business"=>"7", "reason"=>"‘A’ is not, b"}"#,
        #"Event{business=7, reason=‘A’ is not, b, x={y=z}}"#, #"[t] p.INFO: {business=7, reason=‘A’ is not, b}"#,
        #"level=info business=7 reason="‘A’ is not, b" x=1"#, #"{“business”: “7”, “reason”: “‘A’ is not, b”}"#,
    ])
    func `a document in a text is read, whoever printed it`(_ text: String) throws {
        let found = try #require(ReshapedDocument(line: text, Self.plan))
        let written = found.documents.map { String(decoding: $0, as: UTF8.self) }
        #expect(written.count == 1)
        #expect(written[0].contains(#""business":"7""#), "\(written)")
        #expect(written[0].contains(#""reason":"‘A’ is not, b""#), "\(written)")
    }

    /// Half of an object, or one that is damaged: what would be made of it is a guess.
    @Test(arguments: [
        #"{"business":"7","reason":"x"#, #"{"business":"7,"reason":"x"}"#, #"{'business': '7', 'reason': 'x"#,
        #"{business=7, reason=x"#, #"{"a":{"business":"7","reason":"x"},"b":"c}"#, "no document at all",
        #"{'business': '7' 'reason': 'x'}"#,
    ])
    func `what is damaged is no document`(_ text: String) {
        #expect(ReshapedDocument(line: text, Self.plan)?.documents.isEmpty ?? true)
    }

    /// `Documentation/log-forms.md` lists encodings, layouts and forms in the order in which they are asked.
    @Test(arguments: [Encoding.all.map(\.name), LayoutForm.all.map(\.name), ValueForm.all.map(\.name)])
    func `the page of forms has them all, in their order`(_ names: [String]) throws {
        let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        let page = try String(contentsOfFile: "\(root)/Documentation/log-forms.md", encoding: .utf8)
        let places = names.map { page.range(of: "\n| \($0) |")?.lowerBound }
        #expect(!places.contains(nil), "\(zip(names, places).filter { $0.1 == nil }.map(\.0))")
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }
}
