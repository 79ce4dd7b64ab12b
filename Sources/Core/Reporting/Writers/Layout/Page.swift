internal import Model
internal import Support

/// Lines of a report as they are written, none wider than the page.
struct Page {
    let width: Int
    private(set) var lines: [String] = []
    /// Longer lines of prose are hard to read, however wide the window is.
    private var proseWidth: Int { min(width, 100) }

    init(width: Int) { self.width = width }

    /// Prose after a label, wrapped; the lines after the first are indented by `hang`.
    mutating func prose(_ text: String, label: String = "", indent: Int = 0, hang: Int? = nil) {
        let hang = min(hang ?? indent + ColumnWidth.of(label), proseWidth / 2)
        let start = indent + ColumnWidth.of(label)
        if start > proseWidth * 3 / 4, !label.isEmpty {
            // The label takes most of the line; the text begins on the next.
            add(Wrapping.lines(label, first: proseWidth - indent, rest: proseWidth - hang), first: indent, rest: hang)
            let left = min(hang, indent + 2)
            add(Wrapping.lines(text, first: proseWidth - left, rest: proseWidth - left), first: left, rest: left)
            return
        }
        var wrapped = Wrapping.lines(text, first: proseWidth - start, rest: proseWidth - hang)
        wrapped[0] = label + wrapped[0]
        add(wrapped, first: indent, rest: hang)
    }

    /// What someone has to do, and lines to copy below it, which begin at the first column for a triple click.
    mutating func step(
        _ text: String, owner: Owner, label: String, width: Int = 0, indent: Int = 0, hang: Int, copied: [String],
        _ paint: Paint
    ) {
        let start = lines.count
        let name = "[\(owner.rawValue)]"
        prose(text, label: label + name.padded(to: width) + " ", indent: indent, hang: hang)
        repaint(from: start) { $0.replacing(name, with: paint.owner(name)) }
        for line in copied { verbatim(line, indent: 0) }
    }

    /// Prose in bold, every line of it.
    mutating func strongProse(_ text: String, _ paint: Paint) {
        let start = lines.count
        prose(text)
        for line in start..<lines.count { repaint(from: line, paint.strong) }
    }

    /// Parts that stay whole where they fit, wrapped.
    mutating func parts(_ parts: [String], indent: Int = 0) {
        add(
            Wrapping.lines(words: parts, first: proseWidth - indent, rest: proseWidth - indent), first: indent,
            rest: indent)
    }

    /// A line that is never broken, since it is copied.
    mutating func verbatim(_ text: String, indent: Int) {
        for line in text.split(separator: "\n") { add([String(line)], first: indent, rest: indent) }
    }

    /// A line that was laid out already.
    mutating func line(_ text: String) { add([text], first: 0, rest: 0) }

    mutating func blank() { if lines.last != "" { lines.append("") } }

    /// Changes a line that has been written, for colors, which take no columns.
    mutating func repaint(from line: Int, _ change: (String) -> String) {
        if lines.indices.contains(line) { lines[line] = change(lines[line]) }
    }

    private mutating func add(_ texts: [String], first: Int, rest: Int) {
        for (index, text) in texts.enumerated() {
            let indent = index == 0 ? first : rest
            let line = indent > 0 ? Blanks.of(indent) + text : text
            guard line.utf8.last == UInt8(ascii: " ") else {
                lines.append(line)
                continue
            }
            let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }.map { line.utf8.index(after: $0) }
            lines.append(String(line[..<(end ?? line.startIndex)]))
        }
    }
}

/// Colors, if any are wanted.
struct Paint {
    private enum Color: String {
        case red = "31", yellow = "33", green = "32", cyan = "36", magenta = "35", bold = "1"
    }

    let isOn: Bool

    func severity(_ text: String, _ severity: Severity) -> String {
        switch severity {
        case .error: paint(text, .red)
        case .warning: paint(text, .yellow)
        case .info: paint(text, .cyan)
        }
    }

    func verdict(_ text: String, _ verdict: Verdict) -> String {
        switch verdict {
        case .confirmed, .likely: paint(text, .bold)
        case .ruledOut: paint(text, .green)
        case .undetermined, .broken: paint(text, .magenta)
        }
    }

    func mark(_ text: String, _ mark: ViewRow.Mark) -> String {
        switch mark {
        case .good: paint(text, .green)
        case .remarkable: paint(text, .yellow)
        case .bad: paint(text, .red)
        case .unknown: paint(text, .magenta)
        }
    }

    func owner(_ text: String) -> String { paint(text, .cyan) }

    func strong(_ text: String) -> String { paint(text, .bold) }

    private func paint(_ text: String, _ color: Color) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}
