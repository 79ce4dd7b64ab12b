internal import Model
internal import Support

/// A ServiceUser of which a mail lists the three ids one by one, each behind its own label (rules.md D44).
struct ListedIDs {
    private let labels: LabelTable
    private var values: [CredentialID.Part: Set<String>] = [:]
    /// Where the ids stand, from 1.
    private(set) var rows: [Int] = []

    /// Finds them in the texts that a mail program shows.
    init(_ mail: Mail, _ labels: LabelTable) {
        self.labels = labels
        for text in mail.texts where !text.isPassedOver {
            for index in text.lines.indices { add(text, index) }
        }
    }

    /// The ids put together; nothing where one is missing, is there with several values, or is no id.
    var serviceUser: ServiceUser? {
        let parts = CredentialID.Part.allCases.compactMap { values[$0] }.filter { $0.count == 1 }.compactMap(\.first)
        guard parts.count == 3 else { return nil }
        return try? ServiceUser("\(parts[0]):\(parts[1])^\(parts[2])^")
    }

    private mutating func add(_ text: MailText, _ index: Int) {
        let line = text.lines[index]
        guard line.doubts.isEmpty, let match = labels.match(line.text), !match.isBare,
            case .id(let part) = match.meaning
        else { return }
        var value = match.value
        // The value stands in the next cell or on the next line.
        if value.isEmpty, index + 1 < text.lines.count, labels.match(text.lines[index + 1].text) == nil {
            value = text.lines[index + 1].text
        }
        guard !value.isEmpty else { return }
        values[part, default: []].insert(value)
        rows.append(line.row)
    }
}
