extension IdentityMask {
    /// The bytes with every identity and secret replaced by what `replacement` makes of its kind and its own bytes.
    ///
    /// Nothing if there is none, so that the caller can go on with what it has.
    public func hiding(
        _ text: UnsafeBufferPointer<UInt8>, replacement: (_ kind: String, _ value: ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8]? {
        guard IdentityGlance.mayHold(text) else { return nil }
        var scanner = IdentityScanner(bytes: Array(text))
        var result: [UInt8] = []
        var index = 0
        var copied = 0
        while index < scanner.bytes.count {
            if let match = scanner.match(at: index), match.end > index {
                result += scanner.bytes[copied..<match.start]
                result += replacement(match.kind.rawValue, scanner.bytes[match.start..<match.end])
                index = match.end
                copied = index
            } else {
                index += 1
            }
        }
        return copied == 0 ? nil : result + scanner.bytes[copied...]
    }
}

/// A quick look that spares most words of a log the long one.
enum IdentityGlance {
    /// Every identity that a recogniser knows has one of these signs, or is long.
    static func mayHold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count >= 20 { return true }
        for byte in text where telling[Int(byte)] { return true }
        return false
    }

    private static let telling: [Bool] = (0..<256).map { byte in
        (0x30...0x39).contains(byte) || "@:=^%+(".utf8.contains(UInt8(byte)) || byte >= 0x80
    }
}
