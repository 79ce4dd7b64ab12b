internal import Glibc
internal import Reporting

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
    func append(_ kind: HiddenKind, of value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var hasher = hashers[kind.rawValue]
        hasher.combine(bytes: UnsafeRawBufferPointer(value))
        var rest = UInt64(bitPattern: Int64(hasher.finalize()))
        openings.withUnsafeBufferPointer { all in
            let opening = all[ends[kind.rawValue]..<ends[kind.rawValue + 1]]
            output.append(contentsOf: UnsafeBufferPointer(rebasing: opening))
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
