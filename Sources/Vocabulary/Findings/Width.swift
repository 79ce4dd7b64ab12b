/// Whom a finding concerns, among all whose records were read.
public struct Width: Sendable, Equatable {
    /// How far it reaches.
    public var scope: Scope
    /// Businesses that it concerns.
    public var businesses: Int
    /// Businesses of the same integration in the input, restricted or not.
    public var of: Int
    /// Who is to be asked or called first.
    public var page: Owner
    /// The same in one line.
    public var text: String

    /// How far a finding reaches.
    public enum Scope: String, Sendable, CaseIterable {
        /// A matter of one location.
        case oneBusiness
        /// Several locations that a configuration ties to one group: a matter of one client.
        case oneGroup
        /// Several, of which nothing shows whether they belong together.
        case several
        /// Every business of the integration in the input: not a matter of one client.
        case everyBusiness
    }

    /// All parts, one by one.
    public init(scope: Scope, businesses: Int, of: Int, page: Owner, text: String) {
        self.scope = scope
        self.businesses = businesses
        self.of = of
        self.page = page
        self.text = text
    }
}

/// A step in the share of records that show a finding.
public struct Step: Sendable, Equatable {
    /// From this hour on, RFC 3339; nothing if the input begins with it.
    public var since: String?
    /// Up to this hour; nothing if it lasts to the end of the input.
    public var until: String?
    /// Records that show it, and all records, outside and inside that time.
    public var outside: Share
    public var inside: Share

    /// A part of a number of records.
    public struct Share: Sendable, Equatable {
        public var records: Int
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
