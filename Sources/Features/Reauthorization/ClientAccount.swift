internal import Model
internal import Services

/// What a client's integration logs in with, and where each part of it stands.
public struct ClientAccount: Sendable, Equatable {
    var account: AllscriptsAccount

    /// The keys of the three properties, in lower case, as the playbook of credential mails names them.
    struct Keys: Sendable {
        var serviceUser: String
        var pmsUserName: String
        var password: String

        init(_ playbooks: PlaybookSet) {
            let fields = playbooks.playbooks.lazy.compactMap(\.credentialMail).first?.fields ?? []
            func key(_ role: CredentialRole, _ standard: String) -> String {
                fields.first { $0.role == role }?.property ?? standard
            }
            serviceUser = key(.serviceUser, "User_Name")
            pmsUserName = key(.pmsUserName, "pms_user_name")
            password = key(.password, "PM_Password")
        }

        /// The properties that new credentials become.
        func properties(_ new: NewCredentials) -> [TemplateFilling.Property] {
            [
                TemplateFilling.Property(key: serviceUser, value: new.serviceUser.description, isSecure: true),
                TemplateFilling.Property(key: password, value: new.password, isSecure: true),
                TemplateFilling.Property(key: pmsUserName, value: new.pmsUserName, isSecure: false),
            ]
        }
    }

    /// Why no account can be made of what is known.
    enum Missing: Error { case serviceUser, pmsUserName, password }

    /// The account of a group, with the service user of the profile; new credentials take the place of the group's.
    init(
        group: GroupReading?, new: NewCredentials?, keys: Keys, user: (name: String, password: String),
        prefix: UsernamePrefixChoice
    ) throws(Missing) {
        func property(_ key: String) -> String? {
            group?.properties[key.lowercased()].flatMap { Self.isMasked($0) ? nil : $0 }
        }
        let serviceUser = new?.serviceUser ?? property(keys.serviceUser).flatMap { try? ServiceUser($0) }
        if serviceUser == nil, prefix.needsServiceUser { throw .serviceUser }
        guard let name = new?.pmsUserName ?? property(keys.pmsUserName) else { throw .pmsUserName }
        guard let password = new?.password ?? property(keys.password) else { throw .password }
        account = AllscriptsAccount(
            username: UnityClient.username(serviceUser, name: user.name, prefix: prefix.value),
            servicePassword: user.password, pmUser: name, pmPassword: password)
    }

    /// A secure value that the platform does not show: stars, dots, or nothing.
    static func isMasked(_ value: String) -> Bool { value.allSatisfy { "*•●xX".contains($0) } }
}
