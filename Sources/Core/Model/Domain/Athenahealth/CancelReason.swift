/// A reason for which an appointment may be cancelled in a practice; truth values are nil where the vendor is silent.
public struct CancelReason: Sendable, Hashable {
    /// A whole number, negative ones included.
    public var id: String
    /// As the practice calls it.
    public var name: String?
    /// The patient did not come.
    public var noShow: Bool?
    /// The patient took another appointment.
    public var patientRescheduled: Bool?
    /// The provider could not.
    public var providerUnavailable: Bool?
    /// Whether the slot may be given to somebody else.
    public var slotAvailable: Bool?

    /// All parts, one by one.
    public init(
        id: String, name: String? = nil, noShow: Bool? = nil, patientRescheduled: Bool? = nil,
        providerUnavailable: Bool? = nil, slotAvailable: Bool? = nil
    ) {
        self.id = id
        self.name = name
        self.noShow = noShow
        self.patientRescheduled = patientRescheduled
        self.providerUnavailable = providerUnavailable
        self.slotAvailable = slotAvailable
    }
}
