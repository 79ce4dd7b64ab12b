internal import Redaction

/// Bytes of a copy on their way through the gate.
enum GatedBytes {
    /// Without control and bidirectional characters; plain text, which nearly all of a log is, passes as it is.
    static func passed(_ bytes: [UInt8], _ gate: Gate) -> [UInt8] {
        let isPlain = bytes.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }
        return isPlain ? bytes : Array(gate.block(String(decoding: bytes, as: UTF8.self)).utf8)
    }
}
