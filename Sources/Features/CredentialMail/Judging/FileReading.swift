public import Model

/// A value that was settled on, with where it was read.
public struct FoundValue: Sendable, Equatable {
    /// Exactly as the mail shows it.
    public var value: String
    /// The part of the mail, empty for the file itself.
    var part: String
    /// From 1, as a person counts the rows of the part.
    var row: Int
    /// From 1, in a table's row.
    var cell: Int?
    /// From 1, in the part's source.
    var line: Int
    /// RFC 3339, or a day where the mail gives no zone.
    var date: String?

    let moment: MailDate?
}

/// What one file gave.
public struct FileReading: Sendable {
    /// As it was named on the command line.
    public var name: String
    /// `page`, `mail`, `text`, `sealed` or `other` (design.md D24).
    public var kind: String
    /// The product of a sealed envelope.
    public var product: String?
    /// `ubiquity:client^tenant^`, with a name behind it in format 2.
    public var serviceUser: FoundValue?
    /// The name of the PM user.
    public var pmsUserName: FoundValue?
    /// The PM password. It must not be shown unless it was asked for.
    public var password: FoundValue?
    /// Codes of the findings about this file, in order.
    public var codes: [String] = []

    /// The parts of the ServiceUser.
    public var ubiquityID: String? { parsed?.ubiquityID }
    /// The second part.
    public var clientID: String? { parsed?.clientID }
    /// The third part.
    public var tenantID: String? { parsed?.tenantID }
    /// The service user's name, in format 2.
    public var accountName: String? { parsed?.accountName }
    /// When the credentials were sent: the password's date, or else the ServiceUser's.
    public var date: String? { moment?.text }
    /// The day on which the PM password's time is over, and that on which the service credentials' is.
    var expiry: (password: String, service: String)?

    var moment: MailDate? { password?.moment ?? serviceUser?.moment ?? pmsUserName?.moment }
    private var parsed: ServiceUser? { serviceUser.flatMap { try? ServiceUser($0.value) } }

    init(name: String, kind: String) {
        self.name = name
        self.kind = kind
    }

    /// The value of a role, if it was settled on.
    public func value(of role: CredentialRole) -> String? { self[role]?.value }

    subscript(role: CredentialRole) -> FoundValue? {
        get {
            switch role {
            case .serviceUser: serviceUser
            case .pmsUserName: pmsUserName
            case .password: password
            }
        }
        set {
            switch role {
            case .serviceUser: serviceUser = newValue
            case .pmsUserName: pmsUserName = newValue
            case .password: password = newValue
            }
        }
    }
}

extension CredentialRole {
    /// What a person calls it.
    var label: String {
        switch self {
        case .serviceUser: "ServiceUser"
        case .pmsUserName: "PMS user name"
        case .password: "PM password"
        }
    }
}
