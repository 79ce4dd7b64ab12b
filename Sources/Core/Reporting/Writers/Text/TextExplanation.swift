internal import Model
internal import Support

/// A small histogram: how many of the records of each stretch of time were restricted or failed.
struct TextTimeline {
    let histogram: Histogram

    func write(on page: inout Page) {
        let all = histogram.bins.reduce((records: 0, shown: 0)) { sum, bin in
            (sum.records + bin.records, sum.shown + bin.restricted + bin.failures)
        }
        guard all.records >= 10, all.shown > 0 else { return }
        page.blank()
        let hasFailures = histogram.bins.contains { $0.failures > 0 }
        page.prose("Over time (\(length) each, UTC; # restricted\(hasFailures ? ", ! failed" : ""), . the rest):")
        let widest = histogram.bins.map(\.records).max() ?? 1
        let numbers = histogram.bins.map { "\(Numbers.grouped($0.restricted)) of \(Numbers.grouped($0.records))" }
        let numberWidth = numbers.map(\.count).max() ?? 0
        let room = max(page.width - 2 - 17 - numberWidth - 2, 8)
        var wasEmpty = false
        for (bin, number) in zip(histogram.bins, numbers) {
            // Nights and week-ends need no line each.
            if bin.records == 0 {
                if !wasEmpty { page.verbatim("…", indent: 2) }
                wasEmpty = true
                continue
            }
            wasEmpty = false
            page.verbatim(
                "\(start(bin.from))  \(number.paddedLeft(to: numberWidth))  \(bar(bin, widest, room))", indent: 2)
        }
    }

    private var length: String {
        switch histogram.hours {
        case 1: "1 hour"
        case let hours where hours < 24: "\(hours) hours"
        case 24: "1 day"
        default: "\(histogram.hours / 24) days"
        }
    }

    /// Days need no time of day.
    private func start(_ time: String) -> String {
        histogram.hours >= 24 ? String(time.prefix(10)) : String(time.prefix(13)) + "h"
    }

    /// A mark for each part that is there at all, so that a few are not lost among many.
    private func bar(_ bin: Histogram.Bin, _ widest: Int, _ room: Int) -> String {
        func columns(_ count: Int) -> Int { count == 0 ? 0 : max(1, count * room / max(widest, 1)) }
        let restricted = columns(bin.restricted)
        let failed = columns(bin.failures)
        let rest = max(0, columns(bin.records) - restricted - failed)
        return String(repeating: "#", count: restricted) + String(repeating: "!", count: failed)
            + String(repeating: ".", count: rest)
    }
}

/// The contacts of each location day by day, as a row of blocks each.
struct TextDays {
    let locations: [LocationDays]
    let style: TextStyle

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let plain: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

    func write(on page: inout Page) {
        guard let first = locations.flatMap(\.days).map(\.day).min(), let last = locations.first?.days.last?.day else {
            return
        }
        page.blank()
        page.prose("Contacts a day, \(first) to \(last) (\(style.isPlain ? "blank" : "gap") for none):")
        writeRows(on: &page, indent: 2)
    }

    /// The rows alone.
    func writeRows(on page: inout Page, indent: Int) {
        guard let first = locations.flatMap(\.days).map(\.day).min(),
            let last = locations.flatMap(\.days).map(\.day).max(), let start = CivilDay(first),
            let end = CivilDay(last)
        else { return }
        for location in locations {
            let counts = Dictionary(location.days.map { ($0.day, $0.contacts) }) { first, _ in first }
            let most = max(1, location.days.map(\.contacts).max() ?? 1)
            let row = (start.number...end.number).map { day in
                sign(counts[CivilDay(number: day).text] ?? 0, most)
            }
            page.verbatim("\(location.businessNumber)  |\(String(row))|  most \(Numbers.grouped(most))", indent: indent)
        }
    }

    private func sign(_ contacts: Int, _ most: Int) -> Character {
        let signs = style.isPlain ? Self.plain : Self.blocks
        return contacts == 0 ? " " : signs[min(signs.count - 1, contacts * signs.count / (most + 1))]
    }
}

/// What a planned configuration would do.
struct TextPlanned {
    let view: PlannedView
    /// Whether it is said how to plan where nothing is planned.
    let isFull: Bool

    func write(on page: inout Page) {
        if isFull, let hint = view.hint {
            page.blank()
            page.prose(hint)
        }
        let blocks = view.blocks
        if blocks.isEmpty { return }
        page.blank()
        page.prose(PlannedView.title + ":")
        for block in blocks {
            if case .prose(let text) = block {
                page.prose(text, indent: 2)
            } else {
                TextView(blocks: [block], style: TextStyle(width: page.width)).write(on: &page)
            }
        }
    }
}

/// Records one by one, newest first, for one contact or a handful of records.
struct TextRecords {
    let records: [RecordExplanation]

    func write(on page: inout Page) {
        if records.isEmpty { return }
        page.blank()
        page.prose(records.count == 1 ? "The record:" : "The records, newest first:")
        for record in records { page.prose(said(record), indent: 2, hang: 4) }
    }

    private func said(_ record: RecordExplanation) -> String {
        var parts = [
            record.time.map { "\(ShownTime.minute($0)) UTC" } ?? "no time",
            FileNames.place(record.input, line: record.line),
        ]
        if let business = record.businessNumber { parts.append("business \(business)") }
        if let integration = record.integration { parts.append(integration) }
        let what =
            record.isRestricted ? "restricted: " : record.findings.isEmpty ? "not restricted" : "not restricted, but: "
        return parts.joined(separator: ", ") + ": " + what + record.findings.map(\.said).joined(separator: "; ")
    }
}

extension RecordExplanation.RecordFinding {
    /// The code, how sure it is, and the values that show it.
    var said: String {
        let values = evidence.map { "\($0.name) = \(ShownValue.text($0.value))" }.joined(separator: ", ")
        return "\(code) \(verdict.rawValue)" + (values.isEmpty ? "" : " (\(values))")
    }
}
