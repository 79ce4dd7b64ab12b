/// Breaks prose into lines that fit.
public enum Wrapping {
    /// The lines of a text whose first line has `first` columns and the others `rest`.
    ///
    /// Blank space, newlines included, only parts words, so that no value can forge a line of the report; a word that
    /// is longer than a line is cut unless it has to stay whole.
    public static func lines(_ text: String, first: Int, rest: Int, cuttingWords: Bool = true) -> [String] {
        if isOneLine(text, first) { return [text] }
        // What blank space is need be asked of Unicode only where there are other characters than ASCII's.
        let words =
            text.utf8.allSatisfy { $0 < 0x80 }
            ? text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
            : text.split(whereSeparator: \.isWhitespace).map(String.init)
        return lines(words: words, first: first, rest: rest, cuttingWords: cuttingWords)
    }

    /// The text itself, or where it is wider than `width` its beginning and a `…`.
    public static func cut(_ text: String, _ width: Int) -> String {
        guard ColumnWidth.of(text) > width else { return text }
        var kept = text
        while ColumnWidth.of(kept) > width - 1, !kept.isEmpty { kept.removeLast() }
        return kept.trimmed + "…"
    }

    /// A quick look: whether a text is a line as it is, in printable ASCII with single blanks between its words.
    private static func isOneLine(_ text: String, _ width: Int) -> Bool {
        guard text.utf8.count <= width else { return false }
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            if !(0x20..<0x7F).contains(byte) || (byte == 0x20 && last == 0x20) { return false }
            last = byte
        }
        return last != 0x20
    }

    /// The same for parts that are kept whole where they fit.
    public static func lines(words: [String], first: Int, rest: Int, cuttingWords: Bool = true) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var room: Int { max(lines.isEmpty ? first : rest, 1) }
        func endLine() {
            lines.append(line)
            line = ""
            used = 0
        }
        for word in words {
            let width = ColumnWidth.of(word)
            if !line.isEmpty, used + 1 + width <= room {
                line += " " + word
                used += 1 + width
                continue
            }
            if !line.isEmpty || (lines.isEmpty && width > room && width <= rest) { endLine() }
            if line.isEmpty, width <= room || !cuttingWords {
                line = word
                used = width
                continue
            }
            for character in word {
                let width = ColumnWidth.of(String(character))
                if used + width > room, !line.isEmpty { endLine() }
                line.append(character)
                used += width
            }
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }
}

/// How many columns of a terminal a text takes.
public enum ColumnWidth {
    /// Wide characters take two, marks none.
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    /// East Asian wide and full-width characters, and signs that are drawn as pictures.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isEmojiPresentation { return true }
        switch scalar.value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            return true
        default:
            return false
        }
    }
}

/// Runs of blanks, made once: a table has one or more in each of its lines.
public enum Blanks {
    private static let many = String(repeating: " ", count: 256)

    /// `count` blanks.
    public static func of(_ count: Int) -> Substring {
        count <= many.utf8.count ? Substring(many.utf8.prefix(count)) : String(repeating: " ", count: count)[...]
    }
}

/// Columns of plain text.
extension String {
    /// With blanks behind it, up to a number of characters.
    public func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }

    /// With blanks before it, up to a number of characters.
    public func paddedLeft(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}

/// Numbers as a person reads them.
public enum Numbers {
    /// With a comma between thousands.
    public static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }

    /// With a comma between thousands, and blanks before them, so that all are as wide as the longest.
    public static func column(_ numbers: [Int]) -> [String] {
        let texts = numbers.map(grouped)
        let width = texts.map(\.count).max() ?? 0
        return texts.map { $0.paddedLeft(to: width) }
    }

    /// `1 record`, `2,000 records`.
    public static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        grouped(number) + " " + (number == 1 ? one : many)
    }

    /// `a`, `a and b`, `a, b and c`.
    public static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `512 bytes`, `12.3 MB`; a kilobyte is 1,000 bytes.
    public static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return counted(bytes, "byte", "bytes") }
        var tenths = bytes / 100
        var unit = 0
        let units = ["kB", "MB", "GB", "TB"]
        while tenths >= 10_000, unit + 1 < units.count {
            tenths /= 1_000
            unit += 1
        }
        return "\(grouped(tenths / 10)).\(tenths % 10) \(units[unit])"
    }

    /// `1 call`, `2 calls`, without commas.
    public static func plural(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

/// What stands around a text.
extension StringProtocol {
    /// Without blank space at its ends.
    public var trimmed: String { trimming(\.isWhitespace) }

    /// Without the characters at its ends of which that holds.
    public func trimming(_ isOuter: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !isOuter($0) }) else { return "" }
        return String(self[...last].drop(while: isOuter))
    }
}
