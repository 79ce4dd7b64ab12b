internal import Model
internal import Support

/// Writes a report for a person: in one screen, or with `isFull` everything that is known.
enum TextReport {
    /// The report in lines no wider than the style's width, with a newline at its end.
    static func text(_ report: SafeReport, style: TextStyle = TextStyle()) -> String {
        let report = report.report
        let brief = TextBrief(brief: Brief(report), style: style)
        var page = Page(width: max(style.width, 20))
        brief.writeHead(on: &page)
        if report.isText {
            TextView(blocks: report.view, style: style).write(on: &page)
            return page.lines.joined(separator: "\n") + "\n"
        }
        if style.isFull { TextTotals(coverage: report.coverage).write(on: &page) }
        if let records = report.explanation?.records, style.isFull || records.count > 1 {
            TextRecords(records: records).write(on: &page)
        }
        if style.isFull, let timeline = report.explanation?.timeline {
            TextTimeline(histogram: timeline).write(on: &page)
        }
        TextDays(locations: report.explanation?.days ?? [], style: style).write(on: &page)
        if let tags = report.explanation?.tags { TextTags(tags: tags).write(on: &page) }
        TextView(blocks: report.view, style: style).write(on: &page)
        if style.isFull || !report.viewTellsFindings { brief.writeTable(on: &page) }
        if style.isFull {
            var remedies = TextRemedies(style: style)
            for finding in report.findings {
                page.blank()
                TextFinding(finding: finding, style: style).write(on: &page, remedies: &remedies)
            }
        } else if !report.viewTellsFindings {
            brief.writeCauses(on: &page)
        }
        if let explanation = report.explanation {
            TextPlanned(view: PlannedView(explanation: explanation), isFull: style.isFull).write(on: &page)
        }
        if style.isFull { TextCoverage(coverage: report.coverage).write(on: &page) }
        brief.writeEnd(on: &page)
        return page.lines.joined(separator: "\n") + "\n"
    }
}

/// How the report for a person is laid out.
public struct TextStyle: Sendable, Equatable {
    /// Columns that no line exceeds, apart from queries and commands, which must paste; at least 20.
    public var width: Int
    /// Colours severities, verdicts and owners with escape sequences.
    public var color: Bool
    /// Draws with signs of ASCII alone, where the terminal's locale is not UTF-8.
    public var isPlain: Bool
    /// Says everything that is known, also in Markdown.
    public var isFull: Bool

    /// Makes a style; a width below 20 is taken as 20.
    public init(width: Int = 80, color: Bool = false, isPlain: Bool = false, isFull: Bool = false) {
        self.width = max(width, 20)
        self.color = color
        self.isPlain = isPlain
        self.isFull = isFull
    }
}

/// How many records there were of each kind.
struct TextTotals {
    let coverage: Coverage

    func write(on page: inout Page) {
        guard let counters = coverage.counters else { return }
        let totals = totals(counters)
        page.parts(totals.enumerated().map { $0.offset + 1 < totals.count ? $0.element + "," : $0.element })
    }

    private func totals(_ counters: Counters) -> [String] {
        let always = [
            Numbers.counted(counters.records, "record", "records"),
            "\(Numbers.grouped(counters.restricted)) restricted",
            "\(Numbers.grouped(counters.unrestricted)) unrestricted",
        ]
        let others = [
            (counters.explained, "explained", "explained"), (counters.unexplained, "unexplained", "unexplained"),
            (counters.failures, "failure", "failures"), (counters.malformed, "malformed", "malformed"),
            (counters.duplicates, "duplicate", "duplicates"), (counters.filtered, "filtered out", "filtered out"),
            (counters.others, "other document", "other documents"),
            (counters.ignoredLines, "ignored line", "ignored lines"),
        ]
        return always + others.filter { $0.0 != 0 }.map(Numbers.counted)
    }
}

/// What could not be looked at, and what was read.
struct TextCoverage {
    let coverage: Coverage

    func write(on page: inout Page) {
        if !coverage.gaps.isEmpty {
            page.blank()
            page.prose("Gaps:")
            for gap in coverage.gaps { page.prose(gap.detail, label: gap.code + "  ", indent: 2, hang: 4) }
        }
        if !coverage.inputs.isEmpty {
            page.blank()
            let heading = coverage.inputs.count == 1 ? "Input" : "Inputs"
            page.prose(FileNames.remark(coverage.inputs).map { "\(heading) (\($0)):" } ?? heading + ":")
            for input in coverage.inputs {
                let records = Numbers.counted(input.records, "record", "records")
                page.parts(
                    [FileNames.said(input.name) + ":", input.format + ",", records + ",", Numbers.size(input.bytes)],
                    indent: 2)
            }
        }
    }
}

/// The campaign tags that were seen, with counts.
struct TextTags {
    let tags: [TagField]

    func write(on page: inout Page) {
        page.blank()
        if tags.allSatisfy({ $0.values.isEmpty }) { page.prose("Campaign tags: none seen.") }
        for field in tags where !field.values.isEmpty {
            page.prose("Campaign tags of \(field.integration ?? "records that name no integration"), \(field.field):")
            for (tag, count) in zip(field.values, Numbers.column(field.values.map(\.count))) {
                page.prose(ShownValue.text(tag.value), label: count + "  ", indent: 2)
            }
        }
    }
}
