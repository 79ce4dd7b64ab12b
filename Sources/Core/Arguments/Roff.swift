/// The few words of the `man` macros that a manual page needs, with their escapes.
enum Roff {
    /// Text that roff shows as it is, wherever it stands.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\n": result += " "
            case _ where !scalar.isASCII:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            default: result.unicodeScalars.append(scalar)
            }
        }
        // A full stop at the head of a line would be a request.
        return result.hasPrefix(".") ? "\\&" + result : result
    }

    static func section(_ heading: String) -> String { ".SH \(argument(heading.uppercased()))" }

    static func subsection(_ heading: String) -> String { ".SS \(argument(heading))" }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// A term, already marked up, and the paragraphs that explain it.
    static func item(_ term: String, _ paragraphs: [String]) -> [String] {
        [".TP", term] + paragraphs.map(escaped).joined(by: ".IP")
    }

    /// Paragraphs of running text.
    static func paragraphs(_ paragraphs: [String]) -> [String] { paragraphs.map(escaped).joined(by: ".PP") }

    /// One quoted argument of a request.
    static func argument(_ text: String) -> String { "\"\(escaped(text))\"" }
}

extension [String] {
    fileprivate func joined(by request: String) -> [String] { Array(map { [$0] }.joined(separator: [request])) }
}
