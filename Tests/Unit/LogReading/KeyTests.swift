import Testing

@testable import LogReading

/// Which keys a planned path matches, whatever its length: keys are told by their last bytes first.
@Suite struct KeyTests {
    static let names = ["a", "id", "msg", "time", "reason", "message", "restrict", "restrictionReason"]

    private func values(_ text: String, _ aliases: [String]) throws -> [String] {
        let plan = FieldPlan(slots: [FieldSlot(name: "x", aliases: aliases)], soughtTexts: [])
        return try Collected(text, plan: plan, threads: 1).values
    }

    @Test(arguments: names)
    func `a path matches its key, nested, dotted, doubled and escaped`(name: String) throws {
        let escaped = "\\u00" + String(name.utf8.first ?? 0, radix: 16) + name.dropFirst()
        for (document, path) in [
            (#"{"\#(name)":"v"}"#, name), (#"{"_source":{"\#(name)":"v"}}"#, name),
            (#"{"b":{"\#(name)":"v"}}"#, "b.\(name)"), (#"{"b":[{"\#(name)":["v"]}]}"#, "b.\(name)"),
            (#"{"b.\#(name)":"v"}"#, "b.\(name)"), (#"{"\#(name).keyword":"v"}"#, "\(name).keyword"),
            (#"{"b":{"c.\#(name).keyword":"v"}}"#, "b.c.\(name).keyword"), (#"{"\#(escaped)":"v"}"#, name),
            (#"{ "\#(name)"  : "v" }"#, name), (#"{"q\"x":1,"\#(name)":"v"}"#, name),
        ] {
            #expect(try values(document, [name]) == ["0 \(path)=v"], "\(document)")
        }
    }

    @Test(arguments: names)
    func `a path matches no key that only ends or begins like it`(name: String) throws {
        for key in ["x\(name)", "\(name)x", "-\(name)", "x\(name).keywor", "\(name).x", "x\(name).keyword", ""] {
            #expect(try values(#"{"\#(key)":"v","b":{"\#(key)":"v"}}"#, [name]) == [], "\(key)")
        }
    }

    @Test(arguments: names)
    func `a dotted path matches nested and dotted keys alike`(name: String) throws {
        let path = "labels.\(name)"
        for document in [
            #"{"labels":{"\#(name)":"v"}}"#, #"{"labels.\#(name)":"v"}"#, #"{"fields":{"labels.\#(name)":["v"]}}"#,
        ] {
            #expect(try values(document, [path]) == ["0 \(path)=v"], "\(document)")
        }
        for document in [
            #"{"\#(name)":"v"}"#, #"{"xlabels":{"\#(name)":"v"}}"#, #"{"xlabels.\#(name)":"v"}"#,
            #"{"labels":{"x":{"\#(name)":"v"}}}"#,
        ] {
            #expect(try values(document, [path]) == [], "\(document)")
        }
    }

    @Test func `paths of all lengths are found side by side`() throws {
        let document = "{" + Self.names.map { #""\#($0)":"\#($0)""# }.joined(separator: ",") + "}"
        #expect(try values(document, Self.names) == Self.names.map { "0 \($0)=\($0)" })
    }

    @Test func `one key may serve several slots`() throws {
        let plan = FieldPlan(
            slots: [
                FieldSlot(name: "x", aliases: ["name"]), FieldSlot(name: "y", aliases: ["practice.name", "name"]),
            ], soughtTexts: [])
        let found = try Collected(#"{"practice.name":"v","name":"w"}"#, plan: plan, threads: 1)
        #expect(
            found.values == ["0 practice.name=v", "1 practice.name=v", "1 practice.name=v", "0 name=w", "1 name=w"])
    }
}
