internal import Model

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
