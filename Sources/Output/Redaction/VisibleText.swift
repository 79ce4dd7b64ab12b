/// Writes characters that a reader cannot see, or that steer a terminal, as `\u{1B}`.
enum VisibleText {
    /// More marks than this on one letter are an attack on the lines around it, not a script.
    private static let longestMarkRun = 8

    static func escaped(_ text: String, keepingNewlines: Bool) -> String {
        let plain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x5C }
        return plain ? text : escapedSlowly(text, keepingNewlines: keepingNewlines)
    }

    private static func escapedSlowly(_ text: String, keepingNewlines: Bool) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        // A mark at the start would sit on whatever stands before the value.
        var marks = longestMarkRun
        for (index, scalar) in scalars.enumerated() {
            let isMark = scalar.value >= 0x300 && isNonspacingMark(scalar)
            marks = isMark ? marks + 1 : 0
            let shown: Bool
            if scalar == "\n" {
                shown = keepingNewlines
                marks = longestMarkRun
            } else if scalar == "\\" {
                shown = !opensEscape(scalars, at: index)
            } else {
                shown = marks <= longestMarkRun && !mustEscape(scalar)
            }
            if shown {
                result.append(scalar)
            } else {
                result.append(contentsOf: escape(scalar).unicodeScalars)
            }
        }
        return String(result)
    }

    /// A backslash that would read as one of our escapes is escaped, so that different values stay different.
    private static func opensEscape(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        index + 2 < scalars.count && scalars[index + 1] == "u" && scalars[index + 2] == "{"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }

    private static func isNonspacingMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || scalar.value == 0x7F { return true }
        if scalar.isASCII { return false }
        // The blank Braille pattern counts as a symbol and still shows nothing.
        if scalar.value == 0x2800 || scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        // Spaces other than U+0020 look like it, and then two values look the same that are not.
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned,
            .privateUse:
            return true
        default:
            return false
        }
    }
}
