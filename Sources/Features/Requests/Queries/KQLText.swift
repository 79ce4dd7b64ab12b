/// Texts as Kibana's query language writes them (KQL; the rules QuotedString and Literal of its grammar).
enum KQLText {
    /// In double quotes, where wildcards and keywords are plain text; every character is visible on one line.
    static func quoted(_ text: String) -> String {
        // Quoted strings share their escapes with JSON: \" \\ \n \r \t and \u with four digits.
        JSONSpelling.quoted(text)
    }

    /// A field's path; in quotes where it holds more than letters, digits and the like, or reads as a keyword.
    static func field(_ path: String) -> String {
        let isPlain = !path.isEmpty && path.utf8.allSatisfy { PlainText.isWordByte($0) || "@.-".utf8.contains($0) }
        return isPlain && !keywords.contains(path.lowercased()) ? path : quoted(path)
    }

    /// One value, or several of which any may match; anything, where there is none.
    static func values(_ texts: [String]) -> String {
        if texts.isEmpty { return "*" }
        return texts.count == 1 ? quoted(texts[0]) : "(\(texts.map(quoted).joined(separator: " or ")))"
    }

    private static let keywords: Set = ["and", "or", "not", "null", "true", "false"]
}
