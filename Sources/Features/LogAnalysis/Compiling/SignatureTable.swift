internal import Model

/// Failure signatures as they are searched for.
struct SignatureTable {
    private(set) var all: [Signature] = []
    /// Patterns by their first byte; looked at only where `pairs` says that the first two bytes fit.
    private(set) var byFirst: [[Int]] = Array(repeating: [], count: 256)
    private(set) var patterns: [Pattern] = []
    private(set) var pairs = [Bool](repeating: false, count: 1 << 10)
    private(set) var filter = SignatureFilter()
    /// Signatures by status, for status fields; the key is three digits.
    private(set) var statuses: [String: Int] = [:]

    struct Pattern {
        var bytes: [UInt8]  // lower case
        /// Nothing for a status phrase: three digits follow, and they tell.
        var signature: Int?
        var needsBoundaryBefore: Bool
        var needsBoundaryBehind: Bool

        init(text: String, signature: Int?) {
            bytes = Array(text.lowercased().utf8)
            self.signature = signature
            needsBoundaryBefore = bytes.first.map(SignatureTable.isWord) ?? false
            needsBoundaryBehind = signature == nil || bytes.last.map(SignatureTable.isWord) ?? false
        }
    }

    init(_ playbooks: PlaybookSet) {
        for playbook in playbooks.playbooks {
            let integration = playbook.kind == .integration ? playbook.name : nil
            let own = integration == nil ? 0 : 20_000
            for rule in playbook.rules {
                for text in rule.texts {
                    all.append(
                        Signature(
                            code: rule.code, integration: integration, shown: text, isText: true,
                            weight: own + 10_000 + text.utf8.count))
                    add(Pattern(text: text, signature: all.count - 1))
                }
                for status in rule.statuses.flatMap(Self.digits) {
                    all.append(
                        Signature(code: rule.code, integration: integration, shown: status, isText: false, weight: own))
                    let number = all.count - 1
                    statuses[status] = statuses[status].map { better($0, number) ?? number } ?? number
                }
            }
        }
        // Behind the statuses, which a phrase ends with.
        for phrase in playbooks.playbooks.flatMap(\.statusPhrases) { add(phrase: phrase) }
    }

    /// The more specific of two.
    func better(_ left: Int?, _ right: Int?) -> Int? {
        guard let left else { return right }
        guard let right else { return left }
        return all[right].weight > all[left].weight ? right : left
    }

    /// `401` is itself; `5xx` is all that it stands for.
    private static func digits(_ status: String) -> [String] {
        guard status.hasSuffix("xx"), let first = status.first else { return [status] }
        return (0..<100).map { "\(first)\($0 / 10)\($0 % 10)" }
    }

    /// A phrase ends with `{status}`, where the three digits stand.
    private mutating func add(phrase: String) {
        guard phrase.hasSuffix("{status}") else { return }
        add(Pattern(text: String(phrase.dropLast(8)), signature: nil))
    }

    private mutating func add(_ pattern: Pattern) {
        guard let first = pattern.bytes.first, pattern.bytes.count > 1 else { return }
        pairs[Self.pair(first, pattern.bytes[1])] = true
        patterns.append(pattern)
        if pattern.signature == nil && pattern.bytes.count < SignatureFilter.reach {
            for status in statuses.keys { filter.add(pattern.bytes + Array(status.utf8)) }
        } else {
            filter.add(pattern.bytes)
        }
        byFirst[Int(first)].append(patterns.count - 1)
        if first >= 0x61 && first <= 0x7A { byFirst[Int(first & 0xDF)].append(patterns.count - 1) }
    }

    /// The same for both letter cases.
    static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 0x1F) << 5 | Int(second & 0x1F) }

    static func isWord(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte >= 0x80
    }
}
