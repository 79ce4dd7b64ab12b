internal import CSodium

/// Digests that only the holder of a key can make: BLAKE2b with 32 bytes of key and of digest.
public struct KeyedDigest: Sendable {
    private let key: [UInt8]

    /// Bytes of a key.
    static let keyLength = Int(CSODIUM_KEY)

    /// Loads libsodium; throws its own words where it cannot, and for a key of another length.
    public init(key: [UInt8]) throws(KeyedDigestError) {
        if let why = csodium_load() { throw .noLibrary(String(cString: why)) }
        guard key.count == Self.keyLength else { throw .keyLength(key.count) }
        self.key = key
    }

    /// 32 bytes; parts are told apart, so that `ab`, `c` and `a`, `bc` differ.
    public func digest(_ parts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
            bytes += part
        }
        var digest = [UInt8](repeating: 0, count: Int(CSODIUM_DIGEST))
        let made = csodium_digest(&digest, bytes, bytes.count, key)
        precondition(made, "the lengths are libsodium's own")
        return digest
    }

    /// The digest in lower-case hexadecimal digits.
    public func text(_ parts: [String]) -> String { Hexadecimal.text(digest(parts.map { Array($0.utf8) })) }

    /// Whether two digests are the same, in a time that does not tell where they differ.
    public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && csodium_equal(left, right, left.count)
    }

    /// Random bytes for a new key.
    public static func newKey() throws(KeyedDigestError) -> [UInt8] {
        if let why = csodium_load() { throw .noLibrary(String(cString: why)) }
        var key = [UInt8](repeating: 0, count: keyLength)
        csodium_random(&key, key.count)
        return key
    }
}

/// A digest that everybody can make again, for a page that says which script and style are its own.
public enum ContentDigest {
    /// SHA-256 in Base64; throws where libsodium cannot be loaded.
    public static func sha256(_ text: String) throws(KeyedDigestError) -> String {
        if let why = csodium_load() { throw .noLibrary(String(cString: why)) }
        var text = text
        var digest = [CChar](repeating: 0, count: Int(CSODIUM_SHA256_BASE64))
        text.withUTF8 { csodium_sha256_base64(&digest, $0.baseAddress, $0.count) }
        return String(decoding: digest.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Why no digest can be made.
public enum KeyedDigestError: Error, Sendable, Equatable {
    /// libsodium could not be loaded; its own message.
    case noLibrary(String)
    /// A key of another length than 32 bytes.
    case keyLength(Int)
}

/// Bytes as pairs of hexadecimal digits.
public enum Hexadecimal {
    /// In lower case.
    public static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
