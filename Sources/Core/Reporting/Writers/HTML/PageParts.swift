internal import Model
internal import Support

/// What the sections of a page are made of.
final class PageParts {
    private var copies = 0

    /// A section with its heading, under an id by which the page's contents lead to it.
    func section(_ id: StaticString, _ title: String, in parent: MarkupElement) -> MarkupElement {
        let section = parent.add("section", MarkupAttribute("id", id))
        section.add("h2", text: title)
        return section
    }

    /// A text in which pairs of backticks set code apart, as the playbooks write it.
    func prose(_ text: String, in parent: MarkupElement) {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        if pieces.count % 2 == 0 { return parent.add(text: text) }
        for (place, piece) in pieces.enumerated() where !piece.isEmpty {
            if place % 2 == 1 { parent.add("code", text: String(piece)) } else { parent.add(text: String(piece)) }
        }
    }

    /// A paragraph of it.
    func paragraph(_ text: String, in parent: MarkupElement) { prose(text, in: parent.add("p")) }

    /// A text to copy, and the button that copies it, which appears where scripts run.
    func copied(_ text: String, _ button: String, in parent: MarkupElement) {
        copies += 1
        let box = parent.add("div", .class("copied"))
        box.add("pre", MarkupAttribute("id", "copy-", copies), text: text)
        box.add(
            "button", MarkupAttribute("type", "button"), MarkupAttribute("data-copy", "copy-", copies),
            MarkupAttribute("hidden", ""), text: button)
    }

    /// Terms and what is said of them; those of which nothing is said are left out.
    func terms(_ rows: [(String, [String])], in parent: MarkupElement) {
        let rows = rows.filter { !$0.1.isEmpty }
        if rows.isEmpty { return }
        let list = parent.add("dl")
        for (label, texts) in rows {
            list.add("dt", text: label)
            let said = list.add("dd")
            for text in texts { paragraph(text, in: said) }
        }
    }

    /// A table whose rows each begin with their name; the numbers are in columns from `numbersFrom` on.
    func table(
        _ caption: String, _ headings: [String], _ rows: [[String]], numbersFrom: Int = .max, in parent: MarkupElement
    ) {
        let table = parent.add("div", .class("scroll")).add("table", .class("rows"))
        table.add("caption", text: caption)
        let head = table.add("thead").add("tr")
        for (place, heading) in headings.enumerated() {
            head.add(
                "th", MarkupAttribute("scope", "col"), .class(place >= numbersFrom ? "number" : "text"), text: heading)
        }
        let body = table.add("tbody")
        for row in rows {
            let line = body.add("tr")
            for (place, cell) in row.enumerated() {
                let isNumber = place >= numbersFrom
                let element =
                    place == 0
                    ? line.add("th", MarkupAttribute("scope", "row"))
                    : line.add("td", .class(isNumber ? "number" : "text"))
                prose(cell, in: element)
            }
        }
    }

    /// Steps in order: who, what, and what to copy for it.
    func steps(_ steps: [ViewStep], in parent: MarkupElement) {
        let list = parent.add("ol", .class("steps"))
        for step in steps {
            let item = list.add("li")
            let said = item.add("p")
            said.add("span", .class("owner"), text: "\(step.owner.rawValue.capitalizedFirst): ")
            prose(step.text, in: said)
            for line in step.lines { copied(line, Self.isQuery(line) ? "Copy query" : "Copy command", in: item) }
            if let quote = step.quote { copied(quote, "Copy text for the client", in: item) }
        }
    }

    /// Whether a line is for Kibana and not for a shell.
    private static func isQuery(_ line: String) -> Bool { !line.hasPrefix("be-diagnose ") && !line.hasPrefix("curl ") }
}

extension ClientPage.State {
    /// As people say it, with a sign that needs no color.
    var shown: (sign: String, words: String, style: StaticString) {
        switch self {
        case .ok: ("✓", "ok", "good")
        case .problem: ("✕", "problem", "bad")
        case .undetermined: ("?", "undecided", "open")
        case .skipped: ("–", "skipped", "soft")
        }
    }

    /// Writes the sign, which a screen reader passes over, and the words, which only it may be told.
    func write(in parent: MarkupElement, showingWords: Bool = true) {
        let shown = shown
        let element = parent.add("span", .class(shown.style))
        element.add("span", MarkupAttribute("aria-hidden", "true"), text: "\(shown.sign) ")
        if showingWords {
            element.add(text: shown.words)
        } else {
            element.add("span", .class("unseen"), text: "\(shown.words) ")
        }
    }
}

extension String {
    /// With a capital at its start.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
