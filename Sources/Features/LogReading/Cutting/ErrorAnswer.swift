internal import Support

/// What Elasticsearch or Kibana answer in place of an export.
enum ErrorAnswer {
    /// An input that is one, and nothing else.
    ///
    /// Elasticsearch: `{"error":{"type":…,"reason":…},"status":…}`; Kibana: `{"statusCode":…,"error":…,"message":…}`.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Signature? {
        guard bytes.count < 1 << 16, let node = try? JSONReading.document(in: UnsafeRawBufferPointer(bytes)),
            node.kind == .object
        else { return nil }
        var keys: Set<String> = []
        for entry in node.entries { keys.insert(entry.key.text ?? "") }
        if keys == ["error", "status"], let type = node["error"]?["type"]?.text, let status = node["status"]?.number {
            return signature("Elasticsearch", "\(status), \(type)")
        }
        if keys.subtracting(["attributes"]) == ["statusCode", "error", "message"],
            let error = node["error"]?.text, let status = node["statusCode"]?.number, node["message"]?.kind == .text
        {
            return signature("Kibana", "\(status), \(error)")
        }
        return nil
    }

    private static func signature(_ program: String, _ what: String) -> Signature {
        let shown = String(what.prefix(80).filter { $0.isLetter || $0.isNumber || " _,.-".contains($0) })
        return Signature(name: "an error answer of \(program) (\(shown))")
    }
}
