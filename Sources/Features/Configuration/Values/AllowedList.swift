public import Model

/// The values that a list-valued property allows.
///
/// Everything is compared byte by byte: a stray space, another letter case or another way to write an accent makes a
/// value one that is not allowed. What differs so little is what `nearMiss` names.
public struct AllowedList: Sendable {
    /// The list as it was written.
    public let text: String
    /// Its values in their order, each exactly as it stands between two separators; empty ones are dropped.
    public let values: [String]
    private let pieces: Set<[UInt8]>
    private let whole: [UInt8]
    private let separator: [UInt8]
    private let isClosed: Bool

    /// The list in a property's value, cut at the property's separator; without one the text is the only value.
    public init(_ text: String, property: Property) {
        self.init(text, separator: property.separator, isClosed: !property.allowedValues.isEmpty)
    }

    /// The list in a text. `isClosed`: the values that can stand there are few and known, so that a similar one is
    /// another one.
    public init(_ text: String, separator: String?, isClosed: Bool = false) {
        self.text = text
        let pieces = AllowedPieces.pieces(of: text, separator: separator)
        values = pieces.map { String(decoding: $0, as: UTF8.self) }
        self.pieces = Set(pieces)
        whole = Array(text.utf8)
        self.separator = Array((separator ?? "").utf8)
        self.isClosed = isClosed
    }

    /// Whether it names no value at all, blanks aside.
    public var allowsNothing: Bool { values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// Whether another list names the same values, in whatever order; blank ones name nothing.
    public func allowsTheSame(as other: AllowedList) -> Bool { named == other.named }

    private var named: Set<[UInt8]> {
        pieces.filter { piece in !piece.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
    }

    /// Whether a value is one of the list's, the whole list, or several neighbours of it as written: a value may hold the
    /// separator itself.
    public func allows(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        if bytes.isEmpty { return false }
        return pieces.contains(bytes) || bytes == whole || isRun(bytes)
    }

    /// The value of the list that this one nearly is, and what differs; nothing where it is allowed, or like none.
    ///
    /// No edit distance on closed lists, nor on texts under four characters (rules.md D3).
    public func nearMiss(of value: String) -> NearMiss? {
        guard !value.isEmpty, !allows(value) else { return nil }
        let finder = Nearness(value, isClosed: isClosed)
        var best: (candidate: String, nearness: Nearness.Found)?
        for candidate in values.count > 1 ? values + [text] : values {
            guard let found = finder.found(candidate) else { continue }
            if found.rank < best?.nearness.rank ?? .max { best = (candidate, found) }
        }
        return best.map { NearMiss(value: value, candidate: $0.candidate, why: $0.nearness.why) }
    }

    private func isRun(_ value: [UInt8]) -> Bool {
        guard !separator.isEmpty, value.count > separator.count, value.count <= whole.count else { return false }
        if value.starts(with: separator) || value.suffix(separator.count).elementsEqual(separator) { return false }
        return (0...whole.count - value.count).contains { at in
            let end = at + value.count
            let isCutBefore = at == 0 || whole[..<at].suffix(separator.count).elementsEqual(separator)
            let isCutBehind = end == whole.count || whole[end...].starts(with: separator)
            return isCutBefore && isCutBehind && whole[at..<end].elementsEqual(value)
        }
    }
}

/// The pieces of a list, cut at its separator and otherwise as they were written.
enum AllowedPieces {
    /// In their order, empty ones dropped; the whole text where nothing separates values.
    static func pieces(of text: String, separator: String?) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        guard let separator, !separator.isEmpty else { return bytes.isEmpty ? [] : [bytes] }
        let mark = Array(separator.utf8)
        var pieces: [[UInt8]] = []
        var start = 0
        var at = 0
        while at <= bytes.count {
            let isMark = at + mark.count <= bytes.count && bytes[at..<at + mark.count].elementsEqual(mark)
            guard isMark || at == bytes.count else {
                at += 1
                continue
            }
            if at > start { pieces.append(Array(bytes[start..<at])) }
            at += isMark ? mark.count : 1
            start = at
        }
        return pieces
    }

    static func set(of text: String, separator: String?) -> Set<[UInt8]> { Set(pieces(of: text, separator: separator)) }
}
