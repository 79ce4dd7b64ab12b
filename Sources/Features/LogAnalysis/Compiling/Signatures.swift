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
    /// Higher is more specific (rules.md D13): an integration's own over the platform's, a text over a bare status,
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
                    statuses[status] = better(statuses[status], all.count - 1)
                }
            }
        }
        // Behind the statuses: a phrase ends with `{status}`, where the three digits stand.
        for phrase in playbooks.playbooks.flatMap(\.statusPhrases) where phrase.hasSuffix("{status}") {
            add(Pattern(text: String(phrase.dropLast(8)), signature: nil))
        }
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

/// Says quickly that a text holds no signature, which is true of nearly all texts.
///
/// Every text that holds a pattern of at least seven bytes holds one of the pattern's first four windows of four bytes
/// at a place divisible by four, and behind it the window that follows in the pattern, if the pattern is that long. So
/// only every fourth place is looked at, and most texts have no such windows at all.
struct SignatureFilter {
    /// What windows with this hash are; small enough to stay in the fastest cache.
    private var windows = [UInt8](repeating: 0, count: 1 << 13)
    /// Whether a pattern is too short for that: then every text has to be searched.
    private var isOpen = false

    // Of a pattern that is too short for a second window; the first and the second window of a longer one.
    private static let alone: UInt8 = 1
    private static let first: UInt8 = 2
    private static let second: UInt8 = 4

    /// How many bytes of a pattern the first windows reach over.
    static let reach = 7

    /// Adds a pattern in lower case.
    mutating func add(_ pattern: [UInt8]) {
        guard pattern.count >= Self.reach else {
            isOpen = true
            return
        }
        let isLong = pattern.count >= Self.reach + 4
        for start in 0...3 {
            windows[Self.place(pattern, start)] |= isLong ? Self.first : Self.alone
            if isLong { windows[Self.place(pattern, start + 4)] |= Self.second }
        }
    }

    /// Whether the text has to be searched.
    func mayHoldOne(_ text: UnsafeRawBufferPointer) -> Bool {
        if isOpen { return true }
        guard text.count >= Self.reach else { return false }
        return windows.withUnsafeBufferPointer { windows in
            var before: UInt8 = 0
            var at = 0
            while at + 4 <= text.count {
                let window = windows[Self.place(text.loadUnaligned(fromByteOffset: at, as: UInt32.self))]
                // `first` is the bit below `second`.
                if (window & Self.alone) | (window & before << 1 & Self.second) != 0 { return true }
                before = window
                at += 4
            }
            return false
        }
    }

    private static func place(_ pattern: [UInt8], _ start: Int) -> Int {
        place(pattern[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// The same for both letter cases.
    private static func place(_ window: UInt32) -> Int { Int(((window | 0x2020_2020) &* 0x9E37_79B1) >> 19) }
}
