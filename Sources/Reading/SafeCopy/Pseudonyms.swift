internal import Glibc

/// Names that stand for hidden values: the same value has the same one within a run, and another in the next.
///
/// They are a keyed hash, so that memory does not grow with the number of values, and nobody without the key, which ends
/// with the run, can tell by trying whether a known value is among them.
struct Pseudonyms {
    private let key: [UInt8]

    init() {
        var bytes = [UInt8](repeating: 0, count: 32)
        // The system's source cannot fail for so few bytes once the system runs.
        _ = getentropy(&bytes, bytes.count)
        key = bytes
    }

    /// `‹e-mail 4k7m2x9q›`
    func name(_ kind: String, of value: some Collection<UInt8>) -> [UInt8] {
        var hasher = Hasher()
        for byte in key { hasher.combine(byte) }
        for byte in kind.utf8 { hasher.combine(byte) }
        for byte in value { hasher.combine(byte) }
        var rest = UInt64(bitPattern: Int64(hasher.finalize()))
        var letters: [UInt8] = []
        for _ in 0..<8 {
            letters.append(Self.alphabet[Int(rest & 31)])
            rest >>= 5
        }
        return Array("‹\(kind) ".utf8) + letters + Array("›".utf8)
    }

    /// Without signs that look alike.
    private static let alphabet = Array("23456789abcdefghijkmnpqrstuvwxyz".utf8)
}
