internal import Reporting
internal import Services

/// Compares the credentials as they are now with those that a plan was made for, by their fingerprints.
public struct CredentialLooker: Sendable {
    public let desk: RepairDesk
    public let access: CredentialAccess
    public let plan: Plan

    /// Takes all parts, one by one.
    public init(desk: RepairDesk, access: CredentialAccess, plan: Plan) {
        self.desk = desk
        self.access = access
        self.plan = plan
    }

    /// What looking at one credential came to.
    public enum Look: Sendable {
        /// Nobody can change it while a command runs: the profile's own.
        case fixed(isSame: Bool)
        case account(ClientAccount, isSame: Bool)
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
                desk.console.learn(read.secrets)
            } else {
                desk.count.read()
                let id = plan.businesses.first { $0.proof == proof.key }?.group
                let reading = PlanReading(desk: desk, enterprise: nil, sourceID: PlanMaker.Source.allscripts.rawValue)
                let groups: Result<[GroupReading], PlatformError>
                do throws(PlatformError) {
                    groups = .success(try await desk.platform.groups(of: proof.subject))
                } catch {
                    groups = .failure(error)
                }
                guard case .success(let found)? = reading.choose(groups, id) else { return .unknown }
                group = found
            }
            let account = try? ClientAccount(
                group: group, new: new, keys: ClientAccount.Keys(desk.playbooks), user: unity.user,
                prefix: UsernamePrefixChoice(unity.service.usernamePrefix))
            guard let account else { return .unknown }
            desk.console.learn([account.account.pmPassword])
            return .account(account, isSame: unity.login.fingerprint(account.account) == proof.fingerprint)
        }
    }

    /// Throws for the first that has changed; what cannot be looked at is found out by its proof.
    public func check() async throws(PlanRefusal) {
        let used = Set(plan.willAuthorize.compactMap(\.proof))
        for proof in plan.proofs where used.contains(proof.key) {
            switch await look(at: proof) {
            case .fixed(let isSame), .account(_, let isSame):
                if !isSame { throw .credentialsChanged(proof.key) }
            case .unknown: continue
            }
        }
    }
}
