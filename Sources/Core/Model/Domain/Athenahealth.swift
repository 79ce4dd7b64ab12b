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

    /// Makes a practice from an entry of the vendor's list; nil stands for a member that it left out.
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

    /// Makes a department from an entry of the vendor's list; nil stands for a member that it left out.
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

    /// City and state, as far as they are known.
    public var place: [String] { [city, state].compactMap(\.self) }
}

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

    /// Makes a reason from an entry of the vendor's list; nil stands for a member that it left out.
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

/// An id of athenahealth as a person gave it: a practice's or a department's. Digits, kept as text.
public struct VendorID: Sendable, Hashable, CustomStringConvertible {
    /// ASCII digits, at most `longest` of them.
    public let text: String

    /// Whether it begins with a zero: then it is an id only where athenahealth itself lists it so (rules.md D26).
    public var hasLeadingZero: Bool { text.hasPrefix("0") }

    /// More digits than any known id has; beyond them a number no longer fits 64 bits.
    public static let longest = 18

    /// The id in exactly these digits; throws what keeps the text from being one.
    public init(_ text: some StringProtocol) throws(VendorIDError) {
        guard !text.isEmpty else { throw .empty }
        if let odd = text.first(where: { !$0.isASCII || !$0.isNumber }) { throw .notDigits(odd) }
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        self.text = String(text)
    }

    /// The id as it was pasted: blanks around it are dropped and full-width digits become ASCII ones; `isChanged` says
    /// whether that was needed.
    public static func pasted(_ text: String) throws(VendorIDError) -> (id: VendorID, isChanged: Bool) {
        var scalars = Array(text.unicodeScalars)[...]
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        var plain = ""
        for scalar in scalars {
            let isFullWidth = (0xFF10...0xFF19).contains(scalar.value)
            let digit = isFullWidth ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) : scalar
            plain.unicodeScalars.append(digit ?? scalar)
        }
        return (try VendorID(plain), !plain.utf8.elementsEqual(text.utf8))
    }

    /// Spaces of every width, and the invisible characters that a copied text brings.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }

    /// The digits.
    public var description: String { text }
}

/// What keeps a text from being an id of athenahealth.
public enum VendorIDError: Error, Sendable, Equatable {
    /// Nothing stands there.
    case empty
    /// A character that is no ASCII digit; the first one.
    case notDigits(Character)
    /// It begins with a zero, and athenahealth lists no such id; the text alone does not tell.
    case leadingZero
    /// More than 18 digits.
    case tooLong
}
