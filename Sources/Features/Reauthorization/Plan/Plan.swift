internal import Model

/// What `plan` found and `apply` may do: business numbers and fingerprints, never a secret.
public struct Plan: Sendable, Equatable {
    /// Random; a plan is applied once.
    public var id: String
    /// Seconds since 1970, as the next two: when the states were read.
    public var made: Int
    /// When the credentials were tried.
    public var proved: Int
    /// Until when it holds.
    public var expires: Int
    /// The tool's version.
    public var tool: String
    /// The playbooks' names with their versions.
    public var playbooks: [String]
    /// The profile's name.
    public var profile: String
    /// The services that the profile named, each with its URL, and a digest of its requests.
    public var services: [String]
    /// Whether the profile says how a business is marked authorized.
    public var canAuthorize: Bool
    /// Whether somebody has to put the new credentials into the groups by hand first.
    public var needsDashboard: Bool
    /// The file of the new credentials, absolute.
    public var credentialsFile: String?
    /// Each credential that a business depends on.
    public var proofs: [PlannedProof]
    /// Groups that get the new credentials.
    public var updates: [PlannedUpdate]
    /// In the order in which they were given.
    public var businesses: [PlannedBusiness]
    /// Reads that making it took.
    public var reads: Int
    /// Logins that making it took.
    public var logins: Int

    /// All parts, one by one.
    public init(
        id: String, made: Int, proved: Int, expires: Int, tool: String, playbooks: [String], profile: String,
        services: [String], canAuthorize: Bool, needsDashboard: Bool, credentialsFile: String?,
        proofs: [PlannedProof], updates: [PlannedUpdate], businesses: [PlannedBusiness], reads: Int, logins: Int
    ) {
        self.id = id
        self.made = made
        self.proved = proved
        self.expires = expires
        self.tool = tool
        self.playbooks = playbooks
        self.profile = profile
        self.services = services
        self.canAuthorize = canAuthorize
        self.needsDashboard = needsDashboard
        self.credentialsFile = credentialsFile
        self.proofs = proofs
        self.updates = updates
        self.businesses = businesses
        self.reads = reads
        self.logins = logins
    }

    /// Seconds for which its states are taken for true.
    public static let lifetime = 3600
    /// Seconds for which a proof may be carried into a refreshed plan.
    static let proofLifetime = 86_400

    /// Those that `apply` is to authorize.
    public var willAuthorize: [PlannedBusiness] { businesses.filter { $0.decision == .willAuthorize } }

    /// What the engine is to do.
    public func order(concurrency: Int) -> RunOrder {
        let chosen = willAuthorize
        let keys = Set(chosen.compactMap(\.proof))
        return RunOrder(
            businesses: chosen.map { RunBusiness(number: $0.number, proof: $0.proof ?? "") },
            proofs: proofs.filter { keys.contains($0.key) }.map {
                RunProof(key: $0.key, isRepeatable: $0.kind == .practice)
            },
            updates: needsDashboard
                ? [] : updates.filter { keys.contains($0.proof) }.map { RunUpdate(group: $0.group, proof: $0.proof) },
            concurrency: concurrency)
    }
}

/// A credential of a plan.
public struct PlannedProof: Sendable, Equatable {
    /// How it is proven.
    public enum Kind: String, Sendable, CaseIterable {
        /// athenahealth: our key may use the practice.
        case practice
        /// Allscripts: the service user and the PM user are let in.
        case login
    }

    /// Tells it apart in this plan.
    var key: String
    /// What is tried.
    public var kind: Kind
    /// The practice's id, or the number whose group holds the account.
    var subject: String
    /// Keyed; changes whenever the credential does.
    var fingerprint: String
    /// What trying it came to.
    var outcome: ProofOutcome
    /// How it is known, in a sentence or two.
    var detail: String
    /// Practices that may have been meant, where athenahealth knows none of this id.
    var near: [NearMiss] = []
}

/// A group that gets new credentials.
public struct PlannedUpdate: Sendable, Equatable {
    /// The group's id.
    var group: String
    /// The number that the group was found by.
    var business: String
    /// The key of the proof of the new credentials.
    var proof: String
}

/// A business of a plan.
public struct PlannedBusiness: Sendable, Equatable {
    /// What the platform said of it.
    enum State: String, Sendable, CaseIterable { case authorized, unauthorized, unknown }

    /// What is to become of it (design.md §4).
    public enum Decision: String, Sendable, CaseIterable {
        case willAuthorize, alreadyAuthorized, credentialsFail, notGranted, wrongPractice, unknown, notFound
    }

    /// Its number.
    public var number: String
    /// As it was read.
    var before: State
    /// What is to become of it.
    var decision: Decision
    /// The key of the proof that it depends on.
    var proof: String?
    /// The group's id, where it is known.
    var group: String?
    /// Why, in a sentence or two.
    var detail: String
}
