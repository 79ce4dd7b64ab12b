internal import Model

/// Finds labels and their values in one text of a mail.
struct CandidateSearch {
    let labels: LabelTable
    let text: MailText
    let number: Int
    let sections: ThreadSections
    private(set) var found: [Candidate] = []
    private(set) var labelRows: [Int] = []
    /// Labels whose value could not be read: in a picture, in a field, or not there.
    private(set) var empty: [Candidate] = []
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
        doubtUneven()
        unlabelled()
    }

    /// Where other labels have their values beside them, one that has nothing there is empty, and the line below it is
    /// something else; and so is what a blank line parts from its label, unless that is so for all of them.
    private mutating func doubtUneven() {
        for index in found.indices where found[index].role != .serviceUser || found[index].serviceUser == nil {
            let others = found.indices.filter { $0 != index && found[$0].section == found[index].section }
                .map { found[$0].placement }
            switch found[index].placement {
            case .column: break
            case .below(let isAfterGap):
                if others.contains(where: { if case .beside = $0 { true } else { false } }) {
                    found[index].doubts.append("nothing is next to its label, unlike other labels")
                } else if isAfterGap, !others.allSatisfy({ $0 == .below(isAfterGap: true) }) {
                    found[index].doubts.append("there is a blank line between it and its label")
                }
            case .beside(let cells, let sign):
                let besides = others.compactMap {
                    if case .beside(let cells, let sign) = $0 { (cells, sign) } else { nil }
                }
                if cells > 1, besides.contains(where: { $0.0 > 0 && $0.0 < cells }) {
                    found[index].doubts.append("the cell next to its label is empty, unlike other labels")
                }
                let isAlone = besides.isEmpty && text.isPage
                if let sign, isAlone || besides.contains(where: { $0.0 == 0 }),
                    !besides.contains(where: { $0.1 == sign })
                {
                    found[index].doubts.append("the sign before it may be its first, since no other label has it")
                }
            }
        }
    }

    /// A line that would be quoted, directly below a label that is not.
    private func quotedValue(after index: Int) -> Int? {
        let next = index + 1
        guard !text.isPage, next < text.lines.count, text.lines[next].quoted > text.lines[index].quoted,
            !labels.isLabel(text.lines[next].text)
        else { return nil }
        return next
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
            add(role, [index], match.value, label: index, placement: .beside(cells: 0, sign: match.gluedSign))
        } else if let next = quotedValue(after: index) {
            // A value may begin with the sign of quotations.
            taken.insert(next)
            add(
                role, [next], text.lines[next].text, label: index, placement: .below(isAfterGap: false), isOfLabel: true
            )
            found[found.count - 1].doubts.append("a ‘>’ before it may be its first sign or that of a quotation")
        } else if let lines = valueLines(after: index) {
            taken.formUnion(lines)
            let (label, value) = (text.lines[index], text.lines[lines[0]])
            let cells = label.row == value.row ? (value.cell ?? 0) - (label.cell ?? 0) : 0
            add(
                role, lines, value.text, label: index,
                placement: cells > 0 ? .beside(cells: cells, sign: nil) : .below(isAfterGap: value.isAfterGap))
            if cells == 0, value.isAfterObject {
                found[found.count - 1].doubts.append("there is a picture or a field between it and its label")
            }
        } else {
            addEmpty(role, label: index)
            let isLast = index + 1 < text.lines.count && !labels.isLabel(text.lines[index + 1].text)
            if isLast { taken.formUnion(valuesOfStack(closedBy: index)) }
        }
    }

    private mutating func addEmpty(_ role: CredentialRole, label index: Int) {
        let line = text.lines[index]
        let section = sections.numbers[index]
        var label = Candidate(
            role: role, value: "", text: number, line: index, labelRow: line.row, valueRow: line.row,
            section: section,
            depth: line.quoted, date: sections.dates[section])
        if isInHeadOfTable(index) { label.doubts = ["it heads a table that is not understood"] }
        empty.append(label)
    }

    /// Whether a label stands beside another one in its row: the head of a table, whose other cells are no labels or
    /// whose values do not stand below.
    private func isInHeadOfTable(_ index: Int) -> Bool {
        guard text.lines[index].cell != nil else { return false }
        return [index - 1, index + 1].contains { other in
            text.lines.indices.contains(other) && text.lines[other].row == text.lines[index].row
                && emptyLabel(at: other) != nil
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
                if labels.isLabel(text.lines[first].text) || isValueOfLabelBefore(index) { return nil }
                return beside.filter { text.lines[$0].cell == text.lines[first].cell }
            }
        }
        guard index + 1 < text.lines.count, sections.numbers[index + 1] == sections.numbers[index] else { return nil }
        if labels.isLabel(text.lines[index + 1].text) || closesStack(index) { return nil }
        // The rest of the value's own block of a page, where the label stands in another.
        let value = text.lines[index + 1]
        let rest = text.lines.indices[(index + 2)...].prefix(3).prefix { next in
            let line = text.lines[next]
            return value.block != label.block && line.block == value.block && !line.isAfterGap
                && !labels.isLabel(line.text)
        }
        return [index + 1] + rest
    }

    /// Whether labels without values stand above this one: their values follow as one block, and not this one's first.
    private func closesStack(_ index: Int) -> Bool {
        index > 0 && text.lines[index - 1].cell == text.lines[index].cell && emptyLabel(at: index - 1) != nil
    }

    /// The label that is all a line holds, unless the line is a value already.
    private func emptyLabel(at index: Int) -> LabelTable.Meaning? {
        guard !taken.contains(index), let match = labels.match(text.lines[index].text), match.value.isEmpty,
            !match.isBare
        else { return nil }
        return match.meaning
    }

    /// Whether a cell is a label's word that stands where the label before it has its value: `User Name | PMUSER | …`.
    private func isValueOfLabelBefore(_ index: Int) -> Bool {
        guard index > 0, text.lines[index - 1].row == text.lines[index].row, case .role = emptyLabel(at: index - 1)
        else { return false }
        return true
    }

    /// The lines below the last of several labels without values, as many as those: a label's word among them is a value.
    private func valuesOfStack(closedBy index: Int) -> [Int] {
        guard closesStack(index) else { return [] }
        var first = index
        while first > 0, closesStack(first) { first -= 1 }
        return text.lines.indices[(index + 1)...].prefix(index - first + 1).filter { emptyLabel(at: $0) != nil }
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
            guard let first = values.first else {
                addEmpty(role, label: place)
                continue
            }
            add(role, Array(values), text.lines[first].text, label: place, placement: .column)
            if !isEven { found[found.count - 1].doubts.append("the cells of its row do not match those of the labels") }
        }
        return next + below.count
    }

    private mutating func add(
        _ role: CredentialRole, _ lines: [Int], _ value: String, label: Int,
        placement: Candidate.Placement = .beside(cells: 0, sign: nil), isOfLabel: Bool = false
    ) {
        guard let first = lines.first, let last = lines.last else { return }
        // Whose message it is, the label's line tells where the value only looks like a quotation.
        let home = isOfLabel ? label : first
        let section = sections.numbers[home]
        var candidate = Candidate(
            role: role, value: value, text: number, line: first, labelRow: text.lines[label].row,
            valueRow: text.lines[last].row, section: section, depth: text.lines[home].quoted,
            placement: placement, date: sections.dates[section])
        // `User Name` is the PMS user's, unless its value is a ServiceUser.
        if role == .pmsUserName, (try? ServiceUser(value)) != nil { candidate.role = .serviceUser }
        let isColumn = if case .column = placement { true } else { false }
        let reach = Reach(text: text, last: last, isBelow: isColumn)
        if candidate.role == .serviceUser { ServiceUserReading.read(&candidate, lines, reach, text, labels) }
        ValueDoubts(labels: labels, text: text).note(&candidate, lines, reach)
        found.append(candidate)
    }

    /// Texts of the form of a ServiceUser that stand behind no label.
    private mutating func unlabelled() {
        var known = Set(found.compactMap { $0.serviceUser?.description })
        for index in text.lines.indices where text.lines[index].text.utf8.count(where: { $0 == 0x5E }) >= 2 {
            for word in unclaimed(index).unicodeScalars.split(whereSeparator: Self.isBetweenWords) {
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
                    valueRow: text.lines[index].row, section: section, depth: text.lines[index].quoted,
                    date: sections.dates[section], isLabelled: false,
                    serviceUser: user)
                candidate.doubts = ["there is no known label before it"]
                found.append(candidate)
            }
        }
    }

    /// What a line holds beside a label and its value.
    private func unclaimed(_ index: Int) -> String {
        let line = text.lines[index].text
        guard let match = labels.match(line), !match.isBare else { return line }
        if case .role = match.meaning { return "" }
        return match.value
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
    enum Placement: Equatable {
        /// On the label's line, or so many cells beside it; `sign`: a separator that is glued to it.
        case beside(cells: Int, sign: Character?)
        /// On the line below a label that stands alone; with a blank line between them or not.
        case below(isAfterGap: Bool)
        /// In a table, below the heads of its columns.
        case column
    }

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
    /// How often it is quoted.
    var depth = 0
    /// Where its value stands.
    var placement = Placement.beside(cells: 0, sign: nil)
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
    /// Labels without a value, each as a candidate that holds nothing.
    var empty: [Candidate] = []
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
