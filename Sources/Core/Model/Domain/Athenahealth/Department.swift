/// A department of a practice.
public struct Department: Sendable, Hashable {
    /// Digits.
    public var id: String
    /// The internal name.
    public var name: String?
    /// The public name, usually another one; clients quote either.
    public var patientName: String?
    /// Where it is.
    public var city: String?
    /// Two letters in the United States.
    public var state: String?
    /// The provider group that it belongs to.
    public var providerGroup: String?
    /// Whether it is absent unless `showalldepartments` is set.
    public var isHidden: Bool

    /// All parts, one by one.
    public init(
        id: String, name: String? = nil, patientName: String? = nil, city: String? = nil, state: String? = nil,
        providerGroup: String? = nil, isHidden: Bool = false
    ) {
        self.id = id
        self.name = name
        self.patientName = patientName
        self.city = city
        self.state = state
        self.providerGroup = providerGroup
        self.isHidden = isHidden
    }

    /// Both names, as far as there are any.
    public var names: [String] { [name, patientName].compactMap(\.self) }
}
