internal import Model

/// Finds labels and their values in one text of a mail.
struct CandidateSearch {
    let labels: LabelTable
    let text: MailText
    let number: Int
    let sections: ThreadSections
    private(set) var found: [Candidate] = []
    private(set) var labelRows: [Int] = []
    /// No mail holds more; one that does is refused.
    static let most = 100
    /// Lines that are values already.
    private var taken: Set<Int> = []

    init(_ text: MailText, number: Int, labels: LabelTable) {
        self.labels = labels
        self.text = text
        self.number = number
        sections = ThreadSections(text, labels.heads)
    }

    mutating func run() {
        var index = 0
        while index < text.lines.count, found.count <= Self.most {
            if let next = headings(at: index) {
                index = next
            } else {
                label(at: index)
                index += 1
            }
        }
        unlabelled()
    }

    private mutating func label(at index: Int) {
        guard !taken.contains(index), let match = labels.match(text.lines[index].text),
            case .role(let role) = match.meaning
        else { return }
        if match.isBare {
            // Only a blank stands between: a sentence, unless it is a ServiceUser.
            if (try? ServiceUser(match.value)) != nil { add(.serviceUser, [index], match.value, label: index) }
            return
        }
        labelRows.append(text.lines[index].row)
        if !match.value.isEmpty {
            add(role, [index], match.value, label: index)
        } else if let lines = valueLines(after: index) {
            taken.formUnion(lines)
            add(role, lines, text.lines[lines[0]].text, label: index)
        }
    }

    /// The lines that hold the value of a label that stands alone: of the next cell, or else the next line.
    private func valueLines(after index: Int) -> [Int]? {
        let label = text.lines[index]
        if let cell = label.cell {
            let others = text.lines.indices[(index + 1)...].prefix(64).filter { text.lines[$0].row == label.row }
            let beside = others.filter { line in
                // A sign of its own between two cells is no value; above a value in one cell it is in doubt.
                let isAlone = others.count { text.lines[$0].cell == text.lines[line].cell } == 1
                return (text.lines[line].cell ?? 0) > cell && !(isAlone && isSeparator(text.lines[line].text))
            }
            if let first = beside.first, text.lines[index + 1].cell != cell || isSeparator(text.lines[index + 1].text) {
                if labels.isLabel(text.lines[first].text) { return nil }
                return beside.filter { text.lines[$0].cell == text.lines[first].cell }
            }
        }
        guard index + 1 < text.lines.count, sections.numbers[index + 1] == sections.numbers[index] else { return nil }
        if labels.isLabel(text.lines[index + 1].text) { return nil }
        return [index + 1]
    }

    private func isSeparator(_ text: String) -> Bool {
        text.count <= 2 && !text.isEmpty && text.allSatisfy { ":=-–—".contains($0) }
    }

    /// A row of labels only is the head of a table: the values stand below, cell by cell. Answers the line behind them.
    private mutating func headings(at index: Int) -> Int? {
        let head = text.lines[index]
        guard head.cell != nil, labels.match(head.text)?.value.isEmpty == true else { return nil }
        let heads = text.lines.indices[index...].prefix(64).prefix { text.lines[$0].row == head.row }
        let matches = heads.map { labels.match(text.lines[$0].text) }
        guard heads.count >= 2, matches.allSatisfy({ $0?.value.isEmpty == true && $0?.isBare == false }) else {
            return nil
        }
        let next = heads.endIndex
        guard next < text.lines.count, text.lines[next].cell != nil, text.lines[next].row == head.row + 1 else {
            return nil
        }
        let below = text.lines.indices[next...].prefix(64).prefix { text.lines[$0].row == head.row + 1 }
        labelRows.append(head.row)
        // A cell too many or too few moves every value below another label.
        let isEven = Set(heads.map { text.lines[$0].cell }) == Set(below.map { text.lines[$0].cell })
        taken.formUnion(below)
        for (place, match) in zip(heads, matches) {
            guard case .role(let role)? = match?.meaning else { continue }
            let values = below.filter { text.lines[$0].cell == text.lines[place].cell }
            guard let first = values.first else { continue }
            add(role, Array(values), text.lines[first].text, label: place, isBelow: true)
            if !isEven { found[found.count - 1].doubts.append("the cells of its row do not match those of the labels") }
        }
        return next + below.count
    }

    private mutating func add(
        _ role: CredentialRole, _ lines: [Int], _ value: String, label: Int, isBelow: Bool = false
    ) {
        guard let first = lines.first, let last = lines.last else { return }
        let section = sections.numbers[first]
        var candidate = Candidate(
            role: role, value: value, text: number, line: first, labelRow: text.lines[label].row,
            valueRow: text.lines[last].row, section: section, date: sections.dates[section])
        // `User Name` is the PMS user's, unless its value is a ServiceUser.
        if role == .pmsUserName, (try? ServiceUser(value)) != nil { candidate.role = .serviceUser }
        let reach = Reach(text: text, last: last, isBelow: isBelow)
        if candidate.role == .serviceUser { ServiceUserReading.read(&candidate, lines, reach, text) }
        ValueDoubts(labels: labels, text: text).note(&candidate, lines, reach)
        found.append(candidate)
    }

    /// Texts of the form of a ServiceUser that stand behind no label.
    private mutating func unlabelled() {
        var known = Set(found.compactMap { $0.serviceUser?.description })
        for index in text.lines.indices where text.lines[index].text.utf8.count(where: { $0 == 0x5E }) >= 2 {
            for word in text.lines[index].text.unicodeScalars.split(whereSeparator: Self.isBetweenWords) {
                // By far most words end here, before anything is made of them.
                guard found.count <= Self.most, word.count(where: { $0 == "^" }) == 2,
                    word.count <= ServiceUser.longest
                else { continue }
                var value = String(word)
                while value.last == "." { value.removeLast() }
                guard let user = try? ServiceUser(value), known.insert(user.description).inserted else { continue }
                let section = sections.numbers[index]
                var candidate = Candidate(
                    role: .serviceUser, value: value, text: number, line: index, labelRow: text.lines[index].row,
                    valueRow: text.lines[index].row, section: section, date: sections.dates[section], isLabelled: false,
                    serviceUser: user)
                candidate.doubts = ["no known label stands before it"]
                found.append(candidate)
            }
        }
    }

    private static func isBetweenWords(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", ")", "[", "]", "<", ">", "\"", "'", ",", ";": true
        case "!"..."~": false
        default: scalar.properties.isWhitespace
        }
    }
}

/// A value that may be one of those looked for, with all that is known of it.
struct Candidate {
    var role: CredentialRole
    /// As the mail shows it, without blank space around it.
    var value: String
    /// Which of the mail's texts it is in.
    var text: Int
    /// The line of the value, among the text's lines.
    var line: Int
    /// The row of the label, or of the value where it has none.
    var labelRow: Int
    /// The row of the value, or of its last piece.
    var valueRow: Int
    /// Which message of a thread, 0 for the one on top.
    var section: Int
    var date: MailDate?
    var isLabelled = true
    var serviceUser: ServiceUser?
    var fault: ServiceUserError?
    /// Why it may not be what was sent.
    var doubts: [String] = []
    /// What was done to it that leaves no doubt.
    var notes: [String] = []

    /// Whether it can be handed on as it is.
    var isCertain: Bool { doubts.isEmpty && (role != .serviceUser || serviceUser != nil) }
}

/// All that was found in one file.
struct Candidates {
    var all: [Candidate] = []
    /// Rows of labels of each text, those without a value included.
    var labelRows: [Int: [Int]] = [:]
    /// Texts that are threads of several messages.
    var threads: Set<Int> = []

    /// The rows between which damage counts, for a text; nothing where it has no label.
    func region(of text: Int) -> ClosedRange<Int>? {
        let own = all.filter { $0.text == text }
        let rows = (labelRows[text] ?? []) + own.map(\.labelRow) + own.map(\.valueRow)
        guard let first = rows.min(), let last = rows.max() else { return nil }
        return first...last
    }
}
