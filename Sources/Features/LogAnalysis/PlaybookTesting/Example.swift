internal import CPlaybooks
internal import Configuration
public import Model
internal import Support

/// One input with all that the engine must say of it.
struct Example: Sendable {
    var name: String
    /// The file that it stands in, as messages name it.
    var file: String
    /// Where it stands in that file.
    var mark: YAMLMark
    var input: String
    /// Whether the input is a JSON document; else it is a line of plain text.
    var isRecord: Bool
    /// A client's configuration, for every business, as `explain --set` takes it.
    var settings: [Setting] = []
    /// The codes that fire, each with its verdict where the example names one.
    var fires: [Firing] = []
    /// Codes whose text the input resembles, and which must not fire.
    var mustNotFire: [String] = []
    /// Codes of rules that no reason names and that would restrict the same contact.
    var alsoBlockedBy: [String] = []
    /// Values that only their spelling keeps from being allowed.
    var nearMisses: [Nearly] = []
    /// The business of every finding.
    var business: String?
    /// The time of every finding, RFC 3339 in UTC with milliseconds.
    var time: String?

    /// A code that fires.
    struct Firing: Sendable {
        var code: String
        /// Nothing where any verdict will do.
        var verdict: Verdict?
    }

    /// A value, and the allowed one that it nearly is.
    struct Nearly: Sendable, Hashable {
        var value: String
        var candidate: String
    }

    /// Whether it names the code among those that fire.
    func names(_ code: String) -> Bool { fires.contains { $0.code == code } }
}

/// The examples of one playbook, not read yet.
public struct ExampleFile: Sendable {
    /// The name of the playbook that they belong to; nothing where no playbook stands beside them.
    var playbook: String?
    /// As messages name it.
    var name: String
    /// The YAML.
    var bytes: [UInt8]
}

/// Where examples come from: embedded beside the shipped playbooks, and `examples/` beside those of a folder, each under
/// its playbook's file name.
public enum ExampleStore {
    /// The examples of the playbooks in force. One that replaces another without bringing examples of its own is held
    /// to those of the other.
    public static func files(_ shelf: PlaybookStore) throws(CommandError) -> [ExampleFile] {
        var homeless: [ExampleFile] = []
        var inForce: [String: ExampleFile] = [:]
        for (position, layer) in shelf.layers.enumerated() {
            for var file in position == 0 ? shipped() : try files(shelf.folders[position - 1]) {
                let home = layer.first { $0.playbook.file == playbookFile(of: file.name) }
                file.playbook = home?.playbook.name
                if let name = file.playbook { inForce[name] = file } else { homeless.append(file) }
            }
        }
        return homeless + shelf.set.playbooks.compactMap { inForce[$0.name] }
    }

    private static func shipped() -> [ExampleFile] {
        (0..<cpb_examples_count()).map { index in
            let file = cpb_examples_at(index)
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            return ExampleFile(
                playbook: nil, name: "playbooks/examples/\(String(cString: file.name))", bytes: Array(bytes))
        }
    }

    private static func files(_ folder: String) throws(CommandError) -> [ExampleFile] {
        let names = Files.names(in: "\(folder)/examples") ?? []
        var files: [ExampleFile] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let path = "\(folder)/examples/\(name)"
            guard let bytes = try? Files.read(path) else {
                throw CommandError(ExitCode.configuration, "\(path): cannot be read", remedy: "check its mode")
            }
            files.append(ExampleFile(playbook: nil, name: path, bytes: bytes))
        }
        return files
    }

    /// `DIR/examples/x.yaml` belongs to `DIR/x.yaml`.
    private static func playbookFile(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        parts.remove(at: parts.count - 2)
        return parts.joined(separator: "/")
    }
}

/// Reads examples; `playbooks/examples/schema.json` says the same for editors.
struct ExampleReading {
    private let playbooks: PlaybookSet

    /// The playbooks whose codes and properties the examples may name.
    init(_ playbooks: PlaybookSet) { self.playbooks = playbooks }

    /// The examples of a file, or all its faults in the order of the lines.
    func read(_ file: ExampleFile) -> (examples: [Example], faults: [YAMLError]) {
        let (examples, faults) = YAMLReader.read(file.bytes, file: file.name, of: "examples") { map in
            _ = map.requiredNode("examples", "a list of examples")
            var names: [String: YAMLMark] = [:]
            return map.mappings("examples", of: "an example") { map in
                let example = example(map, file.name)
                if let first = names[example.name], !example.name.isEmpty {
                    map.fault(
                        at: map.markOfValue("name"), found: "a second example ‘\(example.name)’",
                        expected: "every name once", suggestion: "the first is on line \(first.line)")
                }
                names[example.name] = example.mark
                return example
            }
        }
        return (examples ?? [], faults)
    }

    private func example(_ map: YAMLMap, _ file: String) -> Example {
        let record = map.optionalText("record")
        let line = map.optionalText("line")
        var example = Example(
            name: map.text("name"), file: file, mark: map.mark, input: record ?? line ?? "", isRecord: record != nil)
        checkInput(map, record, line)
        example.settings = settings(map)
        example.fires = fires(map)
        example.mustNotFire = codes(map, "mustNotFire")
        example.alsoBlockedBy = codes(map, "alsoBlockedBy")
        example.nearMisses = map.pairs("nearMisses").map { Example.Nearly(value: $0.key, candidate: $0.value) }
        example.business = map.optionalText("business")
        example.time = map.optionalText("time")
        for code in example.mustNotFire where example.names(code) {
            map.fault(
                at: map.markOfValue("mustNotFire"), found: "\(code), which ‘fires’ names as well",
                expected: "a code that must not fire")
        }
        for key in ["business", "time"] where map.has(key) && example.fires.isEmpty {
            map.fault(
                at: map.mark(of: key), found: "‘\(key)’ in an example that fires nothing",
                expected: "‘\(key)’ only together with a code, since it belongs to a finding")
        }
        return example
    }

    private func checkInput(_ map: YAMLMap, _ record: String?, _ line: String?) {
        let expected = "either ‘record’, a JSON document, or ‘line’, plain text"
        if record == nil && line == nil {
            map.fault(at: map.mark, found: "an example without input", expected: expected)
        }
        if record != nil && line != nil {
            map.fault(at: map.mark(of: "line"), found: "both ‘record’ and ‘line’", expected: expected)
        }
        for (key, text) in [("record", record), ("line", line)] where text?.utf8.contains(0x0A) == true {
            map.fault(at: map.markOfValue(key), found: "several lines", expected: "one line, as the log holds it")
        }
    }

    private func settings(_ map: YAMLMap) -> [Setting] {
        var settings: [Setting] = []
        for (position, pair) in map.pairs("set").enumerated() {
            do throws(ConfigurationError) {
                settings.append(
                    try SettingOption.read(
                        key: pair.key, value: pair.value, position: position + 1, playbooks: playbooks))
            } catch {
                map.fault(
                    at: map.markOfValue("set"), found: "‘\(pair.key)’ under ‘set’",
                    expected: "a property, as explain --set takes it", suggestion: error.text)
            }
        }
        return settings
    }

    /// `[BE2101]` where any verdict will do, `{BE2101: confirmed}` where it is named.
    private func fires(_ map: YAMLMap) -> [Example.Firing] {
        guard let node = map.requiredNode("fires", "the codes that fire, [] for none") else { return [] }
        guard case .mapping = node.content else { return codes(map, "fires").map { Example.Firing(code: $0) } }
        return map.pairs("fires").map { code, word in
            check(code, at: map.markOfValue("fires"), map)
            let verdict = Verdict(rawValue: word)
            if verdict == nil {
                map.fault(
                    at: node[code]?.mark ?? node.mark, found: "the verdict ‘\(word)’",
                    expected: Verdict.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return Example.Firing(code: code, verdict: verdict)
        }
    }

    private func codes(_ map: YAMLMap, _ key: String) -> [String] {
        let codes = map.texts(key)
        for (position, code) in codes.enumerated() where !code.isEmpty {
            check(code, at: map.node(key)?[position]?.mark ?? map.mark(of: key), map)
        }
        return codes
    }

    private func check(_ code: String, at mark: YAMLMark, _ map: YAMLMap) {
        guard playbooks.entry(forCode: code) == nil else { return }
        let codes = playbooks.playbooks.flatMap(\.codes).map(\.code)
        map.fault(
            at: mark, found: "the code ‘\(code)’", expected: "a code that a playbook lists",
            suggestion: NearestWord.nearest(to: code, among: codes).map { "did you mean \($0)?" })
    }
}
