import Foundation
import ShippedPlaybooks
import Support
import Testing

@testable import Model
@testable import Requests

/// Every printed query parses under Kibana's grammar, and means what was asked for.
@Suite struct QueryTests {
    static let names = Shipped.queries.queries.map(\.value.name)

    @Test func `the grammar's own examples parse, and what Kibana refuses does not`() {
        let good = [
            "", "a:b", "a : b", "a: (b or c)", "not a:b", "a:b and not c:d or e:f", "a:*", "a.b:{ c:d }", "a >= 3",
            "\"a b\":c",
            "response:200", "@timestamp < \"2021-01\"", "user.names:{ first: \"Alice\" and last: \"White\" }",
            "quick brown fox",
            "http.request.referrer: \"https://example.com\"", "a:\"x\\\"y\\\\\"", "ma\\:ch", "a:\"\\u0041\\n\"",
            "\\and",
        ]
        for query in good { #expect(KQLGrammar.parse(query) != nil, "\(query)") }
        let bad = [
            "a:", "(a:b", "a:b)", "a:\"b", "a:b and )", "a:b\"", "a : b : c", "a:{", "\"a", "a:\"b\" c:d", "a\\",
        ]
        for query in bad { #expect(KQLGrammar.parse(query) == nil, "\(query)") }
        #expect(KQLGrammar.parse("a:\"\\u0041\\n\\\\u\"") == .matches(field: .literal("a"), .quoted("A\n\\u")))
    }

    @Test(arguments: names)
    func `each query parses with required values and with all`(_ name: String) throws {
        let query = try Shipped.queries.query(named: name).value
        for optional in [false, true] {
            let given = Shipped.examples(query.parameters, optional: optional)
            let prepared = try Shipped.queries.prepare(name, given)
            try #require(KQLGrammar.parse(prepared.kql) != nil, "\(prepared.kql)")
            #expect(prepared.kql.hasSuffix("@timestamp >= \"now-\(query.window)\""))
            #expect(!prepared.kql.contains("{"))
            for value in given where !["reason", "integration"].contains(value.name) {
                #expect(prepared.kql.contains("\"\(value.value)\""))
            }
        }
    }

    @Test func `500 hostile values change neither the query's shape nor themselves`() throws {
        let plain = try leaves(Shipped.queries.prepare("restricted", values("x")).kql)
        for value in Hostile.all {
            let kql = try Shipped.queries.prepare("restricted", values(value)).kql
            let found = try leaves(kql)
            try #require(found.count == plain.count, "\(kql)")
            for (leaf, before) in zip(found, plain) {
                let expected = before == .quoted("x") ? KQLGrammar.Value.quoted(value) : before
                #expect(
                    leaf == expected && Array(leaf.text.utf16) == Array(expected.text.utf16),
                    "\(value.debugDescription): \(kql)")
            }
            #expect(kql.unicodeScalars.allSatisfy(JSONText.isVisible), "\(kql.debugDescription)")
        }
    }

    @Test func `hostile values of every text parameter parse`() throws {
        for owned in Shipped.queries.queries {
            for parameter in owned.value.parameters where [.text, .reason].contains(parameter.type) {
                for value in Hostile.seeds {
                    let others = Shipped.examples(owned.value.parameters, optional: false).filter {
                        $0.name != parameter.name
                    }
                    let given = others + [GivenValue(name: parameter.name, value: value)]
                    let kql = try Shipped.queries.prepare(owned.value.name, given).kql
                    let node = try #require(KQLGrammar.parse(kql), "\(kql)")
                    #expect(Self.leaves(of: node).contains { Array($0.text.utf16) == Array(value.utf16) })
                }
            }
        }
    }

    @Test(arguments: [
        "or", "not", "a b", "a:b", "a\"b", "x\\y", "a*", "and", "labels.reason", "{reason}", "(a)", "null",
    ])
    func `a field of any name stays one field`(_ path: String) throws {
        let kql = try Shipped.queries.prepare(
            "restricted", [GivenValue(name: "reason", value: "made up")], fields: ["reason": path, "time": path]
        ).kql
        #expect(
            KQLGrammar.parse(kql)
                == .and([
                    .matches(field: field(path), .quoted("made up")),
                    .range(field: field(path), ">=", .quoted("now-7d")),
                ]), "\(kql)")
    }

    @Test func `several values are alternatives, and a known reason comes in all its quotes`() throws {
        let given = ["169990000000101", "169990000000102"].map { GivenValue(name: "business", value: $0) }
        let node = try KQLGrammar.parse(Shipped.queries.prepare("last-record", given).kql)
        guard case .and(let parts)? = node, case .or(let any)? = parts.first else {
            Issue.record("\(String(describing: node))")
            return
        }
        #expect(any.count == 2)
        let reason = [GivenValue(name: "reason", value: "be2101")]
        let texts = try leaves(Shipped.queries.prepare("restricted", reason).kql).map(\.text)
        for text in [
            "‘Appointment status’ is not on the allowed list", "'Appointment status' is not on the allowed list",
            "Appointment status is not on the allowed list", "\"Appointment status\" is not in the allowed list",
        ] {
            #expect(texts.contains(text))
        }
        let unknown = [GivenValue(name: "reason", value: "Nobody knows ‘this’")]
        #expect(
            try leaves(Shipped.queries.prepare("restricted", unknown).kql).map(\.text).contains("Nobody knows ‘this’"))
    }

    @Test(arguments: ["BE4101", "BE9999"])
    func `a code that is no reason is refused with those that are`(_ code: String) {
        #expect {
            try Shipped.queries.prepare("restricted", [GivenValue(name: "reason", value: code)])
        } throws: { error in
            guard case .values(let faults)? = error as? RequestError else { return false }
            return faults[0].expected?.contains("BE2101") == true && faults[0].expected?.contains("BE3104") == true
        }
    }

    @Test(arguments: Hostile.seeds)
    func `every query of a remedy parses once it is filled, and holds the values as they are`(_ text: String) throws {
        let fields = ["reason", "business", "time", "integration", "evidence"]
        let template = QueryTemplate(
            fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, "\(text).\($0)") }),
            values: ["reason": [text], "businesses": [text, "169990000000102"], "since": ["now-7d"], "until": ["now"]])
        let queries = Shipped.playbooks.playbooks.flatMap(\.codes).flatMap(\.remedies).compactMap(\.query)
        #expect(queries.count > 15)
        for query in queries {
            let filled = template.fill(query)
            let found = try leaves(filled).map(\.text)
            if query.contains("{reason}") { #expect(found.contains(text), "\(filled)") }
            if query.contains("{businesses}") { #expect(found.contains(text) && found.contains("169990000000102")) }
            if query.contains("{reasonField}") { #expect(found.contains("\(text).reason"), "\(filled)") }
        }
    }

    @Test func `what is not known matches anything`() {
        let template = QueryTemplate(fields: ["reason": "why"], values: ["reason": [], "businesses": ["1"]])
        #expect(template.fill("{reasonField} : {reason} and b : {businesses}") == "why : * and b : \"1\"")
        let odd = QueryTemplate(fields: [:], values: ["reason": ["{since}"], "since": ["now-7d"]])
        #expect(odd.fill("x : {reason}") == "x : \"{since}\"")
    }

    private func values(_ text: String) -> [GivenValue] {
        ["status", "type", "practiceName", "procedureCode"].map { GivenValue(name: $0, value: text) }
    }

    private func field(_ path: String) -> KQLGrammar.Value {
        path == "labels.reason" ? .literal(path) : .quoted(path)
    }

    private func leaves(_ kql: String) throws -> [KQLGrammar.Value] {
        Self.leaves(of: try #require(KQLGrammar.parse(kql), "\(kql)"))
    }

    private static func leaves(of node: KQLGrammar.Node) -> [KQLGrammar.Value] {
        switch node {
        case .or(let nodes), .and(let nodes): nodes.flatMap(leaves)
        case .not(let node): leaves(of: node)
        case .nested(let field, let node): [field] + leaves(of: node)
        case .range(let field, _, let value): [field, value]
        case .matches(let field, let value): [field].compactMap { $0 } + [value]
        case .everything: []
        }
    }
}
