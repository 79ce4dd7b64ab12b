internal import Model

/// Writes value trees as JSON (RFC 8259), members in the order that they have.
public enum JSONText {
    /// One line without a newline at its end, for output of one value a line.
    public static func compact(_ value: SafeValue) -> String {
        var writer = JSONWriter(pretty: false)
        writer.write(value.value)
        return writer.text
    }
}
