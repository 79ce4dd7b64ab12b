/// What would become of the contacts of a log under a planned configuration (`--with`).
///
/// Each contact is in one of the four counts.
public struct PlannedOutcome: Sendable, Equatable {
    /// Contacts that would be let through.
    public var letThrough = 0
    /// Contacts that would be held back.
    public var heldBack = 0
    /// Contacts of which nothing shows which of both they would be.
    public var undecided = 0
    /// Contacts on which the log and today's configuration disagree.
    public var contradicted = 0
    /// The codes of the findings that tell of these.
    public var contradictedBy: [String] = []
    /// Of the first three, the contacts for which the plan changes a list that they are compared with.
    public var concerned = 0
    /// Of those let through, the ones that are held back now.
    public var newlyLetThrough = 0
    /// Of those held back, the ones that are let through now.
    public var newlyHeldBack = 0
    /// Why contacts would change sides, most contacts first.
    public var rows: [Row] = []

    /// Makes an outcome of nothing.
    public init() {}

    /// A value that puts contacts on the other side; a contact for which several values do is in several rows.
    public struct Row: Sendable, Equatable {
        /// The contacts' business; several are joined by commas, nil stands for none.
        public var businessNumber: String?
        /// The playbook's name of the integration.
        public var integration: String
        /// The evidence field.
        public var field: String
        /// As the records have it.
        public var value: String
        /// Whether it is a status, which is that of a visit or not.
        public var isStatus: Bool
        /// Whether it is the status of a visit that took place (rules.md D36); nil for what is not a status, or not known.
        public var visit: Bool?
        /// What the log shows.
        public var now: Side
        /// What would become of them.
        public var planned: Side
        /// How many contacts.
        public var contacts: Int

        /// Makes a row.
        public init(
            businessNumber: String?, integration: String, field: String, value: String, isStatus: Bool, visit: Bool?,
            now: Side, planned: Side, contacts: Int
        ) {
            self.businessNumber = businessNumber
            self.integration = integration
            self.field = field
            self.value = value
            self.isStatus = isStatus
            self.visit = visit
            self.now = now
            self.planned = planned
            self.contacts = contacts
        }
    }

    /// What becomes of a contact.
    public enum Side: String, Sendable {
        /// It gets through.
        case letThrough
        /// It does not.
        case heldBack
    }
}
