internal import Glibc
public import Model
internal import Support

/// A file of names as people have them: one a line, or a column of a CSV or of a copied table.
public struct NamesFile {
    /// Headings of the column that holds the names, compared without case, spaces, `_` and `-`.
    private static let headings: Set = [
        "name", "names", "department", "departments", "departmentname", "patientdepartmentname", "location",
        "locationname",
    ]
    private static let idHeadings: Set = ["id", "ids", "departmentid", "departmentids"]

    private let wantsIDs: Bool

    /// The names in their order, blank lines left out.
    public static func read(_ path: String, column: String?, wantsIDs: Bool) throws(CommandError) -> [String] {
        let shown = path == "-" ? "standard input" : path
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(path) } catch {
            throw CommandError(
                ExitCode.unreadable, "\(shown): cannot be read: \(error.systemText)",
                remedy: "name a file with one name per line, or - for standard input")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw CommandError(
                ExitCode.unreadable, "\(shown): is not text in UTF-8", remedy: "save it as CSV or text in UTF-8")
        }
        let names = try NamesFile(wantsIDs: wantsIDs).names(DelimitedText(text), column: column, shown)
        if names.isEmpty {
            throw CommandError(
                ExitCode.unreadable, "\(shown): holds no name",
                remedy: "give one name per line, or name a column with --column")
        }
        return names
    }

    private func names(_ table: DelimitedText, column: String?, _ shown: String) throws(CommandError) -> [String] {
        var rows = table.rows(table.separator)[...]
        guard let first = rows.first else { return [] }
        // With a heading that is known, or a column that is named, the file is a table; else each line is a name, and
        // its commas belong to it.
        if table.separator != nil, column != nil || first.cells.contains(where: isHeading) {
            let position = try position(column, first.cells, shown)
            if position.isHeaded { rows = rows.dropFirst() }
            return try rows.map { (row) throws(CommandError) -> String in
                guard row.cells.count > position.index else {
                    throw CommandError(
                        ExitCode.unreadable,
                        "\(shown):\(row.number): found \(row.cells.count) columns, expected at least \(position.index + 1)",
                        remedy: "complete the line, or put names that hold the separator in quotation marks")
                }
                return row.cells[position.index]
            }.filter { !Self.isBlank($0) }
        }
        if table.separator == UInt8(ascii: "\t") {
            throw CommandError(
                ExitCode.usage,
                "\(shown): has several columns and no heading that is known: which one holds the names?",
                remedy: "--column 2, for instance, or a first line with the heading ‘name’")
        }
        let whole = table.rows(nil).map { $0.cells[0] }
        return (isHeading(whole[0]) ? Array(whole.dropFirst()) : whole).filter { !Self.isBlank($0) }
    }

    private func position(
        _ column: String?, _ headings: [String], _ shown: String
    ) throws(CommandError) -> (index: Int, isHeaded: Bool) {
        let isHeaded = headings.contains(where: isHeading)
        guard let column else { return (headings.firstIndex(where: isHeading) ?? 0, true) }
        if let index = headings.firstIndex(where: { Self.plain($0) == Self.plain(column) }) { return (index, true) }
        if let number = Int(column), (1...headings.count).contains(number) { return (number - 1, isHeaded) }
        throw CommandError(
            ExitCode.usage, "--column \(column): \(shown) has no such column",
            remedy: "known: \(headings.joined(separator: ", ")), or a number from 1 to \(headings.count)")
    }

    private func isHeading(_ cell: String) -> Bool {
        (wantsIDs ? Self.idHeadings : Self.headings).contains(Self.plain(cell))
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

/// Turns names into keys that are equal where two names differ only in case, accents, punctuation, spacing and usual
/// abbreviations.
struct NameKeys: Sendable {
    /// Each spelling's words; `st` may be a saint or a street.
    private let meanings: [String: [String]]

    /// Beyond this many readings a name's further ambiguous words are taken as they stand.
    private static let mostReadings = 16

    /// Knows the playbook's abbreviations; the first spelling of a group is the word itself.
    init(_ groups: [Abbreviation]) {
        var meanings: [String: [String]] = [:]
        for group in groups {
            let word = Self.plain(group.word)
            for spelling in [group.word] + group.spellings {
                meanings[Self.plain(spelling), default: []].append(word)
            }
        }
        self.meanings = meanings
    }

    /// The words of a name in small plain letters, punctuation taken for space.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in name.unicodeScalars {
            switch scalar {
            // Nearly all letters of nearly all names; asking Unicode for each would be felt over thousands of names.
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "A"..."Z": word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            // An apostrophe joins: `Mary's` is `Marys`.
            case "'", "’", "‘", "`", "´", "ʼ": continue
            case "&", "+":
                end()
                words.append("and")
            case _ where scalar.isASCII: end()
            default:
                let folded = PlainLetters.folded(scalar)
                if folded.isEmpty { continue }
                if folded.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || isNumber($0) }) {
                    word += folded
                } else {
                    end()
                }
            }
        }
        end()
        return words
    }

    /// All readings of a name, without spaces, the same readings once; empty for a name without letter and digit.
    func keys(_ name: String) -> [String] { keys(words: Self.words(name)) }

    /// The same for a name's words.
    func keys(words: [String]) -> [String] {
        var readings = [""]
        for word in words {
            let means = meanings[word] ?? [word]
            let choices = readings.count * means.count <= Self.mostReadings ? means : [means[0]]
            readings = readings.flatMap { reading in choices.map { reading + $0 } }
        }
        if readings.count == 1 { return readings[0].isEmpty ? [] : readings }
        var seen: Set<String> = []
        return readings.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The words of a name, each in its first meaning.
    func meantWords(_ words: [String]) -> [String] { words.map { meanings[$0]?.first ?? $0 } }

    private static func plain(_ spelling: String) -> String { words(spelling).joined() }

    private static func isNumber(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }
}

/// Letters without case and accents: `É` is `e`, `ø` is `o`, `ß` is `ss`.
enum PlainLetters {
    /// What one character becomes in a name that is compared; empty for a combining mark.
    ///
    /// Unicode calls a letter with an accent LATIN SMALL LETTER E WITH ACUTE, so that no table of letters is needed.
    static func folded(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII { return String(scalar).lowercased() }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return ""
        default: break
        }
        guard let name = scalar.properties.name else { return String(scalar).lowercased() }
        if let digit = scalar.properties.numericValue, (0...9).contains(digit), name.hasPrefix("FULLWIDTH DIGIT") {
            return String(Int(digit))
        }
        let words = name.split(separator: " ").map(String.init)
        guard let latin = words.firstIndex(of: "LATIN"), words.count > latin + 3,
            ["LETTER", "LIGATURE"].contains(words[latin + 2])
        else { return String(scalar).lowercased() }
        let letter = words[(latin + 3)...].prefix { $0 != "WITH" }.joined(separator: " ")
        if letter.count == 1 { return letter.lowercased() }
        return others[letter] ?? String(scalar).lowercased()
    }

    /// Latin letters that are no letter of English with a mark.
    private static let others = [
        "AE": "ae", "OE": "oe", "SHARP S": "ss", "ETH": "d", "THORN": "th", "DOTLESS I": "i", "IJ": "ij", "ENG": "ng",
        "LONG S": "s", "FF": "ff", "FI": "fi", "FL": "fl",
    ]
}
