internal import Model
internal import Support

/// Every reason has a near miss: an input that resembles it and must not fire its code.
enum NearMissGate {
    static func faults(of read: ReadPlaybook, _ examples: [Example], home: String) -> [YAMLFault] {
        read.playbook.rules.enumerated().compactMap { position, rule in
            guard let reason = rule.reason else { return nil }
            let texts = ([reason] + rule.alsoWritten).map(words)
            let isThere = examples.contains { example in
                guard example.mustNotFire.contains(rule.code) else { return false }
                let input = words(example.input)
                return texts.contains { resembles(input, $0) }
            }
            guard !isThere else { return nil }
            return YAMLFault(
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
