internal import Model
internal import Support

/// The labels of a credential mail, and how they are told at the beginning of a line.
struct LabelTable {
    enum Meaning: Equatable {
        case role(CredentialRole)
        case other
    }

    struct Match {
        var meaning: Meaning
        /// Behind label and separator; empty where the value stands elsewhere.
        var value: String
        /// Whether nothing stood between label and value but blank space.
        var isBare: Bool
    }

    private let labels: [(letters: [Character], meaning: Meaning)]
    /// The labels in ASCII, without joints; nothing if one is not in ASCII.
    private let plain: [[UInt8]]?
    private let separators: [Character]

    init(_ mail: CredentialMail) {
        var labels: [(letters: [Character], meaning: Meaning)] = []
        for field in mail.fields { labels += field.labels.map { (Self.letters(of: $0), .role(field.role)) } }
        labels += mail.otherLabels.map { (Self.letters(of: $0), .other) }
        // The longest label wins: `User Name` is no `User`.
        self.labels = labels.filter { !$0.letters.isEmpty }.sorted { $0.letters.count > $1.letters.count }
        let spelled = self.labels.map { Array(String($0.letters).utf8) }
        plain = spelled.allSatisfy { $0.allSatisfy { $0 < 0x80 } } ? spelled : nil
        separators = mail.separators.compactMap(\.first)
    }

    private static func letters(of label: String) -> [Character] { Array(label.lowercased().filter { !isJoint($0) }) }

    private static func isJoint(_ character: Character) -> Bool {
        character.isWhitespace || character == "_" || character == "-"
    }

    /// The label at the beginning of a line, and what follows it.
    func match(_ line: String) -> Match? {
        // A line that is longer holds text, and what it begins with is no label with a value.
        guard line.utf8.count <= 4096, mayMatch(line) else { return nil }
        let characters = Array(line.drop { $0.isWhitespace || "•·*▪●".contains($0) })
        // No label is longer, and most lines begin with none.
        let head = characters.prefix(80).map { $0.isASCII ? Character($0.lowercased()) : $0 }
        guard let first = head.first else { return nil }
        for label in labels where label.letters[0] == first {
            guard let end = Self.end(of: label.letters, in: head) else { continue }
            return after(characters, end, label.meaning)
        }
        return nil
    }

    /// A look at the bytes, with which nearly all lines end: whether a label's letters stand at the beginning, whatever
    /// stands between them. What is not ASCII may be anything.
    private func mayMatch(_ line: String) -> Bool {
        guard let plain else { return true }
        var line = line
        return line.withUTF8 { bytes in
            guard let start = bytes.firstIndex(where: { $0 > 0x20 && $0 != UInt8(ascii: "*") }) else { return false }
            return plain.contains { label in
                var index = start
                for letter in label {
                    while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == 0x2D || bytes[index] == 0x5F {
                        index += 1
                    }
                    guard index < bytes.count else { return false }
                    if bytes[index] >= 0x80 { return true }
                    let byte = (0x41...0x5A).contains(bytes[index]) ? bytes[index] + 0x20 : bytes[index]
                    if byte != letter { return false }
                    index += 1
                }
                return true
            }
        }
    }

    /// Whether a label stands at the beginning of a line, and not only as a word of a sentence.
    func isLabel(_ line: String) -> Bool { match(line).map { !$0.isBare } == true }

    private static func end(of letters: [Character], in characters: [Character]) -> Int? {
        var index = 0
        for letter in letters {
            while index < characters.count, index > 0, isJoint(characters[index]), characters[index] != letter {
                index += 1
            }
            guard index < characters.count, characters[index] == letter else { return nil }
            index += 1
        }
        if index < characters.count, characters[index].isLetter || characters[index].isNumber { return nil }
        return index
    }

    private func after(_ characters: [Character], _ end: Int, _ meaning: Meaning) -> Match? {
        var rest = characters[end...]
        let hadSpace = rest.first?.isWhitespace == true
        rest = rest.drop(while: \.isWhitespace)
        // A remark behind the label: `PM Password (case sensitive): …`.
        if rest.first == "(", let close = rest.firstIndex(of: ")"),
            let next = rest[(close + 1)...].drop(while: \.isWhitespace).first, separators.contains(next)
        {
            rest = rest[(close + 1)...].drop(while: \.isWhitespace)
        }
        guard let sign = rest.first else { return Match(meaning: meaning, value: "", isBare: false) }
        guard separators.contains(sign) else {
            return hadSpace ? Match(meaning: meaning, value: String(rest).trimmed, isBare: true) : nil
        }
        let value = rest.dropFirst()
        // A hyphen without a space around it joins words: `Password-reset`.
        let isHyphen = "-–—".contains(sign)
        if isHyphen, !hadSpace, value.first?.isWhitespace == false { return nil }
        return Match(meaning: meaning, value: String(value).trimmed, isBare: false)
    }

    /// Whether a value begins with a sign that may still belong to what stands before it.
    func beginsWithSeparator(_ value: String) -> Bool { value.first.map(separators.contains) ?? false }
}
