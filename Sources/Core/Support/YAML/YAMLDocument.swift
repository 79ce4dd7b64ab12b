/// Reads a file that holds one YAML document, in the part of YAML that leaves no doubt about what is meant.
///
/// Anchors, aliases, tags, directives for tags, merge keys and duplicate keys are faults: each makes a file say something other than it
/// seems to, and aliases let a small file grow without end.
public enum YAMLDocument {
    /// The largest file that is read, in bytes.
    static let largestSize = 4 * 1024 * 1024
    /// How deep lists and mappings may stand in each other.
    public static let deepest = 64

    /// The document in `bytes`; `file` is named in faults only.
    public static func parse(_ bytes: UnsafeRawBufferPointer, file: String) throws(YAMLFault) -> YAMLNode {
        guard bytes.count <= largestSize else {
            throw YAMLFault(
                file: file, mark: .start, found: "\(bytes.count) bytes", expected: "at most \(largestSize)",
                suggestion: "split the file")
        }
        // A byte-order mark would count as a column.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
        if let place = TagDirectives.first(in: text) {
            throw YAMLFault(
                file: file, mark: place, found: "the directive ‘%TAG’", expected: "a document without tags",
                suggestion: "drop the line")
        }
        var builder = try NodeBuilder(text, file: file)
        return try builder.document()
    }

    /// The document in `bytes`; `file` is named in faults only.
    public static func parse(_ bytes: some Collection<UInt8>, file: String) throws(YAMLFault) -> YAMLNode {
        let inPlace = bytes.withContiguousStorageIfAvailable { outcome(UnsafeRawBufferPointer($0), file: file) }
        return try (inPlace ?? Array(bytes).withUnsafeBytes { outcome($0, file: file) }).get()
    }

    /// A closure cannot rethrow a typed error through the standard library's buffers; a result can pass.
    private static func outcome(_ bytes: UnsafeRawBufferPointer, file: String) -> Result<YAMLNode, YAMLFault> {
        do throws(YAMLFault) {
            return .success(try parse(bytes, file: file))
        } catch {
            return .failure(error)
        }
    }
}
