internal import Model
internal import Support

/// Writes a brief for a terminal or a pipe.
struct TextBrief {
    let brief: Brief
    let style: TextStyle

    private var paint: Paint { Paint(isOn: style.color) }

    /// The answer, and what it is about.
    func writeHead(on page: inout Page) {
        page.strongProse(brief.headline, paint)
        if let reach = brief.reach { page.prose(reach) }
    }

    /// The causes, a line each, where there are several.
    func writeTable(on page: inout Page) {
        guard brief.causes.count > 1 else { return }
        page.blank()
        let rows = brief.causes.map { cause in
            [" \(cause.number)", cause.count, cause.cause, cause.businesses, cause.verdict]
        }
        let heads = [
            "", brief.causes.contains { $0.finding.countsLocations } ? "COUNT" : "CONTACTS", "CAUSE", "BUSINESS",
            "HOW SURE",
        ]
        var columns = heads.indices.filter { column in column < 3 || rows.contains { !$0[column].isEmpty } }
        var widths = heads.indices.map { column in ([heads] + rows).map { ColumnWidth.of($0[column]) }.max() ?? 0 }
        func room() -> Int { page.width - columns.reduce(0) { $0 + ($1 == 2 ? 0 : widths[$1]) + 2 } + 2 }
        // In a narrow window the cause is what is needed.
        for column in [3, 4, 1] where room() < Self.leastCause { columns.removeAll { $0 == column } }
        widths[2] = max(1, min(widths[2], room()))
        for row in [heads] + rows {
            let cells = columns.map { column in
                let cell = Wrapping.cut(row[column], widths[column])
                let blanks = String(Blanks.of(max(0, widths[column] - ColumnWidth.of(cell))))
                return column == 1 ? blanks + cell : cell + blanks
            }
            page.line(cells.joined(separator: "  "))
        }
        if let overlap = brief.overlap { page.prose(overlap) }
    }

    /// Columns that a cause needs to be told from another one.
    private static let leastCause = 20

    /// A block for each of the first causes, a line for the others.
    func writeCauses(on page: inout Page) {
        for cause in brief.blocks {
            page.blank()
            write(cause, on: &page)
        }
        if brief.lines.isEmpty { return }
        page.blank()
        for cause in brief.lines {
            let step = cause.next.first.map { "[\($0.owner.rawValue)] \($0.text)" } ?? cause.finding.shortTitle
            var lines = Page(width: page.width)
            lines.prose(step, label: " \(cause.number)  \(cause.finding.code)  ", hang: 4)
            for line in lines.lines.prefix(2) { page.line(line) }
        }
    }

    private func write(_ cause: BriefCause, on page: inout Page) {
        let finding = cause.finding
        let known = "\(finding.code), \(cause.verdict)"
        let number = brief.causes.count > 1 ? " \(cause.number)  " : ""
        let business = finding.subject.businessNumber.map { " (\($0))" } ?? ""
        let title = number + finding.title + business
        let start = page.lines.count
        // Farther to the right nobody would see that both belong together.
        let room = min(page.width, 100) - ColumnWidth.of(title) - ColumnWidth.of(known)
        if room >= 2 {
            page.line(title + Blanks.of(room) + known)
        } else {
            page.prose("\(finding.title)\(business)  (\(known))", label: number, hang: 4)
        }
        page.repaint(from: start) { paint.severity($0, finding.severity) }
        for part in cause.facts { write(part, on: &page, most: 3) }
        for part in cause.grounds(isAlone: brief.causes.count == 1) { write(part, on: &page, most: 2) }
        for (index, step) in cause.next.enumerated() { write(step, isFirst: index == 0, on: &page) }
    }

    private func write(_ part: BriefCause.Part, on page: inout Page, most: Int) {
        for (index, text) in part.lines.enumerated() {
            let label = index == 0 ? part.label.padded(to: 6) + " " : "       "
            var lines = Page(width: page.width)
            lines.prose(text, label: label, indent: 4, hang: 11)
            add(lines.lines, most: most, on: &page)
        }
    }

    /// A text that is longer is cut between two words.
    private func add(_ lines: [String], most: Int, on page: inout Page) {
        for line in lines.prefix(most - 1) { page.line(line) }
        guard lines.count >= most, var last = lines.dropFirst(most - 1).first else { return }
        if lines.count > most {
            while ColumnWidth.of(last) > page.width - 2, let blank = last.lastIndex(of: " ") {
                last = String(last[..<blank])
            }
            last += " …"
        }
        page.line(last)
    }

    private func write(_ step: BriefCause.Step, isFirst: Bool, on page: inout Page) {
        page.step(
            step.text, owner: step.owner, label: isFirst ? "Next   " : "       ", indent: 4, hang: 11,
            copied: [step.line].compactMap(\.self), paint)
    }

    /// What could not be looked at, notes, where to read more, and the verdict.
    func writeEnd(on page: inout Page) {
        if !style.isFull { writeRest(on: &page) }
        if let next = brief.report.next {
            page.blank()
            write(BriefCause.Step(next), isFirst: true, on: &page)
        }
        guard let verdict = brief.verdict else { return }
        // A view that tells the findings ends with what belongs to the verdict.
        if style.isFull || !brief.report.viewTellsFindings { page.blank() }
        if !style.isFull, let more = brief.more { page.prose(more) }
        let start = page.lines.count
        page.prose(verdict)
        page.repaint(from: start, paint.strong)
    }

    private func writeRest(on page: inout Page) {
        if !brief.gaps.isEmpty {
            page.blank()
            page.prose("Gaps:")
            for gap in brief.gaps.prefix(Self.mostGaps) {
                page.prose(gap.detail, label: gap.code + "  ", indent: 2, hang: 4)
            }
            let rest = brief.gaps.count - Self.mostGaps
            if rest > 0 { page.prose("… and \(Numbers.counted(rest, "more gap", "more gaps"))", indent: 2) }
        }
        if !brief.notes.isEmpty {
            page.blank()
            for note in brief.notes.prefix(Self.mostNotes) {
                var lines = Page(width: page.width)
                lines.prose(
                    "\(note.code): \(note.detail.isEmpty ? note.title : note.detail)", label: "Note   ", hang: 7)
                add(lines.lines, most: brief.causes.isEmpty ? 3 : 1, on: &page)
            }
        }
    }

    private static let mostGaps = 5
    private static let mostNotes = 4
}
