internal import Support

/// Signs in a value by which a person sees that it is not, or not only, what was sent (rules.md D44).
enum ValueSigns {
    /// The doubt that another form of the same message can settle.
    static let decoration = "there are marks of emphasis or quotation around it"

    /// Why a value is in doubt. `line`: what it stands in; `isAlone`: it is all that its cell holds; `isPage`: it was read from HTML.
    static func doubts(of value: String, in line: String, isAlone: Bool, isPage: Bool) -> [String] {
        var doubts: [String] = []
        if isDecorated(value) || !isPage && isHalfEmphasized(value, in: line) { doubts.append(decoration) }
        if holdsTarget(value) { doubts.append("it contains the target of a link or the name of a picture") }
        if holdsReference(value) { doubts.append("a character in it is written as HTML writes it") }
        if holdsEscape(value) { doubts.append("a character in it is encoded as in emails or addresses") }
        if ["…", "...", "***"].contains(where: value.contains) { doubts.append("it looks cut or masked") }
        if holdsMisread(value) { doubts.append("characters in it were read in a wrong character set") }
        if value.last == "=", !isPage { doubts.append("the ‘=’ at its end may be that of a broken line") }
        if let last = value.last, ".,;".contains(last), !isAlone {
            doubts.append("the sign at its end may belong to the sentence")
        }
        if !isPage, holdsMarkdownEscape(value) { doubts.append("a backslash in it may be Markdown's") }
        return doubts
    }

    /// A value without what one form of a message puts around it or behind it and another does not.
    static func undecorated(_ value: String) -> String {
        var rest = value
        for opening in ["<mailto:", "<http:", "<https:", "[cid:", "[mailto:", "[http:", "[https:", "(mailto:"] {
            if let start = rest.lowercased().firstRange(of: opening), let last = rest.last, ">])".contains(last) {
                rest = String(
                    rest.prefix(rest.lowercased().distance(from: rest.lowercased().startIndex, to: start.lowerBound)))
            }
        }
        for (open, close) in pairs {
            for mark in [open + open, open] where rest.count > 2 * mark.count && rest.hasPrefix(mark) {
                let end = mark.count == 2 ? close + close : close
                if rest.hasSuffix(end) { return String(rest.dropFirst(mark.count).dropLast(end.count)) }
            }
        }
        return rest
    }

    private static let pairs = [
        ("*", "*"), ("_", "_"), ("`", "`"), ("\"", "\""), ("'", "'"), ("<", ">"), ("“", "”"), ("‘", "’"), ("„", "“"),
        ("«", "»"),
        ("[", "]"), ("(", ")"), ("{", "}"),
    ]

    /// Whether a mark stands around the whole, or only one of its two signs of emphasis is left.
    private static func isDecorated(_ value: String) -> Bool {
        if value.count >= 3, pairs.contains(where: { value.hasPrefix($0.0) && value.hasSuffix($0.1) }) { return true }
        return ["**", "__", "``", "~~"].contains { value.hasPrefix($0) || value.hasSuffix($0) }
            || "“”‘’«»„`".contains { value.first == $0 || value.last == $0 }
    }

    /// `*Password: Xk7…*`: one of the two stars stands before the label, the other is no sign of the value.
    private static func isHalfEmphasized(_ value: String, in line: String) -> Bool {
        if value.hasPrefix("*") { return true }
        let before = line.dropLast(value.count)
        // One that a blank follows is the sign of a list.
        return value.hasSuffix("*") && zip(before, before.dropFirst()).contains { $0 == "*" && !$1.isWhitespace }
    }

    /// A backslash before a sign; before a letter or digit Markdown writes none.
    private static func holdsMarkdownEscape(_ value: String) -> Bool {
        zip(value, value.dropFirst()).contains { $0 == "\\" && $1.isASCII && !$1.isLetter && !$1.isNumber }
    }

    private static func holdsTarget(_ value: String) -> Bool {
        let lower = value.lowercased()
        return [
            "<mailto:", "<http", "[cid:", "[image", "[http", "[mailto", "://", "mailto:", "<x-", "<tel:",
        ].contains {
            lower.contains($0)
        } || lower.contains("<#") && lower.hasSuffix(">") || lower.contains("](") && lower.hasSuffix(")")
    }

    /// `&amp;`, `&#38;`, `&lt`
    private static func holdsReference(_ value: String) -> Bool {
        for piece in value.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let sign = piece.hasPrefix("#") ? "#" : ""
            let name = sign + piece.dropFirst(sign.count).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
            if !name.isEmpty, piece.dropFirst(name.count).first == ";" { return true }
            if ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(name.lowercased()) { return true }
        }
        return false
    }

    /// `=3A`, `%3A`, `\u0026`
    private static func holdsEscape(_ value: String) -> Bool {
        let letters = Array(value)
        for (index, letter) in letters.enumerated() where letter == "=" || letter == "%" {
            let next = letters[(index + 1)...].prefix(2)
            if next.count == 2, next.allSatisfy({ $0.isASCII && $0.isHexDigit && !$0.isLowercase }) { return true }
        }
        return value.contains("\\u00") || value.contains("\\x")
    }

    /// `Â£`, `Ã©`, `â€™`: UTF-8 that was read a byte at a time.
    private static func holdsMisread(_ value: String) -> Bool {
        let scalars = Array(value.unicodeScalars)
        if scalars.contains("\u{FFFD}") { return true }
        return zip(scalars, scalars.dropFirst()).contains { first, second in
            (first == "Â" || first == "Ã" || first == "â") && !second.properties.isAlphabetic && second.value >= 0x80
                || (first == "Ã" && second.value >= 0x80)
        }
    }
}
