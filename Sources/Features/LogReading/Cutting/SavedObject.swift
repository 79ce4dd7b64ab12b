internal import Support

/// Kibana's saved objects: descriptions of searches and dashboards, exported one a line. They hold no log records.
enum SavedObject {
    /// Whether the first line of an input is one.
    static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = bytes.firstIndex(of: Ascii.newline) ?? bytes.count
        return isOne(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }

    /// Whether a document is one, or the summary at the end of such an export.
    static func isOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.first == Ascii.openBrace, let nodes = try? JSONReading.documents(in: UnsafeRawBufferPointer(bytes)),
            nodes.count == 1, let node = nodes.first
        else { return false }
        if node["exportedCount"]?.kind == .number { return node["_source"] == nil }
        return node["attributes"]?.kind == .object && node["references"]?.kind == .array
            && node["type"]?.kind == .text && node["id"]?.kind == .text && node["_source"] == nil
    }
}
