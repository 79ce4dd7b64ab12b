internal import Support

/// JSON that is one document and nothing else.
enum WholeJSON {
    /// The document, or nothing: what is wrong with it is never shown, since it may hold a secret.
    static func document(in bytes: [UInt8]) -> JSONNode? {
        guard let documents = try? JSONReading.documents(in: bytes), documents.count == 1 else { return nil }
        return documents[0]
    }
}
