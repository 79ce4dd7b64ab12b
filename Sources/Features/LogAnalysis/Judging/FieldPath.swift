/// Paths of fields that nobody declared: a key may itself hold an identity.
enum FieldPath {
    /// What stands for a path that is not shown.
    static let hidden = "(a field whose name may hold an identity)"

    /// Whether a path looks like names of fields: letters, digits, `_`, `-`, `.`, a leading `@`, in parts of ordinary
    /// length, and fewer digits than a phone number or a date has.
    static func isPlain(_ path: String) -> Bool {
        let bytes = path.utf8
        guard !bytes.isEmpty, bytes.filter({ $0 >= 0x30 && $0 <= 0x39 }).count < 6 else { return false }
        guard path.split(separator: ".").allSatisfy({ $0.utf8.count <= 40 }) else { return false }
        return bytes.enumerated().allSatisfy { place, byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x5F || byte == 0x2D || byte == 0x2E || (byte == 0x40 && place == 0)
        }
    }

    /// The path, or what stands for it.
    static func shown(_ path: String) -> String { isPlain(path) ? path : hidden }
}
