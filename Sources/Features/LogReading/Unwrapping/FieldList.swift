internal import Support

/// Reads names and values of fields as they are copied from a table or a document view: `name: value`, a name and its
/// value in two columns or on two lines, several `name:value` in one line, or a line of names above lines of values.
struct FieldList {
    /// The known names; what else looks like one is taken for a name only among known ones.
    let names: Set<String>

    init(names: Set<String>) { self.names = names.union(["_index", "_id", "_score", "_type", "_version"]) }

    /// Whether a line begins such a list.
    func isField(_ line: some Collection<UInt8>) -> Bool {
        guard line.count <= 1 << 16 else { return false }
        let text = String(decoding: line, as: UTF8.self)
        if header(text) != nil { return true }
        if names.contains(withoutIcon(trimmed(text[...]))) { return true }
        if let first = columns(text[...]).first, names.contains(withoutIcon(first)), text.contains("\t") { return true }
        return name(of: text[...]) != nil
    }

    /// What a line of a list comes to.
    enum Found {
        /// A record as JSON on one line; cut off where it has fewer cells than there are names.
        case record([UInt8], isCut: Bool)
        /// A row with more cells than there are names, so that none is under its own.
        case misfit([UInt8])
    }

    /// What stands in the lines of a list.
    func records(_ bytes: [UInt8]) -> [Found] {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !trimmed($0).isEmpty && !isRule($0) }
        guard let first = lines.first else { return [] }
        if let (header, separator) = header(String(first)) {
            return lines.dropFirst().compactMap { line in
                var cells = separator.map { SeparatedCells.of(line, separator: $0) } ?? columns(line)
                guard cells.count > 1 else { return nil }
                if cells.count > header.count { return .misfit(Array(line.utf8)) }
                let isOpen = Self.endsInQuotes(line)
                // Half of a value is another value.
                if isOpen { cells.removeLast() }
                return record(Array(zip(header, cells.map { value($0[...]) }))).map {
                    .record($0, isCut: isOpen || cells.count < header.count)
                }
            }
        }
        return record(pairs(lines)).map { [.record($0, isCut: false)] } ?? []
    }

    /// Whether a quote opens a line's last cell that nothing closes.
    private static func endsInQuotes(_ line: Substring) -> Bool {
        guard let last = line.split(whereSeparator: { ",;\t|".contains($0) }).last else { return false }
        return last.drop(while: \.isWhitespace).hasPrefix("\"") && !line.count(where: { $0 == "\"" }).isMultiple(of: 2)
    }

    /// A line drawn below a header: `|---|:--|`, `-----+-----`.
    private func isRule(_ line: Substring) -> Bool {
        line.contains("---") && line.allSatisfy { "-+|:= \t".contains($0) }
    }

    private func record(_ pairs: [(String, String)]) -> [UInt8]? {
        guard pairs.contains(where: { names.contains($0.0) }), !isOfNames(pairs.map(\.1)) else { return nil }
        let members = pairs.map { "\(JSONText.quoted($0.0)):\(JSONText.quoted($0.1))" }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    /// Whether half of the values are names of fields themselves, or the only one is nothing but words as names are: a
    /// table's header, of which nothing is a contact.
    private func isOfNames(_ values: [String]) -> Bool {
        let named = values.count { value in
            let cells = value.split { "\t|,;".contains($0) }.map {
                trimmed($0).trimming { $0 == "\"" || $0.isWhitespace }
            }
            return cells.allSatisfy(isNameLike) && (values.count == 1 || cells.contains(where: names.contains))
        }
        return named > 0 && named * 2 >= values.count
    }

    private func isNameLike(_ word: String) -> Bool {
        word.first.map { $0.isLetter || $0 == "_" || $0 == "@" } != false
            && word.allSatisfy { $0.isLetter || $0.isNumber || "_@.-".contains($0) }
    }

    private func pairs(_ lines: [Substring]) -> [(String, String)] {
        var pairs: [(String, String)] = []
        var at = 0
        while at < lines.count {
            let line = lines[at]
            at += 1
            let whole = withoutIcon(trimmed(line))
            let cells = columns(line).map(withoutIcon)
            if names.contains(whole) {
                guard at < lines.count, !names.contains(trimmed(lines[at])) else { continue }
                pairs.append((whole, value(lines[at])))
                at += 1
            } else if let place = cells.firstIndex(where: names.contains), place + 1 < cells.count {
                pairs.append((cells[place], value(cells[place + 1][...])))
            } else if name(of: line) != nil {
                pairs += inline(line)
            }
        }
        return pairs
    }

    /// `name:value name:value …`, as Discover's summary column has it.
    private func inline(_ line: Substring) -> [(String, String)] {
        var pairs: [(String, String)] = []
        var rest = line
        while let (name, behind) = name(of: rest) {
            var end = behind.endIndex
            var blank = behind.startIndex
            while let found = behind[blank...].firstIndex(where: \.isWhitespace) {
                blank = behind.index(after: found)
                if blank > behind.index(after: behind.startIndex), isName(at: behind[blank...]) {
                    end = found
                    break
                }
            }
            pairs.append((name, value(behind[..<end])))
            rest = behind[end...]
        }
        return pairs
    }

    /// Whether a word with a colon at its end stands here: inside of a summary any such word is a name.
    private func isName(at text: Substring) -> Bool {
        let word = text.prefix { $0.isLetter || $0.isNumber || "_@.-".contains($0) }
        guard let first = word.first, first.isLetter || first == "_" || first == "@" else { return false }
        let behind = text[word.endIndex...]
        return behind.first == ":" && !behind.hasPrefix("://") && behind.dropFirst().first?.isWhitespace == false
            || behind.first == ":" && names.contains(String(word))
    }

    /// The known name that begins the text, and what stands behind its colon or equals sign.
    private func name(of text: Substring) -> (String, Substring)? {
        let start = text.drop { $0.isWhitespace || "\"-*•,|".contains($0) }
        let word = start.prefix { $0.isLetter || $0.isNumber || "_@.-".contains($0) }
        let isKnown = names.contains(String(word)) || text.startIndex != start.base.startIndex && isName(at: start)
        guard isKnown else { return nil }
        let behind = start[word.endIndex...].drop { $0 == "\"" || $0 == " " }
        guard let sign = behind.first, sign == ":" || sign == "=" || sign == "\t" || sign == "|" else { return nil }
        return (String(word), behind.dropFirst())
    }

    /// The names in a line of nothing but columns, two of them known at least; and the separator of a CSV report.
    private func header(_ line: String) -> ([String], Character?)? {
        let isTable = line.contains("\t") || line.contains("|")
        let separator = isTable ? nil : [",", ";"].first(where: line.contains)
        if !isTable && separator == nil { return nil }
        let cells = separator.map { SeparatedCells.of(line[...], separator: $0) } ?? columns(line[...])
        // A quote that is lost or left over in a name shows that the header is damaged.
        let isHeader = cells.count(where: names.contains) > 1 && cells.allSatisfy { !$0.isEmpty && isColumnName($0) }
        return isHeader ? (cells, separator) : nil
    }

    /// A name as columns have them; `redact` puts its own in the place of others.
    private func isColumnName(_ cell: String) -> Bool {
        isNameLike(cell) || cell.hasPrefix("‹") && cell.hasSuffix("›") && cell.utf8.count < 48
    }

    private func columns(_ line: Substring) -> [String] {
        let sign: Character = line.contains("\t") ? "\t" : "|"
        let parts = line.split(separator: sign, omittingEmptySubsequences: false).map { trimmed($0) }
        // Bars stand around the whole row as well.
        guard sign == "|", parts.count > 2, trimmed(line).hasPrefix("|") else { return parts }
        return Array(parts.dropFirst().dropLast(parts.last == "" ? 1 : 0))
    }

    /// A name without the letter by which Kibana shows a field's type: `t businessNumber`.
    private func withoutIcon(_ cell: String) -> String {
        let words = cell.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].count == 1, names.contains(String(words[1])) else { return cell }
        return String(words[1])
    }

    private func trimmed(_ text: Substring) -> String {
        let front = text.drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }

    /// A value without the quotes around it, and a long number without the commas that Kibana sets between thousands.
    private func value(_ text: Substring) -> String {
        var value = trimmed(text)
        if value.hasSuffix(",") { value = trimmed(value.dropLast()) }
        if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
            value = String(value.dropFirst().dropLast())
        }
        let groups = value.split(separator: ",", omittingEmptySubsequences: false)
        let isLongNumber =
            groups.count > 3 && groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
            && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
        return isLongNumber ? groups.joined() : value
    }
}
