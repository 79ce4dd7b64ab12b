public import Model
internal import Support

/// What one run of `redact` has hidden and left out.
public struct RedactionSummary: Sendable {
    /// How many values were hidden, by kind.
    public let hidden: [String: Int]
    /// What was not copied: the input, what of it, and how much.
    public let leftOut: [LeftOut]
    /// Words and fields that stay because the user asked for it.
    public let kept: [String]

    /// What was not copied of one input.
    public struct LeftOut: Sendable, Equatable {
        /// The input's name.
        public var input: String
        /// What it is, in a few words.
        public var what: String
        /// How many of them.
        public var count: Int
        /// Whether the copy lacks something that the input says; a part that is no text says nothing.
        public var isGap = false

        var line: String { "Left out of \(input): \(count) \(what)." }
    }

    /// A sentence each for what the copy lacks.
    public var gaps: [String] { leftOut.filter(\.isGap).map(\.line) }

    /// One line for a person.
    public var line: String {
        let kinds = hidden.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let parts = kinds.map { "\(Numbers.grouped($0.value)) \(Self.plural($0.key, $0.value))" }
        var text = parts.isEmpty ? "Nothing redacted." : "Redacted \(parts.joined(separator: ", "))."
        for left in leftOut { text += " " + left.line }
        if !kept.isEmpty { text += " Kept by hand: \(kept.joined(separator: ", "))." }
        return text + " " + Self.advice
    }

    /// What nobody but a reader can see.
    public static let advice =
        "Names of locations and appointment types stay, and so do words of ordinary English: read it before you paste it."

    /// The same as a report's `result`.
    public var result: PlainValue {
        [
            "redacted": .object(hidden.sorted { $0.key < $1.key }.map { PlainMember($0.key, .integer($0.value)) }),
            "words": .integer(hidden["word"] ?? 0),
            "leftOut": .list(
                leftOut.map { ["input": .text($0.input), "what": .text($0.what), "count": .integer($0.count)] }),
            "keptByHand": .list(kept.map { .text($0) }),
            "advice": .text(Self.advice),
        ]
    }

    private static func plural(_ kind: String, _ count: Int) -> String {
        if count == 1 { return kind == "field" ? "field name" : kind }
        switch kind {
        case "identity": return "identities"
        case "network address": return "network addresses"
        case "field": return "field names"
        default: return kind + "s"
        }
    }
}
