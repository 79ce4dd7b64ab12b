internal import LogReading

/// Where Kibana ends a CSV report without saying so in the file.
enum SizeLimit {
    /// The defaults of `xpack.reporting.csv.maxSizeBytes`: 10 MiB in older versions, 250 MiB in newer ones.
    static let bytes = [10 << 20, 250 << 20]

    /// The limit that a table ends at: the next row would not have fitted any more.
    static func reached(by summary: ReadSummary) -> Int? {
        guard summary.format == "csv", summary.longestRow > 0 else { return nil }
        // A mark at the beginning is not counted by every version.
        return bytes.first { summary.textBytes <= $0 + 3 && $0 - summary.textBytes <= summary.longestRow }
    }
}
