/// The formats that a report can be written in; the raw value is what `--format` takes.
public enum ReportFormat: String, Sendable, CaseIterable {
    case text
    case json
    case markdown
    case html

    /// Those that every command can write; a page is made of what `check` gathers.
    public static let ofAllCommands: [ReportFormat] = [.text, .json, .markdown]

    /// Why this format cannot be written on this machine; nil where it can.
    public var obstacle: String? { self == .html ? HTMLReport.obstacle : nil }

    /// The report in this format, with a newline at its end; `style` matters to formats for a person only.
    public func write(_ report: SafeReport, style: TextStyle) -> String {
        switch self {
        case .text: TextReport.text(report, style: style)
        case .json: JSONReport.text(report)
        case .markdown: MarkdownReport.text(report, isFull: style.isFull)
        case .html: HTMLReport.text(report)
        }
    }

    /// Hands the same out in UTF-8, in as many pieces as it takes.
    public func write(
        _ report: SafeReport, style: TextStyle, to output: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        if case .json = self { return JSONReport.write(report, to: output) }
        var text = write(report, style: style)
        text.withUTF8(output)
    }

    /// Whether a person reads it: then a command that lists knowledge writes its own text instead of a report.
    public var isForPersons: Bool { self == .text }
}
