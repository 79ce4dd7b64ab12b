/// Values that an export or an answer hides.
public enum MaskedText {
    /// Whether a text stands for a value that is not shown, such as `***` or `[redacted]`.
    public static func isMasked(_ text: String) -> Bool {
        let inner = text.lowercased().filter { !"[]<>(){}* \t".contains($0) }
        if inner.isEmpty { return text.contains("*") }
        if Set(inner).count == 1, let mark = inner.first, inner.count > 2 { return "•x#█".contains(mark) }
        return ["redacted", "masked", "hidden", "removed"].contains(inner)
    }
}
