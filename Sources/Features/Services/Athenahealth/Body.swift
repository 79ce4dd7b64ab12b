internal import Support

/// A body as JSON.
enum Body {
    /// The one document in a body; anything behind it is a fault.
    static func document(_ bytes: [UInt8]) throws(JSONFault) -> JSONNode {
        try bytes.withUnsafeBytes { bytes in Result { () throws(JSONFault) in try JSONReading.document(in: bytes) } }
            .get()
    }
}
