/// A step in the share of records that show a finding.
public struct Step: Sendable, Equatable {
    /// From this hour on, RFC 3339; nothing if the input begins with it.
    public var since: String?
    /// Up to this hour; nothing if it lasts to the end of the input.
    public var until: String?
    /// The share outside that time.
    public var outside: Share
    /// The share inside that time, which is at least twice as large.
    public var inside: Share

    /// A part of a number of records.
    public struct Share: Sendable, Equatable {
        /// Those that show the finding.
        public var records: Int
        /// All of the integration.
        public var of: Int

        /// Both parts.
        public init(records: Int, of: Int) {
            self.records = records
            self.of = of
        }
    }

    /// All parts, one by one.
    public init(since: String?, until: String?, outside: Share, inside: Share) {
        self.since = since
        self.until = until
        self.outside = outside
        self.inside = inside
    }
}
