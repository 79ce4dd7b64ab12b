/// Records counted over time, in bins of equal length that follow each other without a hole.
public struct Histogram: Sendable, Equatable {
    /// The length of a bin, in hours.
    public var hours: Int
    /// In order; never empty.
    public var bins: [Bin]

    /// One bin.
    public struct Bin: Sendable, Equatable {
        /// Its beginning, RFC 3339.
        public var from: String
        /// All records of that time.
        public var records: Int
        /// Those with a restriction reason.
        public var restricted: Int
        /// Those that show a failure.
        public var failures: Int

        /// All parts, one by one.
        public init(from: String, records: Int, restricted: Int, failures: Int) {
            self.from = from
            self.records = records
            self.restricted = restricted
            self.failures = failures
        }
    }

    /// All parts, one by one.
    public init(hours: Int, bins: [Bin]) {
        self.hours = hours
        self.bins = bins
    }
}
