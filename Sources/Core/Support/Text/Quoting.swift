/// Words as a POSIX shell reads them.
public enum ShellText {
    /// In single quotes, inside which a shell changes nothing; a single quote itself stands outside, escaped.
    public static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// A word as it is where it consists of ASCII letters, digits and plain signs, else in quotes.
    public static func word(_ text: String, plainSigns: String = "_-./:=,@%+") -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || plainSigns.utf8.contains(byte)
        }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }

    /// Words as one line.
    public static func line(_ words: [String]) -> String { words.map { word($0) }.joined(separator: " ") }
}

extension Unicode.Scalar {
    /// Whether it steers a terminal, or shows nothing.
    public var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    /// `\u{1B}`, as it is written for a person where it must not stand itself.
    public var visibleEscape: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }
}

/// Texts as JSON writes them (RFC 8259).
public enum JSONText {
    /// In quotes, for files and requests: only what JSON demands is escaped, and DEL.
    public static func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }) { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += units(of: scalar, uppercase: false)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// In quotes, for a person who copies it: every character is visible on one line.
    public static func visible(_ text: String) -> String { "\"\(visibleInside(text))\"" }

    /// The same without the quotes.
    public static func visibleInside(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (position, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"": result += "\\\""
            case "\\":
                // Two backslashes before a `u` would look like an escape to the gate that guards the terminal.
                let isBeforeU = position + 1 < scalars.count && scalars[position + 1] == "u"
                result += isBeforeU ? "\\u005C" : "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isVisible(scalar): result.unicodeScalars.append(scalar)
            default: result += units(of: scalar, uppercase: true)
            }
        }
        return result
    }

    /// Whether a character is visible and stands for itself alone, so that no terminal and no gate changes it.
    public static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        // The blank Braille pattern counts as a symbol and still shows nothing.
        if scalar.value == 0x2800 || scalar.properties.isDefaultIgnorableCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol:
            return true
        default: return false
        }
    }

    /// Four hexadecimal digits a code unit of UTF-16, each behind `\u`.
    public static func units(of scalar: Unicode.Scalar, uppercase: Bool) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: uppercase)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
