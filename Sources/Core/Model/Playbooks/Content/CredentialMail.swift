internal import Support

/// How the vendor's credential mail looks (`credentialMail` of an integration's playbook).
public struct CredentialMail: Sendable, Equatable {
    /// What is looked for.
    public var fields: [CredentialField]
    /// Other labels that stand in such mails; what follows them is none of the fields.
    public var otherLabels: [String] = []
    /// What may stand between a label and its value on one line.
    public var separators: [String]
    /// After how many days the PM password expires.
    public var passwordDays: Int
    /// After how many months the service credentials expire.
    public var serviceMonths: Int
    /// Sealed mails that are told by their files and texts.
    public var envelopes: [SealedEnvelope] = []
    /// The words of this tool's command line that prints the request for a new group; `{serviceUser}` and
    /// `{pmsUserName}` are filled in, and a password is named by where it stands.
    public var newGroup: [String] = []
}

/// One value of a credential mail.
public struct CredentialField: Sendable, Equatable {
    /// What it is.
    public var role: CredentialRole
    /// The key of the property that it becomes.
    public var property: String
    /// What may stand before it; letter case, spaces, `_` and `-` do not matter.
    public var labels: [String]
}

/// The values that a credential mail holds.
public enum CredentialRole: String, Sendable, CaseIterable {
    case serviceUser
    case pmsUserName
    case password
}

/// A product that sends mails whose text has to be opened first.
public struct SealedEnvelope: Sendable, Equatable {
    /// Its name.
    public var product: String
    /// Names of files in which it sends, `*` standing for anything.
    public var fileNames: [String]
    /// Texts and addresses of which its envelopes have one.
    public var texts: [String]
    /// Hosts to which its forms really lead; a form that leads elsewhere is a look-alike.
    public var hosts: [String]
    /// How to open it.
    public var opening: String
}

/// Reads how a credential mail looks.
enum CredentialMailReading {
    static func mail(_ map: YAMLMap) -> CredentialMail {
        CredentialMail(
            fields: map.mappings("fields", of: "a field of the mail", field), otherLabels: map.texts("otherLabels"),
            separators: map.someTexts("separators"), passwordDays: map.integer("passwordDays", in: 1...3650),
            serviceMonths: map.integer("serviceMonths", in: 1...120),
            envelopes: map.mappings("envelopes", of: "a sealed envelope", envelope), newGroup: map.texts("newGroup"))
    }

    private static func field(_ map: YAMLMap) -> CredentialField {
        CredentialField(
            role: map.choice("role", of: CredentialRole.self), property: map.text("property"),
            labels: map.someTexts("labels"))
    }

    private static func envelope(_ map: YAMLMap) -> SealedEnvelope {
        SealedEnvelope(
            product: map.text("product"), fileNames: map.texts("fileNames"), texts: map.texts("texts"),
            hosts: map.texts("hosts"), opening: map.text("opening"))
    }
}
