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
    /// All runs of five bytes of the secrets, each in one number.
    private var pieces: Set<UInt64> = []
    private static let length = 5

    init(_ secrets: [String]) {
        self.secrets = secrets.filter { $0.utf8.count > 3 }
        for secret in self.secrets { Self.forEachPiece(Array(secret.utf8)) { pieces.insert($1) } }
    }

    /// The text without whole secrets, without quotations that share a piece with one, and without words that share a telling
    /// one, quoted or not: quotations may have marks of their own inside.
    func hidden(in text: String) -> String {
        guard repeats(text) || secrets.contains(where: { $0.utf8.count < Self.length }) else { return text }
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

    private func withoutPieces(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var hidden = [Bool](repeating: false, count: bytes.count)
        Self.forEachPiece(bytes) { start, piece in
            let range = start..<(start + Self.length)
            guard pieces.contains(piece), bytes[range].contains(where: { (0x30...0x39).contains($0) }) else { return }
            for index in range { hidden[index] = true }
        }
        if !hidden.contains(true) { return text }
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

    private func repeats(_ text: some StringProtocol) -> Bool {
        var isAny = false
        Self.forEachPiece(Array(text.utf8)) { isAny = isAny || pieces.contains($1) }
        return isAny
    }

    private static func forEachPiece(_ bytes: [UInt8], _ body: (_ start: Int, _ piece: UInt64) -> Void) {
        var piece: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            piece = (piece << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
            if index >= length - 1 { body(index - length + 1, piece) }
        }
    }
}
