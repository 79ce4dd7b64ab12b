import Testing

@testable import Support

enum Colour: String, CaseIterable {
    case red
    case green
    case blue
}

struct Thing: Equatable {
    var name: String
    var note: String?
    var count: Int
    var limit: Int?
    var isOn: Bool
    var tags: [String]
    var colour: Colour
    var others: [Colour]
    var parts: [String]
    var inner: String?
    var words: [String]
    var hosts: [String]
    var homes: [String]

    init(_ map: YAMLMap) {
        name = map.text("name")
        note = map.optionalText("note")
        count = map.integer("count", in: 1...9)
        limit = map.optionalInteger("limit")
        isOn = map.boolean("isOn", default: true)
        tags = map.texts("tags")
        colour = map.choice("colour", of: Colour.self)
        others = map.choices("others", of: Colour.self)
        parts = map.mappings("parts", of: "a part") { $0.text("id") }
        inner = map.optionalMapping("inner", of: "the inside") { $0.text("id") }
        words = map.pairs("words").map { "\($0.key)=\($0.value)" }
        hosts = map.textOrTexts("hosts")
        homes = map.namedMappings("homes", of: "a home") { "\($0): \($1.text("street"))" }.map(\.value)
    }
}

func faults(_ yaml: String) -> [String] {
    YAMLReader.read(Array(yaml.utf8), file: "x.yaml", of: "a thing", Thing.init).faults.map(\.description)
}

@Suite("The reader")
struct ReaderTests {
    @Test("reads what is there")
    func everything() throws {
        let yaml = """
            name: n
            note: ""
            count: 3
            limit: -7
            isOn: false
            tags: [a, "1"]
            colour: green
            others: [red, blue]
            parts: [{id: p}, {id: q}]
            inner: {id: i}
            words: {"2": two, b: ""}
            hosts: h
            homes: {x: {street: s}}
            """
        let (value, faults) = YAMLReader.read(Array(yaml.utf8), file: "x.yaml", of: "a thing", Thing.init)
        let thing = try #require(value)
        #expect(faults.isEmpty)
        #expect(thing.name == "n" && thing.note == "" && thing.count == 3 && thing.limit == -7 && !thing.isOn)
        #expect(thing.tags == ["a", "1"] && thing.colour == .green && thing.others == [.red, .blue])
        #expect(thing.parts == ["p", "q"] && thing.inner == "i" && thing.words == ["2=two", "b="])
        #expect(thing.hosts == ["h"] && thing.homes == ["x: s"])
    }

    @Test("takes absent and null keys as nothing", arguments: ["", "note: null\ntags: ~\nlimit:\nhosts: []\n"])
    func absent(rest: String) throws {
        let yaml = "name: n\ncount: 3\ncolour: red\n" + rest
        let thing = try #require(
            YAMLReader.read(Array(yaml.utf8), file: "x.yaml", of: "a thing", Thing.init).value)
        #expect(thing.note == nil && thing.limit == nil && thing.isOn && thing.tags.isEmpty && thing.inner == nil)
        #expect(thing.parts.isEmpty && thing.words.isEmpty && thing.hosts.isEmpty && thing.homes.isEmpty)
    }

    @Test("names every fault of a file, in the order of the lines")
    func collected() {
        let yaml = "tgas: [a]\ncolour: gren\nname: 7\nparts:\n  - {id: p, idd: q}\n  - x\nzzzzzzzz: 1\n"
        let keys = "name, note, count, limit, isOn, tags, colour, others, parts, inner, words, hosts or homes"
        #expect(
            faults(yaml) == [
                "x.yaml:1:1: found a thing without ‘count’, expected ‘count’: a whole number from 1 to 9",
                "x.yaml:1:1: found the unknown key ‘tgas’, expected a key of a thing: \(keys); did you mean ‘tags’?",
                "x.yaml:2:9: found the text ‘gren’, expected red, green or blue; did you mean ‘green’?",
                "x.yaml:3:7: found a number, expected text; put it in quotes",
                "x.yaml:5:13: found the unknown key ‘idd’, expected a key of a part: id; did you mean ‘id’?",
                "x.yaml:6:5: found a text, expected a part: a mapping of keys to values",
                "x.yaml:7:1: found the unknown key ‘zzzzzzzz’, expected a key of a thing: \(keys)",
            ])
    }

    @Test(
        "names what was expected",
        arguments: [
            ("name: [a]", "x.yaml:3:7: found a list, expected text"),
            ("name: {a: b}", "x.yaml:3:7: found a mapping, expected text"),
            ("name: true", "x.yaml:3:7: found ‘true’, expected text; put it in quotes"),
            ("name: 1e5", "x.yaml:3:7: found a number, expected text; put it in quotes"),
            ("name:", "x.yaml:3:6: found nothing for ‘name’, expected text"),
            ("name: ' '", "x.yaml:3:7: found an empty text, expected text"),
            ("name: n\nlimit: '5'", "x.yaml:4:8: found the text ‘5’, expected a whole number; drop the quotes"),
            ("name: n\nlimit: 5.5", "x.yaml:4:8: found the number 5.5, expected a whole number"),
            (
                "name: n\nlimit: 99999999999999999999",
                "x.yaml:4:8: found the number 99999999999999999999, expected a whole number"
            ),
            ("name: n\nlimit: five", "x.yaml:4:8: found a text, expected a whole number"),
            ("name: n\nlimit: [5]", "x.yaml:4:8: found a list, expected a whole number"),
            (
                "name: n\nisOn: yes",
                "x.yaml:4:7: found the text ‘yes’, expected true or false; write true, without quotes"
            ),
            (
                "name: n\nisOn: 'false'",
                "x.yaml:4:7: found the text ‘false’, expected true or false; write false, without quotes"
            ),
            ("name: n\ntags: a", "x.yaml:4:7: found a text, expected a list of texts; put it in brackets"),
            ("name: n\ntags: {a: b}", "x.yaml:4:7: found a mapping, expected a list of texts"),
            ("name: n\ntags: [a, 5]", "x.yaml:4:11: found a number, expected text; put it in quotes"),
            ("name: n\ntags: [a, ~]", "x.yaml:4:11: found nothing, expected text"),
            ("name: n\ntags: ['']", "x.yaml:4:8: found an empty text, expected text"),
            (
                "name: n\nothers: [rd]",
                "x.yaml:4:10: found the text ‘rd’, expected red, green or blue; did you mean ‘red’?"
            ),
            ("name: n\nothers: [[]]", "x.yaml:4:10: found a list, expected red, green or blue"),
            ("name: n\nparts: {id: p}", "x.yaml:4:8: found a mapping, expected a list, each item a part"),
            ("name: n\nparts: [{}]", "x.yaml:4:9: found a part without ‘id’, expected ‘id’: text"),
            ("name: n\ninner: []", "x.yaml:4:8: found a list, expected the inside: a mapping of keys to values"),
            ("name: n\nwords: [a]", "x.yaml:4:8: found a list, expected a mapping of keys to texts"),
            ("name: n\nwords: {a: [b]}", "x.yaml:4:12: found a list, expected text"),
            ("name: n\nhosts: {a: b}", "x.yaml:4:8: found a mapping, expected text or a list of texts"),
            ("name: n\nhomes: [a]", "x.yaml:4:8: found a list, expected a mapping of names, each to a home"),
            ("name: n\nhomes: {x: {}}", "x.yaml:4:12: found a home without ‘street’, expected ‘street’: text"),
        ])
    func expectations(yaml: String, message: String) {
        #expect(faults("count: 3\ncolour: red\n" + yaml) == [message])
    }

    @Test("refuses a document that is no mapping")
    func noMapping() {
        #expect(faults("- a\n") == ["x.yaml:1:1: found a list, expected a thing: a mapping of keys to values"])
        #expect(faults("a: [\n").first?.hasPrefix("x.yaml:2:1: found a syntax error") == true)
    }

    @Test("keeps numbers within their range", arguments: ["0", "10"])
    func range(number: String) {
        #expect(
            faults("name: n\ncolour: red\ncount: \(number)")
                == ["x.yaml:3:8: found the number \(number), expected a whole number from 1 to 9"])
    }
}
