internal import Model
internal import Reporting
internal import Support

/// The words near labels that may be a credential's, whether a value was found there or not: what `redact` hides.
///
/// Wider than what `message` reads: a table in Markdown, a list with commas or columns out of a PDF show a person what is
/// the password, too.
struct CredentialRegion {
    let labels: LabelTable
    private(set) var words: [String] = []

    init(_ labels: LabelTable) { self.labels = labels }

    /// Takes up the words of a text that names at least two of the three values, or holds a ServiceUser.
    mutating func add(_ text: MailText, holdsServiceUser: Bool) {
        let roles = text.lines.map { labels.roles(in: $0.text) }
        guard holdsServiceUser || Set(roles.joined()).count > 1 else { return }
        var index = 0
        while index < text.lines.count {
            guard !roles[index].isEmpty else {
                index += 1
                continue
            }
            // As many values as labels follow, if they do not stand beside them; below a table's row, in rows.
            let end = roles[index...].firstIndex(where: \.isEmpty) ?? roles.count
            let last = min(text.lines.count, end + max(2, end - index, roles[index].count))
            for line in text.lines[index..<end] { add(line.text, hasLabel: true) }
            let isTable = Self.isTableRow(text.lines[end - 1].text)
            for line in text.lines[end..<last] where !isTable || Self.isTableRow(line.text) {
                add(line.text, hasLabel: false)
            }
            index = end
        }
    }

    private static func isTableRow(_ line: String) -> Bool { line.count { $0 == "|" } > 1 }

    private mutating func add(_ line: String, hasLabel: Bool) {
        // What a program logs of a login says which value it means first; the next line it logs is about something else.
        let isLogged = Self.isLogged(line)
        if isLogged, !hasLabel { return }
        for cell in line.split(whereSeparator: { $0 == "|" || $0 == "\t" }) {
            let words = cell.split(whereSeparator: \.isWhitespace)
            let first = isLogged ? words.firstIndex(where: isLabelWord) ?? words.count : 0
            for (index, word) in words.enumerated().dropFirst(first) {
                if words.count >= Self.sentence, OrdinaryWord.isOne(word), !isBehindLabel(words[..<index]) { continue }
                note(word)
                if line.contains(","), word.contains(",") { word.split(separator: ",").forEach { note($0) } }
            }
        }
    }

    /// What already stands for a hidden value is no label: `‹secret 4k7m2x9q›`.
    private func isLabelWord(_ word: Substring) -> Bool { word.first != "‹" && labels.isLabelWord(word) }

    /// So many words are a sentence or a line of a log, in which only what is no word may be a credential's.
    private static let sentence = 6

    private static func isLogged(_ line: String) -> Bool {
        var line = line
        return line.withUTF8 { LogTimes.end(in: $0, at: 0) != nil }
    }

    private static let fillers: Set<String> = ["is", "was", "are", "now", "to", "=", ":", "-"]

    /// `the password is`, `PM user now`: what comes next is the value, whatever it looks like.
    private func isBehindLabel(_ words: ArraySlice<Substring>) -> Bool {
        let said = Array(words.reversed().drop { Self.fillers.contains($0.lowercased()) }.prefix(3))
        return said.indices.contains { index in
            let label = said[...index].reversed()
            return !labels.roles(in: label.joined(separator: " ")).isEmpty
                && labels.roles(in: label.dropLast().joined(separator: " ")).isEmpty
        }
    }

    private mutating func note(_ word: Substring) {
        // `Password:Xk7…`, `**Xk7…**`
        let cut = word.firstIndex { ":=：".contains($0) }
        if let cut, labels.isLabelWord(word[..<cut]) { return note(word[word.index(after: cut)...]) }
        let plain = String(word).trimming { "*_`\"'“”‘’<>()[]".contains($0) }
        for text in [String(word), plain] where text.utf8.count >= 4 && !labels.isLabelWord(text[...]) {
            words.append(text)
        }
    }
}

/// A word of the vocabulary, a time, or a number of a business: in a sentence nobody's password.
private enum OrdinaryWord {
    static func isOne(_ word: Substring) -> Bool {
        let text = String(word).trimming { ".,;:!?()[]\"'“”‘’`*_".contains($0) }
        if text.isEmpty { return true }
        if text.allSatisfy({ $0.isASCII && ($0.isNumber || "-:.+TZ".contains($0)) }) {
            return text.count == 15 && text.allSatisfy(\.isNumber) || isTime(text)
        }
        let parts = text.split(separator: ".")
        guard parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isLetter } }) else { return false }
        // `com.example.Client`, and a word in one case, or with a capital first.
        let isWord = text.dropFirst().allSatisfy(\.isLowercase) || text.allSatisfy(\.isUppercase)
        guard parts.count > 2 || parts.count == 1 && isWord else { return false }
        return Array(text.utf8).withUnsafeBufferPointer { HarmlessText.shipped.isClear($0) }
    }

    /// `2026-11-20`, `06:00:08.910`
    private static func isTime(_ text: String) -> Bool {
        let groups = text.split { !$0.isNumber }
        guard groups.count > 2 else { return false }
        let isDate = groups[0].count == 4 && groups[0].hasPrefix("20") && groups[1].count == 2 && text.contains("-")
        return isDate || text.contains(":") && groups.prefix(3).allSatisfy { $0.count == 2 }
    }
}
