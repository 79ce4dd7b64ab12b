public import Model
internal import Reporting

/// A text that shows itself nowhere; only `message --reveal` and `message --to` open it, by what stands in this file.
public struct Secret: Sendable, Hashable {
    fileprivate let text: String

    init(_ text: String) { self.text = text }

    /// For `--reveal`.
    var revealed: String { text }
}

/// A value that was settled on, with where it was read.
public struct FoundValue: Sendable, Equatable {
    /// Exactly as the mail shows it.
    let secret: Secret
    /// Whether it is a password.
    let isPassword: Bool
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
    /// Whether that is the day of `--received`, since the mail gives none.
    var isReceived = false

    /// The value, but for a password.
    public var shown: String? { isPassword ? nil : secret.text }

    /// Whether it holds no character.
    public var isEmpty: Bool { secret.text.isEmpty }
}

/// What one file gave.
public struct FileReading: Sendable {
    /// What a file is (rules.md D24).
    public enum Kind: String, Sendable {
        case page, mail, text, sealed, other

        /// As a person says it.
        var words: String {
            switch self {
            case .page: "an opened page"
            case .mail: "an email"
            case .text: "plain text"
            case .sealed: "a sealed envelope"
            case .other: "not an email"
            }
        }
    }

    /// As it was named on the command line.
    public let name: String
    /// What it is.
    public internal(set) var kind: Kind
    /// The product of a sealed envelope.
    public var product: String?
    /// `ubiquity:client^tenant^`, with a name behind it in format 2.
    public var serviceUser: FoundValue?
    /// The name of the PM user.
    public var pmsUserName: FoundValue?
    /// The PM password. It must not be shown unless it was asked for.
    public var password: FoundValue?
    /// The ServiceUser that three ids make, where the mail gives none; told, and never taken.
    var candidate: ServiceUser?
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
    /// Whether that is the day of `--received`.
    public var isReceived: Bool { (password ?? serviceUser ?? pmsUserName)?.isReceived ?? false }
    /// The day on which the PM password's time is over, and that on which the service credentials' is.
    var expiry: (password: String, service: String)?

    var moment: MailDate? { password?.moment ?? serviceUser?.moment ?? pmsUserName?.moment }
    private var parsed: ServiceUser? { serviceUser.flatMap { try? ServiceUser($0.secret.text) } }

    /// What `--to` writes, the password among it; nothing unless all three values were settled on.
    public var credentialFile: PlainValue? {
        guard let serviceUser, let pmsUserName, let password else { return nil }
        return [
            "serviceUser": .text(serviceUser.secret.text), "pmsUserName": .text(pmsUserName.secret.text),
            "password": .text(password.secret.text), "date": .optional(date),
        ]
    }

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
        case .pmsUserName: "PM user name"
        case .password: "PM password"
        }
    }
}

extension Report {
    /// Without the passwords of these files in the texts of findings and gaps, which may quote a mail; nothing of the
    /// report's own words and keys is touched, even if a password is one of them.
    public func hidingPasswords(of readings: [FileReading]) -> Report {
        let gate = Gate(secrets: readings.compactMap { $0.password?.secret.text })
        var copy = self
        for index in findings.indices { copy.findings[index].detail = gate.hidingSecrets(in: findings[index].detail) }
        for index in coverage.gaps.indices {
            copy.coverage.gaps[index].detail = gate.hidingSecrets(in: coverage.gaps[index].detail)
        }
        return copy
    }
}

/// Which of several candidates of one kind is the one, or why that cannot be said.
enum Choice {
    case settled(Candidate, older: [Candidate])
    case missing
    case several
    case unordered
    case olderOnly
    case doubtful(Candidate)
    case malformed(Candidate)

    /// `unit`: the newest message that holds any of the three values.
    static func of(_ role: CredentialRole, among candidates: [Candidate], newest unit: Candidate?) -> Choice {
        let own = candidates.filter { $0.role == role }
        guard let first = own.first else { return .missing }
        if role == .serviceUser { return of(serviceUsers: own, first: first) }
        let leading = own.filter { one in own.allSatisfy { $0.value == one.value || one.isNewer(than: $0) } }
        // The same value in several messages counts as that of the newest of them.
        let newest = leading.first { one in unit.map(one.isOfSameMessage) ?? false } ?? leading.first
        guard let newest else { return .unordered }
        if let unit, !newest.isOfSameMessage(as: unit), unit.isNewer(than: newest) { return .olderOnly }
        if !newest.isCertain { return .doubtful(newest) }
        return .settled(newest, older: own.filter { $0.value != newest.value })
    }

    private static func of(serviceUsers own: [Candidate], first: Candidate) -> Choice {
        if Set(own.compactMap { $0.serviceUser?.description }).count > 1 { return .several }
        if let broken = own.first(where: { $0.fault != nil }) { return .malformed(broken) }
        // The same value twice: once without a doubt is enough.
        return own.first(where: \.isCertain).map { .settled($0, older: []) } ?? .doubtful(first)
    }
}

extension Candidate {
    func isOfSameMessage(as other: Candidate) -> Bool { text == other.text && section == other.section }

    /// Certainly sent later: by the dates, or because it quotes the other.
    func isNewer(than other: Candidate) -> Bool {
        if let mine = date, let others = other.date {
            if others.isOlder(than: mine) { return true }
            if mine.isOlder(than: others) { return false }
        }
        // Of a dated one and one without a date, nothing tells which came first (rules.md D45).
        if (date == nil) != (other.date == nil) { return false }
        // What a message quotes is older than the message, wherever it stands; of two beside each other either may be.
        return text == other.text && section != other.section && depth < other.depth
    }
}
