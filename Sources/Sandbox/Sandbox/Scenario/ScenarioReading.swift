public import Support

/// Reads a scenario file; every fault names file, line, what was expected and, where there is one, the nearest key.
public enum ScenarioReading {
    /// The scenario in `bytes`, or all faults of the file in the order of the lines.
    public static func read(_ bytes: [UInt8], file: String) -> (scenario: Scenario?, faults: [YAMLFault]) {
        let (scenario, faults) = YAMLReader.read(bytes, file: file, of: "a scenario", self.scenario)
        return (scenario, faults)
    }

    private static func scenario(_ map: YAMLMap) -> Scenario {
        Scenario(
            title: map.text("scenario"),
            tokens: map.optionalMapping("tokens", of: "token rules", tokens) ?? Scenario.TokenRules(),
            spelling: map.optionalMapping("spelling", of: "a spelling", spelling) ?? Scenario.Spelling(),
            pages: map.optionalMapping("pages", of: "page sizes", pages) ?? Scenario.PageSizes(),
            practices: practices(map),
            platform: map.optionalMapping("platform", of: "a platform", PlatformReading.platform)
                ?? Scenario.Platform(),
            unity: map.optionalMapping("unity", of: "a Unity", PlatformReading.unity) ?? Scenario.Unity(),
            faults: faults(map))
    }

    private static func tokens(_ map: YAMLMap) -> Scenario.TokenRules {
        Scenario.TokenRules(
            required: map.boolean("required", default: false),
            perMinute: map.optionalInteger("perMinute", in: 1...1_000_000) ?? 5,
            lifetime: map.optionalInteger("lifetime", in: 1...86_400) ?? 3600,
            clients: map.pairs("clients").map { ($0.key, $0.value) })
    }

    private static func spelling(_ map: YAMLMap) -> Scenario.Spelling {
        enum Quoting: String, CaseIterable { case text, native }
        return Scenario.Spelling(
            quotedBooleans: (map.optionalChoice("booleans", of: Quoting.self) ?? .text) == .text,
            quotedNumbers: (map.optionalChoice("numbers", of: Quoting.self) ?? .text) == .text,
            escapedSlashes: map.boolean("escapedSlashes", default: true),
            upperCaseKeys: map.boolean("upperCaseKeys", default: false),
            blankLines: map.optionalInteger("blankLines", in: 0...100) ?? 0)
    }

    private static func pages(_ map: YAMLMap) -> Scenario.PageSizes {
        let range = 1...5000
        let standard = Scenario.PageSizes()
        return Scenario.PageSizes(
            practices: map.optionalInteger("practices", in: range) ?? standard.practices,
            departments: map.optionalInteger("departments", in: range) ?? standard.departments,
            cancelReasons: map.optionalInteger("cancelReasons", in: range) ?? standard.cancelReasons)
    }

    private static func practices(_ map: YAMLMap) -> [Scenario.Practice] {
        var seen: Set<String> = []
        return map.mappings("practices", of: "a practice") { map in
            let practice = PracticeReading.practice(map)
            if !practice.id.isEmpty, !seen.insert(practice.id).inserted {
                map.fault(
                    at: map.markOfValue("id"), found: "the practice \(practice.id) a second time",
                    expected: "every id once")
            }
            return practice
        }
    }

    private static func faults(_ map: YAMLMap) -> [Fault] {
        map.texts("faults").enumerated().compactMap { position, words in
            do throws(FaultWords.Misread) {
                return try FaultWords.read(words)
            } catch {
                let mark = map.node("faults")?[position]?.mark ?? map.mark
                map.fault(at: mark, found: error.found, expected: error.expected)
                return nil
            }
        }
    }
}
