internal import Glibc
internal import Reporting

/// Finds what has to be hidden in a stretch of text.
struct ValueFinder: Sendable {
    let rules: RedactionRules
    private let mask = IdentityMask()

    init(_ rules: RedactionRules) { self.rules = rules }

    /// Calls `body` with what names of fields tell, and between that with what a mask finds, from the first to the last.
    func forEachMatch(
        in text: Bytes, _ look: IdentityMask.Look, _ body: (_ kind: HiddenKind, _ range: Range<Int>) -> Void
    ) {
        guard look.mayAssign else {
            mask.forEachMatch(in: text, look, body)
            return
        }
        var start = 0
        func find(_ end: Int) {
            mask.forEachMatch(in: Bytes(rebasing: text[start..<end])) { kind, range in
                body(kind, (start + range.lowerBound)..<(start + range.upperBound))
            }
        }
        forEachNamedValue(in: text) { value in
            find(value.lowerBound)
            body(.identity, value)
            start = value.upperBound
        }
        find(text.count)
    }

    /// Calls `body` with the value behind each name that identifies a person: `firstName=Mary Ann,`, `'email': '…'`.
    ///
    /// Programs print their objects so, in the middle of a line.
    private func forEachNamedValue(in text: Bytes, _ body: (Range<Int>) -> Void) {
        var index = 0
        while index < text.count {
            guard text[index] == 0x3D || text[index] == 0x3A else {
                index += 1
                continue
            }
            let sign = index
            index += 1
            guard let name = name(in: text, before: sign), rules.hidesInText(name) else { continue }
            let value = value(in: text, behind: sign)
            if value.isEmpty { continue }
            body(value)
            index = value.upperBound
        }
    }

    /// The word that ends before a sign, with at most a quotation mark, a backslash and a blank between them.
    private func name(in text: Bytes, before sign: Int) -> Bytes? {
        var end = sign
        while end > 0, sign - end < 3, [0x20, 0x22, 0x27, 0x5C].contains(text[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start < 64, Self.isInName(text[start - 1]) { start -= 1 }
        guard start < end, !(0x30...0x39).contains(text[start]) else { return nil }
        return Bytes(rebasing: text[start..<end])
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E: true
        default: false
        }
    }

    /// To the closing quotation mark, or to a sign that ends a value without one.
    private func value(in text: Bytes, behind sign: Int) -> Range<Int> {
        var start = sign + 1
        while start < text.count, start - sign < 4, text[start] == 0x20 || text[start] == 0x5C { start += 1 }
        guard start < text.count else { return start..<start }
        let quote = text[start] == 0x22 || text[start] == 0x27 ? text[start] : nil
        if quote != nil { start += 1 }
        var end = start
        while end < text.count, text[end] != 0x0A, text[end] != 0x0D {
            if let quote {
                if text[end] == quote || text[end] == 0x5C && end + 1 < text.count && text[end + 1] == quote { break }
            } else if [0x2C, 0x3B, 0x26, 0x7C, 0x22, 0x29, 0x5D, 0x7D, 0x3C].contains(text[end]) {
                break
            }
            end += 1
        }
        // What reads like nothing is nothing.
        let word = text[start..<end]
        return word.elementsEqual("null".utf8) || word.elementsEqual("None".utf8) ? start..<start : start..<end
    }
}

/// Names that stand for hidden values: the same value has the same one within a run, and another in the next.
///
/// They are a keyed hash, so that memory does not grow with the number of values, and nobody without the key, which ends
/// with the run, can tell by trying whether a known value is among them.
struct Pseudonyms: Sendable {
    /// With the key and the kind in it, by the kind's number.
    private let hashers: [Hasher]
    /// The names' beginnings, one behind the other.
    private let openings: [UInt8]
    private let ends: [Int]

    init() {
        var key = [UInt8](repeating: 0, count: 32)
        // The system's source cannot fail for so few bytes once the system runs.
        _ = getentropy(&key, key.count)
        var openings: [UInt8] = []
        var ends = [0]
        hashers = HiddenKind.allCases.map { kind in
            var hasher = Hasher()
            key.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(kind)
            openings += Array("‹\(kind.name) ".utf8)
            ends.append(openings.count)
            return hasher
        }
        (self.openings, self.ends) = (openings, ends)
    }

    /// Adds `‹e-mail 4k7m2x9q›`.
    func append(_ kind: HiddenKind, of value: Bytes, to output: inout [UInt8]) {
        var hasher = hashers[kind.rawValue]
        hasher.combine(bytes: UnsafeRawBufferPointer(value))
        var rest = UInt64(bitPattern: Int64(hasher.finalize()))
        openings.withUnsafeBufferPointer { all in
            let opening = all[ends[kind.rawValue]..<ends[kind.rawValue + 1]]
            output.append(contentsOf: Bytes(rebasing: opening))
        }
        var letters: UInt64 = 0
        for _ in 0..<8 {
            letters = letters << 8 | UInt64(Self.alphabet.utf8Start[Int(rest & 31)])
            rest >>= 5
        }
        withUnsafeBytes(of: letters) { output.append(contentsOf: $0) }
        Self.closing.withUTF8Buffer { output.append(contentsOf: $0) }
    }

    /// Without signs that look alike.
    private static let alphabet: StaticString = "23456789abcdefghijkmnpqrstuvwxyz"
    private static let closing: StaticString = "›"
}
