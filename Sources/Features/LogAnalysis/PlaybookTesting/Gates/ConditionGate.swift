internal import Model
internal import Support

/// Without any one condition some example must turn out otherwise; else it could be mistyped and nobody would notice.
struct ConditionGate {
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
