internal import Model
internal import Support

/// The labels of a credential mail, and how they are told at the beginning of a line.
struct LabelTable {
    enum Meaning: Equatable {
        case role(CredentialRole)
        case id(CredentialID.Part)
        case other
    }

    struct Match {
        var meaning: Meaning
        /// Behind label and separator; empty where the value stands elsewhere.
        var value: String
        /// Whether nothing stood between label and value but blank space.
        var isBare: Bool
        /// A separator that stands directly before the value, and directly behind the label or far from it.
        var gluedSign: Character?
    }

    private let labels: [(letters: [Character], meaning: Meaning)]
    /// The labels in ASCII, without joints; nothing if one is not in ASCII.
    private let plain: [[UInt8]]?
    private let separators: [Character]
    private let placeholders: Set<String>
    private let spoken: [(text: String, role: CredentialRole)]
    private let labelWords: Set<String>
    /// How the heads of messages are worded.
    let heads: MessageHeads

    init(_ mail: CredentialMail) {
        spoken = mail.fields.flatMap { field in field.labels.map { ($0.lowercased(), field.role) } }
        labelWords = Set(
            (mail.fields.flatMap(\.labels) + mail.otherLabels).flatMap { label in
                [label.filter { !$0.isWhitespace }.lowercased()]
                    + label.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
            })
        placeholders = Set(mail.placeholders.map { $0.lowercased() })
        heads = mail.heads
        var labels: [(letters: [Character], meaning: Meaning)] = []
        for field in mail.fields { labels += field.labels.map { (Self.letters(of: $0), .role(field.role)) } }
        for id in mail.ids { labels += id.labels.map { (Self.letters(of: $0), .id(id.part)) } }
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
        let (characters, mark) = Self.withoutBullet(line)
        // No label is longer, and most lines begin with none.
        let head = characters.prefix(80).map { $0.isASCII ? Character($0.lowercased()) : $0 }
        guard let first = head.first else { return nil }
        for label in labels where label.letters[0] == first {
            guard let end = Self.end(of: label.letters, in: head) else {
                // A label with letters glued to it: where it ends cannot be told, and a shorter one is not meant.
                if Self.isGlued(label.letters, head) { return nil }
                continue
            }
            return after(characters, end, label.meaning, mark)
        }
        return nil
    }

    /// A line without the sign or number of a list, and the marks of emphasis that stand directly before its first word.
    private static func withoutBullet(_ line: String) -> (characters: [Character], mark: [Character]) {
        var rest = Array(line.drop { $0.isWhitespace || "•·▪●".contains($0) })[...]
        let number = rest.prefix(while: \.isNumber)
        if !number.isEmpty, number.count <= 2, let sign = rest.dropFirst(number.count).first, ".)".contains(sign),
            rest.dropFirst(number.count + 1).first?.isWhitespace == true
        {
            rest = rest.dropFirst(number.count + 1)
        } else if let sign = rest.first, "-–—*".contains(sign), rest.dropFirst().first?.isWhitespace == true {
            rest = rest.dropFirst()
        }
        rest = rest.drop(while: \.isWhitespace)
        let mark = rest.prefix { $0 == "*" || $0 == "_" }
        return (Array(rest.dropFirst(mark.count)), Array(mark))
    }

    /// A look at the bytes, with which nearly all lines end: whether a label's letters stand at the beginning, whatever
    /// stands between them. What is not ASCII may be anything.
    private func mayMatch(_ line: String) -> Bool {
        guard let plain else { return true }
        var line = line
        return line.withUTF8 { bytes in
            // Not the sign or the number of a list, nor marks of emphasis.
            guard let start = bytes.firstIndex(where: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x80 }),
                start < 64
            else { return false }
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

    private static func isGlued(_ letters: [Character], _ characters: [Character]) -> Bool {
        letters.count > 7 && characters.filter { !isJoint($0) }.starts(with: letters)
    }

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

    private func after(_ characters: [Character], _ end: Int, _ meaning: Meaning, _ mark: [Character]) -> Match? {
        var rest = characters[end...]
        // `*PM Password*: …`, `**PM Password:** …`
        var isMarked = !mark.isEmpty && rest.starts(with: mark)
        if isMarked { rest = rest.dropFirst(mark.count) }
        let space = rest.prefix(while: \.isWhitespace).count
        let hadSpace = space > 0
        rest = rest.drop(while: \.isWhitespace)
        // A remark behind the label: `PM Password (case sensitive): …`.
        if rest.first == "(", let close = rest.firstIndex(of: ")"),
            let next = rest[(close + 1)...].drop(while: \.isWhitespace).first, separators.contains(next)
        {
            rest = rest[(close + 1)...].drop(while: \.isWhitespace)
        }
        guard let sign = rest.first else { return Match(meaning: meaning, value: "", isBare: false) }
        let leader = rest.prefix { $0 == sign }.count
        if leader >= 3, ".…·_".contains(sign) {
            var value = rest.dropFirst(leader).drop(while: \.isWhitespace)
            var glued: Character?
            // A hyphen that is glued to the value belongs to it.
            if let sign = value.first, separators.contains(sign),
                !("-–—".contains(sign) && value.dropFirst().first?.isWhitespace == false)
            {
                value = value.dropFirst()
                if value.first?.isWhitespace == false { glued = sign }
            }
            return Match(meaning: meaning, value: String(value).trimmed, isBare: false, gluedSign: glued)
        }
        if space >= 2, !separators.contains(sign) {
            return Match(meaning: meaning, value: String(rest).trimmed, isBare: false)
        }
        // Two blanks are a separator already, so that a sign that is glued to the value may be its first.
        if space >= 2, "-–—".contains(sign), rest.dropFirst().first?.isWhitespace == false {
            return Match(meaning: meaning, value: String(rest), isBare: false)
        }
        guard separators.contains(sign) else {
            return hadSpace ? Match(meaning: meaning, value: String(rest).trimmed, isBare: true) : nil
        }
        var value = rest.dropFirst()
        if !isMarked, !mark.isEmpty, value.starts(with: mark) {
            isMarked = true
            value = value.dropFirst(mark.count)
        }
        // A hyphen without a space around it joins words: `Password-reset`.
        let isHyphen = "-–—".contains(sign)
        if isHyphen, !hadSpace, value.first?.isWhitespace == false { return nil }
        let isGlued = (space >= 2 || space == 0 && !isMarked) && value.first?.isWhitespace == false
        return Match(meaning: meaning, value: String(value).trimmed, isBare: false, gluedSign: isGlued ? sign : nil)
    }

    /// Which values a line names, wherever in it.
    func roles(in line: String) -> Set<CredentialRole> {
        let words = line.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        let padded = " \(words) "
        return Set(spoken.filter { padded.contains(" \($0.text) ") }.map(\.role))
    }

    /// Whether a word is one of a label's, with the signs that stand around it there.
    func isLabelWord(_ word: Substring) -> Bool {
        labelWords.contains(String(word).lowercased().trimming { !$0.isLetter && !$0.isNumber })
    }

    /// Whether a value is what a sender leaves where one will be filled in.
    func isPlaceholder(_ value: String) -> Bool {
        var word = value.lowercased()
        // `${password}`, `%PASSWORD%`
        if let first = word.first, let last = word.last, "$%#@".contains(first), "}%#@".contains(last) {
            word = word.trimming { "$%#@".contains($0) }
        }
        word = word.trimming { "<>[](){}.,:-–—_/?!".contains($0) }
        return word.isEmpty || placeholders.contains(word) || placeholders.contains(word.filter { $0 != "." })
    }

    /// Whether a value begins with a sign that may still belong to what stands before it.
    ///
    /// A hyphen that is glued to the next character belongs to the value: a separator stands before it already.
    func beginsWithSeparator(_ value: String) -> Bool {
        guard let sign = value.first, separators.contains(sign) else { return false }
        return !("-–—".contains(sign) && value.dropFirst().first?.isWhitespace == false)
    }
}
