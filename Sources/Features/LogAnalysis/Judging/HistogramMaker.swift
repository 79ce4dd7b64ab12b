internal import Model

/// Makes a small histogram out of hours.
struct HistogramMaker {
    let timeline: [Series: [Int: Int]]

    /// The lengths that a bin can have, in hours.
    private static let lengths = [1, 3, 6, 12, 24, 72, 168, 720, 8760]
    private static let mostBins = 14

    /// Nothing where all records fall into one hour, or none has a time.
    func histogram() -> Histogram? {
        let hours = timeline.values.flatMap(\.keys)
        guard let first = hours.min(), let last = hours.max(), first < last else { return nil }
        let length = Self.lengths.first { floor(last, $0) - floor(first, $0) < Self.mostBins * $0 } ?? 87_600
        let start = floor(first, length)
        let count = (floor(last, length) - start) / length + 1
        // A few stray times must not make a histogram of centuries.
        guard count <= 10 * Self.mostBins else { return nil }
        var bins = (0..<count).map {
            Histogram.Bin(
                from: Timestamp.text(Int64(start + $0 * length) * Timeline.hour), records: 0, restricted: 0, failures: 0
            )
        }
        for (series, counts) in timeline {
            for (hour, count) in counts {
                let place = (floor(hour, length) - start) / length
                bins[place].records += count
                if series.isRestricted { bins[place].restricted += count }
                if series.isFailure { bins[place].failures += count }
            }
        }
        return Histogram(hours: length, bins: bins)
    }

    private func floor(_ hour: Int, _ length: Int) -> Int {
        (hour >= 0 ? hour / length : (hour - length + 1) / length) * length
    }
}
