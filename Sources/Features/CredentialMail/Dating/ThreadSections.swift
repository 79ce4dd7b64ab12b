/// The messages of a thread within one text: where each begins, and when it was sent.
struct ThreadSections {
    /// For each line of the text, the number of its message: 0 on top, rising with age.
    private(set) var numbers: [Int] = []
    /// The date of each message.
    private(set) var dates: [MailDate?]

    init(_ text: MailText) {
        dates = [text.date.map(MailDate.init(header:))]
        var current = 0
        var depths = [0]
        // Opened by a line that announces a quotation, whose own depth comes with the next line.
        var isAnnounced = false
        for index in text.lines.indices {
            let line = text.lines[index]
            if let date = Self.opening(text.lines, index) {
                dates.append(date.value)
                current = dates.count - 1
                depths.append(line.quoted)
                isAnnounced = true
            } else if line.quoted > depths[current] {
                if isAnnounced {
                    depths[current] = line.quoted
                } else {
                    dates.append(nil)
                    depths.append(line.quoted)
                    current = dates.count - 1
                }
                isAnnounced = false
            } else if line.quoted < depths[current] {
                // The answer goes on below what it quotes.
                current = depths.lastIndex { $0 <= line.quoted } ?? 0
            } else {
                isAnnounced = isAnnounced && line.row == text.lines[max(0, index - 1)].row
            }
            numbers.append(current)
        }
    }

    private struct Opening { var value: MailDate? }

    /// Whether a quoted message begins with this line, and its date.
    private static func opening(_ lines: [VisibleLine], _ index: Int) -> Opening? {
        let text = lines[index].text.lowercased()
        if text.hasPrefix("on "), text.hasSuffix("wrote:") {
            return Opening(value: MailDate(written: lines[index].text))
        }
        guard text.hasPrefix("from:") else { return nil }
        for next in lines[(index + 1)...].prefix(8) {
            let words = next.text.lowercased()
            for name in ["sent:", "date:"] where words.hasPrefix(name) {
                let rest = String(next.text.dropFirst(name.count))
                if let date = MailDate(written: rest) { return Opening(value: date) }
                // The date may stand in the cell or on the line that follows.
                let after = lines.first { $0.row == next.row && ($0.cell ?? 0) > (next.cell ?? 0) }
                return Opening(value: after.flatMap { MailDate(written: $0.text) })
            }
        }
        return nil
    }
}
