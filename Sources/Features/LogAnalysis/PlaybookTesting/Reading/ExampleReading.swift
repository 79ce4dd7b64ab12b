internal import Configuration
internal import Model
internal import Support

/// Reads examples; `playbooks/examples/schema.json` says the same for editors.
struct ExampleReading {
    private let playbooks: PlaybookSet

    /// The playbooks whose codes and properties the examples may name.
    init(_ playbooks: PlaybookSet) { self.playbooks = playbooks }

    /// The examples of a file, or all its faults in the order of the lines.
    func read(_ file: ExampleFile) -> (examples: [Example], faults: [YAMLFault]) {
        let (examples, faults) = YAMLReader.read(file.bytes, file: file.name, of: "examples") { map in
            _ = map.requiredNode("examples", "a list of examples")
            var names: [String: YAMLMark] = [:]
            return map.mappings("examples", of: "an example") { map in
                let example = example(map, file.name)
                if let first = names[example.name], !example.name.isEmpty {
                    map.fault(
                        at: map.markOfValue("name"), found: "a second example ‘\(example.name)’",
                        expected: "every name once", suggestion: "the first stands in line \(first.line)")
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
                expected: "‘\(key)’ only beside a code, since it is a finding's")
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
            map.fault(
                at: map.markOfValue(key), found: "several lines", expected: "one line, as the log holds it")
        }
    }

    private func settings(_ map: YAMLMap) -> [Setting] {
        var settings: [Setting] = []
        for (position, pair) in map.pairs("set").enumerated() {
            do throws(ConfigurationFault) {
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
