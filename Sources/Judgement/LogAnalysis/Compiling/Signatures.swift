internal import Playbooks

/// A failure that a text or a status shows.
struct Signature {
    var code: String
    /// The playbook's integration, or nothing for the platform's.
    var integration: String?
    /// What is shown as evidence, such as `401 Unauthorized`.
    var shown: String
    /// Whether a text shows it, rather than a status.
    var isText: Bool
    /// Higher is more specific (design.md D13): an integration's own over the platform's, a text over a bare status,
    /// then the longer one.
    var weight: Int
}

/// Finds failure signatures in texts: all of them in one pass, without regard to letter case, at word boundaries.
///
/// A class, so that asking it for each record copies nothing; it is not changed after `init`.
final class Signatures: @unchecked Sendable {
    private(set) var all: [Signature] = []
    private var patterns: [Pattern] = []
    /// Patterns by their first byte; looked at only where `pairs` says that the first two bytes fit.
    private var byFirst: [[Int]] = Array(repeating: [], count: 256)
    private var pairs = [Bool](repeating: false, count: 1 << 10)
    private var filter = SignatureFilter()
    /// Signatures by status, for status fields; the key is three digits.
    private var statuses: [String: Int] = [:]

    private struct Pattern {
        var bytes: [UInt8]  // lower case
        /// Nothing for a status phrase: three digits follow, and they tell.
        var signature: Int?
        var needsBoundaryBefore: Bool
        var needsBoundaryBehind: Bool

        init(text: String, signature: Int?) {
            bytes = Array(text.lowercased().utf8)
            self.signature = signature
            needsBoundaryBefore = bytes.first.map(Signatures.isWord) ?? false
            needsBoundaryBehind = signature == nil || bytes.last.map(Signatures.isWord) ?? false
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

    var isEmpty: Bool { all.isEmpty }

    /// `401` is itself; `5xx` is all that it stands for.
    private static func digits(_ status: String) -> [String] {
        guard status.hasSuffix("xx"), let first = status.first else { return [status] }
        return (0..<100).map { "\(first)\($0 / 10)\($0 % 10)" }
    }

    /// A phrase ends with `{status}`, where the three digits stand.
    private func add(phrase: String) {
        guard phrase.hasSuffix("{status}") else { return }
        add(Pattern(text: String(phrase.dropLast(8)), signature: nil))
    }

    private func add(_ pattern: Pattern) {
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

    /// The most specific signature in a text; nothing if there is none.
    func find(in text: UnsafeRawBufferPointer) -> Int? {
        guard text.count > 1, filter.mayHoldOne(text) else { return nil }
        var best: Int?
        pairs.withUnsafeBufferPointer { pairs in
            for at in 0..<(text.count - 1) where pairs[Self.pair(text[at], text[at + 1])] {
                let wordBefore = at > 0 && Self.isWord(text[at - 1])
                for number in byFirst[Int(text[at])] where !(wordBefore && patterns[number].needsBoundaryBefore) {
                    best = better(best, match(patterns[number], text, at))
                }
            }
        }
        return best
    }

    /// The same for both letter cases.
    private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 0x1F) << 5 | Int(second & 0x1F) }

    /// The signature of a status field's value.
    func find(status: String) -> Int? {
        statuses[status]
    }

    /// The more specific of two.
    func better(_ left: Int?, _ right: Int?) -> Int? {
        guard let left else { return right }
        guard let right else { return left }
        return all[right].weight > all[left].weight ? right : left
    }

    private func match(_ pattern: Pattern, _ text: UnsafeRawBufferPointer, _ at: Int) -> Int? {
        var behind = at + pattern.bytes.count
        guard behind <= text.count else { return nil }
        for (offset, wanted) in pattern.bytes.enumerated() {
            let byte = text[at + offset]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if lower != wanted { return nil }
        }
        var signature = pattern.signature
        if signature == nil {
            guard behind + 3 <= text.count else { return nil }
            let digits = UnsafeRawBufferPointer(rebasing: text[behind..<(behind + 3)])
            signature = statuses[String(decoding: digits, as: UTF8.self)]
            behind += 3
        }
        if pattern.needsBoundaryBehind && behind < text.count && Self.isWord(text[behind]) { return nil }
        return signature
    }

    fileprivate static func isWord(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte >= 0x80
    }
}
