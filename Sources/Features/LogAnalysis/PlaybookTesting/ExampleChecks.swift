internal import Model
internal import Support

/// Every code of a rule has an example that makes it fire.
enum FiringCheck {
    /// Whether it really fires is the example's own fault, and reported there.
    static func faults(of read: ReadPlaybook, _ examples: [Example], home: String) -> [YAMLError] {
        var seen: Set<String> = []
        return read.playbook.rules.enumerated().compactMap { position, rule in
            guard seen.insert(rule.code).inserted, !examples.contains(where: { $0.names(rule.code) }) else {
                return nil
            }
            return YAMLError(
                file: read.playbook.file, mark: read.mark(.key("rules"), .item(position), .key("code")),
                found: "\(rule.code), which no example fires", expected: "an example that names it in ‘fires’",
                suggestion: "add a record or line to \(home)")
        }
    }
}

/// Without any one condition some example must turn out otherwise; else it could be mistyped and nobody would notice.
struct ConditionCheck {
    private let set: PlaybookSet
    private let examples: [JudgedExample]

    init(_ set: PlaybookSet, _ examples: [JudgedExample]) {
        self.set = set
        self.examples = examples
    }

    /// The conditions of `conditions` that no example needs.
    func unguarded(_ conditions: [Condition]) -> [Condition] { conditions.filter { !isGuarded($0) } }

    private func isGuarded(_ condition: Condition) -> Bool {
        let run = ExampleRun(condition.dropped(from: set))
        // Nearly always one of the first differs, which spares all others.
        return inOrder(condition).contains { run.mismatches($0.example) != $0.mismatches }
    }

    private func inOrder(_ condition: Condition) -> [JudgedExample] {
        let hint = Array(condition.hint.lowercased().utf8)
        var ranks: [[JudgedExample]] = [[], [], [], []]
        for judged in examples {
            let names = condition.code.map(judged.example.names) ?? false
            ranks[(judged.holds(hint) ? 0 : 2) + (names ? 0 : 1)].append(judged)
        }
        return ranks.flatMap(\.self)
    }
}

/// An example with what it came to by the whole playbooks.
struct JudgedExample: Sendable {
    var example: Example
    /// Not only whether there are any: an example that fails already may still depend on a condition.
    var mismatches: [Mismatch]
    private let lowered: [UInt8]

    init(_ example: Example, _ mismatches: [Mismatch]) {
        self.example = example
        self.mismatches = mismatches
        lowered = Array(example.input.lowercased().utf8)
    }

    /// Whether the input holds a text, given in lower case.
    func holds(_ text: [UInt8]) -> Bool {
        guard let first = text.first, text.count <= lowered.count else { return false }
        return lowered.withUnsafeBufferPointer { bytes in
            for start in 0...(bytes.count - text.count) where bytes[start] == first {
                if bytes[start..<(start + text.count)].elementsEqual(text) { return true }
            }
            return false
        }
    }
}

/// Every reason has a near miss: an input that resembles it and must not fire its code.
enum NearMissCheck {
    static func faults(of read: ReadPlaybook, _ examples: [Example], home: String) -> [YAMLError] {
        read.playbook.rules.enumerated().compactMap { position, rule in
            guard let reason = rule.reason else { return nil }
            let texts = ([reason] + rule.alsoWritten).map(words)
            let isThere = examples.contains { example in
                guard example.mustNotFire.contains(rule.code) else { return false }
                let input = words(example.input)
                return texts.contains { resembles(input, $0) }
            }
            guard !isThere else { return nil }
            return YAMLError(
                file: read.playbook.file, mark: read.mark(.key("rules"), .item(position), .key("reason")),
                found: "the reason ‘\(reason)’ of \(rule.code), which has no near miss",
                expected: "an example with at least half of its words and ‘mustNotFire: [\(rule.code)]’",
                suggestion: "add a record with almost the same reason to \(home)")
        }
    }

    /// An input that has nothing in common with a text proves nothing about it.
    private static func resembles(_ input: Set<String>, _ text: Set<String>) -> Bool {
        2 * input.intersection(text).count >= text.count
    }

    /// `_` joins: `pms_appointment_status` holds none of the words of a reason.
    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    }
}

/// The sentences about examples.
enum ExampleFaults {
    static func homeless(_ file: ExampleFile) -> YAMLError {
        YAMLError(
            file: file.name, mark: .start, found: "examples of no playbook",
            expected: "a playbook of the same file name in the folder above",
            suggestion: "rename the file, or move it away")
    }

    static func none(of read: ReadPlaybook) -> YAMLError {
        let parts = read.playbook.file.split(separator: "/", omittingEmptySubsequences: false)
        let home = (parts.dropLast() + ["examples"] + parts.suffix(1)).joined(separator: "/")
        return YAMLError(
            file: read.playbook.file, mark: .start, found: "the playbook ‘\(read.playbook.name)’ without examples",
            expected: "the file \(home)", suggestion: "playbooks/README.md shows how examples are written")
    }

    static func mismatch(_ mismatch: Mismatch, _ example: Example) -> YAMLError {
        YAMLError(
            file: example.file, mark: example.mark, found: "\(mismatch.found), in the example ‘\(example.name)’",
            expected: mismatch.expected, suggestion: "fix the playbook or, if it is right, the example")
    }

    static func unguarded(_ condition: Condition, _ read: ReadPlaybook, _ home: String) -> YAMLError {
        YAMLError(
            file: read.playbook.file, mark: condition.mark, found: "\(condition.what), which no example needs",
            expected: "an example that fails without it", suggestion: "add one to \(home), or take the condition away")
    }
}
