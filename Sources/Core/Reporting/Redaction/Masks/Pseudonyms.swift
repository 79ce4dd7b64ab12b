internal import Glibc

/// Names that stand for hidden values: the same value has the same one within a run, and another in the next.
///
/// They are a keyed hash, so that memory does not grow with the number of values, and no one without the key, which ends
/// with the run, can tell by trying whether a known value is among them.
public struct Pseudonyms: Sendable {
    /// With the key and the kind in it, by the kind's number.
    private let hashers: [Hasher]
    /// The names' beginnings, one after the other.
    private let openings: [UInt8]
    private let ends: [Int]

    /// Makes them with a key of their own.
    public init() {
        var key = [UInt8](repeating: 0, count: 32)
        // The system's source cannot fail for so few bytes once the system runs.
        _ = getentropy(&key, key.count)
        var openings: [UInt8] = []
        var ends = [0]
        hashers = HiddenKind.allCases.map { kind in
            var hasher = Hasher()
            key.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(kind)
            // A field's name is read as one again.
            openings += Array(kind == .field ? "field_".utf8 : "‹\(kind.name) ".utf8)
            ends.append(openings.count)
            return hasher
        }
        (self.openings, self.ends) = (openings, ends)
    }

    /// Adds `‹email 4k7m2x9q›`.
    public func append(_ kind: HiddenKind, of value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var hasher = hashers[kind.rawValue]
        hasher.combine(bytes: UnsafeRawBufferPointer(value))
        var rest = UInt64(bitPattern: Int64(hasher.finalize()))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { name in
            var count = openings.withUnsafeBufferPointer { all in
                name.update(fromContentsOf: all[ends[kind.rawValue]..<ends[kind.rawValue + 1]])
            }
            // Digits and consonants by turns, so that no name, word or number is written so.
            for _ in 0..<(Self.length / 2) {
                name[count] = 0x32 + UInt8(truncatingIfNeeded: rest & 7)
                rest >>= 3
                name[count + 1] = Self.consonants.utf8Start[Int(rest % 15)]
                rest /= 15
                count += 2
            }
            if kind != .field {
                for index in 0..<Self.closing.utf8CodeUnitCount { name[count + index] = Self.closing.utf8Start[index] }
                count += Self.closing.utf8CodeUnitCount
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: name[..<count]))
        }
    }

    /// Whether a text is one, and nothing else.
    public static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count < 48 && (end(in: text, at: 0, limit: text.count) == text.count || isFieldName(text))
    }

    /// The next one in a text.
    public static func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        var at = start
        while at < text.count, let found = text[at...].firstIndex(of: 0xE2) {
            if let end = end(in: text, at: found, limit: text.count) { return found..<end }
            at = found + 1
        }
        return nil
    }

    /// `field_4k7m2x9q`
    static func isFieldName(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count == 6 + length && starts(text, at: 0, with: "field_", text.count) && isCode(text[6...])
    }

    private static func isCode(_ code: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        code.count == length
            && code.enumerated().allSatisfy { $0.offset % 2 == 0 ? isDigit($0.element) : Ascii.isLower($0.element) }
    }

    /// The end of what stands for a hidden value, if that begins at a place; nothing else than such is taken for one.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int) -> Int? {
        guard starts(bytes, at: start, with: opening, limit) else { return nil }
        var at = start + opening.utf8CodeUnitCount
        let name = at
        while at < limit, at - name < 24, bytes[at] != 0xE2 { at += 1 }
        guard starts(bytes, at: at, with: closing, limit), let blank = bytes[name..<at].lastIndex(of: Ascii.space),
            names.contains(Array(bytes[name..<blank]))
        else { return nil }
        let code = bytes[(blank + 1)..<at]
        return isCode(code) || code.elementsEqual("hidden".utf8) ? at + closing.utf8CodeUnitCount : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x32...0x39).contains(byte) }

    private static func starts(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, with text: StaticString, _ limit: Int
    ) -> Bool {
        guard start + text.utf8CodeUnitCount <= limit else { return false }
        return text.withUTF8Buffer { wanted in wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] } }
    }

    private static let names = Set(HiddenKind.allCases.map { Array($0.name.utf8) })
    private static var length: Int { 8 }
    /// Without signs that look alike; of digits, 2 to 9.
    private static var consonants: StaticString { "ghjkmnpqrstvwxz" }
    private static var opening: StaticString { "‹" }
    private static var closing: StaticString { "›" }
}
