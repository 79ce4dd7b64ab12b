/// Small forms of text that several checks share.
enum PlainText {
    static func trimmed(_ text: some StringProtocol) -> String {
        var slice = Substring(text)
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }

    /// An ASCII letter or digit, or `_`.
    static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
}

/// Numbers as texts.
enum NumberText {
    /// One or more ASCII digits.
    static func isWhole(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// How often an integration runs: `1 DAYS`.
enum FrequencyText {
    /// As the platform writes it; nothing for what is no number of days or hours.
    static func normal(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, NumberText.isWhole(words[0]), !words[0].hasPrefix("0"), words[0].utf8.count <= 4 else {
            return nil
        }
        switch words[1].uppercased() {
        case "DAY", "DAYS": return "\(words[0]) DAYS"
        case "HOUR", "HOURS": return "\(words[0]) HOURS"
        default: return nil
        }
    }
}

/// `ubiquity_id:client_id^tenant_id^`, alone or followed by a service user name.
enum ServiceUserText {
    static func fits(_ text: String) -> Bool {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return false }
        let rest = halves[1].split(separator: "^", omittingEmptySubsequences: false)
        guard rest.count == 3 else { return false }
        return [halves[0], rest[0], rest[1]].allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { PlainText.isWordByte($0) && $0 != 0x5F }
        } && !rest[2].contains(where: \.isWhitespace)
    }
}

/// Which characters reach a reader as they are.
enum ShownScalars {
    /// Whether it is visible and stands for itself alone, so that no terminal and no gate changes it.
    static func isShown(_ scalar: Unicode.Scalar) -> Bool {
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
    static func escaped(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
