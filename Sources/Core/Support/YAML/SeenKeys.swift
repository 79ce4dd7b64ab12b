/// The keys of a mapping that is being read; finds a second one of the same name.
///
/// Most mappings are short, and comparing a dozen keys is faster than hashing them; long ones get an index.
struct SeenKeys {
    private static let short = 16
    private var lines: [String: Int] = [:]

    /// The line on which `key` stood before, if it did.
    func line(of key: String, in entries: [YAMLEntry]) -> Int? {
        if entries.count < Self.short { return entries.first { $0.key == key }?.mark.line }
        return lines[key]
    }

    /// Takes note of a key that is about to follow `entries`.
    mutating func insert(_ key: String, line: Int, after entries: [YAMLEntry]) {
        if entries.count < Self.short - 1 { return }
        if lines.isEmpty {
            for entry in entries { lines[entry.key] = entry.mark.line }
        }
        lines[key] = line
    }
}
