internal import Support

/// How the vendor's credential mail looks (`credentialMail` of an integration's playbook).
public struct CredentialMail: Sendable, Equatable {
    /// What is looked for.
    public var fields: [CredentialField]
    /// Labels of the three ids of a ServiceUser, where they are listed one by one.
    public var ids: [CredentialID] = []
    /// Other labels that stand in such mails; what follows them is none of the fields.
    public var otherLabels: [String] = []
    /// What may stand between a label and its value on one line.
    public var separators: [String]
    /// What stands where a value will be filled in; letter case does not matter.
    public var placeholders: [String] = []
    /// How the head of a quoted or forwarded message is worded.
    public var heads = MessageHeads()
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

/// The head of a message inside a text, in the languages in which mail programs write it.
public struct MessageHeads: Sendable, Equatable {
    /// Labels of the sender, with which a head begins; without the colon, in lower case.
    public var from: [String] = []
    /// Labels of the date on which the message was sent.
    public var sent: [String] = []
    /// The names of each of the twelve months, in lower case.
    public var months: [[String]] = []
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

/// One id of a ServiceUser, listed by itself.
public struct CredentialID: Sendable, Equatable {
    /// Which it is.
    public enum Part: String, Sendable, CaseIterable {
        case ubiquity, client, tenant
    }

    /// Which it is.
    public var part: Part
    /// What may stand before it, as in a field.
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
    public var fileNames: [String] = []
    /// MIME types of parts of which it sends one.
    public var types: [String] = []
    /// What it is, where it is no envelope of a product: `encrypted with S/MIME`.
    public var named: String?
    /// Whether its texts count only beside a link, which leads to where the message is.
    public var needsLink = false
    /// Whether fields of a form that hold text are its sign.
    public var isForm = false
    /// Whether lines of base64 that hold text are its sign.
    public var isBase64 = false
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
            fields: map.mappings("fields", of: "a field of the email", field),
            ids: map.mappings("ids", of: "an id of the ServiceUser", id), otherLabels: map.texts("otherLabels"),
            separators: map.someTexts("separators"), placeholders: map.texts("placeholders"),
            heads: map.optionalMapping("messageHeads", of: "the heads of messages", heads) ?? MessageHeads(),
            passwordDays: map.integer("passwordDays", in: 1...3650),
            serviceMonths: map.integer("serviceMonths", in: 1...120),
            envelopes: map.mappings("envelopes", of: "a sealed envelope", envelope), newGroup: map.texts("newGroup"))
    }

    private static func heads(_ map: YAMLMap) -> MessageHeads {
        func lowercased(_ key: String) -> [String] { map.someTexts(key).map { $0.lowercased() } }
        // A line of names a month, so that a reader sees which belong together.
        let months = lowercased("months").map { $0.split(separator: " ").map(String.init) }
        if months.count != 12 {
            map.fault(
                at: map.mark(of: "months"), found: "\(months.count) months", expected: "a text of names for each of 12")
        }
        return MessageHeads(from: lowercased("from"), sent: lowercased("sent"), months: months)
    }

    private static func field(_ map: YAMLMap) -> CredentialField {
        CredentialField(
            role: map.choice("role", of: CredentialRole.self), property: map.text("property"),
            labels: map.someTexts("labels"))
    }

    private static func id(_ map: YAMLMap) -> CredentialID {
        CredentialID(part: map.choice("part", of: CredentialID.Part.self), labels: map.someTexts("labels"))
    }

    private static func envelope(_ map: YAMLMap) -> SealedEnvelope {
        SealedEnvelope(
            product: map.text("product"), fileNames: map.texts("fileNames"), types: map.texts("types"),
            named: map.optionalText("named"), needsLink: map.boolean("needsLink", default: false),
            isForm: map.boolean("isForm", default: false),
            isBase64: map.boolean("isBase64", default: false), texts: map.texts("texts"), hosts: map.texts("hosts"),
            opening: map.text("opening"))
    }
}
