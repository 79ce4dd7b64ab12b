/// Makes what a user typed safe to show on a terminal.
public enum PrintableText {
    private static let limit = 80

    /// The text with control, format and separator characters written as `\n` or `\u{1B}`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isHidden(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The escaped text, cut if it is long.
    static func shortened(_ text: String) -> String {
        // By scalars: a single character may carry thousands of combining marks.
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return escaped(text) }
        return escaped(String(String.UnicodeScalarView(scalars.prefix(limit)))) + "…"
    }

    /// The escaped text between quotes, cut if it is long.
    static func quoted(_ text: String) -> String { "'\(shortened(text))'" }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
