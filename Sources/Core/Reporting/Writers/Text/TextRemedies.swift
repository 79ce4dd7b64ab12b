internal import Model

/// The steps to do next, each printed once in a report.
struct TextRemedies {
    private struct Printed {
        let remedy: Remedy
        let place: String
    }

    let style: TextStyle
    private var printed: [Printed] = []

    init(style: TextStyle) {
        self.style = style
    }

    mutating func write(_ finding: Finding, on page: inout Page) {
        if finding.remedies.isEmpty { return }
        page.prose("Do next:", indent: 2)
        for (index, remedy) in finding.remedies.enumerated() {
            let earlier = printed.first { $0.remedy == remedy }
            let text = earlier.map { "the same as \($0.place)" } ?? remedy.text
            step(text, number: index + 1, remedy: remedy, on: &page)
            if earlier != nil { continue }
            printed.append(Printed(remedy: remedy, place: "\(finding.code), step \(index + 1)"))
            particulars(of: remedy, on: &page)
        }
    }

    private func step(_ text: String, number: Int, remedy: Remedy, on page: inout Page) {
        let start = page.lines.count
        let owner = "[\(remedy.owner.rawValue)]"
        var marks = remedy.danger == .none ? "" : "(danger: \(remedy.danger.rawValue)) "
        if !remedy.reversible { marks += "(cannot be undone) " }
        page.prose(marks + text, label: "\(number). \(owner) ", indent: 4, hang: 7)
        let paint = Paint(isOn: style.color)
        page.repaint(from: start) { line in
            let plain = "    \(number). \(owner)"
            guard line.hasPrefix(plain) else { return line }
            return "    \(number). " + paint.owner(owner) + line.dropFirst(plain.count)
        }
    }

    private func particulars(of remedy: Remedy, on page: inout Page) {
        if let command = remedy.command {
            page.prose("Command:", indent: 7)
            page.verbatim(ShellWords.line(command), indent: 9)
        }
        if let query = remedy.query {
            page.prose("Kibana query:", indent: 7)
            page.verbatim(query, indent: 9)
        }
        for check in remedy.verify { page.prose(check, label: "Then verify: ", indent: 7, hang: 9) }
        if let sentence = remedy.tellClient { page.prose(sentence, label: "Tell the client: ", indent: 7, hang: 9) }
    }
}
