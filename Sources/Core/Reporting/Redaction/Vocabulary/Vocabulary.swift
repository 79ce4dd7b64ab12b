internal import Model

/// Words that are harmless wherever they are: log and playbook English, without names of people (rules.md D41).
///
/// A word is looked up in any case. How the shipped list was made: Documentation/vocabulary.md.
public struct Vocabulary: Sendable {
    private var words = WordTable(slots: 1 << 15)
    /// Words that have no room in a slot.
    private var long: Set<[UInt8]> = []
    /// Names of people that programs have in their own names, where they stay.
    private var inNames = WordTable(slots: 1 << 10)

    /// The words of `playbooks/vocabulary.txt`.
    public static let shipped = Vocabulary(EmbeddedVocabulary.text)

    /// The words of a text, one per line; lines with `#` are comments.
    init(_ text: [UInt8]) {
        for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
            if line.first == UInt8(ascii: "~") { inNames.insert(Array(line.dropFirst())) } else { insert(line) }
        }
    }

    /// These words too; what is neither a letter nor a digit separates two.
    public func with(_ texts: [String]) -> Vocabulary {
        var copy = self
        for text in texts {
            for word in text.utf8.split(whereSeparator: { !Ascii.isWord($0) }) { copy.insert(word) }
        }
        return copy
    }

    private mutating func insert(_ word: some Collection<UInt8>) {
        let word = word.map(Ascii.lowered)
        if word.isEmpty { return }
        if word.count > WordTable.longest { long.insert(word) } else { words.insert(word) }
    }

    /// Whether it has a word, which consists of letters and digits of ASCII and of apostrophes.
    func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.count > WordTable.longest { return !long.isEmpty && long.contains(word.map(Ascii.lowered)) }
        return words.contains(word)
    }

    /// Whether a word stays as a part of a program's name, `read` in `readTimeout`.
    func containsInNames(_ word: UnsafeBufferPointer<UInt8>) -> Bool { inNames.contains(word) }
}
