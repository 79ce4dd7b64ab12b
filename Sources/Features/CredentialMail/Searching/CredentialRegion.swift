internal import Model
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
            // As many values as labels follow, if they do not stand beside them.
            let end = roles[index...].firstIndex(where: \.isEmpty) ?? roles.count
            let last = min(text.lines.count, end + max(2, end - index, roles[index].count))
            for line in text.lines[index..<last] { add(line.text) }
            index = end
        }
    }

    private mutating func add(_ line: String) {
        for word in line.split(whereSeparator: { $0.isWhitespace || $0 == "|" || $0 == "\t" }) {
            note(word)
            if line.contains(","), word.contains(",") { word.split(separator: ",").forEach { note($0) } }
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
