internal import Model

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
/// A class that never changes, so that asking it for each record copies and checks nothing.
final class Signatures: Sendable {
    private let table: SignatureTable

    init(_ playbooks: PlaybookSet) { table = SignatureTable(playbooks) }

    var all: [Signature] { table.all }

    var isEmpty: Bool { table.all.isEmpty }

    /// The most specific signature in a text; nothing if there is none.
    func find(in text: UnsafeRawBufferPointer) -> Int? {
        guard text.count > 1, table.filter.mayHoldOne(text) else { return nil }
        var best: Int?
        table.pairs.withUnsafeBufferPointer { pairs in
            for at in 0..<(text.count - 1) where pairs[SignatureTable.pair(text[at], text[at + 1])] {
                let wordBefore = at > 0 && SignatureTable.isWord(text[at - 1])
                for number in table.byFirst[Int(text[at])]
                where !(wordBefore && table.patterns[number].needsBoundaryBefore) {
                    best = table.better(best, match(table.patterns[number], text, at))
                }
            }
        }
        return best
    }

    /// The signature of a status field's value.
    func find(status: String) -> Int? { table.statuses[status] }

    /// The more specific of two.
    func better(_ left: Int?, _ right: Int?) -> Int? { table.better(left, right) }

    private func match(_ pattern: SignatureTable.Pattern, _ text: UnsafeRawBufferPointer, _ at: Int) -> Int? {
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
            signature = table.statuses[String(decoding: digits, as: UTF8.self)]
            behind += 3
        }
        if pattern.needsBoundaryBehind && behind < text.count && SignatureTable.isWord(text[behind]) { return nil }
        return signature
    }
}
