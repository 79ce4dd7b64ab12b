internal import Model
internal import Reporting

/// The secrets that stand in a text, sound or not, so that none is shown again.
struct SecretPlaces {
    private(set) var ranges: [Range<Int>] = []
    private let source: SourceText

    /// All that a text shows by position, those behind secure properties included.
    init(_ source: SourceText, playbooks: [Playbook]) {
        self.source = source
        let secure = playbooks.flatMap(\.properties).filter(\.secure).flatMap { $0.spellings + [$0.label] }
        ranges = source.ranges { SecretPositions(names: secure).ranges(in: $0) }
    }

    /// The secrets themselves, for the gate.
    var texts: [String] { ranges.map { source.text($0) } }

    /// Takes up a piece that a closer reading found.
    mutating func add(_ range: Range<Int>) {
        if !range.isEmpty,
            !ranges.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound })
        {
            ranges.append(range)
        }
    }
}

extension ScalarText {
    /// Pieces of it that are found among the bytes of its UTF-8.
    func ranges(_ find: ([UInt8]) -> [Range<Int>]) -> [Range<Int>] {
        var bytes: [UInt8] = []
        var scalarAt: [Int] = []
        for (index, scalar) in scalars.enumerated() {
            let encoded = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            bytes += encoded
            scalarAt += repeatElement(index, count: encoded.count)
        }
        scalarAt.append(scalars.count)
        return find(bytes).map { range in
            // A piece that ends inside a character has all of it.
            let last = range.isEmpty ? scalarAt[range.lowerBound] : scalarAt[range.upperBound - 1] + 1
            return scalarAt[range.lowerBound]..<last
        }
    }
}

/// Takes what a remark repeats of a secret out of it: a piece of one tells as much as the whole.
struct SecretEcho {
    private let secrets: [String]
    private var pieces: Set<[UInt8]> = []
    private static let length = 5

    init(_ secrets: [String]) {
        self.secrets = secrets.filter { $0.utf8.count > 3 }
        for secret in self.secrets.map({ Array($0.utf8) }) where secret.count >= Self.length {
            for start in 0...(secret.count - Self.length) {
                pieces.insert(Array(secret[start..<(start + Self.length)]))
            }
        }
    }

    /// The text with whole secrets, and every quotation that shares so much with one, as marks.
    func hidden(in text: String) -> String {
        if secrets.isEmpty { return text }
        let clean = secrets.reduce(text) { $0.replacing($1, with: Rendering.marker) }
        var result = ""
        var rest = clean[...]
        while let open = rest.firstIndex(of: "‘"), let close = rest[open...].firstIndex(of: "’") {
            let quoted = rest[rest.index(after: open)..<close]
            result += rest[..<open] + "‘" + (repeats(quoted) ? Rendering.marker : String(quoted)) + "’"
            rest = rest[rest.index(after: close)...]
        }
        return withoutPieces(result + rest)
    }

    /// Without words that hold a telling piece of a secret, quoted or not: quotations may have marks of their own inside.
    private func withoutPieces(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= Self.length else { return text }
        var hidden = [Bool](repeating: false, count: bytes.count)
        var isAny = false
        for start in 0...(bytes.count - Self.length) {
            let piece = bytes[start..<(start + Self.length)]
            guard piece.contains(where: { (0x30...0x39).contains($0) }), pieces.contains(Array(piece)) else { continue }
            for index in piece.indices { hidden[index] = true }
            isAny = true
        }
        if !isAny { return text }
        var result: [UInt8] = []
        var start = 0
        for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x20 {
            let word = start..<end
            result += word.contains { hidden[$0] } ? Array(Rendering.marker.utf8) : Array(bytes[word])
            if end < bytes.count { result.append(0x20) }
            start = end + 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func repeats(_ quoted: Substring) -> Bool {
        let bytes = Array(quoted.utf8)
        guard bytes.count >= Self.length else { return false }
        return (0...(bytes.count - Self.length)).contains { pieces.contains(Array(bytes[$0..<($0 + Self.length)])) }
    }
}
