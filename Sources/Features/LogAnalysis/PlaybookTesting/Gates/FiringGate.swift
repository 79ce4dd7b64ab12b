internal import Model
internal import Support

/// Every code of a rule has an example that makes it fire.
enum FiringGate {
    /// Whether it really fires is the example's own fault, and reported there.
    static func faults(of read: ReadPlaybook, _ examples: [Example], home: String) -> [YAMLFault] {
        var seen: Set<String> = []
        return read.playbook.rules.enumerated().compactMap { position, rule in
            guard seen.insert(rule.code).inserted, !examples.contains(where: { $0.names(rule.code) }) else {
                return nil
            }
            return YAMLFault(
                file: read.playbook.file, mark: read.mark(.key("rules"), .item(position), .key("code")),
                found: "\(rule.code), which no example fires", expected: "an example that names it in ‘fires’",
                suggestion: "add a record or line to \(home)")
        }
    }
}
