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
