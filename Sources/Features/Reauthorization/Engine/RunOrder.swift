/// What a run is to do, in the order in which it does it.
public struct RunOrder: Sendable, Equatable {
    /// Those to authorize, in order; the first is the canary.
    public var businesses: [RunBusiness]
    /// All credentials that they depend on.
    public var proofs: [RunProof]
    /// Groups that get new credentials first.
    public var updates: [RunUpdate]
    /// Businesses in flight at the same time, from 1; the canary is alone.
    public var concurrency: Int

    /// All parts, one by one.
    public init(businesses: [RunBusiness], proofs: [RunProof], updates: [RunUpdate] = [], concurrency: Int = 4) {
        self.businesses = businesses
        self.proofs = proofs
        self.updates = updates
        self.concurrency = max(1, concurrency)
    }
}

/// A business to authorize.
public struct RunBusiness: Sendable, Equatable {
    /// Its number.
    public var number: String
    /// The key of the proof without which it is never written.
    public var proof: String

    /// All parts, one by one.
    public init(number: String, proof: String) {
        self.number = number
        self.proof = proof
    }
}

/// A credential that has to be proven before anything is written that depends on it.
public struct RunProof: Sendable, Equatable {
    /// Tells it apart: a practice, or a login's fingerprint. Never a secret.
    public var key: String
    /// Whether a second attempt does no harm; an Allscripts login counts towards a lock-out, so it has one only.
    public var isRepeatable: Bool

    /// All parts, one by one.
    public init(key: String, isRepeatable: Bool) {
        self.key = key
        self.isRepeatable = isRepeatable
    }
}

/// A group that gets new credentials.
public struct RunUpdate: Sendable, Equatable {
    /// The group's id.
    public var group: String
    /// The key of the proof of the new credentials.
    public var proof: String

    /// All parts, one by one.
    public init(group: String, proof: String) {
        self.group = group
        self.proof = proof
    }
}
