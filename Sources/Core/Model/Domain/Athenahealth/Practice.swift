/// A practice as athenahealth's list shows it to our key.
public struct Practice: Sendable, Hashable {
    /// Digits.
    public var id: String
    /// Nearly every member can be missing, the name too.
    public var name: String?
    /// As the vendor writes it, `MM/DD/YYYY`.
    public var goLiveDate: String?
    /// The vendor's word.
    public var experienceMode: String?
    /// Names under which the practice appears to patients.
    public var publicNames: [String]

    /// All parts, one by one.
    public init(
        id: String, name: String? = nil, goLiveDate: String? = nil, experienceMode: String? = nil,
        publicNames: [String] = []
    ) {
        self.id = id
        self.name = name
        self.goLiveDate = goLiveDate
        self.experienceMode = experienceMode
        self.publicNames = publicNames
    }

    /// The shared practices of the vendor, which belong to no client.
    public static let vendorSandboxes: Set<String> = ["195900", "1128700"]
}
