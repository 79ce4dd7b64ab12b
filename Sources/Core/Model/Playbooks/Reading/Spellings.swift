/// Restriction reasons, of which logs hold several spellings.
public enum ReasonText {
    /// The same for all spellings that mean one reason (design.md D10): without quotes, letter case, spacing and a
    /// final full stop.
    public static func key(of reason: String) -> String {
        var words = reason.lowercased()
        words.removeAll { quotes.contains($0) }
        var key = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if key.hasSuffix(".") { key.removeLast() }
        while key.last == " " { key.removeLast() }
        return key
    }

    private static let quotes: Set<Character> = [
        "'", "\"", "‘", "’", "‚", "‛", "“", "”", "„", "‟", "‹", "›", "«", "»", "`", "´",
        // What becomes of them where a program cannot write or read them.
        "?", "\u{FFFD}",
    ]
}

/// Names of integrations as logs and people write them.
public enum IntegrationName {
    /// The same for all spellings of a name: without letter case, spaces, `_` and `-`.
    public static func key(of name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}
