internal import Glibc
public import Model
internal import Reporting
public import Services
internal import Support

/// How the two vendors are reached; each is set up only if the profile has it.
public struct CredentialAccess: Sendable {
    /// Nil where the profile names no athenahealth.
    public var athenahealth: AthenahealthAccess?
    /// Unity with its service user; nil offline, and where the profile has none or no credential for it.
    public var unity: (login: AllscriptsLogin, user: (name: String, password: String), service: AllscriptsService)?
    /// Of athenahealth's client; changes whenever its id or secret does.
    var clientFingerprint = ""
    /// Whether calls to athenahealth take a token.
    var hasClient = false

    /// Reads the credentials of what the profile has; one that its source refuses ends the command. Unity is left out
    /// where the profile has no credential for it.
    public init(_ context: ReauthorizeContext) throws(CommandError) {
        let profile = context.network.profile
        if let service = profile.athenahealth {
            athenahealth = try AthenahealthAccess(context.network, profile)
            let credential = try context.network.credential(for: .athenahealth, of: profile)
            hasClient = credential != nil
            clientFingerprint = context.digest.text(
                ["client", service.url.description] + (credential?.secrets ?? ["none"]))
        }
        if let service = profile.allscripts, service.credential != nil || profile.environment == .sandbox,
            !context.network.isOffline
        {
            unity = try context.unity(service)
        }
    }
}

/// A client's credentials as `message --to` writes them; a file of the user's own that nobody else may read.
public struct NewCredentials: Sendable, Equatable {
    /// The client and tenant that the login belongs to.
    public var serviceUser: ServiceUser
    /// The PM user.
    public var pmsUserName: String
    /// The PM user's password; a secret.
    public var password: String

    /// Reads the file; the fault's text holds none of its content.
    public static func read(_ path: String) throws(CommandError) -> NewCredentials {
        let bytes: [UInt8]
        do throws(CredentialError) { bytes = try CredentialFile.bytes(of: path, for: "--credentials") } catch {
            throw CommandError(error)
        }
        return try NewCredentials(bytes, called: path)
    }

    /// The values of such a file's bytes; `path` names them in a fault.
    init(_ bytes: [UInt8], called path: String) throws(CommandError) {
        guard let document = try? WholeJSON.document(in: bytes) else { throw Self.fault(path, "it is not JSON") }
        guard let user = document["serviceUser"]?.text, let name = document["pmsUserName"]?.text,
            let password = document["password"]?.text, !name.isEmpty, !password.isEmpty
        else { throw Self.fault(path, "it must have serviceUser, pmsUserName and password") }
        do throws(ServiceUserError) { serviceUser = try ServiceUser(user) } catch {
            throw Self.fault(path, "its serviceUser does not have the form ubiquity:client^tenant^")
        }
        pmsUserName = name
        self.password = password
    }

    /// What the gate has to hide.
    public var secrets: [String] { [password] }

    private static func fault(_ path: String, _ why: String) -> CommandError {
        CommandError(
            ExitCode.unreadable, "\(path): holds no credentials: \(why)",
            remedy: "be-diagnose message --to FILE writes such a file from the vendor's email")
    }
}

/// What a client's integration logs in with, and where each part of it stands.
extension AllscriptsAccount {
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

    /// Why no account can be made of what is known, in a sentence.
    enum Missing: String, Error {
        case serviceUser = "The group does not show its ServiceUser, and --credentials gives none."
        case pmsUserName = "The group does not show its PM user name, and --credentials has none."
        case password = "The password cannot be read from the platform and was not supplied with --credentials."
    }

    /// The account of a group, with the service user of the profile; new credentials take the place of the group's.
    init(
        group: GroupReading?, new: NewCredentials?, keys: Keys, user: (name: String, password: String),
        prefix: UsernamePrefix
    ) throws(Missing) {
        func property(_ key: String) -> String? {
            group?.properties[key.lowercased()].flatMap { Self.isMasked($0) ? nil : $0 }
        }
        let serviceUser = new?.serviceUser ?? property(keys.serviceUser).flatMap { try? ServiceUser($0) }
        if serviceUser == nil, prefix == .serviceUser { throw .serviceUser }
        guard let name = new?.pmsUserName ?? property(keys.pmsUserName) else { throw .pmsUserName }
        guard let password = new?.password ?? property(keys.password) else { throw .password }
        self.init(
            username: UnityClient.username(serviceUser, name: user.name, prefix: prefix),
            servicePassword: user.password, pmUser: name, pmPassword: password)
    }

    /// A secure value that the platform does not show: stars, dots, or nothing.
    static func isMasked(_ value: String) -> Bool { value.allSatisfy { "*•●xX".contains($0) } }
}

/// Compares the credentials as they are now with those that a plan was made for, by their fingerprints.
public struct CredentialVerifier: Sendable {
    /// Asks the platform for the groups that hold the accounts.
    public let context: ReauthorizeContext
    /// Holds the credentials as they are now.
    public let access: CredentialAccess
    /// Holds the fingerprints of the credentials that it was made for.
    public let plan: Plan

    /// A comparison for one plan; nothing is read before it is asked for.
    public init(context: ReauthorizeContext, access: CredentialAccess, plan: Plan) {
        self.context = context
        self.access = access
        self.plan = plan
    }

    /// What looking at one credential came to.
    public enum Look: Sendable {
        /// Nobody can change it while a command runs: the profile's own.
        case fixed(isSame: Bool)
        case account(AllscriptsAccount, isSame: Bool)
        case unknown
    }

    /// A login's account as it stands now: in the file of new credentials, or in the group.
    public func look(at proof: PlannedProof) async -> Look {
        switch proof.kind {
        case .practice: return .fixed(isSame: proof.fingerprint == access.clientFingerprint)
        case .login:
            guard let unity = access.unity else { return .unknown }
            var new: NewCredentials?
            var group: GroupReading?
            if let file = plan.credentialsFile {
                guard let read = try? NewCredentials.read(file) else { return .unknown }
                new = read
                context.console.learn(read.secrets)
            } else {
                let id = plan.businesses.first { $0.proof == proof.key }?.group
                let reading = PlanReading(
                    context: context, enterprise: nil, sourceID: Planner.Source.allscripts.rawValue)
                let groups = await context.groups(of: proof.subject)
                guard case .success(let found)? = reading.choose(groups, id) else { return .unknown }
                group = found
            }
            let account = try? AllscriptsAccount(
                group: group, new: new, keys: AllscriptsAccount.Keys(context.playbooks), user: unity.user,
                prefix: unity.service.usernamePrefix)
            guard let account else { return .unknown }
            context.console.learn([account.pmPassword])
            return .account(account, isSame: unity.login.fingerprint(account) == proof.fingerprint)
        }
    }

    /// Throws for the first that has changed; what cannot be looked at is found out by its proof.
    public func check() async throws(PlanRefusal) {
        let used = Set(plan.willAuthorize.compactMap(\.proof))
        for proof in plan.proofs where used.contains(proof.key) {
            switch await look(at: proof) {
            case .fixed(let isSame), .account(_, let isSame): if !isSame { throw .credentialsChanged(proof.key) }
            case .unknown: continue
            }
        }
    }
}

/// Finds out whether a credential works, and says how it is known.
struct CredentialProver: Sendable {
    /// What trying came to, and how that is known.
    typealias Result = (outcome: ProofOutcome, detail: String)

    let context: ReauthorizeContext
    let retriesLogins: Bool

    /// Asks athenahealth whether our key may use a practice.
    func practice(_ id: String, _ access: AthenahealthAccess) async -> Result {
        guard let practice = try? VendorID(id) else {
            return (.wrongPractice, "The mapping's practice ID ‘\(id)’ is not a valid id.")
        }
        context.count.read()
        do throws(AthenahealthError) {
            try await access.client.ping(practice)
            return (.works, "our key can read athenahealth practice \(id).")
        } catch {
            let sentence = context.network.words(context.playbooks).sentence(error)
            return switch error {
            case .notGranted:
                (
                    .notGranted,
                    "Practice \(id) exists, but has not granted us access (401 Incorrect permissions)."
                )
            case .noSuchPractice: (.wrongPractice, "athenahealth has no practice \(id) (404).")
            case .tokenRefused: (.fails, sentence)
            case .unauthorized, .noToken, .failed, .unexpected: (.unknown, sentence)
            }
        }
    }

    /// Logs in to Unity once.
    func login(_ account: AllscriptsAccount, _ login: AllscriptsLogin) async throws(CommandError) -> Result {
        let result: LoginResult
        do throws(LedgerError) { result = try await login.attempt(account, insist: retriesLogins) } catch {
            throw CommandError(error)
        }
        context.count.login(result.logins)
        context.count.read(result.reads)
        return switch result.verdict {
        case .works: (.works, "Unity accepted the service user and the PM user, and all five permissions are there.")
        case .serviceRefused: (.fails, "Unity refused the service user (GetToken).")
        case .userRefused: (.fails, "Unity refused the PM user (GetUserAuthentication: ValidUser NO).")
        case .permissionsMissing(let actions):
            (.permissionMissing, "Unity accepted the PM user; not licensed: \(actions.joined(separator: ", ")).")
        case .notRepeated(.lostBefore):
            (
                .failedBefore,
                "The outcome of an earlier login with these credentials is unknown, so it was not repeated."
            )
        case .notRepeated:
            (.failedBefore, "These credentials failed before and have not changed, so the login was not repeated.")
        case .unknown(let error): (.unknown, sentence(error))
        }
    }

    private func sentence(_ error: UnityError) -> String {
        switch error {
        case .refused: "Unity refused the login."
        case .notLicensed(let action): "Unity says that \(action) is not licensed."
        case .said(let action, let text):
            "Unity answered \(action) with ‘\(context.console.gate.masked(String(text.prefix(200))))’."
        case .failed(let error): context.playbooks.text(ofFault: error.name, facts: error.facts, doing: "Calling Unity")
        case .unexpected(let what): "Unexpected answer from Unity: \(what)."
        }
    }
}
