internal import Model

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
        page.prose(
            "Over time (\(length) each, UTC; # restricted\(hasFailures ? ", ! failed" : ""), . the rest):")
        let widest = histogram.bins.map(\.records).max() ?? 1
        let numbers = histogram.bins.map { bin in
            "\(Numbers.grouped(bin.restricted)) of \(Numbers.grouped(bin.records))"
        }
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
            let padding = String(repeating: " ", count: numberWidth - number.count)
            page.verbatim("\(start(bin.from))  \(padding)\(number)  \(bar(bin, widest, room))", indent: 2)
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
