/// What a run is to do, in the order in which it does it.
public struct RunOrder: Sendable, Equatable {
    /// Those to authorize, in order; the first is the canary.
    var businesses: [RunBusiness]
    /// All credentials that they depend on.
    var proofs: [RunProof]
    /// Groups that get new credentials first.
    var updates: [RunUpdate]
    /// Businesses in flight at the same time, from 1; the canary is alone.
    var concurrency: Int

    /// All parts, one by one.
    init(businesses: [RunBusiness], proofs: [RunProof], updates: [RunUpdate] = [], concurrency: Int = 4) {
        self.businesses = businesses
        self.proofs = proofs
        self.updates = updates
        self.concurrency = max(1, concurrency)
    }
}

/// A business to authorize.
struct RunBusiness: Sendable, Equatable {
    /// Its number.
    var number: String
    /// The key of the proof without which it is never written.
    var proof: String
}

/// A credential that has to be proven before anything is written that depends on it.
struct RunProof: Sendable, Equatable {
    /// Tells it apart: a practice, or a login's fingerprint. Never a secret.
    var key: String
    /// Whether a second attempt does no harm; an Allscripts login counts towards a lock-out, so it has one only.
    var isRepeatable: Bool
}

/// A group that gets new credentials.
struct RunUpdate: Sendable, Equatable {
    /// The group's id.
    var group: String
    /// The key of the proof of the new credentials.
    var proof: String
}
